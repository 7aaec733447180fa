import type { PersonId } from '../core/ids.ts';
import type { Reader } from '../db/index.ts';
import { heirOf, peopleWithRole, personById, type Person } from '../people/index.ts';
import { openDutyOf, type Subject } from '../responses/index.ts';
import type { Mark } from './queries.ts';

export const subjectOf = (mark: Pick<Mark, 'id'>): Subject => ({ kind: 'mark', ref: mark.id });

/** Who grants points for a mark: the receiver's next superior still here, else HR, else nobody; never the receiver. */
export async function deciderFor(read: Reader, mark: { receiverId: PersonId; authorId: PersonId }): Promise<Person | undefined> {
  const superior = await heirOf(read, { id: mark.receiverId });
  if (superior) return superior;
  const hr = (await peopleWithRole(read, 'hr')).filter(({ id }) => id !== mark.receiverId);
  return hr.find(({ id }) => id !== mark.authorId) ?? hr[0];
}

/**
 * Who decides about a mark now. Superiors who mark somebody of their own decide themselves: nobody owes an answer to themselves, so
 * there is no duty.
 */
export async function deciderOf(read: Reader, mark: Mark): Promise<Person | undefined> {
  const duty = await openDutyOf(read, subjectOf(mark));
  if (duty) return await personById(read, duty.ownerId);
  const decider = await deciderFor(read, mark);
  return decider && decider.id === mark.authorId ? decider : undefined;
}
