import { MINUTE } from '../../core/clock.ts';
import { Refusal } from '../../core/errors.ts';
import type { Action, ActContext } from '../../delivery/index.ts';
import { hasRole, heirOf, personById } from '../../people/index.ts';
import { show } from '../kinds.ts';
import { append, headOf } from '../ledger.ts';
import { REASON_LIMIT, UNDO_MINUTES, type ActId } from '../model.ts';
import { bookedByNumber, bookedOfAct, type Booked } from '../queries.ts';
import type { Entry } from '../rules/chain.ts';
import { lengthOf, saysSomething } from '../rules/line.ts';
import { monthOf } from '../rules/months.ts';
import { says } from '../text/says.ts';
import { words } from '../text/words.ts';

export const undoableUntil = (at: number): number => at + UNDO_MINUTES * MINUTE;

/** 撤销: the giver takes back all of one gift, within minutes. A refusal redraws the card, so the button goes away. */
export const undoGift: Action = async (context, { params }) => {
  const booked = await bookedOfAct(context.tx, String(params['act']) as ActId);
  if (booked.some(({ entry }) => entry.giverId !== context.person.id))
    throw new Refusal('points.not-yours', (language) => says(language).notYours);
  const open = booked.filter(({ reversedBy }) => reversedBy === null);
  const [first] = open;
  if (!first) return { toast: { tone: 'info', text: (language) => says(language).undoneAlready } };
  if (context.now > undoableUntil(first.entry.at))
    return { toast: { tone: 'warning', text: (language) => says(language).undoTooLate(UNDO_MINUTES) } };
  await takeBack(
    context,
    open.map(({ entry }) => entry),
    '',
  );
  return { toast: { tone: 'success', text: (language) => says(language).undone } };
};

/** `/points undo P-12 reason`: by the giver at once, later by the receiver's superior or HR, who say why. */
export async function undoEntry(context: ActContext, number: number, reason: string): Promise<'undone' | 'reversed'> {
  const booked = await bookedByNumber(context.tx, number);
  if (!booked) throw new Refusal('points.no-entry', (language) => says(language).noEntry(words(language).entry(number)));
  const { entry } = booked;
  const own = entry.kind === 'peer' && entry.giverId === context.person.id;
  const inTime = own && context.now <= undoableUntil(entry.at);
  if (!inTime) await checkMayReverse(context, entry, own);
  checkReversible(booked);
  if (inTime) {
    await takeBack(context, [entry], reason);
    return 'undone';
  }
  checkReason(number, reason);
  const [reversal] = await takeBack(context, [entry], reason);
  for (const person of new Set([entry.personId, entry.giverId])) {
    if (!reversal || person === context.person.id || (await personById(context.tx, person))?.status !== 'active') continue;
    await context.post({
      to: { person },
      ...show.reversed(reversal.number),
      dedupeKey: `points.reversed:${reversal.number}:${person}`,
    });
  }
  return 'reversed';
}

async function checkMayReverse({ tx, person }: ActContext, entry: Entry, own: boolean): Promise<void> {
  if (entry.personId === person.id) throw new Refusal('points.not-own-undo', (language) => says(language).notOwnUndo);
  const superior = await heirOf(tx, { id: entry.personId });
  if (superior?.id === person.id || (await hasRole(tx, person.id, 'hr'))) return;
  if (own) throw new Refusal('points.undo-too-late', (language) => says(language).undoTooLate(UNDO_MINUTES));
  throw new Refusal('points.may-not-undo', (language) => says(language).mayNotUndo);
}

function checkReversible({ entry, reversedBy }: Booked): void {
  if (entry.kind === 'reversal') throw new Refusal('points.reversal-undo', (language) => says(language).reversalUndo);
  if (reversedBy !== null) throw new Refusal('points.undone-already', (language) => says(language).undoneAlready);
}

function checkReason(number: number, reason: string): void {
  if (!saysSomething(reason))
    throw new Refusal('points.undo-reason', (language) => says(language).undoReason(words(language).entry(number)));
  const length = lengthOf(reason);
  if (length > REASON_LIMIT) throw new Refusal('points.too-long', (language) => says(language).tooLong(length, REASON_LIMIT));
}

/** By a counter-entry in the month it is made in: what was counted before stays as it was counted. */
async function takeBack(context: ActContext, entries: readonly Entry[], reason: string): Promise<Entry[]> {
  const { tx, now, person, today } = context;
  const reversals = await append(
    tx,
    await headOf(tx),
    entries.map((entry) => ({
      personId: entry.personId,
      giverId: person.id,
      dimension: entry.dimension,
      amount: -entry.amount,
      kind: 'reversal' as const,
      reverses: entry.number,
      at: now,
      month: monthOf(today),
      text: reason,
    })),
  );
  for (const entry of entries) {
    await context.refresh(show.received(entry.number));
    if (entry.markId) await context.refresh(show.mark(entry.markId));
    if (!entry.actId) continue;
    await context.refresh(show.given(entry.actId));
    await context.refresh(show.praise(entry.actId));
  }
  return reversals;
}
