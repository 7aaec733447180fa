import type { PlatformName } from '../chat/index.ts';
import type { Instant } from '../core/clock.ts';
import type { DepartmentId, PersonId } from '../core/ids.ts';
import { and, eq, inArray, isNull, ne, or, type Reader, type Tx } from '../db/index.ts';
import { addAccount, type Identity, type PersonRow, type Roster } from './accounts.ts';
import { identities, persons } from './schema.ts';

type Input = {
  platform: PlatformName;
  now: Instant;
  listed: ReadonlySet<string> | undefined;
  departments: ReadonlyMap<string, DepartmentId>;
};

/** For a department we don't know: nobody leaves theirs because of a single event, but a whole list is right. */
export function departmentFinder({ listed, departments }: Pick<Input, 'listed' | 'departments'>): Roster['departmentOf'] {
  return ([first], current) => (first === undefined ? null : (departments.get(first) ?? (listed ? null : current)));
}

export async function wholeRoster(read: Reader, input: Input): Promise<Roster> {
  return assemble(input, await read.select().from(persons), await read.select().from(identities));
}

/** What one person's account has to do with: its person, the holder of the 工号, and all accounts of both. */
export async function smallRoster(
  read: Reader,
  input: Input,
  externalId: string,
  employeeNo: string | undefined,
): Promise<Roster> {
  const own = await read
    .select({ personId: identities.personId })
    .from(identities)
    .where(and(eq(identities.platform, input.platform), eq(identities.externalId, externalId)));
  const people = await read
    .select()
    .from(persons)
    .where(
      or(
        inArray(
          persons.id,
          own.map((one) => one.personId),
        ),
        eq(persons.employeeNo, employeeNo?.normalize('NFKC').trim() ?? ''),
      ),
    );
  const accounts = await read
    .select()
    .from(identities)
    .where(
      inArray(
        identities.personId,
        people.map((one) => one.id),
      ),
    );
  return assemble(input, people, accounts);
}

function assemble(input: Input, people: PersonRow[], accounts: Identity[]): Roster {
  const { platform, now, listed } = input;
  const roster: Roster = {
    platform,
    now,
    listed,
    people: new Map(people.map((one) => [one.id, one])),
    byEmployeeNo: new Map(people.map((one) => [one.employeeNo, one.id])),
    accounts: new Map(),
    accountsOf: new Map(),
    elsewhere: new Map(),
    departmentOf: departmentFinder(input),
  };
  for (const account of accounts) {
    if (account.platform === platform) addAccount(roster, account);
    else if (account.goneAt === null) roster.elsewhere.set(account.personId, account.platform);
  }
  return roster;
}

const ROWS = 1000;

/** Writes what became different, new rows many at a time. */
export async function writeRoster(tx: Tx, before: Roster, after: Roster): Promise<void> {
  const freshPeople: PersonRow[] = [];
  for (const [id, person] of after.people) {
    const known = before.people.get(id);
    if (!known) freshPeople.push(person);
    else if (differs(known, person)) await tx.update(persons).set(person).where(eq(persons.id, id));
  }
  for (let from = 0; from < freshPeople.length; from += ROWS)
    await tx.insert(persons).values(freshPeople.slice(from, from + ROWS));

  const freshAccounts: Identity[] = [];
  for (const [externalId, account] of after.accounts) {
    const known = before.accounts.get(externalId);
    if (!known) freshAccounts.push(account);
    else if (differs(known, account)) {
      await tx
        .update(identities)
        .set(account)
        .where(and(eq(identities.platform, account.platform), eq(identities.externalId, externalId)));
    }
  }
  for (let from = 0; from < freshAccounts.length; from += ROWS)
    await tx.insert(identities).values(freshAccounts.slice(from, from + ROWS));
}

function differs<T extends object>(a: T, b: T): boolean {
  return a !== b && (Object.keys(b) as (keyof T)[]).some((key) => a[key] !== b[key]);
}

export function copyOf(roster: Roster): Roster {
  return { ...roster, people: new Map(roster.people), accounts: new Map(roster.accounts) };
}

/** Accounts whose superior, as the platform names them, is this one, and which stand under nobody now. */
export async function waitingFor(read: Reader, platform: PlatformName, superiorExternalId: string): Promise<PersonId[]> {
  const rows = await read
    .select({ id: persons.id })
    .from(identities)
    .innerJoin(persons, eq(persons.id, identities.personId))
    .where(
      and(
        eq(identities.platform, platform),
        eq(identities.superiorExternalId, superiorExternalId),
        isNull(identities.goneAt),
        isNull(persons.superiorId),
        eq(persons.home, platform),
        ne(persons.status, 'left'),
      ),
    );
  return rows.map((row) => row.id);
}
