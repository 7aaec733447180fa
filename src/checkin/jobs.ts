import type { Instant } from '../core/clock.ts';
import { newId, type PersonId } from '../core/ids.ts';
import { and, eq, gt, lte, ne, placeholder, type Tx } from '../db/index.ts';
import type { Job, WorkContext } from '../delivery/index.ts';
import { peopleAfter } from '../people/index.ts';
import { roundToOpen, type Round } from './cadence.ts';
import { TEMPLATE, type CheckinId, type RoundId } from './model.ts';
import { asCadence, companyCadences, lastRound, lastRoundNo, type RoundRow } from './queries.ts';
import { readersFor } from './reader.ts';
import { checkins, rounds } from './schema.ts';

const DEADLINE = '18:00';

/** Asks everybody on the morning of a due day; the cursor is the round and the last person asked. */
export const openRound: Job = {
  name: 'checkin.open-round',
  schedule: { dailyAt: '09:00' },
  missed: 'newest',
  async work(context, { slotAt, cursor, most }) {
    const [roundId, after] = cursor ? cursor.split('|') : [await startRound(context, slotAt), ''];
    if (!roundId) return undefined;
    const last = await askNext(context, roundId as RoundId, after ?? '', most);
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

/** Answers the last one asked when there may be more. Whoever joins later is asked in the next round. */
async function askNext(context: WorkContext, roundId: RoundId, after: string, most: number): Promise<PersonId | undefined> {
  const { tx, today } = context;
  const people = await peopleAfter(tx, { after, joinedBy: today, most });
  const last = people.at(-1)?.id;
  if (!last) return undefined;
  await closeEarlier(context, roundId, { after, last });
  const readers = await readersFor(tx, people);
  for (const { id: personId } of people) {
    const id = newId<'checkin'>(context.now);
    if (!(await insertCheckin(context, { id, roundId, personId, readerId: readers.get(personId) ?? null }))) continue;
    await context.post({ to: { person: personId }, kind: 'checkin.asked', ref: id, dedupeKey: `checkin.asked:${id}` });
  }
  return people.length < most ? undefined : last;
}

type NewCheckin = { id: CheckinId; roundId: RoundId; personId: PersonId; readerId: PersonId | null };

/** False when this person has been asked in this round already. */
async function insertCheckin({ tx, now }: WorkContext, row: NewCheckin): Promise<boolean> {
  const put = await tx
    .prepared('checkin.ask', (q) =>
      q
        .insert(checkins)
        .values({
          id: placeholder('id'),
          roundId: placeholder('roundId'),
          personId: placeholder('personId'),
          readerId: placeholder('readerId'),
          state: 'open',
          askedAt: placeholder('now'),
        })
        .onConflictDoNothing(),
    )
    .change({ ...row, now });
  return put > 0;
}

/** Answers are taken until the next round opens. */
async function closeEarlier(context: WorkContext, roundId: RoundId, people: { after: string; last: PersonId }): Promise<void> {
  for (const id of await markMissed(context.tx, roundId, people)) await context.refresh({ kind: 'checkin.asked', ref: id });
}

async function markMissed(tx: Tx, roundId: RoundId, people: { after: string; last: PersonId }): Promise<CheckinId[]> {
  const rows = await tx
    .prepared('checkin.miss', (q) =>
      q
        .update(checkins)
        .set({ state: 'missed', asking: null, askingSince: null })
        .where(
          and(
            eq(checkins.state, 'open'),
            ne(checkins.roundId, placeholder('roundId')),
            gt(checkins.personId, placeholder('after')),
            lte(checkins.personId, placeholder('last')),
          ),
        )
        .returning({ id: checkins.id }),
    )
    .execute({ roundId, ...people });
  return rows.map((row) => row.id);
}
