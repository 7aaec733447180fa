import type { DirectoryPerson, DirectorySnapshot, PlatformName } from '../chat/index.ts';
import type { Instant } from '../core/clock.ts';
import type { PersonId } from '../core/ids.ts';
import { and, eq, inArray, type Tx } from '../db/index.ts';
import { asPerson, seat, type PersonRow, type Roster, type Seating } from './accounts.ts';
import { noChanges, type PeopleChanges } from './changes.ts';
import { applyDepartments } from './department-sync.ts';
import { personById } from './lookup.ts';
import { circlesIn, isBelow, redrawLines, startLines } from './reporting-lines.ts';
import { copyOf, departmentFinder, smallRoster, waitingFor, wholeRoster, writeRoster } from './roster.ts';
import { departmentIdentities, identities, persons } from './schema.ts';

/** This many may be missing from a complete list even where they are a large part of a small company. */
const FEW = 3;

/** A fifth of the company gone overnight is nearly always a permission taken away, not a fifth of the company. */
const tooManyAtOnce = (missing: number, of: number): boolean =>
  missing > 0 && missing * 5 >= of && (missing > FEW || missing === of);

type Snapshot = {
  platform: PlatformName;
  snapshot: DirectorySnapshot;
  now: Instant;
  /** The administrator has confirmed that so many really left. */
  manyMayLeave?: boolean;
};

/** Takes over a platform's whole directory. Writes only what differs. */
export async function applySnapshot(tx: Tx, { platform, snapshot, now, manyMayLeave }: Snapshot): Promise<PeopleChanges> {
  const changes = noChanges();
  const listed = new Set(snapshot.people.filter((one) => !one.left).map((one) => one.externalId));
  const named = new Set(snapshot.people.map((one) => one.externalId));
  const known = await wholeRoster(tx, { platform, now, listed, departments: new Map() });
  const living = [...known.accounts.values()].filter((one) => one.goneAt === null);
  const missing = living.filter((one) => !named.has(one.externalId)).map((one) => one.externalId);
  if (!snapshot.complete) changes.problems.push({ kind: 'partial' });
  const blocked = snapshot.complete && !manyMayLeave && tooManyAtOnce(missing.length, living.length);
  if (blocked) changes.problems.push({ kind: 'many-missing', missing: missing.length, of: living.length });
  const mayRemove = snapshot.complete && !blocked;

  const departments = await applyDepartments(tx, { platform, listed: snapshot.departments, mayRemove, now });
  const certain = mayRemove ? listed : undefined;
  const roster: Roster = { ...copyOf(known), listed: certain, departmentOf: departmentFinder({ listed: certain, departments }) };
  const seated = snapshot.people.filter((one) => !one.left).map((one) => seat(roster, one));
  const gone = [...snapshot.people.filter((one) => one.left).map((one) => one.externalId), ...(mayRemove ? missing : [])];
  const left = closeAccounts(roster, gone);
  const superiors = wantedSuperiors(roster);
  const circles = cutCircles(roster, superiors);
  const redrawn = await write(tx, known, roster, superiors);

  return report(changes, known, roster, { seated, left, redrawn, circles });
}

/** Takes over one person, after an event or a first meeting. */
export async function applyPerson(
  tx: Tx,
  { platform, person, now }: { platform: PlatformName; person: DirectoryPerson; now: Instant },
): Promise<PeopleChanges> {
  if (person.left) return await applyPersonGone(tx, { platform, externalId: person.externalId, now });
  const departments = await departmentsNamed(tx, platform, person.departmentIds);
  const known = await smallRoster(tx, { platform, now, listed: undefined, departments }, person.externalId, person.employeeNo);
  const roster = copyOf(known);
  const seated = seat(roster, person);
  const { person: one } = seated;
  const superiors = new Map<PersonId, PersonId | null>();
  const circles: PersonId[][] = [];
  if (one.home === platform) {
    const wanted = await ownerOfAccount(tx, platform, person.superiorExternalId);
    const inCircle = wanted !== null && wanted !== one.id && (await isBelow(tx, wanted, one.id));
    if (inCircle) circles.push([one.id, wanted]);
    superiors.set(one.id, inCircle || wanted === one.id ? null : wanted);
  }
  const redrawn = await write(tx, known, roster, superiors);
  const changes = report(noChanges(), known, roster, { seated: [seated], left: [], redrawn, circles: [] });
  for (const [id, other] of circles) changes.problems.push({ kind: 'circle', people: await peopleNamed(tx, [id, other]) });
  await takeInWaiting(tx, platform, person.externalId, one.id, changes);
  return changes;
}

/** The platform says that this account is no more. Without another account the person has left. */
export async function applyPersonGone(
  tx: Tx,
  { platform, externalId, now }: { platform: PlatformName; externalId: string; now: Instant },
): Promise<PeopleChanges> {
  const known = await smallRoster(tx, { platform, now, listed: undefined, departments: new Map() }, externalId, undefined);
  const roster = copyOf(known);
  const left = closeAccounts(roster, [externalId]);
  await writeRoster(tx, known, roster);
  return report(noChanges(), known, roster, { seated: [], left, redrawn: [], circles: [] });
}

/** Closes accounts and answers whose last one it was. */
function closeAccounts(roster: Roster, externalIds: readonly string[]): PersonId[] {
  const left: PersonId[] = [];
  for (const externalId of externalIds) {
    const account = roster.accounts.get(externalId);
    if (!account || account.goneAt !== null) continue;
    roster.accounts.set(externalId, { ...account, goneAt: roster.now });
    const person = roster.people.get(account.personId);
    const own = [...(roster.accountsOf.get(account.personId) ?? [])].map((one) => roster.accounts.get(one));
    if (!person || person.status === 'left' || own.some((one) => one?.goneAt === null)) continue;
    const other = roster.elsewhere.get(person.id);
    roster.people.set(person.id, other ? { ...person, home: other } : { ...person, status: 'left', leftAt: roster.now });
    if (!other) left.push(person.id);
  }
  return left;
}

/** For everybody at home on this platform, the superior it names; a leaver keeps theirs, so that the line stays whole. */
function wantedSuperiors(roster: Roster): Map<PersonId, PersonId | null> {
  const wanted = new Map<PersonId, PersonId | null>();
  for (const account of roster.accounts.values()) {
    const person = roster.people.get(account.personId);
    if (!person || account.goneAt !== null || person.home !== roster.platform) continue;
    const superior = account.superiorExternalId === null ? undefined : roster.accounts.get(account.superiorExternalId);
    wanted.set(person.id, superior && superior.personId !== person.id ? superior.personId : null);
  }
  return wanted;
}

/** Each circle is opened at its lowest 工号, the likeliest to be on top, and the same one every time. */
function cutCircles(roster: Roster, superiors: Map<PersonId, PersonId | null>): PersonId[][] {
  const above = new Map<PersonId, PersonId | null>();
  for (const person of roster.people.values())
    above.set(person.id, superiors.get(person.id) ?? (superiors.has(person.id) ? null : person.superiorId));
  const numberOf = (id: PersonId): string => roster.people.get(id)?.employeeNo ?? '';
  return circlesIn(above).map((circle) => {
    const lowest = circle.reduce((low, one) => (before(numberOf(one), numberOf(low)) ? one : low));
    superiors.set(lowest, null);
    return [lowest, ...circle.filter((one) => one !== lowest)];
  });
}

const before = (a: string, b: string): boolean => (a.length === b.length ? a < b : a.length < b.length);

type Redrawn = { person: PersonId; from: PersonId | null; to: PersonId | null };

async function write(
  tx: Tx,
  known: Roster,
  roster: Roster,
  superiors: ReadonlyMap<PersonId, PersonId | null>,
): Promise<Redrawn[]> {
  const redrawn: Redrawn[] = [];
  for (const [id, to] of superiors) {
    const person = roster.people.get(id);
    if (!person || person.superiorId === to) continue;
    redrawn.push({ person: id, from: person.superiorId, to });
    roster.people.set(id, { ...person, superiorId: to });
  }
  await writeRoster(tx, known, roster);
  await startLines(
    tx,
    [...roster.people.keys()].filter((id) => !known.people.has(id)),
  );
  await redrawLines(
    tx,
    redrawn.map(({ person, to }) => ({ person, superior: to })),
  );
  return redrawn;
}

/** Those the platform puts under somebody we only now know, or under whom they would have stood in a circle until now. */
async function takeInWaiting(
  tx: Tx,
  platform: PlatformName,
  externalId: string,
  superior: PersonId,
  changes: PeopleChanges,
): Promise<void> {
  for (const id of await waitingFor(tx, platform, externalId)) {
    if (id === superior || (await isBelow(tx, superior, id))) continue;
    await tx.update(persons).set({ superiorId: superior }).where(eq(persons.id, id));
    await redrawLines(tx, [{ person: id, superior }]);
    const person = await personById(tx, id);
    if (person) changes.superiorChanged.push({ person, from: null, to: superior });
  }
}

type Outcome = { seated: Seating[]; left: PersonId[]; redrawn: Redrawn[]; circles: PersonId[][] };

function report(
  changes: PeopleChanges,
  known: Roster,
  roster: Roster,
  { seated, left, redrawn, circles }: Outcome,
): PeopleChanges {
  const now = (id: PersonId) => asPerson(roster.people.get(id) as PersonRow);
  const wasHere = (id: PersonId): boolean => known.people.get(id)?.status === 'active';
  const people = new Map(seated.map((one) => [one.person.id, one]));
  for (const { person, joined, from } of people.values()) {
    if (joined) changes.joined.push(now(person.id));
    else if (from !== now(person.id).departmentId)
      changes.moved.push({ person: now(person.id), from, to: now(person.id).departmentId });
  }
  for (const id of left) changes.left.push({ person: now(id) });
  for (const { person, from, to } of redrawn) {
    if (wasHere(person)) changes.superiorChanged.push({ person: now(person), from, to });
  }
  for (const circle of circles) changes.problems.push({ kind: 'circle', people: circle.map(now) });
  const numberless = [...people.keys()].map(now).filter((one) => one.employeeNo.startsWith(`${roster.platform}:`));
  const untold = numberless.filter((one) => !seated.some((seating) => seating.person.id === one.id && seating.taken));
  if (untold.length > 0) changes.problems.push({ kind: 'no-employee-no', people: untold });
  for (const { person, taken } of seated) {
    if (!taken) continue;
    const holder = roster.byEmployeeNo.get(taken);
    changes.problems.push({
      kind: 'employee-no-taken',
      employeeNo: taken,
      people: [...(holder ? [now(holder)] : []), now(person.id)],
    });
  }
  return changes;
}

async function departmentsNamed(tx: Tx, platform: PlatformName, externalIds: readonly string[]) {
  const rows = await tx
    .select()
    .from(departmentIdentities)
    .where(and(eq(departmentIdentities.platform, platform), inArray(departmentIdentities.externalId, [...externalIds])));
  return new Map(rows.map((row) => [row.externalId, row.departmentId]));
}

async function ownerOfAccount(tx: Tx, platform: PlatformName, externalId: string | undefined): Promise<PersonId | null> {
  if (!externalId) return null;
  const rows = await tx
    .select({ personId: identities.personId })
    .from(identities)
    .where(and(eq(identities.platform, platform), eq(identities.externalId, externalId)));
  return rows[0]?.personId ?? null;
}

async function peopleNamed(tx: Tx, ids: readonly (PersonId | undefined)[]) {
  const found = [];
  for (const id of ids) {
    const person = id && (await personById(tx, id));
    if (person) found.push(person);
  }
  return found;
}
