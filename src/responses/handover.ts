import { newId, type PersonId } from '../core/ids.ts';
import { and, eq } from '../db/index.ts';
import type { WorkContext } from '../delivery/index.ts';
import { peopleWithRole, type Person } from '../people/index.ts';
import { openDuty, voidDuty } from './actions.ts';
import { dutiesOf, openDutiesBy, type Duty, type Handover } from './queries.ts';
import { duties, handovers, promises, type SubjectKind } from './schema.ts';

export type HandOver = {
  from: PersonId;
  /** Nobody: the duties are closed and their authors told. */
  to: PersonId | undefined;
  reason: 'left' | 'superior-changed';
  /** Only what this person wrote, and only of this kind; all without. */
  author?: PersonId;
  kind?: SubjectKind;
};

/**
 * Moves what is open from one person to another: the old duty is closed, a new one with a fresh clock opened, and the new owner, the
 * author and the former owner each get one card about all of it. Nobody comes to owe an answer to themselves.
 */
export async function handOverDuties(context: WorkContext, move: HandOver): Promise<Duty[]> {
  const { tx, now } = context;
  const wanted = (await dutiesOf(tx, move.from)).filter(
    (duty) => (!move.author || duty.authorId === move.author) && (!move.kind || duty.subjectKind === move.kind),
  );
  if (wanted.length === 0) return [];
  const handover: Handover = {
    id: newId<'handover'>(now),
    fromId: move.from,
    toId: move.to ?? null,
    reason: move.reason,
    at: now,
  };
  await tx.insert(handovers).values(handover);
  for (const duty of wanted) await moveOne(context, duty, handover);
  await tellAll(context, handover, wanted);
  return wanted;
}

async function moveOne(context: WorkContext, duty: Duty, handover: Handover): Promise<void> {
  const heir = handover.toId === duty.authorId ? null : handover.toId;
  await context.tx
    .update(duties)
    .set({ state: heir ? 'handed-over' : 'void', closedAt: context.now, ...(heir ? {} : { handoverId: handover.id }) })
    .where(and(eq(duties.id, duty.id), eq(duties.state, 'open')));
  if (!heir) return;
  await openDuty(
    context,
    {
      subject: { kind: duty.subjectKind, ref: duty.subjectRef },
      authorId: duty.authorId,
      ownerId: heir,
      show: { kind: duty.showKind, ref: duty.showRef },
      ...(duty.replyAction ? { replyAction: duty.replyAction } : {}),
    },
    handover.id,
  );
}

async function tellAll(context: WorkContext, handover: Handover, moved: readonly Duty[]): Promise<void> {
  const told = new Set(moved.map((duty) => duty.authorId));
  if (handover.toId) told.add(handover.toId);
  if (handover.reason !== 'left') told.add(handover.fromId);
  for (const person of told) {
    await context.post({
      to: { person },
      kind: 'responses.handed-over',
      ref: handover.id,
      dedupeKey: `responses.handed-over:${handover.id}:${person}`,
    });
  }
}

/** A leaver owes nothing and waits for nothing; what others wait for goes to the next superior, or to HR where there is none. */
export async function settleLeaver(context: WorkContext, leaver: Person, superior: Person | undefined): Promise<void> {
  const heir = superior ?? (await peopleWithRole(context.tx, 'hr')).find((one) => one.id !== leaver.id);
  for (const duty of await openDutiesBy(context.tx, leaver.id)) {
    await voidDuty(context, duty);
    await context.refresh({ kind: duty.showKind, ref: duty.showRef });
  }
  await handOverDuties(context, { from: leaver.id, to: heir?.id, reason: 'left' });
  await context.tx
    .update(promises)
    .set({ state: 'void' })
    .where(and(eq(promises.toId, leaver.id), eq(promises.state, 'open')));
  const made = and(eq(promises.byId, leaver.id), eq(promises.state, 'open'));
  if (!heir) await context.tx.update(promises).set({ state: 'void' }).where(made);
  else {
    await context.tx
      .update(promises)
      .set({ state: 'void' })
      .where(and(made, eq(promises.toId, heir.id)));
    await context.tx.update(promises).set({ byId: heir.id }).where(made);
  }
}
