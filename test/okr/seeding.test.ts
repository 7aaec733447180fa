import { expect, it } from 'vitest';
import { DAY, type Day } from '../../src/core/clock.ts';
import {
  createKeyResult,
  createObjective,
  currentCycle,
  eyesOf,
  goalsOf,
  keyResultByCode,
  okr,
  openCycle,
  recordProgress,
} from '../../src/okr/index.ts';
import { createCalendar } from '../../src/core/calendar.ts';
import { setLanguage } from '../../src/people/index.ts';
import { company, textOf, typed } from '../support/company.ts';

const day = (text: string): Day => text as Day;
const calendar = createCalendar({ zone: 'Asia/Shanghai' });

/** A quarter half gone by, as the demo and imports write one. */
async function seeded() {
  const c = await company({ features: [okr] });
  const zhang = await c.person('1003');
  const context = (read = c.db.read) =>
    eyesOf({
      read,
      now: c.clock.now(),
      today: calendar.dayOf(c.clock.now()),
      calendar,
      viewer: { kind: 'person', person: zhang },
      language: 'zh-CN',
      companyLanguage: 'zh-CN',
      features: [],
    });
  await c.db.transaction(async (tx) => {
    const then = c.clock.now() - 60 * DAY;
    const cycle = await openCycle(
      { tx, now: then },
      { key: 'quarter:2026-07-01', kind: 'quarter', name: '2026 Q3', startsOn: day('2026-07-01'), endsOn: day('2026-09-30') },
    );
    expect((await currentCycle({ tx, now: then }, day('2026-09-07'))).id).toBe(cycle.id);
    const common = {
      responsibleId: zhang.id,
      createdBy: zhang.id,
      startsOn: day('2026-07-01'),
      dueOn: day('2026-09-30'),
      verification: '发布记录',
    };
    const made = await createObjective(
      { tx, now: then },
      { ...common, cycleId: cycle.id, ownerKind: 'person', title: '题库改版' },
    );
    const part = { ...common, objectiveId: made.id, unit: '题', start: 0, target: 500 };
    const told = await createKeyResult({ tx, now: then }, { ...part, title: '题量' });
    await createKeyResult({ tx, now: then }, { ...part, title: '解析' });
    await recordProgress(
      { tx, now: c.clock.now() - 3 * DAY },
      { keyResult: { id: told.id, current: 0 }, value: 350, personId: zhang.id, source: 'import' },
    );
  });
  return { c, zhang, context };
}

it('written goals stand as if they had been registered then', async () => {
  const { c, zhang, context } = await seeded();
  const [goal] = await goalsOf(context(), zhang.id);
  expect(goal?.code).toBe('O-1');
  expect(goal?.keyResults.map(({ code, status }) => [code, status])).toEqual([
    ['KR-1.1', 'on-track'],
    ['KR-1.2', 'stale'],
  ]);
  expect((await keyResultByCode(context(), { objective: 1, number: 2 }))?.keyResult.title).toBe('解析');
  const said = textOf((await c.says('1003', '/okr')).at(-1)?.paper ?? { line: '' });
  expect(said).toContain('1 个该更新了');
  expect(said).toContain('350 / 目标 500 题 · 正常 · 3 天前更新');
});

it('what waits for somebody is on their to-do list: stale key results first, then drafts', async () => {
  const { c, zhang } = await seeded();
  await c.says('1003', '/okr new 半个目标');
  const items = await okr.todo?.(
    {
      read: c.db.read,
      now: c.clock.now(),
      today: day('2026-09-07'),
      calendar,
      viewer: { kind: 'person', person: zhang },
      language: 'zh-CN',
      companyLanguage: 'zh-CN',
      features: [],
    },
    zhang,
  );
  expect(items?.map(({ text, show }) => [text, show.kind])).toEqual([
    ['更新 KR-1.2 解析', 'okr.punch'],
    ['发布草稿:半个目标', 'okr.form'],
  ]);
});

it('the same in English for whoever reads English', async () => {
  const c = await company({ features: [okr] });
  const zhang = await c.person('1003');
  await c.db.transaction((tx) => setLanguage(tx, zhang.id, 'en-US'));
  const lastSaid = (): string => textOf(c.lastOf('1003').paper);
  await c.says('1003', '/okr new Ship on time owner me due 2026-12-31');
  expect(lastSaid()).toContain('Still missing: way to verify');
  await c.says('1003', '/okr new Ship on time owner me due 2026-12-31 verify the release record');
  expect(lastSaid()).toContain('O-1 Ship on time');
  await c.says('1003', '/kr O-1 On time from 61 to 89 % owner me due 2026-12-31 verify the release record');
  await c.says('1003', '/okr update KR-1.1 +4');
  expect(lastSaid()).toContain('65 / target 89% · On track · updated today 09:00');
});

it('clumsy and hostile lines are answered, and nothing is written', async () => {
  const c = await company({ features: [okr] });
  const lines = [
    `/okr new ${'长'.repeat(5000)}`,
    `/okr new ${'长'.repeat(101)} 负责人 @工号:1003 截止 2026-12-31 验证 报表`,
    '/okr new 😀 负责人 @不存在的人 截止 2026-12-31 验证 报表',
    '/okr new 目标 负责人 @工号:1003 截止 2月30日 验证 报表',
    '/okr new 目标 负责人 @工号:1003 截止 2026-12-31 验证 报表 对齐 KR-99.9',
    '/kr',
    '/kr O-9 x',
    '/kr 没有编号',
    '/okr update',
    '/okr update KR-0.0 NaN',
    '/okr O-99999999999',
    '/okr KR-1',
    '/okr 😀',
    '/okr ///',
    "/okr new'; drop table okr_objectives;--",
  ];
  for (const line of lines) {
    c.clock.advance(1000);
    const answers = await c.says('1003', line);
    expect(answers.length, line).toBeGreaterThan(0);
    expect(textOf(answers.at(-1)?.paper ?? { line: '' }).length, line).toBeGreaterThan(5);
    expect(textOf(answers.at(-1)?.paper ?? { line: '' }), line).not.toContain('O-1 ');
  }
  c.clock.advance(1000);
  const open = await c.says('1003', '/okr');
  expect(textOf(open.at(-1)?.paper ?? { line: '' })).toContain('这里还没有你的目标');
});

it('a press counts once, and an old copy of the card can do no more than the new one', async () => {
  const { c } = await seeded();
  await c.says('1003', '/okr');
  const card = c.lastOf('1003');
  const old = structuredClone(card);
  await c.presses('1003', card, '打卡');
  await c.presses('1003', card, '提交', { value: typed.number(400) });
  await c.presses('1003', old, '打卡');
  await c.says('1003', '/okr KR-1.1');
  expect(textOf(c.lastOf('1003').paper).match(/350 → 400 题/g)).toHaveLength(1);
});
