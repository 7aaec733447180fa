import { describe, expect, test } from 'vitest';
import type { AxiosInstance } from 'axios';
import { openIdOf } from '../../src/sandbox/feishu/ids.ts';
import { noFaults, strike, STRIKES, type Strike } from '../../src/sandbox/faults.ts';
import type { LogEntry } from '../../src/sandbox/log.ts';
import { control, officialClient, refusalOf, sandboxForTest, sandboxWithBot } from './bench.ts';
import type { FakeBot, Loose, ReceivedEvent } from './bench.ts';

type Drive = ReturnType<typeof control>;
type Fields = { data: { message_id: string }; code: number };

async function ready() {
  const sandbox = await sandboxForTest();
  const drive = control(sandbox);
  const client = officialClient(sandbox);
  const send = async (uuid: string, to = 'E004'): Promise<Fields> => {
    const data = { receive_id: openIdOf(to), msg_type: 'text', content: '{"text":"一"}', uuid };
    return (await client.im.v1.message.create({ params: { receive_id_type: 'open_id' }, data })) as Fields;
  };
  const set = (conditions: Loose): Promise<Loose> => drive.post('/faults', { set: conditions });
  const count = async (no = 'E004') => (await drive.get<unknown[]>(`/messages?platform=feishu&person=${no}`)).length;
  const log = async (): Promise<LogEntry[]> => (await drive.get<{ entries: LogEntry[] }>('/log')).entries;
  // The token is fetched, so that what follows are sends and nothing else.
  await send('first', 'E005');
  return { sandbox, drive, client, send, set, count, log };
}

describe('what is asked for', () => {
  test('every row can be set by number and by rate, and the answer is the whole state', async () => {
    const { drive, set } = await ready();
    const counts = Object.fromEntries(STRIKES.map((name, i) => [name, i + 1]));
    const rates = Object.fromEntries(STRIKES.map((name, i) => [name, i / 100]));
    const conditions = { slowMs: 1, slowAnswerMs: 2, lateMinutes: 3, repeatedUuid: 'error', outOfReach: ['E004'] };
    await set({ ...counts, ...conditions, outage: 60, refusing: true });
    const state = await drive.post('/faults', { seed: 7, rates });
    expect(state).toMatchObject({ ...counts, ...conditions, refusing: true, seed: 7, rates });
    expect(state['outage']).toMatch(/T10:00/);
    expect(await drive.get('/faults')).toEqual(state);
    expect(await drive.post('/faults', { off: true })).toMatchObject({
      ...Object.fromEntries(STRIKES.map((name) => [name, 0])),
      ...{ slowMs: 0, repeatedUuid: 'original', outOfReach: [], outage: false, refusing: false, rates: {} },
    });
  });

  test('what makes no sense is refused in a sentence, and nothing of it is done', async () => {
    const { drive } = await ready();
    const refused = async (body: unknown): Promise<unknown> => {
      const { status, body: said } = await drive.raw('POST', '/faults', body);
      expect(status).toBe(400);
      return said['error'];
    };
    expect(await refused({ set: { status429: 1, rain: 1 } })).toContain('no fault rain: there are duplicateSame');
    expect(await refused({ status429: 1 })).toBe('no status429 here: say off, set, seed, rates');
    expect(await refused({ set: { status429: -1 } })).toContain('whole number');
    expect(await refused({ set: { dropAnswer: '1' } })).toContain('whole number');
    expect(await refused({ set: { repeatedUuid: 'maybe' } })).toContain('"original" or "error"');
    expect(await refused({ set: { outage: 'long' } })).toContain('minutes');
    expect(await refused({ set: 3 })).toContain('an object');
    expect(await refused({ rates: { rain: 0.1 } })).toContain('no rate of rain');
    expect(await refused({ rates: { status429: 2 } })).toContain('between 0 and 1');
    expect(await refused({ seed: 'x', rates: {} })).toContain('seed');
    expect((await drive.raw('POST', '/faults', { set: { outOfReach: ['X'] } })).status).toBe(404);
    expect(await drive.get('/faults')).toMatchObject({ status429: 0, dropAnswer: 0, rates: {} });
  });

  test('a new beginning has no faults', async () => {
    const { drive, set } = await ready();
    await set({ outage: true, status429: 3 });
    await drive.post('/reset');
    expect(await drive.get('/faults')).toMatchObject({ outage: false, status429: 0 });
  });
});

describe('by seed', () => {
  const drawn = (seed: number, what: Strike, occasions: number, others: Strike[] = []): number[] => {
    const faults = { ...noFaults(), seed, rates: Object.fromEntries(STRIKES.map((name) => [name, 0.05])) };
    return Array.from({ length: occasions }, (_, i) => i).filter(() => {
      for (const other of others) strike(faults, other);
      return strike(faults, what);
    });
  };

  test('the same occasions are struck each time, whatever else is struck between them', () => {
    const once = drawn(7, 'dropAnswer', 1000);
    expect(drawn(7, 'dropAnswer', 1000, ['late', 'status429'])).toEqual(once);
    expect(drawn(8, 'dropAnswer', 1000)).not.toEqual(once);
    expect(drawn(7, 'slowAnswer', 1000)).not.toEqual(once);
  });

  test('as often as the rate says', () => {
    for (const what of STRIKES) {
      const { length } = drawn(3, what, 20_000);
      expect(length, what).toBeGreaterThan(850);
      expect(length, what).toBeLessThan(1150);
    }
  });

  test('on the wire: the same sends of forty meet the same faults when the seed is given again', async () => {
    const { drive, send, set } = await ready();
    await set({ slowAnswerMs: 0 });
    const run = async (name: string): Promise<string[]> => {
      await drive.post('/faults', { seed: 11, rates: { status429: 0.2, status500Before: 0.2, status500After: 0.2 } });
      const outcomes: string[] = [];
      for (let i = 0; i < 40; i += 1) {
        const { status, code } = await refusalOf(send(`${name}-${i}`, `E00${1 + (i % 4)}`));
        outcomes.push(`${status} ${code}`);
        await drive.post('/clock', { advance: 'PT1S' });
      }
      return outcomes;
    };
    const first = await run('a');
    expect(new Set(first)).toEqual(new Set(['200 0', '429 99991400', '500 2200']));
    expect(await run('b')).toEqual(first);
    const { struck } = await drive.get<{ struck: Record<Strike, number> }>('/faults');
    expect(struck.status429).toBe(2 * first.filter((one) => one.startsWith('429')).length);
    expect(struck.dropAnswer).toBe(0);
  });
});

describe('a call of the bot’s', () => {
  test('too many calls, with and without the time to wait', async () => {
    const { send, set, count, log } = await ready();
    await set({ status429: 1 });
    const told = await refusalOf(send('a'));
    expect(told).toMatchObject({ status: 429, code: 99991400, headers: { 'x-ogw-ratelimit-reset': '1' } });
    await set({ status429NoReset: 1 });
    const untold = await refusalOf(send('a'));
    expect(untold).toMatchObject({ status: 429, code: 99991400 });
    expect(untold.headers['x-ogw-ratelimit-reset']).toBeUndefined();
    expect(await count()).toBe(0);
    expect(await send('a')).toMatchObject({ code: 0 });
    expect((await log()).flatMap(({ fault }) => fault ?? [])).toEqual(['status429', 'status429NoReset']);
  });

  test('trouble on the platform’s side before and after the message was sent', async () => {
    const { send, set, count } = await ready();
    await set({ status500Before: 1 });
    expect(await refusalOf(send('a'))).toMatchObject({ status: 500, code: 2200 });
    expect(await count()).toBe(0);
    await set({ status500After: 1 });
    expect(await refusalOf(send('a'))).toMatchObject({ status: 500, code: 2200 });
    expect(await count()).toBe(1);
    expect(await send('a')).toMatchObject({ code: 0 });
    expect(await count()).toBe(1);
  });

  test('an answer that is lost, or comes later than the caller waits, to a message that was sent', async () => {
    const { client, send, set, count, log } = await ready();
    await set({ dropAnswer: 1 });
    await expect(send('a')).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(await count()).toBe(1);
    (client.httpInstance as unknown as AxiosInstance).defaults.timeout = 150;
    await set({ slowAnswer: 1, slowAnswerMs: 60_000 });
    await expect(send('b')).rejects.toMatchObject({ code: 'ECONNABORTED' });
    expect(await count()).toBe(2);
    expect((await log()).slice(-2)).toMatchObject([
      { fault: 'dropAnswer', code: 0 },
      { fault: 'slowAnswer', code: 0 },
    ]);
  });

  test('a second send under one uuid: the same message again, or an error', async () => {
    const { send, set, count } = await ready();
    const first = await send('a');
    expect((await send('a')).data.message_id).toBe(first.data.message_id);
    await set({ repeatedUuid: 'error' });
    expect(await refusalOf(send('a'))).toMatchObject({
      status: 400,
      code: 230001,
      msg: expect.stringContaining('uuid') as string,
    });
    expect(await count()).toBe(1);
    expect(await send('b')).toMatchObject({ code: 0 });
  });

  test('a revoked token is of no use to anybody until another is fetched', async () => {
    const { sandbox, drive, send, set } = await ready();
    await set({ revokeToken: 1 });
    expect(await refusalOf(send('a'))).toMatchObject({ status: 400, code: 99991663 });
    expect(await refusalOf(send('a'))).toMatchObject({ status: 400, code: 99991663 });
    expect(await officialClient(sandbox).request({ method: 'GET', url: '/open-apis/bot/v3/info' })).toMatchObject({ code: 0 });
    await drive.post('/faults', { set: { revokeToken: true } });
    expect(await refusalOf(send('a'))).toMatchObject({ status: 400, code: 99991663 });
  });

  test('a person out of reach, until given back', async () => {
    const { send, set, count } = await ready();
    await send('a');
    await set({ outOfReach: ['E004'] });
    expect(await refusalOf(send('b'))).toMatchObject({ status: 400, code: 230013 });
    expect(await send('c', 'E005')).toMatchObject({ code: 0 });
    await set({ outOfReach: [] });
    expect(await send('b')).toMatchObject({ code: 0 });
    expect(await count()).toBe(2);
  });

  test('an outage answers everything with 503 until its time is over, or it is ended', async () => {
    const { sandbox, drive, send, set, count } = await ready();
    await set({ outage: 60 });
    expect(await refusalOf(send('a'))).toMatchObject({ status: 503, code: 0 });
    await expect(officialClient(sandbox).im.v1.chat.list()).rejects.toMatchObject({ response: { status: 503 } });
    await drive.post('/clock', { advance: 'PT59M59S' });
    expect(await refusalOf(send('a'))).toMatchObject({ status: 503 });
    await drive.post('/clock', { advance: 'PT1S' });
    expect(await send('a')).toMatchObject({ code: 0 });
    await set({ outage: true });
    await drive.post('/clock', { advance: 'PT2H' });
    expect(await refusalOf(send('b'))).toMatchObject({ status: 503 });
    await set({ outage: false });
    expect(await refusalOf(send('b'))).toMatchObject({ status: 400, code: 99991663 });
    expect(await count()).toBe(1);
  });

  test('a platform that refuses cuts every connection', async () => {
    const { drive, send, set, count } = await ready();
    await set({ refusing: 5 });
    await expect(send('a')).rejects.toMatchObject({ code: 'ECONNRESET' });
    await drive.post('/clock', { advance: 'PT5M' });
    expect(await count()).toBe(0);
    expect(await send('a')).toMatchObject({ code: 0 });
  });
});

describe('an event on its way to the bot', () => {
  const MESSAGE = 'im.message.receive_v1';
  const JOINED = 'contact.user.created_v3';
  const says = (drive: Drive, text: string) => drive.post('/messages', { platform: 'feishu', from: 'E004', chat: 'bot', text });
  const messageOf = (event: ReceivedEvent | undefined) => event?.['message'] as { message_id: string; content: string };
  const textsOf = (bot: FakeBot): string[] =>
    bot.received.map((event) => (JSON.parse(messageOf(event).content) as { text: string }).text);
  const joins = (drive: Drive, employeeNo: string) =>
    drive.post('/people/changes', { kind: 'join', employeeNo, name: '新人', department: 'hr', superior: 'E001' });

  test('comes twice, the very same', async () => {
    const { bot, drive } = await sandboxWithBot([MESSAGE]);
    await drive.post('/faults', { set: { duplicateSame: 1 } });
    await says(drive, '一');
    await says(drive, '二');
    expect(textsOf(bot)).toEqual(['一', '一', '二']);
    expect(bot.received[0]?.event_id).toBe(bot.received[1]?.event_id);
  });

  test('comes twice as two events, told apart by nothing but the message’s id; where there is no message, the very same', async () => {
    const { bot, drive } = await sandboxWithBot([MESSAGE, JOINED]);
    await drive.post('/faults', { set: { duplicateNew: 2 } });
    await says(drive, '一');
    const [first, second] = bot.received;
    expect(first?.event_id).not.toBe(second?.event_id);
    expect(messageOf(first)).toEqual(messageOf(second));
    await joins(drive, 'E100');
    expect(bot.received.slice(2).map((event) => event.event_type)).toEqual([JOINED, JOINED]);
    expect(bot.received[2]?.event_id).toBe(bot.received[3]?.event_id);
  });

  test('is overtaken by the next one, or comes by itself when none does', async () => {
    const { bot, drive } = await sandboxWithBot([MESSAGE]);
    await drive.post('/faults', { set: { reorder: 1 } });
    await says(drive, '一');
    expect(textsOf(bot)).toEqual([]);
    await says(drive, '二');
    expect(textsOf(bot)).toEqual(['二', '一']);
    await drive.post('/faults', { set: { reorder: 1 } });
    await says(drive, '三');
    await drive.post('/clock', { advance: 'PT10M' });
    expect(textsOf(bot)).toEqual(['二', '一', '三']);
    await drive.post('/clock', { advance: 'P1D' });
    expect(bot.received).toHaveLength(3);
  });

  test('comes later', async () => {
    const { bot, drive } = await sandboxWithBot([MESSAGE]);
    await drive.post('/faults', { set: { late: 1, lateMinutes: 20 } });
    await says(drive, '一');
    await says(drive, '二');
    await drive.post('/clock', { advance: 'PT19M' });
    expect(textsOf(bot)).toEqual(['二']);
    await drive.post('/clock', { advance: 'PT1M' });
    expect(textsOf(bot)).toEqual(['二', '一']);
  });
});
