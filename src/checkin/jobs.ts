import type { Instant } from '../core/clock.ts';
import { newId, type PersonId } from '../core/ids.ts';
import { and, eq, inArray, ne, type Tx } from '../db/index.ts';
import type { Job, WorkContext } from '../delivery/index.ts';
import { activePeople, type Person } from '../people/index.ts';
import { roundToOpen, type Round } from './cadence.ts';
import { TEMPLATE, type CheckinId, type RoundId } from './model.ts';
import { asCadence, companyCadences, lastRound, lastRoundNo, type RoundRow } from './queries.ts';
import { readerFor } from './reader.ts';
import { checkins, rounds } from './schema.ts';

const DEADLINE = '18:00';
/** People asked in one transaction. */
const CHUNK = 50;

/** Asks everybody on the morning of a due day; the cursor is the round and the last person asked. */
export const openRound: Job = {
  name: 'checkin.open-round',
  schedule: { dailyAt: '09:00' },
  missed: 'newest',
  async work(context, { slotAt, cursor }) {
    const [roundId, after] = cursor ? cursor.split('|') : [await startRound(context, slotAt), ''];
    if (!roundId) return undefined;
    const last = await askNext(context, roundId as RoundId, after ?? '');
    return last ? `${roundId}|${last}` : undefined;
  },
};

/** The round due by this morning, made once; nothing on other days. */
async function startRound(context: WorkContext, slotAt: Instant): Promise<RoundId | undefined> {
  const { tx, calendar } = context;
  const versions = (await companyCadences(tx)).map(asCadence);
  const last = await lastRound(tx);
  const due = roundToOpen(versions, last?.nominalOn, calendar.dayOf(slotAt), calendar);
  if (due)
    return await insertRound(
      context,
      due,
      versions.filter((version) => version.startsOn <= due.nominalOn).at(-1)?.rhythm ?? 'two-weeks',
    );
  // A crash between two chunks hands the slot out again: the round of this morning goes on.
  return last && last.openedAt >= slotAt ? last.id : undefined;
}

async function insertRound(context: WorkContext, { nominalOn, dueOn }: Round, rhythm: RoundRow['rhythm']): Promise<RoundId> {
  const { tx, now, calendar, today } = context;
  const row: RoundRow = {
    id: newId<'checkin-round'>(now),
    scopeKind: 'company',
    scopeRef: '',
    no: (await lastRoundNo(tx)) + 1,
    rhythm,
    nominalOn,
    dueOn,
    template: TEMPLATE,
    openedAt: now,
    deadlineAt: calendar.instantOf(today, DEADLINE),
  };
  await tx.insert(rounds).values(row);
  return row.id;
}

async function askNext(context: WorkContext, roundId: RoundId, after: string): Promise<PersonId | undefined> {
  const people = await peopleAfter(context, after);
  if (people.length === 0) return undefined;
  await closeEarlier(context, roundId, people);
  const asked = await insertCheckins(context, roundId, people);
  for (const { id, personId } of asked) {
    await context.post({ to: { person: personId }, kind: 'checkin.asked', ref: id, dedupeKey: `checkin.asked:${id}` });
  }
  return people.length < CHUNK ? undefined : people.at(-1)?.id;
}

/** Whoever joins later is asked in the next round. */
async function peopleAfter({ tx, today }: WorkContext, after: string): Promise<Person[]> {
  const here = (await activePeople(tx)).filter(
    (person) => person.id > after && (person.joinedOn === null || person.joinedOn <= today),
  );
  return here.sort((a, b) => (a.id < b.id ? -1 : 1)).slice(0, CHUNK);
}

async function insertCheckins(
  { tx, now }: WorkContext,
  roundId: RoundId,
  people: readonly Person[],
): Promise<{ id: CheckinId; personId: PersonId }[]> {
  const rows: (typeof checkins.$inferInsert)[] = [];
  for (const person of people) {
    const readerId = (await readerFor(tx, person))?.id ?? null;
    rows.push({ id: newId<'checkin'>(now), roundId, personId: person.id, readerId, state: 'open', askedAt: now });
  }
  return await tx.insert(checkins).values(rows).onConflictDoNothing().returning({ id: checkins.id, personId: checkins.personId });
}

/** Answers are taken until the next round opens. */
async function closeEarlier(context: WorkContext, roundId: RoundId, people: readonly Person[]): Promise<void> {
  for (const id of await markMissed(context.tx, roundId, people)) await context.refresh({ kind: 'checkin.asked', ref: id });
}

async function markMissed(tx: Tx, roundId: RoundId, people: readonly Person[]): Promise<CheckinId[]> {
  const rows = await tx
    .update(checkins)
    .set({ state: 'missed', asking: null, askingSince: null })
    .where(
      and(
        eq(checkins.state, 'open'),
        ne(checkins.roundId, roundId),
        inArray(
          checkins.personId,
          people.map((person) => person.id),
        ),
      ),
    )
    .returning({ id: checkins.id });
  return rows.map((row) => row.id);
}
