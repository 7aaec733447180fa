import { beforeAll, describe, expect, test } from 'vitest';
import type { PersonArgument } from '../../src/chat/index.ts';
import { Refusal } from '../../src/core/errors.ts';
import type { Database } from '../../src/db/index.ts';
import {
  accountOf,
  accountsOf,
  departmentOf,
  findPeople,
  membersOf,
  peopleByIds,
  personByAccount,
  personById,
  reportsOf,
  resolveOne,
  resolvePerson,
  setLanguage,
  superiorOf,
  type Person,
} from '../../src/people/index.ts';
import { testDatabase } from '../support/database.ts';
import { seedPeople } from '../support/people.ts';

let db: Database;
let who: (employeeNo: string) => Person;
beforeAll(async () => {
  db = await testDatabase();
  who = await seedPeople(db);
});

const resolve = (argument: PersonArgument, mentioned: (Person | undefined)[] = []) => resolvePerson(db.read, argument, mentioned);
async function refused(argument: PersonArgument, mentioned: (Person | undefined)[] = []): Promise<Refusal> {
  const error: unknown = await resolve(argument, mentioned).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(Refusal);
  return error as Refusal;
}

describe('an argument names one person', () => {
  test('by mention, 工号 in any width or case, or a name only one has', async () => {
    expect(await resolve({ mark: 1 }, [undefined, who('1004')])).toEqual(who('1004'));
    expect(await resolve({ employeeNo: '１００３' })).toEqual(who('1003'));
    expect(await resolve({ name: '李静' })).toEqual(who('1002'));
    expect(await resolve({ name: 'Emma Stone' })).toEqual(who('1007'));
    expect(await resolve({ name: '1006' })).toEqual(who('1006'));
  });

  test('two of one name are listed with department and 工号, never chosen', async () => {
    const refusal = await refused({ name: '张伟' });
    expect(refusal.code).toBe('people.ambiguous');
    expect(refusal.say('zh-CN')).toBe('有 2 位“张伟”,请用 @工号 说明是哪一位:\n张伟 · 课程研发 · @1003\n张伟 · 市场推广 · @1006');
    expect(refusal.say('en-US')).toContain('@1003');
  });

  test('somebody unknown is refused with the names that are near', async () => {
    expect((await refused({ name: '李婧' })).say('zh-CN')).toContain('是不是 李静?');
    expect((await refused({ name: '陈晨帮我排查' })).say('zh-CN')).toContain('是不是 陈晨?');
    expect((await refused({ name: '欧阳不在' })).say('zh-CN')).not.toContain('是不是');
    expect((await refused({ employeeNo: '9999' })).code).toBe('people.unknown');
    expect((await refused({ name: '%' })).code).toBe('people.unknown');
  });

  test('a leaver, a stranger behind a mention, and no person at all are told apart', async () => {
    expect((await refused({ name: '孙离' })).code).toBe('people.left');
    expect((await refused({ employeeNo: '1009' })).code).toBe('people.left');
    expect((await refused({ mark: 0 }, [who('1009')])).code).toBe('people.left');
    expect((await refused({ mark: 0 }, [undefined])).code).toBe('people.unknown-mention');
    await expect(resolveOne(db.read, undefined, [])).rejects.toMatchObject({ code: 'people.not-one' });
  });
});

describe('looking people up', () => {
  test('by exact name or 工号 finds those still here', async () => {
    expect((await findPeople(db.read, '张伟')).map((one) => one.employeeNo)).toEqual(['1003', '1006']);
    expect((await findPeople(db.read, ' 1004 ')).map((one) => one.name)).toEqual(['陈晨']);
    expect(await findPeople(db.read, '孙离')).toEqual([]);
    expect(await findPeople(db.read, '')).toEqual([]);
  });

  test('by account also knows a leaver, on the right platform only', async () => {
    expect(await personByAccount(db.read, 'feishu', 'ou_1003')).toEqual(who('1003'));
    expect((await personByAccount(db.read, 'feishu', 'ou_1009'))?.status).toBe('left');
    expect(await personByAccount(db.read, 'dingtalk', 'ou_1003')).toBeUndefined();
  });

  test('gives accounts of those who have one there', async () => {
    const ids = [who('1003').id, who('1009').id];
    expect(await accountsOf(db.read, 'feishu', ids)).toEqual(new Map([[who('1003').id, 'ou_1003']]));
    expect(await accountOf(db.read, 'dingtalk', who('1003').id)).toBeUndefined();
    expect(await accountsOf(db.read, 'feishu', [])).toEqual(new Map());
    expect([...(await peopleByIds(db.read, ids)).values()].map((one) => one.employeeNo).sort()).toEqual(['1003', '1009']);
  });

  test('knows reports, superior, department and its members, without leavers', async () => {
    expect((await reportsOf(db.read, who('1002').id)).map((one) => one.employeeNo)).toEqual(['1003', '1004']);
    expect(await superiorOf(db.read, who('1003'))).toEqual(who('1002'));
    expect(await superiorOf(db.read, who('1001'))).toBeUndefined();
    const course = await departmentOf(db.read, who('1003'));
    expect(course?.name).toBe('课程研发');
    expect((await membersOf(db.read, course?.id as NonNullable<typeof course>['id'])).map((one) => one.employeeNo)).toEqual([
      '1002',
      '1003',
      '1004',
    ]);
    expect(await membersOf(db.read, who('1001').departmentId as NonNullable<Person['departmentId']>)).toHaveLength(8);
  });

  test('remembers a person’s own language until it is given back', async () => {
    await db.transaction((tx) => setLanguage(tx, who('1007').id, 'en-US'));
    expect((await personById(db.read, who('1007').id))?.language).toBe('en-US');
    await db.transaction((tx) => setLanguage(tx, who('1007').id, null));
    expect((await personById(db.read, who('1007').id))?.language).toBeNull();
  });
});
