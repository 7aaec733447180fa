import type { Instant } from '../core/clock.ts';
import type { PersonId } from '../core/ids.ts';
import { and, asc, count, desc, eq, gt, inArray, isNull, lt, max, ne, type Reader, type Row } from '../db/index.ts';
import type { Cadence } from './cadence.ts';
import type { Answer, Answers, CheckinId, RoundId } from './model.ts';
import { HISTORY_PAGE, namesBlocker } from './rules.ts';
import { answers, cadences, checkins, consents, revisions, rounds } from './schema.ts';

export type CheckinRow = Row<typeof checkins>;
export type RoundRow = Row<typeof rounds>;
export type CadenceRow = Row<typeof cadences>;
/** A check-in with the round it belongs to. */
export type Asked = { checkin: CheckinRow; round: RoundRow };

/** The company's, oldest first. */
export async function companyCadences(read: Reader): Promise<CadenceRow[]> {
  return await read.select().from(cadences).where(ofCompany(cadences)).orderBy(asc(cadences.startsOn));
}

const ofCompany = (table: typeof cadences | typeof rounds) => and(eq(table.scopeKind, 'company'), eq(table.scopeRef, ''));

export const asCadence = ({ rhythm, weekday, startsOn, endsOn }: CadenceRow): Cadence => ({ rhythm, weekday, startsOn, endsOn });

export async function lastRound(read: Reader): Promise<RoundRow | undefined> {
  const [row] = await read.select().from(rounds).where(ofCompany(rounds)).orderBy(desc(rounds.no)).limit(1);
  return row;
}

export async function lastRoundNo(read: Reader): Promise<number> {
  const [row] = await read
    .select({ no: max(rounds.no) })
    .from(rounds)
    .where(ofCompany(rounds));
  return row?.no ?? 0;
}

export async function roundById(read: Reader, id: string): Promise<RoundRow | undefined> {
  const [row] = await read
    .select()
    .from(rounds)
    .where(eq(rounds.id, id as RoundId));
  return row;
}

/** The rounds on either side, for turning pages. */
export async function neighbours(
  read: Reader,
  round: RoundRow,
): Promise<{ older: RoundRow | undefined; newer: RoundRow | undefined }> {
  const [older] = await read
    .select()
    .from(rounds)
    .where(and(ofCompany(rounds), lt(rounds.no, round.no)))
    .orderBy(desc(rounds.no))
    .limit(1);
  const [newer] = await read
    .select()
    .from(rounds)
    .where(and(ofCompany(rounds), gt(rounds.no, round.no)))
    .orderBy(asc(rounds.no))
    .limit(1);
  return { older, newer };
}

const askedFrom = (read: Reader) =>
  read.select({ checkin: checkins, round: rounds }).from(checkins).innerJoin(rounds, eq(rounds.id, checkins.roundId));

export async function askedById(read: Reader, id: string): Promise<Asked | undefined> {
  const [row] = await askedFrom(read).where(eq(checkins.id, id as CheckinId));
  return row;
}

/** The newest check-in a person was asked for, whatever became of it. */
export async function latestOf(read: Reader, person: PersonId): Promise<Asked | undefined> {
  const [row] = await askedFrom(read)
    .where(and(eq(checkins.personId, person), ne(checkins.state, 'void')))
    .orderBy(desc(rounds.no))
    .limit(1);
  return row;
}

export async function openOf(read: Reader, person: PersonId): Promise<Asked | undefined> {
  const [row] = await askedFrom(read)
    .where(and(eq(checkins.personId, person), eq(checkins.state, 'open')))
    .orderBy(desc(rounds.no))
    .limit(1);
  return row;
}

/** The one whose question a plain message would answer. */
export async function askingOf(read: Reader, person: PersonId): Promise<Asked | undefined> {
  const rows = await askedFrom(read)
    .where(and(eq(checkins.personId, person), inArray(checkins.state, ['open', 'submitted'])))
    .orderBy(desc(rounds.no))
    .limit(2);
  return rows.find((row) => row.checkin.asking !== null);
}

export async function answersOf(read: Reader, checkin: CheckinId): Promise<Answers> {
  const found: Answers = {};
  for (const row of await read.select().from(answers).where(eq(answers.checkinId, checkin))) found[row.question] = answerOf(row);
  return found;
}

const answerOf = ({ text, level }: Answer): Answer => ({ text, level });

export async function editedAt(read: Reader, checkin: CheckinId): Promise<Instant | undefined> {
  const [row] = await read
    .select({ at: max(revisions.replacedAt) })
    .from(revisions)
    .where(eq(revisions.checkinId, checkin));
  return row?.at ?? undefined;
}

export async function hasConsented(read: Reader, person: PersonId): Promise<boolean> {
  const rows = await read.select({ id: consents.personId }).from(consents).where(eq(consents.personId, person));
  return rows.length > 0;
}

/** The submitted one before this round: its plan is looked back at. */
export async function submittedBefore(read: Reader, person: PersonId, roundNo: number): Promise<Asked | undefined> {
  const [row] = await askedFrom(read)
    .where(and(eq(checkins.personId, person), eq(checkins.state, 'submitted'), lt(rounds.no, roundNo)))
    .orderBy(desc(rounds.no))
    .limit(1);
  return row;
}

export type Blocker = { checkinId: CheckinId; roundNo: number; text: string };

const CARRIED = 3;

/** What was in the way before this round and nobody has closed, newest first. */
export async function openBlockers(read: Reader, person: PersonId, roundNo: number): Promise<Blocker[]> {
  const rows = await read
    .select({ checkinId: checkins.id, roundNo: rounds.no, text: answers.text })
    .from(checkins)
    .innerJoin(rounds, eq(rounds.id, checkins.roundId))
    .innerJoin(answers, and(eq(answers.checkinId, checkins.id), eq(answers.question, 'blockers')))
    .where(
      and(
        eq(checkins.personId, person),
        eq(checkins.state, 'submitted'),
        isNull(checkins.blockersClosedAt),
        lt(rounds.no, roundNo),
      ),
    )
    .orderBy(desc(rounds.no))
    .limit(CARRIED);
  return rows.flatMap(({ text, ...row }) => (text && namesBlocker(text) ? [{ ...row, text }] : []));
}

/** A person's own check-ins, newest first; page 1 is the newest. */
export async function historyOf(read: Reader, person: PersonId, page: number): Promise<{ items: Asked[]; total: number }> {
  const own = and(eq(checkins.personId, person), ne(checkins.state, 'void'));
  const [counted] = await read.select({ total: count() }).from(checkins).where(own);
  const items = await askedFrom(read)
    .where(own)
    .orderBy(desc(rounds.no))
    .limit(HISTORY_PAGE)
    .offset((page - 1) * HISTORY_PAGE);
  return { items, total: counted?.total ?? 0 };
}

export async function answersOfMany(read: Reader, ids: readonly CheckinId[]): Promise<Map<CheckinId, Answers>> {
  const found = new Map<CheckinId, Answers>(ids.map((id) => [id, {}]));
  if (ids.length === 0) return found;
  for (const row of await read
    .select()
    .from(answers)
    .where(inArray(answers.checkinId, [...ids]))) {
    const own = found.get(row.checkinId);
    if (own) own[row.question] = answerOf(row);
  }
  return found;
}

/** How a round stands for these people: never what they wrote. */
export async function standingsOf(read: Reader, round: RoundId, people: readonly PersonId[]): Promise<Map<PersonId, CheckinRow>> {
  if (people.length === 0) return new Map();
  const rows = await read
    .select()
    .from(checkins)
    .where(and(eq(checkins.roundId, round), inArray(checkins.personId, [...people])));
  return new Map(rows.map((row) => [row.personId, row]));
}

export async function standingsOfAll(read: Reader, round: RoundId): Promise<CheckinRow[]> {
  return await read
    .select()
    .from(checkins)
    .where(and(eq(checkins.roundId, round), ne(checkins.state, 'void')));
}
