import type { Instant } from '../core/clock.ts';
import type { PersonId } from '../core/ids.ts';
import { and, asc, count, desc, eq, inArray, isNull, or, sql, sum, type Reader, type Row } from '../db/index.ts';
import type { ActId, Dimension, MarkId } from './model.ts';
import type { Spent } from './rules/allowance.ts';
import type { Entry } from './rules/chain.ts';
import { acts, ledger, marks, reasons, settlements, thanks } from './schema.ts';

export type Act = Row<typeof acts>;
export type Mark = Row<typeof marks>;
export type Settlement = Row<typeof settlements>;

/** An entry with what it was for, and what came of it. */
export type Booked = {
  entry: Entry;
  text: string | null;
  note: string | null;
  reversedBy: number | null;
  thankedAt: Instant | null;
};

const notReversed = sql`not exists (select 1 from ${ledger} back where back.reverses = ${ledger.number})`;
const reversedBy = sql<number | null>`(select back.number from ${ledger} back where back.reverses = ${ledger.number})`;

const bookedFrom = (read: Reader) =>
  read
    .select({ entry: ledger, text: reasons.text, note: reasons.note, reversedBy, thankedAt: thanks.at })
    .from(ledger)
    .leftJoin(reasons, eq(reasons.number, ledger.number))
    .leftJoin(thanks, eq(thanks.entry, ledger.number));

export async function bookedByNumber(read: Reader, number: number): Promise<Booked | undefined> {
  if (!Number.isSafeInteger(number)) return undefined;
  const [row] = await bookedFrom(read).where(eq(ledger.number, number));
  return row;
}

export async function bookedOfAct(read: Reader, act: ActId): Promise<Booked[]> {
  return await bookedFrom(read).where(eq(ledger.actId, act)).orderBy(asc(ledger.number));
}

export const PAGE = 8;

/** What somebody got and what they gave away, the newest first. */
export async function entriesOf(read: Reader, person: PersonId, page: number, size = PAGE): Promise<Booked[]> {
  return await bookedFrom(read)
    .where(touching(person))
    .orderBy(desc(ledger.number))
    .limit(size)
    .offset((page - 1) * size);
}

export async function countEntries(read: Reader, person: PersonId): Promise<number> {
  const [row] = await read.select({ count: count() }).from(ledger).where(touching(person));
  return row?.count ?? 0;
}

const touching = (person: PersonId) => or(eq(ledger.personId, person), eq(ledger.giverId, person));

export async function receivedLately(read: Reader, person: PersonId, most: number): Promise<Booked[]> {
  return await bookedFrom(read).where(eq(ledger.personId, person)).orderBy(desc(ledger.number)).limit(most);
}

export type Earned = Record<Dimension, number>;
const NOTHING_EARNED: Earned = { business: 0, collaboration: 0, innovation: 0 };

/** What somebody got in these months: a sum, never a stored number. */
export async function earned(read: Reader, person: PersonId, months: readonly string[]): Promise<Earned> {
  const rows = await read
    .select({ dimension: ledger.dimension, total: sum(ledger.amount) })
    .from(ledger)
    .where(and(eq(ledger.personId, person), inArray(ledger.month, [...months])))
    .groupBy(ledger.dimension);
  return { ...NOTHING_EARNED, ...Object.fromEntries(rows.map(({ dimension, total }) => [dimension, Number(total)])) };
}

/** What of this month's allowance somebody gave away; what was taken back is there again. */
export async function spentBy(read: Reader, giver: PersonId, month: string): Promise<Spent[]> {
  return await read
    .select({ personId: ledger.personId, amount: ledger.amount, at: ledger.at })
    .from(ledger)
    .where(and(eq(ledger.giverId, giver), eq(ledger.month, month), eq(ledger.kind, 'peer'), notReversed));
}

export async function actById(read: Reader, id: string): Promise<Act | undefined> {
  const [row] = await read
    .select()
    .from(acts)
    .where(eq(acts.id, id as ActId));
  return row;
}

export type Told = { mark: Mark; settlement: Settlement | null };

const toldFrom = (read: Reader) =>
  read.select({ mark: marks, settlement: settlements }).from(marks).leftJoin(settlements, eq(settlements.markId, marks.id));

export async function markById(read: Reader, id: string): Promise<Told | undefined> {
  const [row] = await toldFrom(read).where(eq(marks.id, id as MarkId));
  return row;
}

export async function marksOfAct(read: Reader, act: ActId): Promise<Told[]> {
  return await toldFrom(read).where(eq(marks.actId, act)).orderBy(asc(marks.id));
}

/** Nobody has decided about them yet. */
export async function openMarks(read: Reader, of: { receiver: PersonId } | { author: PersonId } | 'all'): Promise<Mark[]> {
  const whose = of === 'all' ? undefined : 'receiver' in of ? eq(marks.receiverId, of.receiver) : eq(marks.authorId, of.author);
  const rows = await toldFrom(read)
    .where(and(isNull(settlements.markId), whose))
    .orderBy(asc(marks.id));
  return rows.map(({ mark }) => mark);
}
