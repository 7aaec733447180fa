import type { WorkContext } from '../delivery/index.ts';
import { personById, type Person } from '../people/index.ts';
import { openDutyOf, voidDuty } from '../responses/index.ts';
import { askDecider } from './actions/marking.ts';
import { deciderFor, subjectOf } from './deciding.ts';
import { show } from './kinds.ts';
import { openMarks, type Mark } from './queries.ts';
import { settlements } from './schema.ts';

/**
 * Marks for a leaver are closed. What the leaver had to decide was handed over before this runs; where the next in line is the
 * receiver, or whoever marked, or nobody is left waiting, it is asked anew.
 */
export async function settleLeaver(context: WorkContext, leaver: Person): Promise<void> {
  for (const mark of await openMarks(context.tx, 'all')) {
    if (mark.receiverId === leaver.id) await close(context, mark);
    else await mend(context, mark, leaver);
  }
}

async function close(context: WorkContext, mark: Mark): Promise<void> {
  const { tx, now } = context;
  const duty = await openDutyOf(tx, subjectOf(mark));
  if (duty) await voidDuty(context, duty);
  await tx
    .insert(settlements)
    .values({ markId: mark.id, outcome: 'closed', byId: null, entry: null, words: null, at: now })
    .onConflictDoNothing();
  await showChange(context, mark);
}

async function mend(context: WorkContext, mark: Mark, leaver: Person): Promise<void> {
  const duty = await openDutyOf(context.tx, subjectOf(mark));
  if (duty && duty.ownerId !== mark.receiverId && duty.ownerId !== leaver.id) {
    if (mark.authorId !== leaver.id) await context.refresh(show.markSent(mark.actId));
    return;
  }
  if (duty) await voidDuty(context, duty);
  const author = await personById(context.tx, mark.authorId);
  // When whoever marked has left, the receiver is the one who waits.
  const waiting = author?.status === 'active' ? mark.authorId : mark.receiverId;
  await askDecider(context, mark, await deciderFor(context.tx, mark), waiting);
  await showChange(context, mark);
}

/** The new superior decides; the former one's card says so. */
export async function followSuperior(context: WorkContext, person: Person): Promise<void> {
  const { tx } = context;
  for (const mark of await openMarks(tx, { receiver: person.id })) {
    const duty = await openDutyOf(tx, subjectOf(mark));
    const decider = await deciderFor(tx, mark);
    if (duty && duty.ownerId === decider?.id) continue;
    if (!decider) continue;
    if (duty) await voidDuty(context, duty);
    await askDecider(context, mark, decider, duty?.authorId);
    await showChange(context, mark);
  }
}

async function showChange(context: WorkContext, mark: Mark): Promise<void> {
  await context.refresh(show.mark(mark.id));
  await context.refresh(show.markForm(mark.id));
  await context.refresh(show.markSent(mark.actId));
}
