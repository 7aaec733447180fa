import { newId } from '../../core/ids.ts';
import type { ActContext, WorkContext } from '../../delivery/index.ts';
import type { Person } from '../../people/index.ts';
import { openDuty } from '../../responses/index.ts';
import { deciderFor, subjectOf } from '../deciding.ts';
import { show } from '../kinds.ts';
import { USUAL_DIMENSION, type ActId } from '../model.ts';
import type { Mark } from '../queries.ts';
import { marks } from '../schema.ts';
import { checkAsked, type Wanted } from './asking.ts';
import { openAct } from './giving.ts';

export const checkMark = (context: ActContext, wanted: Wanted): void => checkAsked(context, wanted);

/** Tells the superior of each receiver what somebody did; they grant the points. */
export async function mark(context: ActContext, wanted: Wanted): Promise<ActId> {
  const { tx, now, person } = context;
  const act = await openAct(context, 'mark', wanted);
  for (const receiver of wanted.receivers) {
    const row: Mark = {
      id: newId<'points-mark'>(now),
      actId: act,
      authorId: person.id,
      receiverId: receiver.id,
      dimension: wanted.dimension ?? USUAL_DIMENSION,
      reason: wanted.reason,
      at: now,
    };
    await tx.insert(marks).values(row);
    await askDecider(context, row, await deciderFor(tx, row));
  }
  return act;
}

/** Those who marked somebody of their own get the card without a duty. `waiting`: who waits for the answer. */
export async function askDecider(
  context: WorkContext,
  row: Mark,
  decider: Person | undefined,
  waiting: Mark['authorId'] = row.authorId,
): Promise<void> {
  if (!decider) return;
  const card = show.mark(row.id);
  if (decider.id !== row.authorId) {
    await openDuty(context, { subject: subjectOf(row), authorId: waiting, ownerId: decider.id, show: card });
  }
  await context.post({
    to: { person: decider.id },
    ...card,
    dedupeKey: `points.mark:${row.id}:${decider.id}`,
    ...(decider.id === row.authorId ? { urgency: 'reply' as const } : {}),
  });
}
