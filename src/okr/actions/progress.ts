import type { Values } from '../../chat/index.ts';
import { readNumber } from '../../chat/index.ts';
import { Refusal } from '../../core/errors.ts';
import { eq } from '../../db/index.ts';
import type { Action, ActContext, PressReply } from '../../delivery/index.ts';
import { quantity } from '../cards/parts.ts';
import { eyesOf } from '../eyes.ts';
import { show } from '../kinds.ts';
import type { KeyResultId, ProgressId, Source } from '../model.ts';
import { keyResultById, type Found } from '../queries/finding.ts';
import { UNDO_WITHIN_MS } from '../queries/viewing.ts';
import { recordProgress, undoProgress } from '../record.ts';
import { LONGEST } from '../rules/complete.ts';
import { GREATEST_VALUE, progressOf, stepped, tidy } from '../rules/progress.ts';
import { progress } from '../schema.ts';
import { answerText } from '../text-answers.ts';
import type { KeyResultView } from '../views.ts';
import { goneToast, openHere } from './opening.ts';

export type Change = { kind: 'set' | 'change'; value: number } | { kind: 'step' } | { kind: 'done' };

/** One progress entry by whoever may make it; answers with the value that holds now. */
export async function enterProgress(
  context: ActContext,
  found: Found,
  change: Change,
  entry: { source: Source; note?: string },
): Promise<number> {
  const { keyResult, objective } = found;
  if (objective.state !== 'published')
    throw new Refusal('okr.closed', (language) => answerText(language).refused.closed(keyResult.code));
  if (!keyResult.mayUpdate) {
    throw new Refusal('okr.not-yours', (language) =>
      answerText(language).refused.notYours(keyResult.code, keyResult.responsible.name),
    );
  }
  if (entry.note && entry.note.length > LONGEST.note) {
    throw new Refusal('okr.note-too-long', (language) => answerText(language).refused.noteTooLong(LONGEST.note));
  }
  const value = changed(keyResult, change);
  if (!(Math.abs(value) <= GREATEST_VALUE))
    throw new Refusal('okr.value-too-large', (language) => answerText(language).refused.valueTooLarge);
  await recordProgress(context, {
    keyResult,
    value,
    personId: context.person.id,
    source: entry.source,
    ...(entry.note ? { note: entry.note } : {}),
  });
  await refreshGoal(context, found);
  return value;
}

function changed(it: KeyResultView, change: Change): number {
  switch (change.kind) {
    case 'set':
      return tidy(change.value);
    case 'change':
      return tidy(it.current + change.value);
    case 'step':
      return stepped(it, it.step);
    case 'done':
      return it.target;
  }
}

/** Pages beyond this nobody has open. */
const PAGES = 3;

/** Old cards never lie: whoever has this goal on a card gets it redrawn. */
export async function refreshGoal(
  context: Pick<ActContext, 'refresh'>,
  { objective, keyResult }: Pick<Found, 'objective'> & { keyResult?: KeyResultView },
): Promise<void> {
  const people = new Set([objective, ...(keyResult ? [keyResult] : [])].map(({ responsible }) => responsible.id));
  for (const person of people) for (let page = 1; page <= PAGES; page += 1) await context.refresh(show.mine(person, page));
  await context.refresh(show.objective(objective.id));
  await context.refresh(show.assigned(objective.id));
  if (!keyResult) return;
  for (const shown of [show.keyResult(keyResult.id), show.punch(keyResult.id), show.assignedKeyResult(keyResult.id)])
    await context.refresh(shown);
}

function valueToast({ keyResult }: Found, value: number): NonNullable<PressReply['toast']> {
  const reached = progressOf({ ...keyResult, current: value }) >= 1;
  return {
    tone: 'success',
    text: (language) => {
      const { toasts } = answerText(language);
      return (reached ? toasts.reached : toasts.now)(keyResult.code, quantity(language, value, keyResult.unit));
    },
  };
}

async function pressed(context: ActContext, kr: unknown): Promise<Found | undefined> {
  return await keyResultById(eyesOf(context), String(kr) as KeyResultId);
}

export const progressing: Record<`okr.${string}`, Action> = {
  'okr.step': async (context, { params }) => {
    const found = await pressed(context, params['kr']);
    if (!found) return goneToast();
    return { toast: valueToast(found, await enterProgress(context, found, { kind: 'step' }, { source: 'card' })) };
  },

  'okr.done': async (context, { params }) => {
    const found = await pressed(context, params['kr']);
    if (!found) return goneToast();
    const { keyResult } = found;
    // Somebody else was quicker, or it went beyond the target: nothing to add.
    if (keyResult.ratio >= 1) {
      return {
        toast: {
          tone: 'info',
          text: (language) =>
            answerText(language).toasts.same(keyResult.code, quantity(language, keyResult.current, keyResult.unit)),
        },
      };
    }
    return { toast: valueToast(found, await enterProgress(context, found, { kind: 'done' }, { source: 'card' })) };
  },

  'okr.punch': async (context, { params }) => {
    const found = await pressed(context, params['kr']);
    if (!found) return goneToast();
    return openHere(context, found.keyResult.mayUpdate ? show.punch(found.keyResult.id) : show.keyResult(found.keyResult.id));
  },

  'okr.set': async (context, { params, values }) => {
    const found = await pressed(context, params['kr']);
    if (!found) return goneToast();
    const value = valueIn(values);
    const note = values['note']?.type === 'text' ? values['note'].text.trim() : '';
    const now = await enterProgress(context, found, { kind: 'set', value }, { source: 'card', ...(note ? { note } : {}) });
    const mine = [found.keyResult.responsible.id, found.objective.responsible.id].includes(context.person.id);
    return { toast: valueToast(found, now), show: mine ? show.mine(context.person.id) : show.keyResult(found.keyResult.id) };
  },

  'okr.undo': async (context, { params }) => {
    const entry = String(params['entry']) as ProgressId;
    const [row] = await context.tx.select().from(progress).where(eq(progress.id, entry));
    const found = row && (await keyResultById(eyesOf(context), row.keyResultId));
    if (!row || !found || row.personId !== context.person.id) return goneToast();
    if (context.now - row.at > UNDO_WITHIN_MS)
      return { toast: { tone: 'info', text: (language) => answerText(language).toasts.undoTooLate } };
    const undone = await undoProgress(context, entry);
    if (!undone) return { toast: { tone: 'info', text: (language) => answerText(language).toasts.undoNotLast } };
    await refreshGoal(context, found);
    const { code, unit } = found.keyResult;
    return {
      toast: {
        tone: 'success',
        text: (language) => answerText(language).toasts.undone(code, quantity(language, undone.current, unit)),
      },
    };
  },
};

function valueIn(values: Values): number {
  const given = values['value'];
  if (given?.type === 'number') return given.number;
  const typed = given?.type === 'text' ? given.text.trim() : '';
  if (typed === '') throw new Refusal('okr.no-value', (language) => answerText(language).refused.noValue);
  const number = readNumber(typed);
  if (number === undefined) throw new Refusal('okr.not-a-number', (language) => answerText(language).refused.noNumber(typed));
  return number;
}
