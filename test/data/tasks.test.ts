import { expect, it } from 'vitest';
import { data, first, openTasksForTest } from './support.ts';
import { company, typed } from '../support/company.ts';
import { textOf } from '../support/paper.ts';

const set = (): ReturnType<typeof company> => company({ features: [data] });

it('a task written in one line is registered and its responsible person told', async () => {
  const c = await set();
  await c.says('1002', '/task 题库 3.0 上线 负责人 @工号:1003 截止 9月30日 关键 KR-12.3');
  const mine = first(c.cardsOf('1002'));
  expect(textOf(mine.paper)).toContain('T-1 题库 3.0 上线');
  expect(textOf(c.lastOf('1003').paper)).toContain('由你负责');
  const [task] = await openTasksForTest(c, '1003');
  expect(task).toMatchObject({ title: '题库 3.0 上线', key: true, goal: 'KR-12.3', dueOn: '2026-09-30', source: 'chat' });
});

it('what is missing is named, what was typed is kept, and the rest can be filled in on the form', async () => {
  const c = await set();
  const form = first(await c.says('1003', '/任务 写周报'));
  expect(textOf(form.paper)).toContain('还差“负责人”');
  expect(textOf(form.paper)).toContain('写周报');
  await c.presses('1003', form, 'data.create', {
    title: typed.text('写周报'),
    owner: typed.people('1003'),
    due: typed.date('2026-09-01'),
  });
  expect(textOf(form.paper)).toContain('已经过了');
  await c.presses('1003', form, 'data.create', {
    title: typed.text('写周报'),
    owner: typed.people('1003'),
    due: typed.date('2026-09-11'),
  });
  expect(textOf(form.paper)).toContain('T-1 写周报');
  expect(await openTasksForTest(c, '1003')).toHaveLength(1);
});

it('the list offers done and a new date, and a slip can be taken back', async () => {
  const c = await set();
  await c.says('1003', '/task 写周报 负责人 @工号:1003 截止 2026-09-08');
  const list = first(await c.says('1003', '/task'));
  expect(textOf(list.paper)).toContain('还有 1 天');
  await c.presses('1003', list, 'data.done');
  expect(textOf(list.paper)).toContain('今天完成');
  expect(await openTasksForTest(c, '1003')).toEqual([]);
  await c.presses('1003', list, 'data.reopen');
  await c.presses('1003', list, 'data.open');
  await c.presses('1003', list, 'data.move', { due: typed.date('2026-10-09') });
  expect((await openTasksForTest(c, '1003'))[0]?.dueOn).toBe('2026-10-09');
});

it('a task is seen by its responsible person and those above, by nobody else', async () => {
  const c = await set();
  await c.says('1003', '/task 写周报 负责人 @工号:1003 截止 2026-09-08');
  const toChief = first(await c.says('1001', '/task T-1'));
  expect(textOf(toChief.paper)).toContain('写周报');
  const toPeer = first(await c.says('1004', '/task T-1'));
  expect(textOf(toPeer.paper)).not.toContain('写周报');
  const refused = first(await c.says('1004', '/task T-1 完成'));
  expect(textOf(refused.paper)).toContain('没有找到任务 T-1');
});

it('what a leaver was responsible for goes to the superior, who is told together with the author', async () => {
  const c = await set();
  await c.says('1001', '/task 题库上线 负责人 @工号:1003 截止 2026-09-30');
  c.platform.company.people = c.platform.company.people.filter((one) => one.employeeNo !== '1003');
  await c.pipe.syncDirectory();
  await c.pipe.tick();
  expect(textOf(c.lastOf('1002').paper)).toContain('张伟 已离职,1 项转由你负责');
  expect(textOf(c.lastOf('1001').paper)).toContain('转由 李静 负责');
  expect(await openTasksForTest(c, '1002')).toHaveLength(1);
});

it('a task typed in a group leaves one line there', async () => {
  const c = await set();
  await c.says('1003', '/task 写周报 负责人 @工号:1003 截止 2026-09-08', { group: 'oc_team' });
  expect(c.inGroup('oc_team').every(({ paper }) => !textOf(paper).includes('写周报'))).toBe(true);
});
