import { and, eq, inArray } from '../db/index.ts';
import type { PersonId } from '../core/ids.ts';
import type { WorkContext } from '../delivery/index.ts';
import type { Person } from '../people/index.ts';
import { handOverDuties, openDutiesBy, openDutyOf } from '../responses/index.ts';
import type { CheckinRow } from './queries.ts';
import { readerFor } from './reader.ts';
import { checkins } from './schema.ts';
import { subjectOf } from './view.ts';

/** Nobody asks a leaver any more; those who wrote to the leaver get another reader. */
export async function settleLeaver(context: WorkContext, leaver: Person): Promise<void> {
  const { tx } = context;
  await tx
    .update(checkins)
    .set({ state: 'void', asking: null, askingSince: null })
    .where(and(eq(checkins.personId, leaver.id), eq(checkins.state, 'open')));
  for (const checkin of await readBy(context, leaver.id)) {
    if (checkin.state === 'open') await moveOpen(context, checkin, await readerFor(tx, { id: checkin.personId }), false);
    else await followDuty(context, checkin);
  }
}

/** Open check-ins and unanswered ones go to the new superior, both told (ORG-4). */
export async function followSuperior(context: WorkContext, person: Person): Promise<void> {
  const { tx } = context;
  const reader = await readerFor(tx, person);
  const own = await tx
    .select()
    .from(checkins)
    .where(and(eq(checkins.personId, person.id), inArray(checkins.state, ['open', 'submitted'])));
  for (const checkin of own) if (checkin.state === 'open') await moveOpen(context, checkin, reader, true);
  const owners = new Set(
    (await openDutiesBy(tx, person.id)).filter((duty) => duty.subjectKind === 'checkin').map((duty) => duty.ownerId),
  );
  for (const from of owners) {
    if (from === reader?.id || !reader) continue;
    await handOverDuties(context, { from, to: reader.id, reason: 'superior-changed', author: person.id, kind: 'checkin' });
  }
  for (const checkin of own) if (checkin.state === 'submitted') await followDuty(context, checkin);
}

async function readBy({ tx }: WorkContext, reader: PersonId): Promise<CheckinRow[]> {
  return await tx
    .select()
    .from(checkins)
    .where(and(eq(checkins.readerId, reader), inArray(checkins.state, ['open', 'submitted'])));
}

async function moveOpen(
  context: WorkContext,
  checkin: CheckinRow,
  reader: Person | undefined,
  tellReader: boolean,
): Promise<void> {
  const readerId = reader?.id ?? null;
  if (readerId === checkin.readerId) return;
  await context.tx.update(checkins).set({ readerId }).where(eq(checkins.id, checkin.id));
  await context.refresh({ kind: 'checkin.asked', ref: checkin.id });
  const told = tellReader && readerId ? [checkin.personId, readerId] : [checkin.personId];
  for (const person of told) {
    const dedupeKey = `checkin.moved:${checkin.id}:${readerId ?? ''}:${person}:${context.now}`;
    await context.post({ to: { person }, kind: 'checkin.moved', ref: checkin.id, dedupeKey });
  }
}

/** Whoever owes the answer is who reads it. */
async function followDuty(context: WorkContext, checkin: CheckinRow): Promise<void> {
  const duty = await openDutyOf(context.tx, subjectOf(checkin));
  if (!duty || duty.ownerId === checkin.readerId) return;
  await context.tx.update(checkins).set({ readerId: duty.ownerId }).where(eq(checkins.id, checkin.id));
  await context.refresh({ kind: 'checkin.asked', ref: checkin.id });
}
