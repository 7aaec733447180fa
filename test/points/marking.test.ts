import { describe, expect, it } from 'vitest';
import { deskFeature, desk } from '../../src/desk/index.ts';
import { points } from '../../src/points/index.ts';
import { responses } from '../../src/responses/index.ts';
import { company, typed, type TestCompany } from '../support/company.ts';
import { at, booked, count, findings, labels, makeHr, mine, pointsCompany, read, titled, titleOf, types } from './story.ts';

const MARK = '/points @工号:1003 帮我排查线上故障';

async function marked(line = MARK): Promise<TestCompany> {
  const c = await pointsCompany();
  await types(c, '1004', line);
  return c;
}

const received = (c: TestCompany, no = '1002') => titled(c, no, '标记了');

describe('a mark', () => {
  it('goes to the receiver’s superior, who grants points with one tap; both are told', async () => {
    const c = await marked();
    expect(read(c.lastOf('1004'))).toContain('张伟\n等 李静 加分');
    expect(read(c.lastOf('1004'))).toContain('2 个工作日内决定');
    const card = received(c);
    expect(titleOf(card)).toBe('王磊 标记了 张伟 的贡献');
    expect(read(card)).toContain('帮我排查线上故障');
    expect(labels(card)).toEqual(['+5', '+10', '+20', '自定分数或婉拒']);
    const answer = await c.presses('1002', card, '+10');
    expect(answer.toast?.text).toBe('已给 张伟 +10');
    expect(read(card)).toContain('已给 +10 · 09:00');
    expect(labels(card)).toEqual([]);
    expect(titleOf(titled(c, '1003', '给你'))).toBe('李静 给你 +10 协作');
    expect(read(titled(c, '1003', '给你'))).toContain('因为 王磊 的标记');
    expect(titleOf(titled(c, '1004', '给 张伟'))).toBe('李静 给 张伟 +10 协作');
    expect(read(titled(c, '1004', '已标记'))).toContain('李静 加了 +10');
    expect(await booked(c)).toEqual(['1002>1003 10 collaboration grant']);
    expect(await mine(c, '1002')).toContain('还剩 100 / 100 分');
  });

  it('is granted once, however often and from whichever copy it is pressed', async () => {
    const c = await marked();
    const card = received(c);
    const before = structuredClone(card.paper);
    await c.presses('1002', card, '+10');
    card.paper = structuredClone(before);
    const other = await c.presses('1002', card, '+20');
    expect(other.toast?.text).toContain('已经处理过了');
    card.paper = structuredClone(before);
    const twice = await Promise.all([c.presses('1002', card, '+10'), c.presses('1002', { ...card }, '+10')]);
    expect(twice).toHaveLength(2);
    expect(await booked(c)).toEqual(['1002>1003 10 collaboration grant']);
    expect(count(c, '1003', '给你')).toBe(1);
  });

  it('takes another amount, dimension and a multiplier with its reason for hidden work', async () => {
    const c = await marked();
    const card = received(c);
    await c.presses('1002', card, '自定分数或婉拒');
    const form = { amount: typed.number(15), dimension: typed.choice('business'), multiplier: typed.choice('2') };
    const without = await c.presses('1002', card, '加分', form);
    expect(without.toast?.text).toContain('用倍数要写一句原因');
    for (const wrong of [typed.number(0), typed.number(101), typed.number(1.5), typed.text('很多')]) {
      const refused = await c.presses('1002', card, '加分', { ...form, amount: wrong });
      expect(refused.toast?.text).toBe('分数写 1 到 100 的整数。');
    }
    expect(await booked(c)).toEqual([]);
    await c.presses('1002', card, '加分', { ...form, words: typed.text('连续三个周末值守') });
    expect(await booked(c)).toEqual(['1002>1003 30 business grant']);
    const told = read(titled(c, '1003', '李静 给你'));
    expect(told).toContain('含 2 倍');
    expect(told).toContain('连续三个周末值守');
    expect(await findings(c)).toEqual([]);
  });

  it('is declined kindly, never without a reason, and in private', async () => {
    const c = await marked();
    const card = received(c);
    await c.presses('1002', card, '自定分数或婉拒');
    const bare = await c.presses('1002', card, '这次不加分');
    expect(bare.toast?.text).toContain('不加分也请写一句原因');
    await c.presses('1002', card, '这次不加分', { words: typed.text('这是本月目标里的工作') });
    expect(read(card)).toContain('这次没有加分');
    expect(read(titled(c, '1004', '李静 回复了你的标记'))).toContain('这是本月目标里的工作');
    const told = read(titled(c, '1003', '王磊 感谢了你'));
    expect(told).toContain('帮我排查线上故障');
    expect(told).toContain('这是本月目标里的工作');
    expect(await booked(c)).toEqual([]);
  });

  it('reminds the superior after two working days, and not when it was answered', async () => {
    const c = await marked();
    await types(c, '1004', '/points @赵敏 值守');
    await c.presses('1002', titled(c, '1002', '标记了 赵敏'), '+5');
    await c.goTo(at('2026-09-09', '09:30'));
    const reminder = titled(c, '1002', '等你回复');
    expect(read(reminder)).toContain('1');
    await c.presses('1002', reminder, '打开');
    expect(titleOf(reminder)).toBe('王磊 标记了 张伟 的贡献');
    await c.presses('1002', reminder, '+5');
    await c.goTo(at('2026-09-20', '12:00'));
    expect(count(c, '1002', '等你回复')).toBe(0);
    expect(await booked(c)).toHaveLength(2);
  });

  it('is listed once in the superior’s to-do list', async () => {
    const c = await company({ features: [deskFeature, responses, points], desk });
    await types(c, '1004', MARK);
    await c.says('1002', '/todo');
    expect(read(c.lastOf('1002')).match(/协作标记/g)).toHaveLength(1);
    await types(c, '1002', '/points @赵敏 自己带的人');
    await c.says('1002', '/todo');
    expect(read(c.lastOf('1002'))).toContain('给 赵敏 的贡献加分');
  });

  it('by the superior themselves is theirs to decide, without a duty', async () => {
    const c = await pointsCompany();
    await types(c, '1002', '/points @工号:1003 主动补了文档');
    expect(read(titled(c, '1002', '已标记'))).toContain('由你来加分');
    const card = titled(c, '1002', '你标记了 张伟');
    await c.presses('1002', card, '+5');
    expect(await booked(c)).toEqual(['1002>1003 5 collaboration grant']);
    expect(count(c, '1002', '给 张伟')).toBe(0);
    await c.goTo(at('2026-09-20', '12:00'));
    expect(count(c, '1002', '等你回复')).toBe(0);
  });

  it('for somebody without a superior goes to HR, and to nobody where there is none', async () => {
    const c = await pointsCompany();
    await types(c, '1004', '/points @陈立 来课堂听课');
    expect(read(c.lastOf('1004'))).toContain('暂时没有上级或 HR 可以加分');
    await makeHr(c, '1020');
    await types(c, '1004', '/points @陈立 来课堂听课');
    await c.presses('1020', received(c, '1020'), '+5');
    expect(await booked(c)).toEqual(['1020>1001 5 collaboration grant']);
  });

  it('may name several people: each superior gets their own', async () => {
    const c = await pointsCompany();
    await types(c, '1004', '/points @赵敏 @孙丽 一起办了公开课 #创新');
    await c.presses('1010', received(c, '1010'), '+20');
    expect(read(titled(c, '1004', '已标记'))).toContain('赵敏\n等 李静 加分');
    expect(read(titled(c, '1004', '已标记'))).toContain('孙丽\n周强 加了 +20');
    expect(await booked(c)).toEqual(['1010>1012 20 innovation grant']);
  });

  it('thanks both who granted and who marked', async () => {
    const c = await marked();
    await c.presses('1002', received(c), '+10');
    await c.presses('1003', titled(c, '1003', '给你'), '回谢');
    expect(read(titled(c, '1002', '张伟 谢谢你'))).toContain('为了你给的 +10');
    expect(read(titled(c, '1004', '张伟 谢谢你'))).toContain('为了你标记的贡献');
  });
});

const leaves = async (c: TestCompany, no: string): Promise<void> => {
  c.platform.company.people = c.platform.company.people
    .filter((one) => one.externalId !== `ou_${no}`)
    .map((one) => (one.superiorExternalId === `ou_${no}` ? { ...one, superiorExternalId: 'ou_1001' } : one));
  await c.pipe.syncDirectory();
  await c.pipe.tick();
};

describe('when people leave or move', () => {
  it('the next superior decides from the card that was handed over', async () => {
    const c = await marked();
    await leaves(c, '1002');
    expect(read(titled(c, '1004', '已标记'))).toContain('等 陈立 加分');
    const card = c.cardsOf('1001').find((one) => labels(one).includes('+10') || labels(one).includes('打开'));
    if (!card) throw new Error(c.cardsOf('1001').map(titleOf).join());
    if (labels(card).includes('打开')) await c.presses('1001', card, '打开');
    await c.presses('1001', card, '+10');
    expect(await booked(c)).toEqual(['1001>1003 10 collaboration grant']);
  });

  it('marks for a leaver are closed, and nobody is asked any more', async () => {
    const c = await marked();
    const card = received(c);
    const before = structuredClone(card.paper);
    await leaves(c, '1003');
    expect(read(card)).toContain('张伟 已离职');
    card.paper = before;
    const late = await c.presses('1002', card, '+10');
    expect(late.toast?.text).toContain('已离职');
    await c.goTo(at('2026-09-20', '12:00'));
    expect(count(c, '1002', '等你回复')).toBe(0);
    expect(await booked(c)).toEqual([]);
  });

  it('what a leaver marked still counts: the receiver waits for it', async () => {
    const c = await marked();
    await leaves(c, '1004');
    await c.presses('1002', received(c), '+10');
    expect(titleOf(titled(c, '1003', '给你'))).toBe('李静 给你 +10 协作');
    expect(count(c, '1004', '给 张伟')).toBe(0);
  });

  it('a new superior decides instead, and the former one’s card says so', async () => {
    const c = await marked();
    const former = received(c);
    const before = structuredClone(former.paper);
    c.platform.company.people = c.platform.company.people.map((one) =>
      one.externalId === 'ou_1003' ? { ...one, superiorExternalId: 'ou_1010' } : one,
    );
    await c.pipe.syncDirectory();
    await c.pipe.tick();
    expect(read(former)).toContain('现在由 周强 处理');
    expect(read(former)).not.toContain('帮我排查');
    former.paper = before;
    const stale = await c.presses('1002', former, '+10');
    expect(stale.toast?.tone).toBe('warning');
    expect(await booked(c)).toEqual([]);
    await c.presses('1010', received(c, '1010'), '+10');
    expect(await booked(c)).toEqual(['1010>1003 10 collaboration grant']);
  });

  it('nobody comes to decide about themselves', async () => {
    const c = await pointsCompany();
    await makeHr(c, '1020');
    await types(c, '1004', '/points @吴芳 帮我办了手续');
    expect(read(received(c, '1001'))).toContain('帮我办了手续');
    await leaves(c, '1001');
    for (const card of c.cardsOf('1020')) {
      if (!labels(card).includes('打开')) continue;
      await c.presses('1020', card, '打开');
    }
    expect(c.cardsOf('1020').map(labels).flat()).not.toContain('+10');
    expect(await booked(c)).toEqual([]);
  });
});

it('shows a mark’s words to nobody but those concerned', async () => {
  const c = await marked();
  for (const no of ['1001', '1005', '1010', '1011', '1012', '1020']) expect(c.cardsOf(no).map(read).join()).not.toContain('排查');
});
