import { describe, expect, it } from 'vitest';
import { HOUR } from '../../src/core/clock.ts';
import { okr } from '../../src/okr/index.ts';
import { keyResults } from '../../src/okr/schema.ts';
import { grantRole } from '../../src/people/index.ts';
import { company, textOf, typed, type TestCompany } from '../support/company.ts';

const last = (messages: { paper: Parameters<typeof textOf>[0] }[]): string =>
  textOf((messages.at(-1) ?? { paper: { line: '' } }).paper);
const GROUP = 'oc_group';

/** O-1 the company's (HR), O-2 of 课程研发 (李静), O-3 of 1003, O-4 of 1011 in 市场推广. */
async function withGoals(): Promise<TestCompany> {
  const c = await company({ features: [okr] });
  const hr = await c.person('1020');
  await c.db.transaction((tx) => grantRole(tx, { person: hr.id, role: 'hr', by: null, now: c.clock.now() }));
  const rest = '截止 2026-09-30 验证 报表';
  await c.says('1020', `/okr new 公司增长 负责人 @工号:1001 ${rest} 层级 公司`);
  await c.says('1002', `/okr new 课程质量 负责人 @工号:1002 ${rest} 层级 部门`);
  await c.says('1003', `/okr new 题库改版 负责人 @工号:1003 ${rest}`);
  await c.says('1011', `/okr new 渠道拓展 负责人 @工号:1011 ${rest}`);
  return c;
}

const OBJECTIVES = ['O-1', 'O-2', 'O-3', 'O-4'];

describe('who sees which objective', () => {
  it.each([
    ['the general manager, everybody being below', '1001', ['O-1', 'O-2', 'O-3', 'O-4']],
    ['a department’s head', '1002', ['O-1', 'O-2', 'O-3']],
    ['its responsible person', '1003', ['O-1', 'O-2', 'O-3']],
    ['a colleague under the same superior', '1004', ['O-1', 'O-2', 'O-3']],
    ['the head of another department', '1010', ['O-1', 'O-2', 'O-4']],
    ['somebody of another department', '1012', ['O-1', 'O-4']],
    ['HR', '1020', ['O-1', 'O-2', 'O-3', 'O-4']],
  ])('%s', async (_who, employeeNo, expected) => {
    const c = await withGoals();
    const seen: string[] = [];
    for (const code of OBJECTIVES) if (!last(await c.says(employeeNo, `/okr ${code}`)).includes('没有找到')) seen.push(code);
    expect(seen).toEqual(expected);
  });

  it('adds what one’s own goals work towards, and what one answers for a part of', async () => {
    const c = await withGoals();
    await c.says('1003', '/kr O-3 题量 从 0 到 500 题 负责人 @工号:1012 截止 2026-09-30 验证 题库报表');
    expect(last(await c.says('1012', '/okr O-3'))).toContain('题库改版');
    expect(last(await c.says('1012', '/okr'))).toContain('目标责任人 张伟');
    expect(last(await c.says('1011', '/okr O-3'))).toContain('没有找到');
  });
});

describe('the team’s board', () => {
  it('in the direct chat shows the team, what needs attention first, and reports without a goal to their superior', async () => {
    const c = await withGoals();
    await c.says('1004', '/okr new 服务稳定 负责人 @工号:1004 截止 2026-09-30 验证 监控');
    await c.says('1004', '/kr O-5 可用率 从 99 到 99.9 % 负责人 @工号:1004 截止 2026-09-30 验证 监控');
    await c.says('1004', '/okr update KR-5.1 99.5');
    const said = last(await c.says('1002', '/okr team'));
    expect(said).toContain('还没更新过 1 · 正常 1');
    expect(said.indexOf('O-3')).toBeLessThan(said.indexOf('O-5'));
    expect(said).toContain('最近 14 天更新过的关键结果:1 / 1');
    expect(said).toContain('还没有目标:赵敏');
    expect(said).not.toContain('O-4');
  });

  it('in a group holds nothing that not every member may see, whoever asks', async () => {
    const c = await withGoals();
    await c.says('1020', '/okr team', { group: GROUP });
    const board = c.inGroup(GROUP).at(-1);
    if (!board) throw new Error('nothing in the group');
    const wire = JSON.stringify(board.paper);
    expect(wire).toContain('公司增长');
    for (const hidden of ['课程质量', '题库改版', '渠道拓展', '还没有目标']) expect(wire).not.toContain(hidden);
  });

  it('gives one’s own view by direct message from the group’s card', async () => {
    const c = await withGoals();
    await c.says('1020', '/okr team', { group: GROUP });
    const board = c.inGroup(GROUP).at(-1);
    if (!board) throw new Error('nothing in the group');
    await c.presses('1004', board, '私聊查看');
    expect(textOf(c.lastOf('1004').paper)).toContain('O-3 题库改版');
    expect(JSON.stringify(c.inGroup(GROUP))).not.toContain('题库改版');
  });

  it('leaves only a pointer in a group for whatever is personal', async () => {
    const c = await withGoals();
    for (const line of ['/okr', '/okr O-3', '/okr drafts', '/okr new 私下的目标']) await c.says('1003', line, { group: GROUP });
    const seen = JSON.stringify(c.inGroup(GROUP));
    expect(seen).not.toContain('题库改版');
    expect(seen).not.toContain('私下的目标');
    expect(c.inGroup(GROUP)).toHaveLength(4);
  });
});

describe('when somebody leaves', () => {
  const leave = async (c: TestCompany, employeeNo: string): Promise<void> => {
    c.platform.company.people = c.platform.company.people.filter((one) => one.employeeNo !== employeeNo);
    await c.pipe.syncDirectory();
    await c.pipe.tick();
  };

  it('their open goals go to the superior, who is told which', async () => {
    const c = await withGoals();
    await c.says('1003', '/kr O-3 题量 从 0 到 500 题 负责人 @工号:1003 截止 2026-09-30 验证 题库报表');
    await leave(c, '1003');
    await c.goTo(c.clock.now() + HOUR);
    const notice = textOf(c.lastOf('1002').paper);
    for (const word of ['张伟 已离开', 'O-3 题库改版', 'KR-3.1 题量']) expect(notice).toContain(word);
    const mine = last(await c.says('1002', '/okr'));
    expect(mine).toContain('O-3 题库改版');
    expect(mine).toContain('KR-3.1 题量');
  });

  it('with nobody above, they go to HR', async () => {
    const c = await withGoals();
    await leave(c, '1001');
    expect(last(await c.says('1020', '/okr'))).toContain('O-1 公司增长');
  });
});

describe('words behind /okr', () => {
  it('a slip of the finger is answered with what was meant, anything else with how to say it', async () => {
    const c = await company({ features: [okr] });
    expect(last(await c.says('1003', '/okr tema'))).toContain('你是想说 /okr team 吗');
    expect(last(await c.says('1003', '/okr 提升产品交付准时率'))).toContain('要登记目标,请写 /okr new');
    expect(last(await c.says('1003', '/okr tree'))).toContain('还没有开放');
    await c.presses('1003', c.lastOf('1003'), '怎么用');
    expect(textOf(c.lastOf('1003').paper)).toContain('/okr update KR-12.3');
  });
});

describe('pressing what is no longer so', () => {
  it('says so when the goal went to somebody else meanwhile', async () => {
    const c = await withGoals();
    await c.says('1003', '/kr O-3 题量 从 0 到 500 题 负责人 @工号:1012 截止 2026-09-30 验证 题库报表');
    await c.says('1012', '/okr KR-3.1');
    const card = c.lastOf('1012');
    const other = await c.person('1003');
    await c.db.transaction(async (tx) => {
      await tx.update(keyResults).set({ responsibleId: other.id });
    });
    expect((await c.presses('1012', card, '+50 题')).toast?.text).toContain('已经看不到这个目标了');
    expect((await c.presses('1012', card, '打卡', { value: typed.number(3) })).toast?.text).toContain('已经看不到这个目标了');
  });
});
