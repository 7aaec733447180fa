import { describe, expect, test } from 'vitest';
import { durationMs, instantOf, shanghaiIso } from '../../src/sandbox/durations.ts';
import { EVENTS } from '../../src/sandbox/feishu/coverage.ts';
import { openIdOf } from '../../src/sandbox/feishu/ids.ts';
import { smallCompany, START_AT } from '../support/sandbox-company.ts';
import { control, officialClient, sandboxForTest, sandboxWithBot } from './bench.ts';

describe('the clock', () => {
  test('steps from one due instant of the bot to the next, and ends where it was told', async () => {
    const { bot, drive } = await sandboxWithBot(EVENTS);
    const dues = [START_AT + 3_600_000, START_AT + 86_400_000, START_AT + 20 * 86_400_000];
    bot.onTick = (now) => dues.find((due) => due > now) ?? null;
    expect(await drive.post('/clock', { advance: 'P14D' })).toMatchObject({ now: START_AT + 14 * 86_400_000, steps: 3 });
    expect(bot.ticks).toEqual([START_AT, dues[0], dues[1], START_AT + 14 * 86_400_000]);
  });

  test('the retries of the platform are instants of their own', async () => {
    const { bot, drive } = await sandboxWithBot(EVENTS);
    bot.raw = () => ({ status: 500, text: '' });
    await drive.post('/messages', { platform: 'feishu', from: 'E004', chat: 'bot', text: '一' });
    expect(await drive.post('/clock', { advance: 'PT1H' })).toMatchObject({ steps: 3 });
    expect(bot.ticks.map((now) => now - START_AT)).toEqual([0, 0, 15_000, 315_000, 3_600_000]);
  });

  test('a bot that is never done is moved on instead of holding up time', async () => {
    const { bot, drive } = await sandboxWithBot(EVENTS);
    bot.onTick = (now) => now;
    expect(await drive.post('/clock', { advance: 'PT3S' })).toMatchObject({ now: START_AT + 3000 });
  });

  test('a bot that is down does not hold up time', async () => {
    const { bot, drive } = await sandboxWithBot(EVENTS);
    await bot.close();
    expect(await drive.post('/clock', { set: '2026-10-08T09:00+08:00' })).toMatchObject({
      iso: '2026-10-08T09:00:00.000+08:00',
      steps: 1,
    });
  });

  test('it never goes back, and says what it did not understand', async () => {
    const drive = control(await sandboxForTest());
    expect(await drive.raw('POST', '/clock', { set: '2026-09-01' })).toMatchObject({ status: 409 });
    expect(await drive.raw('POST', '/clock', { advance: 'soon' })).toMatchObject({ status: 400 });
    expect(await drive.raw('POST', '/clock', {})).toMatchObject({ status: 400 });
  });

  test('frozen it stands still; running it moves with the wall', async () => {
    const drive = control(await sandboxForTest());
    expect(await drive.get('/clock')).toEqual({ now: START_AT, iso: '2026-09-07T09:00:00.000+08:00', running: false });
    expect(await drive.post('/clock', { running: true })).toMatchObject({ running: true });
    expect((await drive.post<{ now: number }>('/clock', { running: false })).now).toBeGreaterThanOrEqual(START_AT);
  });

  test('durations and instants are read as ISO 8601, without a zone in Shanghai', () => {
    expect([durationMs('P14D'), durationMs('PT1H30M'), durationMs('P1W'), durationMs('PT0.5S')]).toEqual([
      14 * 86_400_000,
      5_400_000,
      7 * 86_400_000,
      500,
    ]);
    expect([durationMs('P'), durationMs('PT'), durationMs('14D'), durationMs('P1M')]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(instantOf('2026-09-07T09:00')).toBe(START_AT);
    expect(instantOf('2026-09-07T01:00:00Z')).toBe(START_AT);
    expect(instantOf('2026-09-07')).toBe(START_AT - 9 * 3_600_000);
    expect(instantOf('later')).toBeUndefined();
    expect(shanghaiIso(START_AT)).toBe('2026-09-07T09:00:00.000+08:00');
  });

  test('280 cards go out in six virtual seconds', async () => {
    const people = Array.from({ length: 280 }, (_, i) => ({
      employeeNo: `P${i}`,
      name: `员工${i}`,
      department: 'hr',
      superior: 'E001',
    }));
    const { sandbox, bot, drive } = await sandboxWithBot(EVENTS, {
      company: { ...smallCompany, people: [...smallCompany.people, ...people] },
    });
    const client = officialClient(sandbox);
    const content = JSON.stringify({ schema: '2.0', body: { elements: [{ tag: 'markdown', content: '到你了' }] } });
    let sent = 0;
    bot.onTick = async (now) => {
      for (let i = 0; i < 50 && sent < people.length; i += 1) {
        await client.im.v1.message.create({
          params: { receive_id_type: 'open_id' },
          data: { receive_id: openIdOf(`P${sent}`), msg_type: 'interactive', content },
        });
        sent += 1;
      }
      return sent < people.length ? now + 1000 : null;
    };
    expect(await drive.post('/clock', { advance: 'PT10S' })).toMatchObject({ steps: 6 });
    const sends = (await drive.get<{ entries: { path: string; status: number; person?: string }[] }>('/log')).entries.filter(
      (entry) => entry.path.startsWith('/open-apis/im'),
    );
    expect(sends.map((entry) => entry.status)).toEqual(people.map(() => 200));
    expect(new Set(sends.map((entry) => entry.person)).size).toBe(280);
  });
});
