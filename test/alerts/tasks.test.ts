import { alerts } from '../../src/alerts/index.ts';
import { createCalendar } from '../../src/core/calendar.ts';
import type { ChatId, Viewer } from '../../src/delivery/index.ts';
import { first } from '../data/support.ts';
import { expect, it } from 'vitest';
import { allIncidents, allRecipients, alertCompany, keyTask, later, textOf, title, titles, tone } from './support.ts';
import { typed } from '../support/company.ts';
import { moveTask } from '../../src/data/index.ts';
import type { Day } from '../../src/core/clock.ts';

it('on the fourth day the responsible person and the superior get one message each, however often the sweep runs', async () => {
  const c = await alertCompany();
  await keyTask(c, '1003', '2026-09-07');
  await later(c, '2026-09-10T19:00:00+08:00');
  expect(await allIncidents(c)).toEqual([]);
  await later(c, '2026-09-11T08:59:00+08:00');
  expect(await allIncidents(c)).toHaveLength(1);
  expect(c.cardsOf('1003')).toEqual([]);
  await later(c, '2026-09-11T09:30:00+08:00');
  expect(titles(c, '1003')).toEqual(['任务已逾期 4 天:题库 3.0 上线']);
  expect(titles(c, '1002')).toEqual(['任务已逾期 4 天:题库 3.0 上线']);
  expect(textOf(c.lastOf('1002').paper)).toContain('已通知 张伟');
  expect(textOf(c.lastOf('1003').paper)).toContain('规则:关键任务逾期超过 3 天');
  await c.goTo('2026-09-11T14:00:00+08:00');
  await later(c, '2026-09-15T12:00:00+08:00');
  expect(c.platform.messages).toHaveLength(2);
});

it('a task that is not a key task stays silent', async () => {
  const c = await alertCompany();
  await keyTask(c, '1003', '2026-09-01', { key: false });
  await later(c, '2026-09-08T12:00:00+08:00');
  expect(c.platform.messages).toEqual([]);
});

it('done from the card: both cards turn green with how long it lasted, and the superior is told once', async () => {
  const c = await alertCompany();
  await keyTask(c, '1003', '2026-09-01');
  await later(c, '2026-09-07T09:30:00+08:00');
  const mine = c.lastOf('1003');
  const copy = c.lastOf('1002');
  await later(c, '2026-09-09T10:00:00+08:00');
  const answer = await c.presses('1003', mine, '已完成');
  expect(answer.toast?.text).toContain('已完成');
  expect(tone(mine)).toBe('good');
  expect(tone(copy)).toBe('good');
  expect(textOf(copy.paper)).toMatch(/2 天( \d+ 小时)? · .*9月9日 10:00 解除/);
  expect(titles(c, '1002').slice(1)).toEqual(['已解除:题库 3.0 上线']);
  expect(titles(c, '1003')).toHaveLength(1);
  await later(c, '2026-09-11T10:00:00+08:00');
  expect(c.platform.messages).toHaveLength(3);
});

it('a new date on the card moves the task and ends the incident; passed again it is another one', async () => {
  const c = await alertCompany();
  await keyTask(c, '1003', '2026-09-01');
  await later(c, '2026-09-07T09:30:00+08:00');
  const mine = c.lastOf('1003');
  await c.presses('1003', mine, '我在处理', { due: typed.date('2026-09-01') });
  expect((await allIncidents(c))[0]?.state).toBe('open');
  await c.presses('1003', mine, '我在处理', { due: typed.date('2026-09-10') });
  expect((await allIncidents(c))[0]).toMatchObject({ state: 'over', overReason: 'moved' });
  await later(c, '2026-09-14T10:00:00+08:00');
  expect(titles(c, '1003').at(-1)).toBe('任务已逾期 4 天:题库 3.0 上线');
  expect(await allIncidents(c)).toHaveLength(2);
});

it('without a date 我在处理 tells the superior that somebody is at it', async () => {
  const c = await alertCompany();
  await keyTask(c, '1003', '2026-09-01');
  await later(c, '2026-09-07T09:30:00+08:00');
  await c.presses('1003', c.lastOf('1003'), '我在处理');
  expect(textOf(c.lastOf('1002').paper)).toContain('张伟 在处理');
});

it('a new date from outside ends the incident and tells both', async () => {
  const c = await alertCompany();
  const task = await keyTask(c, '1003', '2026-09-01');
  await later(c, '2026-09-07T09:30:00+08:00');
  await c.db.transaction((tx) => moveTask({ tx, now: c.clock.now() }, task, '2026-09-20' as Day));
  await later(c, '2026-09-07T10:00:00+08:00');
  expect(titles(c, '1003').at(-1)).toBe('已解除:题库 3.0 上线');
  expect(titles(c, '1002').at(-1)).toBe('已解除:题库 3.0 上线');
  await later(c, '2026-09-07T12:00:00+08:00');
  expect(c.platform.messages).toHaveLength(4);
});

it('put off it comes back at its time, and not when it is over by then', async () => {
  const c = await alertCompany();
  await keyTask(c, '1003', '2026-09-01');
  await keyTask(c, '1004', '2026-09-01', { title: '讲师排课' });
  await later(c, '2026-09-07T09:30:00+08:00');
  await c.presses('1003', c.lastOf('1003'), '1 天后提醒');
  await c.presses('1004', c.lastOf('1004'), '1 天后提醒');
  expect(textOf(c.lastOf('1003').paper)).toContain('稍后提醒');
  await c.presses('1004', c.lastOf('1004'), '已完成');
  await later(c, '2026-09-08T09:29:00+08:00');
  expect(c.cardsOf('1003')).toHaveLength(1);
  await later(c, '2026-09-08T10:00:00+08:00');
  expect(c.cardsOf('1003')).toHaveLength(2);
  expect(titles(c, '1003').at(-1)).toBe('任务已逾期 7 天:题库 3.0 上线');
  expect(c.cardsOf('1004')).toHaveLength(1);
});

it('closing wants a cause, tells the other one, leaves the task open, and does not fire again', async () => {
  const c = await alertCompany();
  await keyTask(c, '1003', '2026-09-01');
  await later(c, '2026-09-07T09:30:00+08:00');
  const mine = c.lastOf('1003');
  await c.presses('1003', mine, '不再适用…');
  const refused = await c.presses('1003', mine, '关闭预警', { cause: typed.text('  ') });
  expect(refused.toast?.text).toContain('还差“原因”');
  await c.presses('1003', mine, '关闭预警', { cause: typed.text('需求已取消') });
  expect(textOf(mine.paper)).toContain('需求已取消');
  expect(title(c.lastOf('1002'))).toBe('已关闭:题库 3.0 上线');
  const list = first(await c.says('1003', '/task'));
  expect(textOf(list.paper)).toContain('题库 3.0 上线');
  await later(c, '2026-09-09T12:00:00+08:00');
  expect(await allIncidents(c)).toHaveLength(1);
});

it('one who has no superior: HR is told; a superior of their own gets one message', async () => {
  const c = await alertCompany();
  await keyTask(c, '1001', '2026-09-01');
  await later(c, '2026-09-07T09:30:00+08:00');
  expect((await allRecipients(c)).map(({ role }) => role).sort()).toEqual(['responsible', 'superior']);
  expect(titles(c, '1020')).toHaveLength(1);
  expect(titles(c, '1001')).toHaveLength(1);
});

it('when the responsible person leaves, the superior takes over and the next one above is told', async () => {
  const c = await alertCompany();
  await keyTask(c, '1003', '2026-09-01');
  await later(c, '2026-09-07T09:30:00+08:00');
  c.platform.company.people = c.platform.company.people.filter((one) => one.employeeNo !== '1003');
  await c.pipe.syncDirectory();
  await c.pipe.tick();
  expect((await allIncidents(c))[0]?.responsibleId).toBe((await c.person('1002')).id);
  const alert = first(c.cardsOf('1002').filter((one) => title(one).startsWith('任务已逾期')));
  expect(textOf(alert.paper)).toContain('由你负责');
  expect(titles(c, '1001').filter((one) => one.startsWith('任务已逾期'))).toHaveLength(1);
});

it('somebody else may neither see nor act; the list shows what one is told and what lies below', async () => {
  const c = await alertCompany();
  await keyTask(c, '1003', '2026-09-01');
  await later(c, '2026-09-07T09:30:00+08:00');
  for (const [no, sees] of [
    ['1003', true],
    ['1002', true],
    ['1001', true],
    ['1020', true],
    ['1004', false],
    ['1010', false],
  ] as const) {
    await c.says(no, '/预警');
    expect(textOf(c.lastOf(no).paper).includes('题库 3.0 上线'), no).toBe(sees);
  }
  const listOfChief = c.lastOf('1001');
  await c.presses('1001', listOfChief, '打开');
  const refused = await c.presses('1001', listOfChief, '已完成');
  expect(refused.toast?.text).toContain('只有负责人');
});

it('asked in a group, the list comes by direct message', async () => {
  const c = await alertCompany();
  await keyTask(c, '1003', '2026-09-01');
  await later(c, '2026-09-07T09:30:00+08:00');
  await c.says('1002', '/alerts', { group: 'oc_team' });
  expect(c.inGroup('oc_team').some(({ paper }) => textOf(paper).includes('题库'))).toBe(false);
});

it('the card itself is drawn for whoever may see it, never for another person or a group', async () => {
  const c = await alertCompany();
  await keyTask(c, '1003', '2026-09-01');
  await later(c, '2026-09-07T09:30:00+08:00');
  const incident = first(await allIncidents(c));
  const calendar = createCalendar({ zone: 'Asia/Shanghai' });
  const drawnFor = async (viewer: Viewer): Promise<boolean> => {
    const context = {
      read: c.db.read,
      viewer,
      language: 'zh-CN' as const,
      companyLanguage: 'zh-CN' as const,
      now: c.clock.now(),
      today: '2026-09-07' as Day,
      calendar,
      features: [alerts],
    };
    return (await alerts.messages?.['alerts.task']?.build(context, incident.id)) !== undefined;
  };
  expect(await drawnFor({ kind: 'person', person: await c.person('1001') })).toBe(true);
  expect(await drawnFor({ kind: 'person', person: await c.person('1004') })).toBe(false);
  expect(await drawnFor({ kind: 'group', chatId: 'x' as ChatId })).toBe(false);
});
