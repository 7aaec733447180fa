import { HOUR, type Instant } from '../../core/clock.ts';
import { Refusal } from '../../core/errors.ts';
import { and, eq } from '../../db/index.ts';
import type { Action, ActContext } from '../../delivery/index.ts';
import { momentInWords } from '../../responses/index.ts';
import { openOf, type Asked } from '../queries.ts';
import { lengthOf, REASON_LIMIT } from '../rules.ts';
import { checkins } from '../schema.ts';
import { says } from '../text/says.ts';
import { keepForm, ownCheckin } from './keep.ts';

const shown = (asked: Asked, kind = 'checkin.asked') => ({ kind, ref: asked.checkin.id });

/** Opens the little card behind 稍后填 or 本期跳过; what was typed is kept first. */
const aside =
  (kind: string): Action =>
  async (context, { params, values }) => {
    const asked = await ownCheckin(context, params['checkin']);
    if (asked.checkin.state !== 'open') return { show: shown(asked) };
    await keepForm(context, asked, values);
    return { show: shown(asked, kind) };
  };

export const later = aside('checkin.later');
export const skipping = aside('checkin.skipping');

export const snooze: Action = async (context, { params }) => {
  const { now, calendar } = context;
  const asked = await ownCheckin(context, params['checkin']);
  if (asked.checkin.state !== 'open') return { show: shown(asked) };
  const until = snoozedUntil(context, params['until'] === 'tomorrow');
  await context.tx.update(checkins).set({ snoozedUntil: until }).where(eq(checkins.id, asked.checkin.id));
  await context.post({
    to: { person: context.person.id },
    ...shown(asked, 'checkin.again'),
    dedupeKey: `checkin.again:${asked.checkin.id}:${until}`,
    notBefore: until,
  });
  const text = (language: typeof context.language) => says(language).snoozed(momentInWords(until, now, calendar, language));
  return { toast: { tone: 'success', text }, show: shown(asked) };
};

/** Tomorrow means the next workday: nobody is reminded on a day off. */
function snoozedUntil({ now, today, calendar }: ActContext, tomorrow: boolean): Instant {
  return tomorrow ? calendar.instantOf(calendar.addWorkdays(today, 1), '09:00') : now + 2 * HOUR;
}

/** By form, or `/checkin skip <reason>`: the reason is compulsory. */
export const skip: Action = async (context, { params, values }) => {
  const asked = await ownCheckin(context, params['checkin']);
  if (asked.checkin.state !== 'open') return { show: shown(asked) };
  const reason = values['reason'];
  await skipWith(context, asked, reason?.type === 'text' ? reason.text : '');
  return { toast: { tone: 'success', text: (language) => says(language).skipped }, show: shown(asked) };
};

export async function skipCurrent(context: ActContext, reason: string): Promise<Asked> {
  const asked = await openOf(context.tx, context.person.id);
  if (!asked) throw new Refusal('checkin.nothing-to-skip', (language) => says(language).nothingToSkip);
  await skipWith(context, asked, reason);
  await context.refresh(shown(asked));
  return asked;
}

async function skipWith(context: ActContext, { checkin }: Asked, typed: string): Promise<void> {
  const reason = typed.trim();
  if (reason === '') throw new Refusal('checkin.skip-needs-reason', (language) => says(language).skipNeedsReason);
  if (lengthOf(reason) > REASON_LIMIT)
    throw new Refusal('checkin.reason-too-long', (language) => says(language).reasonTooLong(REASON_LIMIT));
  await context.tx
    .update(checkins)
    .set({ state: 'skipped', skipReason: reason, asking: null, askingSince: null, snoozedUntil: null })
    .where(and(eq(checkins.id, checkin.id), eq(checkins.state, 'open')));
}

/** 还是填一下: as long as the next round hasn't opened. */
export const reopen: Action = async (context, { params }) => {
  const asked = await ownCheckin(context, params['checkin']);
  if (asked.checkin.state !== 'skipped') return { show: shown(asked) };
  if (await openOf(context.tx, context.person.id)) {
    return { toast: { tone: 'info', text: (language) => says(language).over }, show: shown(asked) };
  }
  await context.tx.update(checkins).set({ state: 'open', skipReason: null }).where(eq(checkins.id, asked.checkin.id));
  return { toast: { tone: 'success', text: (language) => says(language).reopened }, show: shown(asked) };
};
