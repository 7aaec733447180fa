import { addDays } from '../core/days.ts';
import type { PersonId } from '../core/ids.ts';
import type { Reader } from '../db/index.ts';
import type { ViewContext } from '../delivery/index.ts';
import { peopleByIds, personById, type Person } from '../people/index.ts';
import type { Line, Purse } from './cards/overviews.ts';
import type { MarkView } from './cards/marks.ts';
import { deciderOf } from './deciding.ts';
import { bookedByNumber, spentBy, type Booked, type Told } from './queries.ts';
import { leftOf } from './rules/allowance.ts';
import { monthOf, nextMonthStart } from './rules/months.ts';
import { limitsOf } from './settings.ts';

/** Names of whoever is in the entries; also those who left. */
export async function namesOf(read: Reader, ids: readonly PersonId[]): Promise<(id: PersonId | null) => string> {
  const people = await peopleByIds(read, [...new Set(ids)]);
  return (id) => (id && people.get(id)?.name) || '';
}

export async function purseOf(
  { read, today, calendar }: Pick<ViewContext, 'read' | 'today' | 'calendar'>,
  person: Person,
): Promise<Purse> {
  const limits = await limitsOf(read, person);
  const spent = await spentBy(read, person.id, monthOf(today));
  return {
    allowance: limits.allowance,
    left: leftOf(limits, spent, calendar.instantOf(today, '00:00')),
    until: addDays(nextMonthStart(today), -1),
  };
}

export async function linesFor(read: Reader, person: PersonId, entries: readonly Booked[]): Promise<Line[]> {
  const name = await namesOf(
    read,
    entries.flatMap(({ entry }) => [entry.personId, entry.giverId]),
  );
  return entries.map((booked) => {
    const side = booked.entry.personId === person ? 'received' : 'given';
    return { ...booked, side, otherName: name(side === 'received' ? booked.entry.giverId : booked.entry.personId) };
  });
}

export async function viewOf(read: Reader, { mark, settlement }: Told): Promise<MarkView> {
  const name = await namesOf(read, [mark.authorId, mark.receiverId]);
  const decider = settlement ? settlement.byId && (await personById(read, settlement.byId)) : await deciderOf(read, mark);
  return {
    mark,
    settlement,
    granted: settlement?.entry ? await bookedByNumber(read, settlement.entry) : undefined,
    authorName: name(mark.authorId),
    receiverName: name(mark.receiverId),
    decider: decider ? { id: decider.id, name: decider.name } : undefined,
  };
}
