import { describe, expect, it } from 'vitest';
import { okr } from '../../src/okr/index.ts';
import { grantRole } from '../../src/people/index.ts';
import { company, textOf, typed, type TestCompany } from '../support/company.ts';

const WHOLE = '提升产品交付准时率 负责人 @工号:1003 截止 2026-12-31 验证 以 Jira 版本发布记录为准';
const last = (messages: { paper: Parameters<typeof textOf>[0] }[]): string =>
  textOf((messages.at(-1) ?? { paper: { line: '' } }).paper);
const open = (): Promise<TestCompany> => company({ features: [okr] });

describe('registering an objective in one line', () => {
  it('publishes it at once and shows it', async () => {
    const c = await open();
    const said = last(await c.says('1003', `/okr new ${WHOLE}`));
    for (const word of ['O-1 提升产品交付准时率', '张伟', '2026-12-31', '以 Jira 版本发布记录为准', '2026 Q3'])
      expect(said).toContain(word);
    expect(last(await c.says('1003', '/okr'))).toContain('O-1 提升产品交付准时率');
  });

  it('takes Chinese words glued together, the alias and any order', async () => {
    const c = await open();
    const said = last(await c.says('1003', '/目标 新建增强客户复购率 验证:CRM 复购报表,截止12月31日,负责人@工号:1003'));
    expect(said).toContain('O-1 增强客户复购率');
    expect(said).toContain('CRM 复购报表');
  });

  it.each([
    ['责任人', '提升准时率 截止 2026-12-31 验证 发布记录'],
    ['完成日期', '提升准时率 负责人 @工号:1003 验证 发布记录'],
    ['验证方式', '提升准时率 负责人 @工号:1003 截止 2026-12-31'],
  ])('is refused without %s, by its name, and keeps what was typed', async (part, line) => {
    const c = await open();
    const said = last(await c.says('1003', `/okr new ${line}`));
    expect(said).toContain(`还差「${part}」`);
    expect(said).toContain('提升准时率');
    expect(said).toContain('你写的内容已保留');
    expect(last(await c.says('1003', '/okr drafts'))).toContain('提升准时率');
    expect(last(await c.says('1003', '/okr'))).toContain('这里还没有你的目标');
  });

  it('refuses two responsible people with a sentence', async () => {
    const c = await open();
    const said = last(await c.says('1003', '/okr new 提升准时率 负责人 @工号:1004 @工号:1005 截止 2026-12-31 验证 发布记录'));
    expect(said).toContain('责任人只能是一个人,你写了 王磊、赵敏');
    expect(said).toContain('发布记录');
  });

  it('never guesses between two people of one name, and keeps the line', async () => {
    const c = await open();
    const said = last(await c.says('1004', '/okr new 提升准时率 负责人 张伟 截止 2026-12-31 验证 发布记录'));
    expect(said).toContain('1003');
    expect(said).toContain('1011');
    await c.presses('1004', c.lastOf('1004'), '继续填写');
    expect(textOf(c.lastOf('1004').paper)).toContain('提升准时率');
  });

  it('says which date it could not read, and which has passed', async () => {
    const c = await open();
    expect(last(await c.says('1003', '/okr new 甲目标 负责人 @工号:1003 截止 2026-02-30 验证 发布记录'))).toContain(
      '没看懂日期「2026-02-30」',
    );
    expect(last(await c.says('1003', '/okr new 乙目标 负责人 @工号:1003 截止 2026-09-06 验证 发布记录'))).toContain('已经过去了');
  });

  it('tells somebody else that they are responsible now', async () => {
    const c = await open();
    await c.says('1002', `/okr new ${WHOLE}`);
    const told = textOf(c.lastOf('1003').paper);
    expect(told).toContain('李静 登记了它');
    expect(told).toContain('O-1');
  });

  it('leaves the company’s objectives to HR, and a department’s to its head', async () => {
    const c = await open();
    expect(last(await c.says('1003', `/okr new ${WHOLE} 层级 公司`))).toContain('公司目标由 HR 或管理员登记');
    expect(last(await c.says('1003', `/okr new ${WHOLE} 层级 部门`))).toContain('部门目标由部门负责人');
    expect(last(await c.says('1002', `/okr new ${WHOLE} 层级 部门`))).toContain('部门 · 课程研发目标');
    const hr = await c.person('1020');
    await c.db.transaction((tx) => grantRole(tx, { person: hr.id, role: 'hr', by: null, now: c.clock.now() }));
    expect(last(await c.says('1020', `/okr new ${WHOLE} 层级 公司`))).toContain('公司目标');
  });

  it('aligns to a key result one may see, and to no other', async () => {
    const c = await open();
    await c.says('1002', `/okr new 部门目标 负责人 @工号:1002 截止 12月31日 验证 报表 层级 部门`);
    await c.says('1002', '/kr O-1 准时率 从 61 到 89 % 负责人 @工号:1002 截止 12月31日 验证 发布记录');
    expect(last(await c.says('1003', `/okr new ${WHOLE} 对齐 kr1.1`))).toContain('KR-1.1 准时率');
    expect(last(await c.says('1011', `/okr new 市场目标 负责人 @工号:1011 截止 12月31日 验证 报表 对齐 KR-1.1`))).toContain(
      '没有找到你能看到的关键结果「KR-1.1」',
    );
  });
});

describe('registering an objective by its form', () => {
  const parts = {
    title: typed.text('提升准时率'),
    responsible: typed.people('1003'),
    due: typed.date('2026-12-31'),
    verification: typed.text('发布记录'),
  };
  const keyResult = {
    kr1_title: typed.text('版本准时率'),
    kr1_from: typed.number(61),
    kr1_to: typed.number(89),
    kr1_unit: typed.text('%'),
  };

  it('opens prefilled with oneself and the end of the quarter, and says what key results take over', async () => {
    const c = await open();
    await c.says('1003', '/okr new');
    const { paper } = c.lastOf('1003');
    const form = 'card' in paper ? paper.card.blocks.find((block) => block.block === 'form') : undefined;
    expect(form?.fields.find(({ name }) => name === 'responsible')).toMatchObject({ value: [(await c.person('1003')).id] });
    expect(form?.fields.find(({ name }) => name === 'due')).toMatchObject({ value: '2026-09-30' });
    expect(textOf(paper)).toContain('沿用目标的责任人、完成日期和验证方式');
  });

  it('publishes objective and key results, and the card becomes the objective', async () => {
    const c = await open();
    await c.says('1003', '/okr new');
    const card = c.lastOf('1003');
    const { toast } = await c.presses('1003', card, '发布', { ...parts, ...keyResult });
    expect(toast?.text).toBe('已发布 O-1');
    expect(textOf(card.paper)).toContain('KR-1.1 版本准时率');
    expect(textOf(card.paper)).toContain('还没更新过');
  });

  it('comes back filled with the gap named on top, and publishes once it is closed', async () => {
    const c = await open();
    await c.says('1003', '/okr new');
    const card = c.lastOf('1003');
    const { verification: _, ...without } = parts;
    const { toast } = await c.presses('1003', card, '发布', { ...without, ...keyResult });
    expect(toast).toEqual({ tone: 'warning', text: '还差「验证方式」。例如:以 Jira 版本发布记录为准。' });
    const redrawn = `${textOf(card.paper)}${JSON.stringify(card.paper)}`;
    for (const kept of ['还差「验证方式」', '提升准时率', '版本准时率', '"value":61', '"value":89'])
      expect(redrawn).toContain(kept);
    await c.presses('1003', card, '补全并发布', { ...parts, ...keyResult });
    expect(textOf(card.paper)).toContain('O-1 提升准时率');
    expect(last(await c.says('1003', '/okr drafts'))).toContain('没有草稿');
  });

  it('names the line whose numbers are missing or are none', async () => {
    const c = await open();
    await c.says('1003', '/okr new');
    const card = c.lastOf('1003');
    await c.presses('1003', card, '发布', { ...parts, kr2_title: typed.text('延期'), kr2_from: typed.text('很多') });
    expect(textOf(card.paper)).toContain('关键结果 2 还差「目标值」');
    expect(textOf(card.paper)).toContain('关键结果 2:「很多」不是一个数');
  });

  it('keeps a draft for its author alone, until it is published or deleted', async () => {
    const c = await open();
    await c.says('1003', '/okr new');
    const form = c.lastOf('1003');
    await c.presses('1003', form, '保存草稿', { title: typed.text('半个目标') });
    await c.says('1003', '/okr drafts');
    const list = c.lastOf('1003');
    expect(textOf(list.paper)).toContain('半个目标');
    expect(last(await c.says('1004', '/okr drafts'))).toContain('没有草稿');
    await c.presses('1003', list, '删除草稿');
    expect(textOf(list.paper)).toContain('没有草稿');
    // The form itself, still on the screen, publishes nothing that was thrown away.
    expect(textOf(form.paper)).toContain('这份草稿已删除');
  });

  it('publishes once, however many copies of the draft are open', async () => {
    const c = await open();
    await c.says('1003', '/okr new 提升准时率');
    const first = c.lastOf('1003');
    await c.says('1003', '/okr drafts');
    const second = c.lastOf('1003');
    await c.presses('1003', second, '继续填写');
    await c.presses('1003', first, '补全并发布', parts);
    await c.presses('1003', second, '发布', parts);
    expect(textOf(second.paper)).toContain('这份草稿已发布为 O-1');
    expect(last(await c.says('1003', '/okr O-2'))).toContain('没有找到 O-2');
  });
});
