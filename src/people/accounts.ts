import type { DirectoryPerson, PlatformName } from '../chat/index.ts';
import type { Day, Instant } from '../core/clock.ts';
import { parseDay } from '../core/days.ts';
import { newId, type DepartmentId, type PersonId } from '../core/ids.ts';
import type { Row } from '../db/index.ts';
import type { Person } from './person.ts';
import type { identities, persons } from './schema.ts';

export type PersonRow = Row<typeof persons>;
export type Identity = Row<typeof identities>;

/** The part of our tables a reading of the directory has to do with, changed in memory first and written in one go. */
export type Roster = {
  platform: PlatformName;
  now: Instant;
  people: Map<PersonId, PersonRow>;
  byEmployeeNo: Map<string, PersonId>;
  /** This platform's accounts. */
  accounts: Map<string, Identity>;
  /** Which of them are whose. */
  accountsOf: Map<PersonId, Set<string>>;
  /** People with a living account on another platform. */
  elsewhere: Map<PersonId, PlatformName>;
  /** Accounts the platform names now; `undefined` when only one was asked for. */
  listed: ReadonlySet<string> | undefined;
  departmentOf(externalIds: readonly string[], current: DepartmentId | null): DepartmentId | null;
};

export type Seating = {
  person: PersonRow;
  joined: boolean;
  from: DepartmentId | null;
  taken?: string;
};

/** Everything of a `Person`, and nothing more. */
export function asPerson(row: PersonRow): Person {
  const { id, employeeNo, name, departmentId, superiorId, title, language, joinedOn, status } = row;
  return { id, employeeNo, name, departmentId, superiorId, title, language, joinedOn, status };
}

/** Finds who an account belongs to (its own person, else the 工号's, else somebody new) and takes over what it says. */
export function seat(roster: Roster, listed: DirectoryPerson): Seating {
  const { platform } = roster;
  const account = roster.accounts.get(listed.externalId);
  const wanted = listed.employeeNo?.normalize('NFKC').trim() ?? '';
  const owner = account ? account.personId : ownerOf(roster, listed, wanted);
  const before = owner && roster.people.get(owner);
  const taken = wanted !== '' && !isFree(roster, wanted, before?.id) ? wanted : undefined;
  const employeeNo = wanted !== '' && !taken ? wanted : (before?.employeeNo ?? `${platform}:${listed.externalId}`);

  const person = before ? updated(roster, before, listed, employeeNo) : newcomer(roster, listed, employeeNo);
  roster.people.set(person.id, person);
  if (before) roster.byEmployeeNo.delete(before.employeeNo);
  roster.byEmployeeNo.set(person.employeeNo, person.id);
  replaceOlderAccounts(roster, person.id, listed.externalId);
  addAccount(roster, {
    platform,
    externalId: listed.externalId,
    personId: person.id,
    superiorExternalId: listed.superiorExternalId ?? null,
    goneAt: null,
    unreachableSince: account && account.goneAt === null ? account.unreachableSince : null,
    unreachableReason: account && account.goneAt === null ? account.unreachableReason : null,
  });
  return {
    person,
    joined: before?.status !== 'active',
    from: before?.departmentId ?? null,
    ...(taken ? { taken } : {}),
  };
}

function newcomer(roster: Roster, listed: DirectoryPerson, employeeNo: string): PersonRow {
  return {
    id: newId<'person'>(roster.now),
    employeeNo,
    name: listed.name,
    departmentId: roster.departmentOf(listed.departmentIds, null),
    superiorId: null,
    title: listed.title ?? null,
    language: null,
    joinedOn: dayOf(listed.joinedOn),
    status: 'active',
    leftAt: null,
    home: roster.platform,
  };
}

/** Another platform's directory decides as long as the person has an account there; this one adds the account only. */
function updated(roster: Roster, before: PersonRow, listed: DirectoryPerson, employeeNo: string): PersonRow {
  const decides = before.home === roster.platform || roster.elsewhere.get(before.id) === undefined;
  if (!decides) return { ...before, status: 'active', leftAt: null };
  return {
    ...before,
    employeeNo,
    name: listed.name,
    departmentId: roster.departmentOf(listed.departmentIds, before.departmentId),
    title: listed.title ?? null,
    joinedOn: dayOf(listed.joinedOn) ?? before.joinedOn,
    status: 'active',
    leftAt: null,
    home: roster.platform,
  };
}

/**
 * The one with this 工号, unless they have an account of their own here. An account that is no longer listed was replaced;
 * where the list isn't known, the same name under the same number is the same person.
 */
function ownerOf(roster: Roster, listed: DirectoryPerson, employeeNo: string): PersonId | undefined {
  const holder = employeeNo === '' ? undefined : roster.byEmployeeNo.get(employeeNo);
  if (!holder) return undefined;
  const own = livingAccounts(roster, holder);
  const replaced = own.every(({ externalId }) =>
    roster.listed ? !roster.listed.has(externalId) : roster.people.get(holder)?.name === listed.name,
  );
  return replaced ? holder : undefined;
}

const isFree = (roster: Roster, employeeNo: string, person: PersonId | undefined): boolean => {
  const holder = roster.byEmployeeNo.get(employeeNo);
  return holder === undefined || holder === person;
};

function livingAccounts(roster: Roster, person: PersonId): Identity[] {
  const own = [...(roster.accountsOf.get(person) ?? [])].map((externalId) => roster.accounts.get(externalId));
  return own.filter((one) => one !== undefined && one.goneAt === null) as Identity[];
}

export function addAccount(roster: Pick<Roster, 'accounts' | 'accountsOf'>, account: Identity): void {
  roster.accounts.set(account.externalId, account);
  const own = roster.accountsOf.get(account.personId);
  if (own) own.add(account.externalId);
  else roster.accountsOf.set(account.personId, new Set([account.externalId]));
}

function replaceOlderAccounts(roster: Roster, person: PersonId, externalId: string): void {
  for (const older of livingAccounts(roster, person)) {
    if (older.externalId !== externalId) roster.accounts.set(older.externalId, { ...older, goneAt: roster.now });
  }
}

const dayOf = (text: string | undefined): Day | null => parseDay(text?.slice(0, 10) ?? '') ?? null;
