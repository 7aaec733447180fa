import { first } from '../data/support.ts';
import { expect, it } from 'vitest';
import { takeCsv, type FileKind } from '../../src/connectors/index.ts';
import type { Day } from '../../src/core/clock.ts';
import { moveTask, seriesByKey, weekSums, correctionsOf, type Outcome } from '../../src/data/index.ts';
import { taskBySource } from '../../src/data/queries.ts';
import { testDatabase } from '../support/database.ts';
import { MONDAY, seedPeople } from '../support/people.ts';
import type { Database } from '../../src/db/index.ts';

const TODAY = '2026-09-07' as Day;
const HEADER = '编号,任务,负责人,截止日期,关键,状态';

async function start(): Promise<Database> {
  const db = await testDatabase();
  await seedPeople(db);
  return db;
}

async function take(
  db: Database,
  kind: FileKind,
  text: string,
  more: { dryRun?: boolean; now?: number } = {},
): Promise<Outcome[]> {
  const { now = MONDAY, ...rest } = more;
  const taken = await takeCsv({ db, now, today: TODAY, source: 'csv', ...rest }, { kind, text });
  if (taken.refused) throw new Error(taken.refused.say('zh-CN'));
  return taken.outcomes;
}

const saidOf = (outcomes: Outcome[]): string[] =>
  outcomes.map((one) => (one.outcome === 'refused' ? `第 ${one.row} 行:${one.complaint.say('zh-CN')}` : one.outcome));

it('takes tasks by 工号 or a name only one person has, and complains of the others in words', async () => {
  const db = await start();
  const outcomes = await take(
    db,
    'tasks',
    [
      HEADER,
      'A-1,题库上线,1003,2026/9/30,是,进行中',
      'A-2,排课,陈晨,2026年10月9日,,',
      'A-3,宣传,张伟,2026-09-30,,',
      'A-4,,1003,2026-09-30,,',
      ',没有编号,1003,2026-09-30,,',
      'A-5,日期,1003,9月30日,,',
      'A-6,离职,1009,2026-09-30,,',
      'A-7,关键,1003,2026-09-30,也许,',
      'A-1,又一个,1003,2026-09-30,,',
    ].join('\n'),
  );
  expect(saidOf(outcomes)).toEqual([
    'added',
    'added',
    '第 4 行:有多位“张伟”(1003, 1006),请改写工号',
    '第 5 行:缺少“标题”',
    '第 6 行:缺少“编号”',
    '第 7 行:日期“9月30日”读不懂,请写成 2026-09-30',
    '第 8 行:通讯录里没有在职的“1009”,请写工号或全名',
    '第 9 行:“关键”写的是“也许”,请写 是 或 否',
    '第 10 行:和 2 重复',
  ]);
  expect(await taskBySource(db.read, 'csv', 'A-1')).toMatchObject({
    title: '题库上线',
    dueOn: '2026-09-30',
    key: true,
    state: 'open',
  });
});

it('a dry run says the same and writes nothing', async () => {
  const db = await start();
  const file = `${HEADER}\nA-1,题库上线,1003,2026-09-30,是,\nA-2,,1003,2026-09-30,,`;
  const dry = await take(db, 'tasks', file, { dryRun: true });
  expect(await taskBySource(db.read, 'csv', 'A-1')).toBeUndefined();
  expect(saidOf(await take(db, 'tasks', file))).toEqual(saidOf(dry));
});

it('the same file again changes nothing, not even a date agreed in chat meanwhile; a new date in the file does', async () => {
  const db = await start();
  const file = (due: string): string => `${HEADER}\nA-1,题库上线,1003,${due},是,进行中`;
  await take(db, 'tasks', file('2026-09-30'));
  const task = first([await taskBySource(db.read, 'csv', 'A-1')]);
  await db.transaction((tx) => moveTask({ tx, now: MONDAY }, task, '2026-10-20' as Day));
  expect(saidOf(await take(db, 'tasks', file('2026-09-30')))).toEqual(['unchanged']);
  expect((await taskBySource(db.read, 'csv', 'A-1'))?.dueOn).toBe('2026-10-20');
  expect(saidOf(await take(db, 'tasks', file('2026-11-02')))).toEqual(['changed']);
  expect((await taskBySource(db.read, 'csv', 'A-1'))?.dueOn).toBe('2026-11-02');
});

it('an older report that comes late changes nothing', async () => {
  const db = await start();
  const file = (due: string): string => `${HEADER}\nA-1,题库上线,1003,${due},是,`;
  await take(db, 'tasks', file('2026-09-30'), { now: MONDAY });
  await take(db, 'tasks', file('2026-09-20'), { now: MONDAY - 60_000 });
  expect((await taskBySource(db.read, 'csv', 'A-1'))?.dueOn).toBe('2026-09-30');
});

it('values of a series count once; another value is a correction that is kept', async () => {
  const db = await start();
  const file = (value: string): string =>
    `key,name,owner,date,value,unit\ncomplaints,客户投诉,1006,2026-09-01,${value},件\ncomplaints,,,2026-09-02,3,`;
  expect(saidOf(await take(db, 'series', file('12')))).toEqual(['added', 'added']);
  expect(saidOf(await take(db, 'series', file('12')))).toEqual(['unchanged', 'unchanged']);
  expect(saidOf(await take(db, 'series', file('14.5')))).toEqual(['changed', 'unchanged']);
  const series = first([await seriesByKey(db.read, 'complaints')]);
  expect(series).toMatchObject({ name: '客户投诉', unit: '件' });
  expect(await weekSums(db.read, series.id, '2026-08-31' as Day, 1)).toEqual([
    { monday: '2026-08-31', thousandths: 17_500, points: 2 },
  ]);
  expect(await correctionsOf(db.read, series.id)).toMatchObject([{ before: 12_000, after: 14_500 }]);
});

it('a series needs an owner, a day that has come, and a number', async () => {
  const db = await start();
  const outcomes = await take(
    db,
    'series',
    '指标,日期,数值,负责人\nx,2026-09-01,1,\ny,2026-09-08,1,1003\ny,2026-09-01,很多,1003\ny,2026-09-01,,1003',
  );
  expect(saidOf(outcomes)).toEqual([
    '第 2 行:缺少“负责人”',
    '第 3 行:日期 2026-09-08 还没到',
    '第 4 行:“很多”不是数字',
    '第 5 行:数值缺失或超出范围(最多三位小数)',
  ]);
});

it('a file without its columns is refused as a whole, naming them', async () => {
  const db = await start();
  await expect(take(db, 'tasks', '编号,任务\nA-1,x')).rejects.toThrow('第 1 行表头缺少:负责人、截止');
});
