import { describe, expect, it } from 'vitest';
import { checkin } from '../../src/checkin/index.ts';
import { createCalendar } from '../../src/core/calendar.ts';
import type { Feature, ViewContext } from '../../src/delivery/index.ts';
import { responses } from '../../src/responses/index.ts';
import { typed, type TestCompany } from '../support/company.ts';
import { asked, askedCompany, at, complete, submit } from './story.ts';

async function todo(c: TestCompany, feature: Feature, employeeNo: string): Promise<string[]> {
  const person = await c.person(employeeNo);
  const calendar = createCalendar({ zone: 'Asia/Shanghai' });
  const now = c.clock.now();
  const context: ViewContext = {
    read: c.db.read,
    viewer: { kind: 'person', person },
    language: 'zh-CN',
    companyLanguage: 'zh-CN',
    now,
    today: calendar.dayOf(now),
    calendar,
    features: [],
  };
  return ((await feature.todo?.(context, person)) ?? []).map((item) => item.text);
}

describe('the to-do list', () => {
  it('has the open check-in until it is sent, and says when a draft waits', async () => {
    const c = await askedCompany();
    expect(await todo(c, checkin, '1003')).toEqual(['填写双周 Check-in · 第 1 期']);
    await c.presses('1003', asked(c, '1003'), '存草稿', { plan: typed.text('写大纲') });
    expect(await todo(c, checkin, '1003')).toEqual(['提交双周 Check-in · 第 1 期(草稿已存)']);
    await c.presses('1003', asked(c, '1003'), '提交', complete);
    expect(await todo(c, checkin, '1003')).toEqual([]);
  });

  it('has what a superior owes, and what was promised when its day is near', async () => {
    const c = await askedCompany();
    const received = await submit(c, '1003', '1002');
    expect(await todo(c, responses, '1002')).toEqual(['回复 张伟 的 Check-in']);
    await c.presses('1002', received, '收到,下周我们会讨论这个建议');
    expect(await todo(c, responses, '1002')).toEqual([]);
    await c.goTo(at('2026-09-17', '10:00'));
    expect(await todo(c, responses, '1002')).toEqual(['你答应 张伟 的:9月18日 周五 前讨论']);
  });
});

describe("a person's own copy", () => {
  it('holds what they wrote and what they wait for', async () => {
    const c = await askedCompany();
    await submit(c, '1003', '1002');
    const { id } = await c.person('1003');
    const own = await checkin.personalData?.export?.(c.db.read, id);
    expect(own?.['checkin_answers']).toHaveLength(4);
    expect(own?.['checkin_consents']).toHaveLength(1);
    expect((await responses.personalData?.export?.(c.db.read, id))?.['responses_duties']).toHaveLength(1);
    expect((await checkin.personalData?.export?.(c.db.read, (await c.person('1004')).id))?.['checkin_answers']).toEqual([]);
  });
});
