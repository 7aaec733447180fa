import type { Values } from '../../chat/index.ts';
import { Refusal } from '../../core/errors.ts';
import type { Action, ActContext, PressReply, Shown } from '../../delivery/index.ts';
import { peopleByIds, type Person } from '../../people/index.ts';
import { BLANK, draftOf, keepDraft, type Draft } from '../drafts.ts';
import { show } from '../kinds.ts';
import { isDimension } from '../model.ts';
import { readNames } from '../reading.ts';
import { gapsIn } from '../rules/form.ts';
import { says } from '../text/says.ts';
import { words } from '../text/words.ts';
import type { Wanted } from './asking.ts';
import { checkGift, give } from './giving.ts';
import { checkMark, mark } from './marking.ts';

/** 送出: whatever is wrong, what was typed is kept and the card says what is missing. */
export const send: Action = async (context, { values }) => {
  const { tx, person, now } = context;
  const draft = filled(await draftOf(tx, person.id), values);
  await keepDraft(tx, person.id, draft, now);
  const again: Shown = show.form(person.id, true);
  if (gapsIn(draft).length > 0) return { toast: { tone: 'warning', text: (language) => says(language).draftGaps }, show: again };
  const ready = await prepare(context, draft);
  if (ready instanceof Refusal) return { toast: { tone: 'warning', text: ready.say }, show: again };
  const done = await ready();
  await keepDraft(tx, person.id, BLANK, now);
  return done;
};

/** An untouched field is absent, and so is one that was emptied: both leave nothing. */
function filled(before: Draft, values: Values): Draft {
  const text = (name: string): string | null => {
    const value = values[name];
    return value?.type === 'text' ? value.text.trim() || null : null;
  };
  const [people, amount, dimension] = [values['receivers'], values['amount'], values['dimension']];
  return {
    receivers: people?.type === 'people' ? people.people : [],
    names: text('names'),
    amount: amount?.type === 'number' ? amount.number : amount === undefined ? null : NOT_A_NUMBER,
    dimension: dimension?.type === 'choice' && isDimension(dimension.option) ? dimension.option : before.dimension,
    reason: text('reason'),
  };
}

/** Kept so that the gap is named; the field is shown empty. */
const NOT_A_NUMBER = 0;

/** Everything is checked before anything is written, so that the draft survives a refusal. */
async function prepare(context: ActContext, draft: Draft): Promise<Refusal | (() => Promise<PressReply>)> {
  try {
    const receivers = await receiversOf(context, draft);
    const wanted: Wanted = {
      receivers,
      amount: draft.amount ?? undefined,
      dimension: draft.dimension ?? undefined,
      reason: draft.reason ?? '',
    };
    const names = (comma: string): string => receivers.map(({ name }) => name).join(comma);
    const { amount } = wanted;
    if (amount === undefined) {
      checkMark(context, wanted);
      return async () => ({
        toast: { tone: 'success', text: (language) => says(language).marked(names(words(language).comma)) },
        show: show.markSent(await mark(context, wanted)),
      });
    }
    const head = await checkGift(context, { ...wanted, amount });
    return async () => ({
      toast: { tone: 'success', text: (l) => says(l).given(names(words(l).comma), words(l).points(amount)) },
      show: show.given(await give(context, { ...wanted, amount }, head)),
    });
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

async function receiversOf({ tx, person }: ActContext, draft: Draft): Promise<Person[]> {
  const chosen = await peopleByIds(tx, draft.receivers);
  const gone = [...chosen.values()].find(({ status }) => status === 'left');
  if (gone) throw new Refusal('points.left', (language) => says(language).left(gone.name));
  for (const one of await readNames(tx, person, draft.names ?? '')) chosen.set(one.id, one);
  return [...chosen.values()];
}
