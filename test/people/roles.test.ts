import { expect, test } from 'vitest';
import { MINUTE } from '../../src/core/clock.ts';
import type { Database } from '../../src/db/index.ts';
import {
  applyPersonGone,
  grantRole,
  hasRole,
  needsAdministrator,
  newSetupCode,
  peopleWithRole,
  revokeRole,
  rolesOf,
  useSetupCode,
  type Person,
  type Role,
} from '../../src/people/index.ts';
import { setupCodes } from '../../src/people/schema.ts';
import { testDatabase } from '../support/database.ts';
import { MONDAY, seedPeople } from '../support/people.ts';

async function company(): Promise<{ db: Database; who: (no: string) => Person }> {
  const db = await testDatabase();
  return { db, who: await seedPeople(db) };
}
const grant = (db: Database, person: Person, role: Role) =>
  db.transaction((tx) => grantRole(tx, { person: person.id, role, by: null, now: MONDAY }));
const revoke = (db: Database, person: Person, role: Role) => db.transaction((tx) => revokeRole(tx, { person: person.id, role }));
const code = (db: Database, now = MONDAY) => db.transaction((tx) => newSetupCode(tx, now));
const use = (db: Database, given: string, person: Person, now = MONDAY) =>
  db.transaction((tx) => useSetupCode(tx, { code: given, person: person.id, now }));

test('a role is given once and taken once', async () => {
  const { db, who } = await company();
  expect(await grant(db, who('1003'), 'auditor')).toBe(true);
  expect(await grant(db, who('1003'), 'auditor')).toBe(false);
  expect(await rolesOf(db.read, who('1003').id)).toEqual(['auditor']);
  expect(await revoke(db, who('1003'), 'auditor')).toBe(true);
  expect(await revoke(db, who('1003'), 'auditor')).toBe(false);
});

test('the last administrator stays, and one who has left doesn’t count as another', async () => {
  const { db, who } = await company();
  await expect(revoke(db, who('1001'), 'administrator')).rejects.toMatchObject({ code: 'people.last-administrator' });
  await grant(db, who('1004'), 'administrator');
  await db.transaction((tx) => applyPersonGone(tx, { platform: 'feishu', externalId: 'ou_1004', now: MONDAY }));
  expect(await hasRole(db.read, who('1004').id, 'administrator')).toBe(false);
  await expect(revoke(db, who('1001'), 'administrator')).rejects.toMatchObject({ code: 'people.last-administrator' });
  await grant(db, who('1005'), 'administrator');
  expect(await revoke(db, who('1001'), 'administrator')).toBe(true);
  expect((await peopleWithRole(db.read, 'administrator')).map((one) => one.employeeNo)).toEqual(['1005']);
  expect(await revoke(db, who('1003'), 'administrator')).toBe(false);
});

test('a set-up code makes one administrator, once, within half an hour, however it is typed', async () => {
  const { db, who } = await company();
  const given = await code(db);
  await use(db, ` ${given.toLowerCase()} `, who('1003'), MONDAY + 29 * MINUTE);
  expect(await hasRole(db.read, who('1003').id, 'administrator')).toBe(true);
  await expect(use(db, given, who('1004'))).rejects.toMatchObject({ code: 'people.setup-code' });
  expect(await hasRole(db.read, who('1004').id, 'administrator')).toBe(false);
});

test('a set-up code that is late, wrong or superseded by a newer one does nothing', async () => {
  const { db, who } = await company();
  const [late, older] = [await code(db), await code(db)];
  const newer = await code(db);
  await expect(use(db, newer, who('1003'), MONDAY + 30 * MINUTE)).rejects.toMatchObject({ code: 'people.setup-code' });
  for (const wrong of [late, older, '', 'nonsense'])
    await expect(use(db, wrong, who('1003'))).rejects.toMatchObject({ code: 'people.setup-code' });
  expect(JSON.stringify(await db.read.select().from(setupCodes))).not.toContain(newer);
});

test('an empty company needs an administrator', async () => {
  const empty = await testDatabase();
  expect(await needsAdministrator(empty.read)).toBe(true);
  const { db } = await company();
  expect(await needsAdministrator(db.read)).toBe(false);
});
