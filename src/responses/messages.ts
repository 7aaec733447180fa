import type { PersonId } from '../core/ids.ts';
import type { Reader } from '../db/index.ts';
import type { Message, ViewContext } from '../delivery/index.ts';
import { peopleByIds, personById } from '../people/index.ts';
import { handedOverCard, owedCard, type OwedItem } from './cards.ts';
import { dutiesHandedOver, dutiesOf, dutiesReminding, handoverById, type Duty, type Handover } from './queries.ts';
import { remindsFirstToday } from './rules.ts';

export const reminder: Message = { build: buildReminder, unknownOutcome: 'again' };
export const owed: Message = { build: buildOwed, unknownOutcome: 'drop' };
export const handedOver: Message = { build: buildHandedOver, unknownOutcome: 'again' };

/** `ref`: `<owner>@<when>`; nothing when all was answered meanwhile, or an earlier one of the day listed it. */
async function buildReminder(context: ViewContext, ref: string) {
  const [owner = '', at = ''] = ref.split('@');
  const remindAt = Number(at);
  if (!isViewer(context, owner)) return undefined;
  const { read, calendar } = context;
  const from = calendar.instantOf(calendar.dayOf(remindAt), '00:00');
  const today = await dutiesReminding(read, owner as PersonId, from, remindAt);
  if (!remindsFirstToday(today, remindAt, calendar)) return undefined;
  const items = await withAuthors(read, await dutiesOf(read, owner as PersonId));
  return items.length > 0 ? owedCard(items, context) : undefined;
}

/** All a person owes at any time, nothing included. `ref`: the owner. */
async function buildOwed(context: ViewContext, ref: string) {
  if (!isViewer(context, ref)) return undefined;
  return owedCard(await withAuthors(context.read, await dutiesOf(context.read, ref as PersonId)), context);
}

async function buildHandedOver(context: ViewContext, ref: string) {
  const handover = await handoverById(context.read, ref);
  if (!handover || context.viewer.kind !== 'person') return undefined;
  const moved = await dutiesHandedOver(context.read, handover.id);
  const viewer = context.viewer.person.id;
  const names = await namesOf(context.read, handover);
  const base = { ...names, reason: handover.reason, count: moved.length };
  if (viewer === handover.toId) {
    const items = await withAuthors(context.read, moved);
    const mine = items.filter((item) => item.duty.ownerId === viewer);
    return mine.length > 0 ? handedOverCard({ ...base, count: mine.length, side: 'owner', items: mine }, context) : undefined;
  }
  const own = moved.filter((duty) => duty.authorId === viewer);
  if (own.length > 0) {
    const taken = own.some((duty) => duty.ownerId === handover.toId);
    return handedOverCard({ ...base, toName: taken ? names.toName : undefined, count: own.length, side: 'author' }, context);
  }
  return viewer === handover.fromId ? handedOverCard({ ...base, side: 'former' }, context) : undefined;
}

async function namesOf(read: Reader, handover: Handover): Promise<{ fromName: string; toName: string | undefined }> {
  const from = await personById(read, handover.fromId);
  const to = handover.toId ? await personById(read, handover.toId) : undefined;
  return { fromName: from?.name ?? '', toName: to?.name };
}

export async function withAuthors(read: Reader, duties: readonly Duty[]): Promise<OwedItem[]> {
  const people = await peopleByIds(read, [...new Set(duties.map((duty) => duty.authorId))]);
  return duties.map((duty) => ({ duty, authorName: people.get(duty.authorId)?.name ?? '' }));
}

function isViewer(context: ViewContext, person: string): boolean {
  return context.viewer.kind === 'person' && context.viewer.person.id === person;
}
