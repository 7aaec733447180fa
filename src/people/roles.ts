import type { Instant } from '../core/clock.ts';
import { Refusal } from '../core/errors.ts';
import type { PersonId } from '../core/ids.ts';
import { and, asc, eq, ne, placeholder, type Reader, type Tx } from '../db/index.ts';
import { personColumns } from './lookup.ts';
import type { Person, Role } from './person.ts';
import { persons, roles } from './schema.ts';
import { text } from './text.ts';

/** Whoever has left has no roles, whatever they had. */
export async function rolesOf(read: Reader, person: PersonId): Promise<Role[]> {
  const rows = await read
    .prepared('people.roles', (q) =>
      q
        .select({ role: roles.role })
        .from(roles)
        .innerJoin(persons, eq(persons.id, roles.personId))
        .where(and(eq(roles.personId, placeholder('person')), eq(persons.status, 'active')))
        .orderBy(asc(roles.role)),
    )
    .execute({ person });
  return rows.map(({ role }) => role);
}

export async function hasRole(read: Reader, person: PersonId, role: Role): Promise<boolean> {
  return (await rolesOf(read, person)).includes(role);
}

/** Everybody still here who has the role. */
export async function peopleWithRole(read: Reader, role: Role): Promise<Person[]> {
  return await read
    .select(personColumns)
    .from(roles)
    .innerJoin(persons, eq(persons.id, roles.personId))
    .where(and(eq(roles.role, role), eq(persons.status, 'active')))
    .orderBy(asc(persons.employeeNo));
}

type Change = { person: PersonId; role: Role };

/** Answers whether it is new. `by: null`: from the machine itself, or by the set-up code. */
export async function grantRole(
  tx: Tx,
  { person, role, by, now }: Change & { by: PersonId | null; now: Instant },
): Promise<boolean> {
  const rows = await tx
    .insert(roles)
    .values({ personId: person, role, grantedBy: by, grantedAt: now })
    .onConflictDoNothing()
    .returning({ role: roles.role });
  return rows.length > 0;
}

/** Answers whether they had it. The last administrator stays one (OPS-7). */
export async function revokeRole(tx: Tx, { person, role }: Change): Promise<boolean> {
  if (role === 'administrator' && !(await isAnotherAdministrator(tx, person)) && (await hasRole(tx, person, role))) {
    throw new Refusal('people.last-administrator', (language) => text(language).lastAdministrator);
  }
  const rows = await tx
    .delete(roles)
    .where(and(eq(roles.personId, person), eq(roles.role, role)))
    .returning({ role: roles.role });
  return rows.length > 0;
}

async function isAnotherAdministrator(read: Reader, person: PersonId): Promise<boolean> {
  const rows = await read
    .select({ id: persons.id })
    .from(roles)
    .innerJoin(persons, eq(persons.id, roles.personId))
    .where(and(eq(roles.role, 'administrator'), eq(persons.status, 'active'), ne(persons.id, person)))
    .limit(1);
  return rows.length > 0;
}
