import type { PlatformName } from '../chat/index.ts';
import type { DepartmentId, PersonId } from '../core/ids.ts';
import { and, asc, eq, inArray, isNull, placeholder, type Reader } from '../db/index.ts';
import type { Person } from './person.ts';
import { departments, departmentTree, identities, persons, reporting } from './schema.ts';

/** What a `Person` consists of: for a feature's own join with `persons`. */
export const personColumns = {
  id: persons.id,
  employeeNo: persons.employeeNo,
  name: persons.name,
  departmentId: persons.departmentId,
  superiorId: persons.superiorId,
  title: persons.title,
  language: persons.language,
  joinedOn: persons.joinedOn,
  status: persons.status,
};

/** SQLite takes 32,766 values in a statement, PostgreSQL 65,535. */
const BATCH = 2000;

export async function personById(read: Reader, id: PersonId): Promise<Person | undefined> {
  const rows = await read
    .prepared('people.by-id', (q) =>
      q
        .select(personColumns)
        .from(persons)
        .where(eq(persons.id, placeholder('id'))),
    )
    .execute({ id });
  return rows[0];
}

/** In one read, whoever of them exists. */
export async function peopleByIds(read: Reader, ids: readonly PersonId[]): Promise<Map<PersonId, Person>> {
  const found = new Map<PersonId, Person>();
  for (let from = 0; from < ids.length; from += BATCH) {
    const part = ids.slice(from, from + BATCH);
    for (const person of await read.select(personColumns).from(persons).where(inArray(persons.id, part)))
      found.set(person.id, person);
  }
  return found;
}

/** Also somebody who has left: the caller tells them apart from a stranger. */
export async function personByAccount(read: Reader, platform: PlatformName, externalId: string): Promise<Person | undefined> {
  const rows = await read
    .prepared('people.by-account', (q) =>
      q
        .select(personColumns)
        .from(identities)
        .innerJoin(persons, eq(persons.id, identities.personId))
        .where(and(eq(identities.platform, placeholder('platform')), eq(identities.externalId, placeholder('externalId')))),
    )
    .execute({ platform, externalId });
  return rows[0];
}

export async function personByEmployeeNo(read: Reader, employeeNo: string): Promise<Person | undefined> {
  const rows = await read
    .prepared('people.by-employee-no', (q) =>
      q
        .select(personColumns)
        .from(persons)
        .where(eq(persons.employeeNo, placeholder('employeeNo'))),
    )
    .execute({ employeeNo });
  return rows[0];
}

export type PersonAddress = { platform: PlatformName; externalId: string; reachable: boolean };

/** Every account the person has at present, reachable ones first. */
export async function addressesOf(read: Reader, person: PersonId): Promise<PersonAddress[]> {
  const rows = await read
    .prepared('people.addresses', (q) =>
      q
        .select({ platform: identities.platform, externalId: identities.externalId, since: identities.unreachableSince })
        .from(identities)
        .where(and(eq(identities.personId, placeholder('person')), isNull(identities.goneAt)))
        .orderBy(asc(identities.platform), asc(identities.externalId)),
    )
    .execute({ person });
  return rows
    .map(({ platform, externalId, since }) => ({ platform, externalId, reachable: since === null }))
    .sort((a, b) => Number(b.reachable) - Number(a.reachable));
}

export async function accountOf(read: Reader, platform: PlatformName, person: PersonId): Promise<string | undefined> {
  return (await addressesOf(read, person)).find((one) => one.platform === platform)?.externalId;
}

/** Accounts on this platform, by person; whoever has none there is absent. */
export async function accountsOf(
  read: Reader,
  platform: PlatformName,
  people: readonly PersonId[],
): Promise<Map<PersonId, string>> {
  const found = new Map<PersonId, string>();
  for (let from = 0; from < people.length; from += BATCH) {
    const rows = await read
      .select({ personId: identities.personId, externalId: identities.externalId })
      .from(identities)
      .where(
        and(
          eq(identities.platform, platform),
          isNull(identities.goneAt),
          inArray(identities.personId, people.slice(from, from + BATCH)),
        ),
      );
    for (const row of rows) found.set(row.personId, row.externalId);
  }
  return found;
}

export async function activePeople(read: Reader): Promise<Person[]> {
  return await read.select(personColumns).from(persons).where(eq(persons.status, 'active')).orderBy(asc(persons.employeeNo));
}

/** Direct reports still here. */
export async function reportsOf(read: Reader, superior: PersonId): Promise<Person[]> {
  return await read
    .select(personColumns)
    .from(persons)
    .where(and(eq(persons.superiorId, superior), eq(persons.status, 'active')))
    .orderBy(asc(persons.employeeNo));
}

/** The line superior as the directory has it, even one who has left; `heirOf` gives the next living one. */
export async function superiorOf(read: Reader, person: Person): Promise<Person | undefined> {
  return person.superiorId ? await personById(read, person.superiorId) : undefined;
}

/** The next superior up the line who is still here. */
export async function heirOf(read: Reader, person: { id: PersonId }): Promise<Person | undefined> {
  return (await superiorsOf(read, person.id)).find((one) => one.status === 'active');
}

/** Everybody above, the nearest first, leavers included. */
export async function superiorsOf(read: Reader, person: PersonId): Promise<Person[]> {
  const rows = await read
    .prepared('people.superiors', (q) =>
      q
        .select({ ...personColumns, depth: reporting.depth })
        .from(reporting)
        .innerJoin(persons, eq(persons.id, reporting.superiorId))
        .where(eq(reporting.personId, placeholder('person')))
        .orderBy(asc(reporting.depth)),
    )
    .execute({ person });
  return rows.filter(({ depth }) => depth > 0).map(({ depth: _, ...found }) => found);
}

export type Department = { id: DepartmentId; name: string; parentId: DepartmentId | null };

const departmentColumns = { id: departments.id, name: departments.name, parentId: departments.parentId };

export async function departmentById(read: Reader, id: DepartmentId): Promise<Department | undefined> {
  return (await read.select(departmentColumns).from(departments).where(eq(departments.id, id)))[0];
}

export async function departmentOf(read: Reader, person: Person): Promise<Department | undefined> {
  return person.departmentId ? await departmentById(read, person.departmentId) : undefined;
}

export async function allDepartments(read: Reader): Promise<Department[]> {
  return await read.select(departmentColumns).from(departments).where(isNull(departments.goneAt)).orderBy(asc(departments.name));
}

export async function departmentsByName(read: Reader, name: string): Promise<Department[]> {
  return await read
    .select(departmentColumns)
    .from(departments)
    .where(and(eq(departments.name, name), isNull(departments.goneAt)));
}

/** The department and those above it, the nearest first: as settings want it. */
export async function departmentPath(read: Reader, department: DepartmentId | null): Promise<Department[]> {
  if (!department) return [];
  return await read
    .select(departmentColumns)
    .from(departmentTree)
    .innerJoin(departments, eq(departments.id, departmentTree.ancestorId))
    .where(eq(departmentTree.departmentId, department))
    .orderBy(asc(departmentTree.depth));
}

/** Everybody still here in the department and all below it. */
export async function membersOf(read: Reader, department: DepartmentId): Promise<Person[]> {
  return await read
    .select(personColumns)
    .from(departmentTree)
    .innerJoin(persons, eq(persons.departmentId, departmentTree.departmentId))
    .where(and(eq(departmentTree.ancestorId, department), eq(persons.status, 'active')))
    .orderBy(asc(persons.employeeNo));
}
