import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../src/core/clock.ts';
import { okr } from '../../src/okr/index.ts';
import { entriesOf } from '../../src/okr/queries/finding.ts';
import { keyResults } from '../../src/okr/schema.ts';
import { replayed } from '../../src/okr/rules/progress.ts';
import { company, textOf, typed, type TestCompany } from '../support/company.ts';

const last = (messages: { paper: Parameters<typeof textOf>[0] }[]): string =>
  textOf((messages.at(-1) ?? { paper: { line: '' } }).paper);

/** 张伟 (1003) answers for O-1 and KR-1.1 from 61 to 89 %; 李静 (1002) is his superior. */
async function withGoal(): Promise<TestCompany> {
  const c = await company({ features: [okr] });
  await c.says('1003', '/okr new 提升产品交付准时率 负责人 @工号:1003 截止 2026-09-30 验证 发布记录');
  await c.says('1003', '/kr O-1 版本准时率 从 61 到 89 % 负责人 @工号:1003 截止 2026-09-30 验证 发布记录');
  return c;
}

async function current(c: TestCompany): Promise<number | undefined> {
  const [row] = await c.db.read.select({ current: keyResults.current }).from(keyResults);
  return row?.current;
}

describe('one tap', () => {
  it('adds a step, as often as it is tapped on the redrawn card', async () => {
    const c = await withGoal();
    await c.says('1003', '/okr');
    const card = c.lastOf('1003');
    const { toast } = await c.presses('1003', card, '+2.5%');
    expect(toast?.text).toBe('KR-1.1 现在是 63.5%');
    await c.presses('1003', card, '+2.5%');
    expect(await current(c)).toBe(66);
    expect(textOf(card.paper)).toContain('66 / 目标 89% · 正常 · 今天 09:00 更新');
  });

  it('is taken back within a minute by whoever made it, and not later', async () => {
    const c = await withGoal();
    await c.says('1003', '/okr');
    const card = c.lastOf('1003');
    await c.presses('1003', card, '+2.5%');
    const { toast } = await c.presses('1003', card, '撤销');
    expect(toast?.text).toBe('已撤销,KR-1.1 回到 61%');
    expect(textOf(card.paper)).toContain('还没更新过');
    await c.presses('1003', card, '+2.5%');
    c.clock.advance(MINUTE + 1);
    expect((await c.presses('1003', card, '撤销')).toast?.text).toContain('只能在一分钟内撤销');
    expect(await current(c)).toBe(63.5);
    expect(textOf(card.paper)).not.toContain('撤销');
  });

  it('redraws the other cards that show it', async () => {
    const c = await withGoal();
    await c.says('1002', '/okr KR-1.1');
    const superiors = c.lastOf('1002');
    await c.says('1003', '/okr');
    await c.presses('1003', c.lastOf('1003'), '+2.5%');
    expect(textOf(superiors.paper)).toContain('61 → 63.5%');
  });

  it('says so when the key result is done', async () => {
    const c = await withGoal();
    await c.says('1003', '/okr KR-1.1');
    const card = c.lastOf('1003');
    expect((await c.presses('1003', card, '标记完成')).toast?.text).toBe('KR-1.1 达成了:89%');
    expect(textOf(card.paper)).toContain('已达成');
    expect(textOf(card.paper)).not.toContain('标记完成');
  });
});

describe('the punch form', () => {
  it('comes with the last value, takes a note, and goes back to the list', async () => {
    const c = await withGoal();
    await c.says('1003', '/okr');
    const card = c.lastOf('1003');
    await c.presses('1003', card, '打卡');
    expect(JSON.stringify(card.paper)).toContain('"value":61');
    await c.presses('1003', card, '提交', { value: typed.number(70), note: typed.text('自动化用例上线') });
    expect(textOf(card.paper)).toContain('我的目标');
    const details = last(await c.says('1003', '/okr KR-1.1'));
    for (const word of ['61 → 70%', '2026-09-07 09:00 · 张伟 · 卡片 · 自动化用例上线']) expect(details).toContain(word);
  });

  it('records nothing without a number, and says how to give one', async () => {
    const c = await withGoal();
    await c.says('1003', '/okr update KR-1.1');
    const card = c.lastOf('1003');
    expect((await c.presses('1003', card, '提交', { value: typed.text('很多') })).toast?.text).toContain('「很多」不是一个数');
    expect((await c.presses('1003', card, '提交')).toast?.text).toContain('还没填数');
    expect(await current(c)).toBe(61);
    await c.presses('1003', card, '提交', { value: typed.number(62) });
    expect(await current(c)).toBe(62);
  });
});

describe('progress by text', () => {
  it.each([
    ['/okr update KR-1.1 75', 75],
    ['/okr update kr1.1 +5', 66],
    ['/目标 打卡 KR-1.1 -1 数据订正', 60],
    ['/okr 更新KR-1.1 70% 上线了', 70],
    ['/okr KR-1.1 ＋５', 66],
    ['/kr KR-1.1 =64', 64],
    ['/okr update KR-1.1 120', 120],
  ])('%s', async (line, value) => {
    const c = await withGoal();
    await c.says('1003', line);
    expect(await current(c)).toBe(value);
  });

  it('keeps the note and where it came from', async () => {
    const c = await withGoal();
    expect(last(await c.says('1003', '/okr update KR-1.1 70% 上线了'))).toContain('张伟 · 消息 · 上线了');
  });

  it('is refused with a sentence: no such key result, no number, not yours', async () => {
    const c = await withGoal();
    expect(last(await c.says('1003', '/okr update KR-9.9 5'))).toContain('没有找到 KR-9.9');
    expect(last(await c.says('1003', '/okr update KR-1.1 很多'))).toContain('不是一个数');
    expect(last(await c.says('1003', '/okr update 5'))).toContain('要更新哪一个');
    expect(last(await c.says('1004', '/okr update KR-1.1 88'))).toContain('KR-1.1 由 张伟 更新');
    expect(last(await c.says('1011', '/okr update KR-1.1 88'))).toContain('没有找到 KR-1.1');
    expect(await current(c)).toBe(61);
  });

  it('lets the line superior update, and says who it was', async () => {
    const c = await withGoal();
    expect(last(await c.says('1002', '/okr update KR-1.1 70'))).toContain('李静 · 消息');
  });
});

it('what stands on a key result equals a recomputation from its history', async () => {
  const c = await withGoal();
  await c.says('1003', '/okr');
  const card = c.lastOf('1003');
  for (const step of ['+2.5%', '+2.5%', '撤销', '+2.5%', '撤销', '撤销']) {
    const shown = 'card' in card.paper ? card.paper.buttons.some(({ label }) => label === step) : false;
    if (shown) await c.presses('1003', card, step);
    c.clock.advance(1000);
    const [row] = await c.db.read.select().from(keyResults);
    if (!row) throw new Error('no key result');
    expect(row.current).toBe(replayed(row, await entriesOf(c.db.read, row.id)));
  }
});

describe('the status on my goals', () => {
  it('compares with the working time gone by, and turns stale after fourteen silent days', async () => {
    const c = await withGoal();
    await c.says('1003', '/okr update KR-1.1 63');
    await c.goTo('2026-09-16T09:00:00+08:00');
    const behind = last(await c.says('1003', '/okr'));
    expect(behind).toContain('已偏离 · 9 天前更新');
    expect(behind).toContain('完成 7%,按时间应到 3');
    await c.goTo('2026-09-21T09:00:00+08:00');
    expect(last(await c.says('1003', '/okr'))).toContain('久未更新 · 14 天前更新');
  });
});
