import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { smallDemo } from '../support/small-demo.ts';
import { startRunning, type Running } from '../support/running.ts';

/** 张伟 works for 张雨桐. */
const [ZHANG_WEI, ZHANG_YUTONG] = ['1009', '1008'] as const;
const GROUP = 'course-software';

let bot: Running;

beforeAll(async () => {
  bot = await startRunning({ sandbox: { company: smallDemo() }, env: { FEISHU_RECEIVE: 'long-connection' } });
}, 60_000);
afterAll(() => bot.tidy());

const to = (person: string): { person: string } => ({ person });
const outlines = (told: readonly { outline: string }[]): string => told.map(({ outline }) => outline).join('\n—\n');
const readyz = async (): Promise<{ status: number; body: Record<string, unknown> }> => {
  const answer = await fetch(`${bot.botUrl}/readyz`);
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
};
const connections = async (): Promise<unknown> =>
  (await bot.control.get<{ bot: { connections: number } }>('/config')).bot.connections;

// One story, told in order.
describe('the main job over the long connection', { timeout: 60_000 }, () => {
  it('is connected when it has started, and has no door for the webhook', async () => {
    expect(await readyz()).toEqual({ status: 200, body: { status: 'ready' } });
    expect(await connections()).toBe(1);
    expect((await fetch(`${bot.botUrl}/feishu/events`, { method: 'POST' })).status).toBe(404);
  });

  it('takes what is said, sends a card, takes the press, and puts the new number on the card', async () => {
    const mine = await bot.asks(ZHANG_WEI, '/okr');
    expect(mine.outline).toContain('26 / 目标 48 课时');
    const pressed = await bot.clicks(ZHANG_WEI, mine, '+5 课时');
    expect(pressed).toMatchObject({ status: 'ok', toast: { type: 'success', content: 'KR-9.1 现在是 31 课时' } });
    expect(pressed.card).toMatchObject({ schema: '2.0' });
    expect((await bot.again(to(ZHANG_WEI), mine)).outline).toContain('31 / 目标 48 课时');
  });

  it('takes a form, refuses it while something is missing, and hears the group that mentions it', async () => {
    const refused = await bot.asks(ZHANG_WEI, '/okr new 提升前端课程完课率 负责人 @1009 截止 2026-09-30');
    expect((await bot.clicks(ZHANG_WEI, refused, '补全并发布')).toast?.content).toContain('还差「验证方式」');
    const filled = { text_verification: '以学习平台的完课报表为准' };
    expect((await bot.clicks(ZHANG_WEI, refused, '补全并发布', filled)).toast?.type).toBe('success');
    expect((await bot.asks(ZHANG_WEI, '@绩效脉搏 /okr team', GROUP)).outline).toContain('O-1');
  });

  it('goes on after every connection dropped, and loses nothing that was said meanwhile', async () => {
    await bot.control.post('/faults', { set: { dropSockets: true } });
    await bot.says(ZHANG_WEI, '/okr update KR-9.1 40');
    await expect.poll(connections, { timeout: 20_000 }).toBe(1);
    await bot.advance('PT20S');
    expect(outlines(await bot.messagesOf(ZHANG_WEI))).toContain('40 / 目标 48 课时');
  });

  it('asks for the check-in on its day and carries the answer to the superior', async () => {
    await bot.goTo('2026-09-11T09:05:00+08:00');
    const asked = await bot.find(to(ZHANG_WEI), '双周 Check-in · 第 1 期');
    const all = { text_highlight: '录完第 5 章', text_blockers: '等设计稿', choice_workload_level: '3', text_plan: '第 6 章' };
    expect((await bot.clicks(ZHANG_WEI, asked, '提交', all)).toast?.content).toContain('已提交');
    await bot.find(to(ZHANG_YUTONG), '张伟 的双周 Check-in', '等设计稿');
  });

  it('went over the wire and nothing else, and left only what the drop cost unanswered', async () => {
    const log = (await bot.logAfter(0)).filter(({ direction }) => direction === 'to-bot');
    expect(new Set(log.map(({ method, path }) => `${method} ${path}`))).toEqual(new Set(['WS /ws/v2']));
    expect(new Set(log.map(({ eventType }) => eventType))).toContain('card.action.trigger');
    expect(log.filter(({ status }) => status !== 200 && status !== 0)).toEqual([]);
    const unanswered = log.filter(({ status }) => status === 0);
    for (const { eventId } of unanswered) expect(log.filter((one) => one.eventId === eventId).at(-1)?.status).toBe(200);
  });

  it('ends with the bot', async () => {
    await bot.app.close();
    await expect.poll(connections).toBe(0);
  });
});
