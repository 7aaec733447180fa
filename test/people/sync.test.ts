import { describe, expect, test } from 'vitest';
import type { Database, Reader } from '../../src/db/index.ts';
import { asc } from '../../src/db/index.ts';
import {
  addressesOf,
  applyPerson,
  applyPersonGone,
  applySnapshot,
  departmentPath,
  heirOf,
  personByAccount,
  personByEmployeeNo,
  superiorsOf,
  type Person,
} from '../../src/people/index.ts';
import { reporting } from '../../src/people/schema.ts';
import { testDatabase } from '../support/database.ts';
import { directoryPerson, MONDAY, seedPeople, SMALL_COMPANY, sync, withPeople } from '../support/people.ts';

const numbers = (people: Person[]): string[] => people.map((one) => one.employeeNo);
const lines = (read: Reader) => read.select().from(reporting).orderBy(asc(reporting.superiorId), asc(reporting.personId));
const whoIs = async (db: Database, no: string): Promise<Person> => (await personByEmployeeNo(db.read, no)) as Person;

async function company(): Promise<Database> {
  const db = await testDatabase();
  await db.transaction((tx) => sync(tx, SMALL_COMPANY, MONDAY));
  return db;
}

describe('a whole directory', () => {
  test('brings people, departments and lines of superiors', async () => {
    const db = await testDatabase();
    const changes = await db.transaction((tx) => sync(tx, SMALL_COMPANY, MONDAY));
    expect(numbers(changes.joined)).toHaveLength(9);
    expect(changes).toMatchObject({ left: [], moved: [], superiorChanged: [], problems: [] });
    const zhang = await whoIs(db, '1003');
    expect(numbers(await superiorsOf(db.read, zhang.id))).toEqual(['1002', '1001']);
    expect((await departmentPath(db.read, zhang.departmentId)).map((one) => one.name)).toEqual(['课程研发', '职通学堂']);
  });

  test('read again changes nothing', async () => {
    const db = await company();
    const before = await lines(db.read);
    const changes = await db.transaction((tx) => sync(tx, SMALL_COMPANY, MONDAY + 1));
    expect(changes).toEqual({ joined: [], left: [], moved: [], superiorChanged: [], problems: [] });
    expect(await lines(db.read)).toEqual(before);
  });

  test('tells who left, moved and has a new superior', async () => {
    const db = await company();
    const changes = await db.transaction((tx) =>
      sync(tx, withPeople({ 1009: undefined, 1004: { departmentIds: ['od-market'], superiorExternalId: 'ou_1005' } }), MONDAY),
    );
    const [li, zhao] = [await whoIs(db, '1002'), await whoIs(db, '1005')];
    expect(numbers(changes.left.map((one) => one.person))).toEqual(['1009']);
    expect(changes.moved).toMatchObject([{ person: { employeeNo: '1004' }, from: li.departmentId, to: zhao.departmentId }]);
    expect(changes.superiorChanged).toMatchObject([{ person: { employeeNo: '1004' }, from: li.id, to: zhao.id }]);
    expect(await whoIs(db, '1009')).toMatchObject({ status: 'left', superiorId: li.id });
  });

  test('read in part removes nobody, and still takes over what was read', async () => {
    const db = await company();
    const snapshot = { complete: false, departments: [], people: [directoryPerson('1003', '张大伟', 'od-course', '1002')] };
    const changes = await db.transaction((tx) => sync(tx, snapshot, MONDAY));
    expect(changes).toMatchObject({ left: [], moved: [], superiorChanged: [], problems: [{ kind: 'partial' }] });
    expect((await whoIs(db, '1003')).name).toBe('张大伟');
    expect((await departmentPath(db.read, (await whoIs(db, '1003')).departmentId)).length).toBe(2);
  });

  test('in which a fifth of the company is missing removes nobody, until that is confirmed', async () => {
    const db = await company();
    const snapshot = withPeople({ 1006: undefined, 1007: undefined, 1008: undefined, 1009: undefined });
    const changes = await db.transaction((tx) => sync(tx, snapshot, MONDAY));
    expect(changes).toMatchObject({ left: [], problems: [{ kind: 'many-missing', missing: 4, of: 9 }] });
    const confirmed = await db.transaction((tx) =>
      applySnapshot(tx, { platform: 'feishu', snapshot, now: MONDAY, manyMayLeave: true }),
    );
    expect(numbers(confirmed.left.map((one) => one.person)).sort()).toEqual(['1006', '1007', '1008', '1009']);
  });

  test('that is empty removes nobody, however small the company', async () => {
    const db = await testDatabase();
    const two = { complete: true, departments: [], people: [directoryPerson('1', '甲', 'x'), directoryPerson('2', '乙', 'x')] };
    await db.transaction((tx) => sync(tx, two, MONDAY));
    const changes = await db.transaction((tx) => sync(tx, { complete: true, departments: [], people: [] }, MONDAY));
    expect(changes).toMatchObject({ left: [], problems: [{ kind: 'many-missing' }] });
  });

  test('with people who are marked as left lets them go even when they are many', async () => {
    const db = await company();
    const gone = Object.fromEntries(['1005', '1006', '1007', '1008'].map((no) => [no, { left: true }]));
    const changes = await db.transaction((tx) => sync(tx, withPeople(gone), MONDAY));
    expect(changes.left).toHaveLength(4);
  });

  test('with a circle of superiors opens it, says so, and opens it the same way again', async () => {
    const db = await testDatabase();
    const circle = withPeople({ 1001: { superiorExternalId: 'ou_1003' } });
    const changes = await db.transaction((tx) => sync(tx, circle, MONDAY));
    expect(changes.problems).toMatchObject([{ kind: 'circle' }]);
    expect((await whoIs(db, '1001')).superiorId).toBeNull();
    expect(numbers(await superiorsOf(db.read, (await whoIs(db, '1003')).id))).toEqual(['1002', '1001']);
    const again = await db.transaction((tx) => sync(tx, circle, MONDAY));
    expect(again.superiorChanged).toEqual([]);
  });

  test('swaps two in one line without a circle in between', async () => {
    const db = await company();
    const swapped = withPeople({ 1002: { superiorExternalId: 'ou_1003' }, 1003: { superiorExternalId: 'ou_1001' } });
    await db.transaction((tx) => sync(tx, swapped, MONDAY));
    expect(numbers(await superiorsOf(db.read, (await whoIs(db, '1004')).id))).toEqual(['1002', '1003', '1001']);
  });

  test('reports somebody without 工号 and two with the same one, and keeps them apart', async () => {
    const db = await testDatabase();
    const { employeeNo: _, ...without } = directoryPerson('1', '无号', 'od-root');
    const people = [
      without,
      directoryPerson('2', '甲', 'od-root'),
      { ...directoryPerson('2', '乙', 'od-root'), externalId: 'ou_other' },
    ];
    const changes = await db.transaction((tx) => sync(tx, { ...SMALL_COMPANY, people }, MONDAY));
    expect(changes.problems).toMatchObject([{ kind: 'no-employee-no' }, { kind: 'employee-no-taken', employeeNo: '2' }]);
    expect((await personByAccount(db.read, 'feishu', 'ou_2'))?.name).toBe('甲');
    expect((await personByAccount(db.read, 'feishu', 'ou_other'))?.name).toBe('乙');
  });

  test('knows a returner, and one whose account was replaced, by their 工号', async () => {
    const db = await company();
    const before = await whoIs(db, '1003');
    await db.transaction((tx) => sync(tx, withPeople({ 1003: { externalId: 'ou_new' }, 1009: undefined }), MONDAY));
    expect(await whoIs(db, '1003')).toEqual(before);
    expect(await addressesOf(db.read, before.id)).toEqual([{ platform: 'feishu', externalId: 'ou_new', reachable: true }]);
    const back = await db.transaction((tx) => sync(tx, withPeople({ 1003: { externalId: 'ou_new' } }), MONDAY));
    expect(numbers(back.joined)).toEqual(['1009']);
    expect((await whoIs(db, '1009')).status).toBe('active');
  });
});

describe('two platforms', () => {
  const onDingTalk = {
    complete: true,
    departments: [{ externalId: '1', name: '职通学堂' }],
    people: [
      { externalId: 'staff3', employeeNo: '1003', name: '张伟(钉)', departmentIds: ['1'], superiorExternalId: 'staff9' },
      { externalId: 'staff9', employeeNo: '2001', name: '只在钉钉', departmentIds: ['1'] },
    ],
  };

  test('are joined by 工号, and the first one decides who one is', async () => {
    const db = await company();
    const before = await whoIs(db, '1003');
    const changes = await db.transaction((tx) => sync(tx, onDingTalk, MONDAY, 'dingtalk'));
    expect(numbers(changes.joined)).toEqual(['2001']);
    expect(await whoIs(db, '1003')).toEqual(before);
    expect((await addressesOf(db.read, before.id)).map((one) => one.platform).sort()).toEqual(['dingtalk', 'feishu']);
    expect((await whoIs(db, '2001')).departmentId).toBe((await whoIs(db, '1001')).departmentId);
  });

  test('someone gone from one of them has not left', async () => {
    const db = await company();
    await db.transaction((tx) => sync(tx, onDingTalk, MONDAY, 'dingtalk'));
    const changes = await db.transaction((tx) => sync(tx, withPeople({ 1003: undefined }), MONDAY));
    expect(changes.left).toEqual([]);
    expect((await whoIs(db, '1003')).status).toBe('active');
    await db.transaction((tx) => sync(tx, onDingTalk, MONDAY, 'dingtalk'));
    expect(numbers(await superiorsOf(db.read, (await whoIs(db, '1003')).id))).toEqual(['2001']);
    const last = await db.transaction((tx) => applyPersonGone(tx, { platform: 'dingtalk', externalId: 'staff3', now: MONDAY }));
    expect(numbers(last.left.map((one) => one.person))).toEqual(['1003']);
  });
});

describe('one person by event', () => {
  test('joins under a superior who comes only later', async () => {
    const db = await company();
    const early = directoryPerson('1011', '新人', 'od-course', '1010');
    await db.transaction((tx) => applyPerson(tx, { platform: 'feishu', person: early, now: MONDAY }));
    const late = directoryPerson('1010', '新主管', 'od-course', '1002');
    const changes = await db.transaction((tx) => applyPerson(tx, { platform: 'feishu', person: late, now: MONDAY }));
    expect(numbers(changes.joined)).toEqual(['1010']);
    expect(changes.superiorChanged).toMatchObject([{ person: { employeeNo: '1011' }, from: null }]);
    expect(numbers(await superiorsOf(db.read, (await whoIs(db, '1011')).id))).toEqual(['1010', '1002', '1001']);
  });

  test('two who change places come out right, whichever event is first', async () => {
    const db = await company();
    const up = directoryPerson('1003', '张伟', 'od-course', '1001');
    const down = directoryPerson('1002', '李静', 'od-course', '1003');
    const first = await db.transaction((tx) => applyPerson(tx, { platform: 'feishu', person: down, now: MONDAY }));
    expect(first.problems).toMatchObject([{ kind: 'circle' }]);
    await db.transaction((tx) => applyPerson(tx, { platform: 'feishu', person: up, now: MONDAY }));
    expect(numbers(await superiorsOf(db.read, (await whoIs(db, '1004')).id))).toEqual(['1002', '1003', '1001']);
  });

  test('in an unknown department keeps the one they had', async () => {
    const db = await company();
    const before = await whoIs(db, '1003');
    const person = directoryPerson('1003', '张伟', 'od-new', '1002');
    expect((await db.transaction((tx) => applyPerson(tx, { platform: 'feishu', person, now: MONDAY }))).moved).toEqual([]);
    expect((await whoIs(db, '1003')).departmentId).toBe(before.departmentId);
  });

  test('gone twice leaves once, and the heir is the next living superior', async () => {
    const db = await company();
    const gone = (no: string) =>
      db.transaction((tx) => applyPersonGone(tx, { platform: 'feishu', externalId: `ou_${no}`, now: MONDAY }));
    expect((await gone('1002')).left).toHaveLength(1);
    expect((await gone('1002')).left).toEqual([]);
    await gone('1003');
    expect((await heirOf(db.read, await whoIs(db, '1003')))?.employeeNo).toBe('1001');
    expect(await heirOf(db.read, await whoIs(db, '1001'))).toBeUndefined();
    expect((await gone('nobody')).left).toEqual([]);
  });
});

test('the small company for other tests has a leaver, HR and an administrator', async () => {
  const db = await testDatabase();
  const who = await seedPeople(db);
  expect(who('1009').status).toBe('left');
  expect(who('1003').name).toBe(who('1006').name);
});
