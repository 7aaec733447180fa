import type { Values } from '../../chat/index.ts';
import { Refusal } from '../../core/errors.ts';
import { and, eq, inArray } from '../../db/index.ts';
import type { Action, ActContext, PressReply } from '../../delivery/index.ts';
import type { Sentence } from '../../core/text.ts';
import { personById } from '../../people/index.ts';
import { dutyOf, momentInWords, openDuty } from '../../responses/index.ts';
import { gapNames } from '../cards/parts.ts';
import { answersOf, openBlockers, openOf, type Asked } from '../queries.ts';
import { livingReader } from '../reader.ts';
import { answersIn, gapsIn } from '../rules.ts';
import { checkins } from '../schema.ts';
import { says } from '../text/says.ts';
import { subjectOf } from '../view.ts';
import { keepAnswers, keepForm, ownCheckin } from './keep.ts';

const shown = (asked: Asked) => ({ kind: 'checkin.asked', ref: asked.checkin.id });
const reply = (tone: 'success' | 'info' | 'warning', text: Sentence, asked: Asked): PressReply => ({
  toast: { tone, text },
  show: shown(asked),
});

/** 提交: complete it is sent; incomplete it becomes a draft and the card says what is missing (CHK-6). */
export const submit: Action = async (context, { params, values }) => {
  const asked = await ownCheckin(context, params['checkin']);
  const closed = await ifClosed(context, asked, values);
  if (closed) return closed;
  await keepForm(context, asked, values);
  const gaps = gapsIn(await answersOf(context.tx, asked.checkin.id));
  if (gaps.length > 0) {
    await context.tx.update(checkins).set({ draftedAt: context.now }).where(eq(checkins.id, asked.checkin.id));
    return reply('warning', (language) => says(language).draftGaps(gapNames(gaps, language)), asked);
  }
  const reader = await send(context, asked);
  await context.refresh(shown(asked));
  return reply('success', (language) => (reader ? says(language).submitted(reader) : says(language).submittedAlone), asked);
};

/** Makes it a submission and opens the duty for whoever reads it; answers their name. */
async function send(context: ActContext, asked: Asked): Promise<string | undefined> {
  const { tx, now } = context;
  const { checkin } = asked;
  const reader = await livingReader(tx, checkin);
  await closeEarlierBlockers(context, asked);
  await tx
    .update(checkins)
    .set({
      state: 'submitted',
      submittedAt: now,
      readerId: reader?.id ?? null,
      asking: null,
      askingSince: null,
      snoozedUntil: null,
    })
    .where(and(eq(checkins.id, checkin.id), eq(checkins.state, 'open')));
  if (!reader) return undefined;
  const received = { kind: 'checkin.received', ref: checkin.id };
  await openDuty(context, {
    subject: subjectOf(checkin),
    authorId: checkin.personId,
    ownerId: reader.id,
    show: received,
    replyAction: 'checkin.reply',
  });
  await context.post({ to: { person: reader.id }, ...received, dedupeKey: `checkin.received:${checkin.id}` });
  return reader.name;
}

async function closeEarlierBlockers({ tx, now }: ActContext, { checkin, round }: Asked): Promise<void> {
  const [row] = await tx.select({ chosen: checkins.earlierBlockers }).from(checkins).where(eq(checkins.id, checkin.id));
  if (row?.chosen !== 'solved') return;
  const open = await openBlockers(tx, checkin.personId, round.no);
  if (open.length === 0) return;
  const ids = open.map((blocker) => blocker.checkinId);
  await tx.update(checkins).set({ blockersClosedAt: now }).where(inArray(checkins.id, ids));
}

/** An older copy of the card was used: says what is so now, and never loses what was typed. */
async function ifClosed(context: ActContext, asked: Asked, values: Values): Promise<PressReply | undefined> {
  const { checkin } = asked;
  if (checkin.state === 'open') return undefined;
  if (checkin.state === 'submitted') {
    const { now, calendar } = context;
    const at = checkin.submittedAt ?? now;
    return reply('info', (language) => says(language).alreadySubmitted(momentInWords(at, now, calendar, language)), asked);
  }
  if (checkin.state === 'skipped') {
    await keepForm(context, asked, values);
    return reply('info', (language) => says(language).skippedAlready, asked);
  }
  const current = await openOf(context.tx, context.person.id);
  if (!current) return reply('info', (language) => says(language).over, asked);
  if (!(await carryOver(context, current, values))) return reply('info', (language) => says(language).over, current);
  return reply('info', (language) => says(language).overMoved, current);
}

/** Only into questions still empty there. */
async function carryOver(context: ActContext, current: Asked, values: Values): Promise<boolean> {
  const kept = await answersOf(context.tx, current.checkin.id);
  const wanted = Object.entries(answersIn(values)).filter(([question]) => !(question in kept));
  const moved = await keepAnswers(context, current, Object.fromEntries(wanted));
  if (moved) await context.tx.update(checkins).set({ draftedAt: context.now }).where(eq(checkins.id, current.checkin.id));
  return moved;
}

export const save: Action = async (context, { params, values }) => {
  const asked = await ownCheckin(context, params['checkin']);
  const closed = await ifClosed(context, asked, values);
  if (closed) return closed;
  await keepForm(context, asked, values);
  return reply('success', (language) => says(language).draftSaved, asked);
};

export const show: Action = async (context, { params }) => ({ show: shown(await ownCheckin(context, params['checkin'])) });

export const edit: Action = async (context, { params }) => {
  const asked = await ownCheckin(context, params['checkin']);
  await checkEditable(context, asked);
  return { show: { kind: 'checkin.editing', ref: asked.checkin.id } };
};

/** Changes what was sent, as long as nobody has answered it; an emptied field keeps what it said. */
export const resubmit: Action = async (context, { params, values }) => {
  const asked = await ownCheckin(context, params['checkin']);
  await checkEditable(context, asked);
  const changed = await keepAnswers(context, asked, answersIn(values));
  if (changed) await showChange(context, asked);
  return reply(changed ? 'success' : 'info', (language) => (changed ? says(language).edited : says(language).unchanged), asked);
};

/** The reader's card, and other copies of the author's, say the new words. */
export async function showChange(context: ActContext, asked: Asked): Promise<void> {
  await context.refresh({ kind: 'checkin.received', ref: asked.checkin.id });
  await context.refresh(shown(asked));
}

export async function checkEditable(context: ActContext, asked: Asked): Promise<void> {
  const why = await whyNotEditable(context, asked);
  if (why) throw new Refusal('checkin.answered', why);
}

/** Once somebody has answered, what they answered stays as it is. */
export async function whyNotEditable({ tx }: ActContext, { checkin }: Asked): Promise<Sentence | undefined> {
  if (checkin.state !== 'submitted') return (language) => says(language).over;
  const duty = await dutyOf(tx, subjectOf(checkin));
  if (duty?.state !== 'answered') return undefined;
  const reader = await personById(tx, duty.ownerId);
  return (language) => says(language).editTooLate(reader?.name ?? '');
}

export const read: Action = (_context, { params }) =>
  Promise.resolve({ show: { kind: 'checkin.full', ref: `${String(params['checkin'])}:${String(params['question'])}` } });
