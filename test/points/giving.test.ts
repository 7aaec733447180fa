import { describe, expect, it } from 'vitest';
import { changeSetting } from '../../src/settings/index.ts';
import { settings } from '../../src/points/settings.ts';
import { typed } from '../support/company.ts';
import { at, booked, count, findings, labels, makeHr, mine, pointsCompany, read, titled, titleOf, types } from './story.ts';

const GIFT = '/points +10 @工号:1003 帮我排查线上故障 #协作';

describe('points from one’s own allowance', () => {
  it('are given at once: the receiver reads from whom and what for, the giver what is left', async () => {
    const c = await pointsCompany();
    await types(c, '1004', GIFT);
    const received = titled(c, '1003', '王磊 给你');
    expect(titleOf(received)).toBe('王磊 给你 +10 协作');
    expect(read(received)).toContain('帮我排查线上故障');
    const given = c.lastOf('1004');
    expect(titleOf(given)).toBe('已送出 +10');
    expect(read(given)).toContain('本月还能送 90 / 100 分,9月30日 24:00 清零');
    expect(read(given)).not.toContain('没有写维度');
    expect(await booked(c)).toEqual(['1004>1003 10 collaboration peer']);
  });

  it('are read in full width and without spaces, the name cut off by the directory', async () => {
    const c = await pointsCompany();
    await types(c, '1003', '/points＋10＠王磊帮我排查线上故障#协作');
    await types(c, '1003', '／积分＋５分＠1005押题班排期＃创新');
    await types(c, '1003', '/加分 +3@赵敏+王磊一起上线');
    expect(await booked(c)).toEqual([
      '1003>1004 10 collaboration peer',
      '1003>1005 5 innovation peer',
      '1003>1005 3 collaboration peer',
    ]);
    expect(read(titled(c, '1004', '张伟 给你'))).toContain('帮我排查线上故障');
    expect(read(titled(c, '1005', '\\+5'))).toContain('押题班排期');
  });

  it('go to everybody named, or to nobody', async () => {
    const c = await pointsCompany();
    await types(c, '1004', '/points +10 @工号:1003 @赵敏 一起上线题库 #业务');
    expect(await booked(c)).toEqual(['1004>1003 10 business peer', '1004>1005 10 business peer']);
    expect(titleOf(c.lastOf('1004'))).toBe('已送出 +20');
    await types(c, '1004', '/points +10 @赵敏 @工号:1004 一起');
    expect(read(c.lastOf('1004'))).toContain('不能给自己加分');
    expect(await booked(c)).toHaveLength(2);
  });

  it('say which dimension they count as when none was named', async () => {
    const c = await pointsCompany();
    await types(c, '1004', '/points +5 @赵敏 帮忙');
    expect(read(c.lastOf('1004'))).toContain('没有写维度,记在协作价值');
  });

  it.each([
    ['/points +10 @我 很努力', '不能给自己加分'],
    ['/points +10 @张伟 帮忙', '有 2 位“张伟”'],
    ['/points +10 @赵某某 帮忙', '通讯录里没有'],
    ['/points +2.5 @赵敏 帮忙', '"+2.5"不是可以送的分数'],
    ['/points -5 @赵敏 帮忙', '"-5"不是可以送的分数'],
    ['/points +0 @赵敏 帮忙', '不是可以送的分数'],
    ['/points +10% @赵敏 帮忙', '不是可以送的分数'],
    ['/points +10 @赵敏 帮忙 #前端', '没有"#前端"这个维度'],
    ['/points +10 @赵敏 帮忙 #协作 #创新', '一次只能记一个维度'],
    ['/points @赵敏 帮忙 +10', '结尾的"+10"是要送的分数吗'],
    [`/points +10 @赵敏 ${'好'.repeat(201)}`, '原因写了 201 字,最多 200 字'],
    ['/points +31 @赵敏 帮忙', '你本月还能送给 赵敏 30 分,10月1日 恢复'],
    ['/points +51 @赵敏 帮忙', '你今天还能送 50 分,明天 0 点恢复'],
    ['/points +101 @赵敏 帮忙', '你本月还能送 100 分(9月30日 24:00 清零,10月1日 有新的额度)'],
    ['/points +9亿 @赵敏 帮忙', '你本月还能送 100 分'],
  ])('refuse with a sentence: %s', async (line, sentence) => {
    const c = await pointsCompany();
    await types(c, '1004', line);
    expect(read(c.lastOf('1004'))).toContain(sentence);
    expect(await booked(c)).toEqual([]);
  });

  it('never go to somebody who left, or to a stranger or bot', async () => {
    const c = await pointsCompany();
    c.platform.company.people = c.platform.company.people.filter((one) => one.externalId !== 'ou_1005');
    await c.pipe.syncDirectory();
    await types(c, '1004', '/points +10 @赵敏 帮忙');
    expect(read(c.lastOf('1004'))).toContain('赵敏 已离职');
    await types(c, '1004', '/points +10 @工号:9999 帮忙');
    expect(read(c.lastOf('1004'))).toContain('或是机器人');
    expect(await booked(c)).toEqual([]);
  });

  it('keep what was typed when the reason or the person is missing, in a form that is sent with one tap', async () => {
    const c = await pointsCompany();
    await types(c, '1004', '/points +10 @赵敏');
    const form = c.lastOf('1004');
    expect(read(form)).toContain('还差"原因"');
    const sent = await c.presses('1004', form, '送出', {
      receivers: typed.people('1005'),
      amount: typed.number(10),
      reason: typed.text('帮我看数据'),
    });
    expect(sent.toast?.text).toBe('已给 赵敏 +10');
    expect(titleOf(form)).toBe('已送出 +10');
    await types(c, '1004', '/points +10 帮我排查线上故障');
    expect(read(c.lastOf('1004'))).toContain('还差"同事"');
    expect(read(c.lastOf('1004'))).toContain('帮我排查线上故障');
  });

  it('stop at the allowance when two lines come at once', async () => {
    const c = await pointsCompany();
    await types(c, '1004', '/points +30 @赵敏 一');
    await Promise.all(['甲', '乙', '丙', '丁'].map((word) => types(c, '1004', `/points +15 @孙丽 ${word}`)));
    expect(await booked(c)).toEqual(['1004>1005 30 collaboration peer', '1004>1012 15 collaboration peer']);
    expect(await findings(c)).toEqual([]);
  });

  it('come anew each month and day; what was not given lapses, what was got stays', async () => {
    const c = await pointsCompany();
    await types(c, '1004', '/points +30 @赵敏 九月');
    await types(c, '1004', '/points +20 @孙丽 九月');
    await types(c, '1004', '/points +1 @周强 九月');
    expect(read(c.lastOf('1004'))).toContain('今天还能送 0 分');
    await c.goTo(at('2026-09-30', '23:59'));
    await types(c, '1004', '/points +30 @周强 九月');
    expect(await mine(c, '1004')).toContain('还剩 20 / 100 分,9月30日 24:00 清零');
    await c.goTo(at('2026-10-01', '00:00'));
    expect(await mine(c, '1004')).toContain('还剩 100 / 100 分,10月31日 24:00 清零');
    await types(c, '1004', '/points +30 @赵敏 十月');
    expect(await mine(c, '1005')).toContain('10月 30 分 · 第 4 季度 30 分');
    expect(await booked(c)).toHaveLength(4);
  });

  it('follow the settings of the company, and of a person before it', async () => {
    const c = await pointsCompany();
    const allowance = settings[0];
    if (!allowance) throw new Error('no setting');
    const { id } = await c.person('1004');
    const change = (scope: { company: true } | { person: typeof id }, text: string) =>
      c.db.transaction((tx) => changeSetting(tx, allowance, { scope, text, by: null, now: c.clock.now() }));
    await change({ company: true }, '20');
    await change({ person: id }, '40');
    expect(await mine(c, '1003')).toContain('还剩 20 / 20 分');
    expect(await mine(c, '1004')).toContain('还剩 40 / 40 分');
  });
});

describe('by form', () => {
  it('gives to colleagues chosen and typed, or marks when the number stays empty', async () => {
    const c = await pointsCompany();
    await c.says('1004', '/points');
    await c.presses('1004', c.lastOf('1004'), '给同事加分');
    const form = c.lastOf('1004');
    await c.presses('1004', form, '送出', {
      receivers: typed.people('1005'),
      names: typed.text('孙丽、@1003'),
      amount: typed.number(5),
      dimension: typed.choice('innovation'),
      reason: typed.text('一起做了新题型'),
    });
    expect((await booked(c)).sort()).toEqual([
      '1004>1003 5 innovation peer',
      '1004>1005 5 innovation peer',
      '1004>1012 5 innovation peer',
    ]);
    await c.says('1004', '/points give');
    const second = c.lastOf('1004');
    await c.presses('1004', second, '送出', { receivers: typed.people('1005'), reason: typed.text('值守') });
    expect(titleOf(second)).toBe('已标记同事的贡献');
    expect(count(c, '1002', '王磊 标记了 赵敏')).toBe(1);
  });

  it('keeps everything typed when something is refused', async () => {
    const c = await pointsCompany();
    await c.says('1004', '/points give');
    const form = c.lastOf('1004');
    const over = await c.presses('1004', form, '送出', {
      names: typed.text('赵敏'),
      amount: typed.number(40),
      reason: typed.text('值守三个周末'),
    });
    expect(over.toast?.text).toContain('还能送给 赵敏 30 分');
    expect(read(form)).toContain('值守三个周末');
    const bad = await c.presses('1004', form, '送出', {
      names: typed.text('赵敏'),
      amount: typed.text('十分'),
      reason: typed.text('x'),
    });
    expect(bad.toast?.tone).toBe('warning');
    expect(read(form)).toContain('正确的"分数"');
    const self = await c.presses('1004', form, '送出', {
      names: typed.text('王磊'),
      amount: typed.number(1),
      reason: typed.text('x'),
    });
    expect(self.toast?.text).toContain('不能给自己加分');
    expect(await booked(c)).toEqual([]);
  });
});

describe('in a group', () => {
  it('praises without balances; what is left and what was got is said privately', async () => {
    const c = await pointsCompany();
    await types(c, '1004', GIFT, 'oc_team');
    expect(c.inGroup('oc_team').map(read)).toEqual([
      '🎉 谢谢你\n王磊 给 张伟 +10 协作:帮我排查线上故障\n想感谢同事,说 /points +10 @同事 原因',
    ]);
    expect(read(titled(c, '1004', '已送出'))).toContain('本月还能送 90');
    expect(titleOf(titled(c, '1003', '王磊 给你'))).toBe('王磊 给你 +10 协作');
  });

  it('never shows anybody’s own points', async () => {
    const c = await pointsCompany();
    await types(c, '1004', GIFT);
    for (const line of ['/points', '/points 明细', '/points give', '/points undo P-1', '/points +200 @赵敏 多']) {
      await types(c, '1003', line, 'oc_team');
    }
    expect(new Set(c.inGroup('oc_team').map(read))).toEqual(new Set(['涉及个人内容,已私聊发给你。']));
  });

  it('thanks for a mark without any points', async () => {
    const c = await pointsCompany();
    await types(c, '1004', '/points @工号:1003 帮我排查线上故障', 'oc_team');
    const [said] = c.inGroup('oc_team').map(read);
    expect(said).toContain('王磊 感谢 张伟:帮我排查线上故障');
    expect(said).not.toMatch(/\+\d+ 协作/);
  });
});

describe('my points', () => {
  it('are sums by dimension, with the latest reasons, and page by page', async () => {
    const c = await pointsCompany();
    await types(c, '1003', '/points +10 @王磊 第一件 #业务');
    await types(c, '1005', '/points +5 @王磊 第二件 #创新');
    for (let nth = 1; nth <= 8; nth += 1) {
      await types(c, '1004', `/points +1 @孙丽 第${nth}次`);
      await c.goTo(c.clock.now() + 1000);
    }
    const words = await mine(c, '1004');
    expect(words).toContain('9月 15 分 · 第 3 季度 15 分');
    expect(words).toContain('业务贡献\n本月 10 · 本季 10');
    expect(words).toContain('协作价值\n本月 0 · 本季 0');
    expect(words).toContain('第二件');
    const card = c.lastOf('1004');
    await c.presses('1004', card, '明细');
    expect(read(card)).toContain('第 1 / 2 页');
    expect(read(card)).not.toContain('第一件');
    await c.presses('1004', card, '较早');
    expect(read(card)).toContain('第一件');
    await c.presses('1004', card, '返回');
    expect(titleOf(card)).toBe('我的积分');
  });
});

describe('thanks', () => {
  it('go to the giver, once', async () => {
    const c = await pointsCompany();
    await types(c, '1004', GIFT);
    const received = titled(c, '1003', '王磊 给你');
    const before = structuredClone(received.paper);
    await c.presses('1003', received, '回谢');
    expect(titleOf(c.lastOf('1004'))).toBe('张伟 谢谢你');
    expect(labels(received)).toEqual(['我的积分']);
    received.paper = before;
    await c.presses('1003', received, '回谢');
    expect(count(c, '1004', '张伟 谢谢你')).toBe(1);
  });
});

describe('undo', () => {
  it('takes a gift back within ten minutes, and the allowance is there again', async () => {
    const c = await pointsCompany();
    await types(c, '1004', '/points +10 @工号:1003 @赵敏 帮忙', 'oc_team');
    const given = titled(c, '1004', '已送出');
    await c.presses('1004', given, '撤销');
    expect(read(given)).toContain('已撤销');
    expect(read(given)).toContain('本月还能送 100 / 100');
    expect(read(titled(c, '1003', '王磊 给你'))).toContain('已撤回');
    expect(c.inGroup('oc_team').map(read).join()).toContain('王磊 撤回了这次加分');
    expect(c.inGroup('oc_team').map(read).join()).not.toContain('帮忙');
    expect(await mine(c, '1003')).toContain('9月 0 分');
    expect(await booked(c)).toEqual([
      '1004>1003 10 collaboration peer',
      '1004>1005 10 collaboration peer',
      '1004>1003 -10 collaboration reversal',
      '1004>1005 -10 collaboration reversal',
    ]);
    expect(await findings(c)).toEqual([]);
  });

  it('is too late after eleven minutes: then the superior or HR, with a reason both are told', async () => {
    const c = await pointsCompany();
    await makeHr(c, '1020');
    await types(c, '1004', GIFT);
    const given = titled(c, '1004', '已送出');
    await c.goTo(c.clock.now() + 11 * 60_000);
    const late = await c.presses('1004', given, '撤销');
    expect(late.toast?.text).toContain('超过 10 分钟');
    expect(labels(given)).toEqual([]);
    for (const [no, sentence] of [
      ['1004', '超过 10 分钟'],
      ['1003', '不能冲销自己收到的积分'],
      ['1010', '只有收到积分那位同事的上级或 HR'],
      ['1002', '还差原因'],
    ] as const) {
      await types(c, no, '/points undo P-1');
      expect(read(c.lastOf(no))).toContain(sentence);
    }
    expect(await booked(c)).toHaveLength(1);
    await types(c, '1002', '/points undo p1 重复加分');
    expect(read(c.lastOf('1002'))).toContain('已冲销 P-1');
    for (const no of ['1003', '1004']) expect(read(titled(c, no, 'P-1 已冲销'))).toContain('重复加分');
    expect(read(titled(c, '1003', '王磊 给你'))).toContain('已冲销');
    await types(c, '1020', '/points undo P-1 再来一次');
    expect(read(c.lastOf('1020'))).toContain('已经撤销过了');
    await types(c, '1020', '/points undo P-2 再来一次');
    expect(read(c.lastOf('1020'))).toContain('冲销记录不能再冲销');
    await types(c, '1020', '/points undo P-99 没有');
    expect(read(c.lastOf('1020'))).toContain('没有 P-99');
    expect(await booked(c)).toEqual(['1004>1003 10 collaboration peer', '1002>1003 -10 collaboration reversal']);
  });
});
