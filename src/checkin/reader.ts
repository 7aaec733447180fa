import type { PersonId } from '../core/ids.ts';
import type { Reader } from '../db/index.ts';
import { heirOf, peopleWithRole, personById, type Person } from '../people/index.ts';

/** Who reads and answers a check-in: the next superior still here, else HR, else nobody. */
export async function readerFor(read: Reader, person: { id: PersonId }): Promise<Person | undefined> {
  const superior = await heirOf(read, person);
  if (superior) return superior;
  const hr = await peopleWithRole(read, 'hr');
  return hr.find((one) => one.id !== person.id && one.status === 'active');
}

/** The same for many, whose next superiors are known; whoever has nobody is absent. */
export async function readersFor(
  read: Reader,
  people: readonly { id: PersonId; heirId: PersonId | null }[],
): Promise<Map<PersonId, PersonId>> {
  const hr = people.some((person) => person.heirId === null) ? await peopleWithRole(read, 'hr') : [];
  return new Map(
    people.flatMap(({ id, heirId }) => {
      const reader = heirId ?? hr.find((one) => one.id !== id)?.id;
      return reader ? [[id, reader] as const] : [];
    }),
  );
}

/** The one named on the card as long as they are here; else whoever it would be now. */
export async function livingReader(
  read: Reader,
  checkin: { readerId: PersonId | null; personId: PersonId },
): Promise<Person | undefined> {
  const named = checkin.readerId ? await personById(read, checkin.readerId) : undefined;
  return named?.status === 'active' ? named : await readerFor(read, { id: checkin.personId });
}
