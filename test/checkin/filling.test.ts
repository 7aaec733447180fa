import { describe, expect, it } from 'vitest';
import { typed } from '../support/company.ts';
import {
  asked,
  askedCompany,
  at,
  checkinCompany,
  complete,
  FRIDAY,
  FRIDAY_9,
  one,
  labels,
  read,
  submit,
  titled,
  titleOf,
} from './story.ts';

describe('a round', () => {
  it('asks everybody once on the morning it is due, and nobody before', async () => {
    const c = await checkinCompany();
    await c.goTo(at(FRIDAY, '08:59'));
    expect(c.platform.messages.filter((one) => titleOf(one).includes('第 1 期'))).toEqual([]);
    await c.goTo(FRIDAY_9);
    await c.goTo(at('2026-09-27', '20:00'));
    for (const no of ['1001', '1002', '1003', '1004', '1005', '1010', '1011', '1012', '1020']) {
      expect(c.cardsOf(no).filter((one) => titleOf(one) === '双周 Check-in · 第 1 期')).toHaveLength(1);
    }
    await c.goTo(at('2026-09-28', '09:30'));
    expect(c.cardsOf('1003').map(titleOf)).toEqual(['双周 Check-in · 第 1 期', '双周 Check-in · 第 2 期']);
  });

  it('asks the four questions word for word, says until when, who reads it, and gives notice about personal data', async () => {
    const c = await askedCompany();
    const words = read(asked(c, '1003'));
    for (const question of [
      '本周最有成就感的一件事是什么?',
      '遇到了哪些阻碍?需要什么支持?',
      '目前的工作负荷是否可持续?',
      '对未来两周的工作有何规划?',
    ]) {
      expect(words).toContain(question);
    }
    expect(words).toContain('9月11日 周五 18:00');
    expect(words).toContain('只有你的直属上级 李静 会看到');
    expect(words).toContain('个人信息提示');
    expect(words).toContain('待填写');
  });

  it('shows the notice until the first answer is stored, and not again', async () => {
    const c = await askedCompany();
    await c.presses('1003', asked(c, '1003'), '存草稿', { plan: typed.text('先写规划') });
    expect(read(asked(c, '1003'))).not.toContain('个人信息提示');
  });

  it('closes what nobody submitted when the next one opens, and keeps the draft readable', async () => {
    const c = await checkinCompany({ cadence: '每周三' });
    await c.goTo(at('2026-09-09', '09:30'));
    const first = c.lastOf('1003');
    await c.presses('1003', first, '存草稿', { highlight: typed.text('写了一半') });
    await c.goTo(at('2026-09-16', '09:30'));
    expect(read(first)).toContain('未提交');
    expect(read(first)).toContain('写了一半');
  });

  it('asks somebody who joins mid-round in the next one', async () => {
    const c = await askedCompany();
    c.platform.company.people.push({
      externalId: 'ou_1030',
      employeeNo: '1030',
      name: '新人',
      departmentIds: ['od-course'],
      superiorExternalId: 'ou_1002',
      joinedOn: '2026-09-14',
    });
    await c.goTo(at('2026-09-14', '10:00'));
    await c.pipe.syncDirectory();
    await c.goTo(at('2026-09-27', '10:00'));
    expect(c.cardsOf('1030')).toEqual([]);
    expect((await c.says('1030', '/checkin')).map(read).join()).toContain('还没有轮到你的 Check-in');
    await c.goTo(at('2026-09-28', '09:30'));
    expect(asked(c, '1030')).toBeDefined();
  });
});

describe('a larger company', () => {
  it('is asked in several chunks, everybody once', async () => {
    const c = await checkinCompany();
    for (let no = 2000; no < 2120; no += 1) {
      const person = { externalId: `ou_${no}`, employeeNo: String(no), name: `员工${no}`, departmentIds: ['od-course'] };
      c.platform.company.people.push({ ...person, superiorExternalId: 'ou_1002', joinedOn: '2025-01-06' });
    }
    await c.pipe.syncDirectory();
    await c.goTo(at(FRIDAY, '09:30'));
    const asked = c.platform.messages.filter((one) => titleOf(one) === '双周 Check-in · 第 1 期');
    expect(asked).toHaveLength(129);
    expect(new Set(asked.map((one) => JSON.stringify(one.to))).size).toBe(129);
  });
});

describe('filling in', () => {
  it('keeps an incomplete submit as a draft, prefilled, and says what is missing', async () => {
    const c = await askedCompany();
    const answer = await c.presses('1003', asked(c, '1003'), '提交', {
      highlight: typed.text('题库上线'),
      plan: typed.text('写大纲'),
    });
    expect(answer.toast).toEqual({ tone: 'warning', text: '先存成草稿了,还差:阻碍与支持、工作负荷' });
    const words = read(asked(c, '1003'));
    expect(words).toContain('题库上线');
    expect(words).toContain('写大纲');
    expect(words).toContain('还差:阻碍与支持、工作负荷');
    expect(c.cardsOf('1002').filter((one) => titleOf(one).includes('张伟'))).toEqual([]);
    const done = await c.presses('1003', asked(c, '1003'), '提交', {
      blockers: typed.text('没有'),
      workload_level: typed.choice('2'),
    });
    expect(done.toast?.text).toBe('已提交,李静 会在 2 个工作日内回复');
    expect(read(titled(c, '1002', /张伟 的双周/))).toContain('题库上线');
  });

  it('shows after submitting what was said, and who replies until when', async () => {
    const c = await askedCompany();
    await submit(c, '1003', '1002');
    const words = read(asked(c, '1003'));
    expect(words).toContain('已提交 · 09:15');
    expect(words).toContain('李静 会在 2 个工作日内回复');
    expect(words).toContain('偏重 · 两个项目叠在一起');
    expect(labels(asked(c, '1003'))).toEqual(['修改']);
  });

  it('takes what comes late and marks it', async () => {
    const c = await askedCompany();
    await c.goTo(at('2026-09-14', '10:00'));
    const again = one(await c.says('1003', '/checkin'));
    expect(read(again)).toContain('待补交');
    await c.presses('1003', asked(c, '1003'), '提交', complete);
    expect(read(asked(c, '1003'))).toContain('补交');
    expect(read(titled(c, '1002', /张伟 的双周/))).toContain('补交');
  });

  it('has one effect when two copies of the card are pressed', async () => {
    const c = await askedCompany();
    const first = asked(c, '1003');
    const second = one(await c.says('1003', '/checkin'));
    await c.presses('1003', first, '提交', complete);
    const stale = await c.presses(
      '1003',
      second,
      (one) => one.action === 'checkin.submit' || one.action === 'checkin.edit',
      complete,
    );
    expect(stale).toBeDefined();
    expect(c.cardsOf('1002').filter((one) => titleOf(one).includes('张伟'))).toHaveLength(1);
  });

  it('puts words typed into a card of a round that is over into the new draft', async () => {
    const c = await checkinCompany({ cadence: '每周三' });
    await c.goTo(at('2026-09-09', '09:30'));
    const first = c.lastOf('1003');
    const before = structuredClone(first.paper);
    await c.goTo(at('2026-09-16', '09:30'));
    first.paper = before;
    const answer = await c.presses('1003', first, '提交', complete);
    expect(answer.toast?.text).toContain('已放进新一期的草稿');
    expect(titleOf(first)).toBe('每周 Check-in · 第 2 期');
    expect(read(first)).toContain('题库 3.0 上线');
  });

  it('can be edited until it is answered, and the superior sees the new words', async () => {
    const c = await askedCompany();
    const received = await submit(c, '1003', '1002');
    const mine = asked(c, '1003');
    await c.presses('1003', mine, '修改');
    const saved = await c.presses('1003', mine, '保存修改', { plan: typed.text('改成先做直播课') });
    expect(saved.toast?.text).toBe('修改已保存');
    expect(read(received)).toContain('改成先做直播课');
    expect(read(mine)).toContain('修改过');
    await c.presses('1003', mine, '修改');
    await c.presses('1002', received, '谢谢,继续');
    const late = await c.presses('1003', mine, (one) => one.action === 'checkin.resubmit' || one.action === 'checkin.go-on', {
      plan: typed.text('太晚了'),
    });
    expect(late.toast?.tone).toBe('warning');
    expect(read(received)).not.toContain('太晚了');
  });

  it('carries the last plan and what is still in the way into the next one, until it is solved', async () => {
    const c = await askedCompany();
    await submit(c, '1003', '1002');
    await c.goTo(at('2026-09-28', '09:30'));
    const second = asked(c, '1003');
    expect(read(second)).toContain('第 1 期的规划');
    expect(read(second)).toContain('完成押题班课程大纲');
    expect(read(second)).toContain('测试环境不稳定');
    await c.presses('1003', second, '提交', {
      ...complete,
      blockers: typed.text('没有'),
      earlier_blockers: typed.choice('solved'),
    });
    await c.goTo(at('2026-10-09', '09:30'));
    expect(titleOf(asked(c, '1003'))).toBe('双周 Check-in · 第 3 期');
    expect(read(asked(c, '1003'))).not.toContain('测试环境不稳定');
  });
});

describe('putting it off', () => {
  it('reminds two hours later, with the draft kept, and not when it was done meanwhile', async () => {
    const c = await askedCompany();
    await c.presses('1003', asked(c, '1003'), '稍后填', { highlight: typed.text('先记一笔') });
    const later = c.lastOf('1003');
    expect(titleOf(later)).toBe('什么时候再提醒你?');
    await c.presses('1003', later, '2 小时后');
    await c.presses('1004', asked(c, '1004'), '稍后填');
    await c.presses('1004', c.lastOf('1004'), '2 小时后');
    await c.presses('1004', c.lastOf('1004'), '提交', complete);
    const before = [c.cardsOf('1003').length, c.cardsOf('1004').length];
    await c.goTo(at(FRIDAY, '11:14'));
    expect([c.cardsOf('1003').length, c.cardsOf('1004').length]).toEqual(before);
    await c.goTo(at(FRIDAY, '11:16'));
    expect([c.cardsOf('1003').length, c.cardsOf('1004').length]).toEqual([2, 1]);
    expect(read(c.lastOf('1003'))).toContain('先记一笔');
    await c.presses('1003', c.lastOf('1003'), '提交', complete);
    expect(read(c.lastOf('1003'))).toContain('已提交');
  });

  it('skips with a reason only, by card and by command, and can be taken back', async () => {
    const c = await askedCompany();
    await c.presses('1003', asked(c, '1003'), '本期跳过');
    const refused = await c.presses('1003', c.lastOf('1003'), 'checkin.skip');
    expect(refused.toast?.text).toContain('还差原因');
    await c.presses('1003', c.lastOf('1003'), 'checkin.skip', { reason: typed.text('休年假') });
    expect(read(c.lastOf('1003'))).toContain('休年假');
    await c.presses('1003', c.lastOf('1003'), '还是填一下');
    expect(labels(c.lastOf('1003'))).toContain('提交');
    const said = one(await c.says('1004', '/checkin skip'));
    expect(read(said)).toContain('还差原因');
    const skipped = one(await c.says('1004', '/签到 跳过 出差'));
    expect(read(skipped)).toContain('原因:出差');
  });
});
