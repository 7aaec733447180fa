import protobuf from 'protobufjs';
import { describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import { dice } from '../../src/sandbox/dice.ts';
import { piecesOf } from '../../src/sandbox/feishu/frames.ts';
import { openIdOf } from '../../src/sandbox/feishu/ids.ts';
import type { Sandbox } from '../../src/sandbox/index.ts';
import type { LogEntry } from '../../src/sandbox/log.ts';
import { control, fakeBot, type Loose, officialClient, sandboxForTest, sandboxWithBot } from './bench.ts';
import { wiredBot } from './wired.ts';

const says = (text: string): object => ({ platform: 'feishu', from: 'E004', chat: 'bot', text });
const deliveries = async (sandbox: Sandbox): Promise<LogEntry[]> =>
  (await control(sandbox).get<{ entries: LogEntry[] }>('/log?after=0')).entries.filter((one) => one.direction === 'to-bot');
const textsOf = (received: readonly unknown[]): string[] =>
  received.map((event) => (JSON.parse((event as { message: { content: string } }).message.content) as { text: string }).text);

/** The endpoint's answer, asked for by hand. */
async function endpoint(sandbox: Sandbox, body: object): Promise<Loose & { data: { URL: string } }> {
  const answer = await fetch(`${sandbox.feishuUrl}/callback/ws/endpoint`, { method: 'POST', body: JSON.stringify(body) });
  return (await answer.json()) as Loose & { data: { URL: string } };
}
const secretsOf = ({ credentials }: Sandbox): object => ({ AppID: credentials.appId, AppSecret: credentials.appSecret });

async function opened(sandbox: Sandbox): Promise<WebSocket> {
  const { data } = await endpoint(sandbox, secretsOf(sandbox));
  const socket = new WebSocket(data.URL);
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  return socket;
}
const closing = (socket: WebSocket): Promise<number> => new Promise((resolve) => socket.once('close', resolve));

describe('an event over the long connection', () => {
  test('arrives as the official SDK knows it, unsealed, and its acknowledgement ends it', async () => {
    const sandbox = await sandboxForTest();
    const bot = wiredBot(sandbox);
    await bot.ready;
    const drive = control(sandbox);
    const said = await drive.post<{ id: string }>('/messages', says('/okr 本季度'));
    expect(bot.received).toMatchObject([{ event_type: 'im.message.receive_v1', message: { message_id: said.id } }]);
    expect(textsOf(bot.received)).toEqual(['/okr 本季度']);
    await drive.post('/clock', { advance: 'P2D' });
    expect(bot.received).toHaveLength(1);
    expect(await deliveries(sandbox)).toMatchObject([
      { method: 'WS', path: '/ws/v2', status: 200, person: 'E004', request: { schema: '2.0' }, response: {} },
    ]);
  });

  test('in fragments that come out of order, cut through Chinese characters, is whole again', async () => {
    const sandbox = await sandboxForTest({ longConnection: { fragmentBytes: 50, seed: 7 } });
    const bot = wiredBot(sandbox);
    await bot.ready;
    const text = '绩效目标与关键结果:'.repeat(40);
    await control(sandbox).post('/messages', says(text));
    expect(textsOf(bot.received)).toEqual([text]);
  });

  test('is cut and shuffled the same way for the same seed, and never loses a piece', () => {
    const pieces = piecesOf(Buffer.from('目标'.repeat(30)), 7);
    expect(pieces.length).toBe(Math.ceil(180 / 7));
    expect(Buffer.concat(pieces).toString('utf8')).toBe('目标'.repeat(30));
    expect(piecesOf(Buffer.alloc(0), 7)).toHaveLength(1);
    const shuffled = dice(7).shuffle(pieces);
    expect(dice(7).shuffle(pieces)).toEqual(shuffled);
    expect(shuffled).not.toEqual(pieces);
    expect([...shuffled].sort(Buffer.compare)).toEqual([...pieces].sort(Buffer.compare));
  });

  test('that the handler throws at is answered 500 and comes again by the timetable', async () => {
    const sandbox = await sandboxForTest();
    const bot = wiredBot(sandbox);
    await bot.ready;
    bot.answer = () => {
      throw new Error('disk full');
    };
    const drive = control(sandbox);
    await drive.post('/messages', says('/help'));
    bot.answer = () => undefined;
    await drive.post('/clock', { advance: 'PT14S' });
    expect(bot.received).toHaveLength(1);
    await drive.post('/clock', { advance: 'P1D' });
    expect(bot.received).toHaveLength(2);
    expect(new Set(bot.received.map((event) => event.event_id)).size).toBe(1);
    expect((await deliveries(sandbox)).map(({ status }) => status)).toEqual([500, 200]);
  });

  test('that is not answered within the deadline counts as not delivered', async () => {
    const sandbox = await sandboxForTest({ deadlineMs: 20 });
    const bot = wiredBot(sandbox);
    await bot.ready;
    bot.answer = () => new Promise(() => undefined);
    await control(sandbox).post('/messages', says('/help'));
    expect(await deliveries(sandbox)).toMatchObject([{ status: 0, response: 'timeout' }]);
  });

  test('under way when the connection drops comes again', async () => {
    const sandbox = await sandboxForTest({ longConnection: { clientConfig: { ReconnectNonce: 0, ReconnectInterval: 1 } } });
    const bot = wiredBot(sandbox);
    await bot.ready;
    const drive = control(sandbox);
    bot.answer = () => drive.post('/faults', { set: { dropSockets: true } }).then(() => undefined);
    await drive.post('/messages', says('/help'));
    expect(await deliveries(sandbox)).toMatchObject([{ status: 0, response: 'unreachable' }]);
    bot.answer = () => undefined;
    await bot.reconnected;
    await drive.post('/clock', { advance: 'PT15S' });
    expect((await deliveries(sandbox)).map(({ status }) => status)).toEqual([0, 200]);
  });

  test('goes to one of several connections, and over time to each of them', async () => {
    const sandbox = await sandboxForTest();
    const bots = [wiredBot(sandbox), wiredBot(sandbox)];
    await Promise.all(bots.map((bot) => bot.ready));
    const drive = control(sandbox);
    for (let i = 0; i < 12; i += 1) await drive.post('/messages', says(`${i}`));
    const all = bots.flatMap((bot) => textsOf(bot.received)).map(Number);
    expect(all.sort((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, i) => i));
    for (const bot of bots) expect(bot.received.length).toBeGreaterThan(0);
  });

  test('goes over an open connection although an address is registered, and to the address once there is none', async () => {
    const { sandbox, bot: byAddress, drive } = await sandboxWithBot([]);
    const bot = wiredBot(sandbox);
    await bot.ready;
    await drive.post('/messages', says('一'));
    expect([bot.received.length, byAddress.requests.length]).toEqual([1, 0]);
    bot.client.close({ force: true });
    await expect.poll(async () => (await drive.get<{ bot: Loose }>('/config')).bot['connections']).toBe(0);
    await drive.post('/messages', says('二'));
    expect([bot.received.length, byAddress.requests.length]).toEqual([1, 1]);
  });

  test('can be put before the bot raw', async () => {
    const sandbox = await sandboxForTest();
    const bot = wiredBot(sandbox);
    await bot.ready;
    const body = { schema: '2.0', header: { event_id: 'mine', event_type: 'im.message.receive_v1' }, event: { odd: true } };
    expect(await control(sandbox).post('/deliver', { platform: 'feishu', body })).toMatchObject({ status: 200 });
    expect(bot.received).toMatchObject([{ event_id: 'mine', odd: true }]);
  });
});

describe('a press over the long connection', () => {
  const card = (words: string): string =>
    JSON.stringify({
      schema: '2.0',
      body: {
        elements: [
          { tag: 'button', text: { tag: 'plain_text', content: words }, behaviors: [{ type: 'callback', value: { a: 1 } }] },
        ],
      },
    });
  async function pressable(answer: (event: unknown) => unknown, options = {}) {
    const sandbox = await sandboxForTest(options);
    const bot = wiredBot(sandbox);
    await bot.ready;
    bot.answer = answer;
    const sent = await officialClient(sandbox).im.v1.message.create({
      params: { receive_id_type: 'open_id' },
      data: { receive_id: openIdOf('E004'), msg_type: 'interactive', content: card('好') },
    });
    const drive = control(sandbox);
    const press = (): Promise<Loose> =>
      drive.post('/clicks', { platform: 'feishu', by: 'E004', message: sent.data?.message_id, action: '好' });
    return { sandbox, bot, drive, press };
  }

  test('brings its toast and its card back', async () => {
    const { bot, press } = await pressable(() => ({
      toast: { type: 'success', content: '已提交' },
      card: { type: 'raw', data: JSON.parse(card('再来')) as object },
    }));
    expect(await press()).toMatchObject({
      status: 'ok',
      toast: { type: 'success', content: '已提交' },
      card: { schema: '2.0', body: { elements: [{ text: { content: '再来' } }] } },
    });
    expect(bot.received).toMatchObject([{ event_type: 'card.action.trigger', action: { value: { a: 1 } } }]);
  });

  test.each([
    ['that brings nothing back is done', () => undefined, { status: 'ok', card: null }],
    ['with an answer that is no card shows the client’s code', () => ({ card: { type: 'raw' } }), { code: 200673 }],
    ['at which the handler throws shows the client’s code', () => Promise.reject(new Error('no')), { code: 200671 }],
  ])('%s', async (_what, answer, expected) => {
    const { press } = await pressable(answer);
    expect(await press()).toMatchObject(expected);
  });

  test('that is not answered in time shows the client’s code and is not repeated', async () => {
    const { bot, drive, press } = await pressable(() => new Promise(() => undefined), { deadlineMs: 20 });
    expect(await press()).toMatchObject({ status: 'error', code: 200341 });
    await drive.post('/clock', { advance: 'P1D' });
    expect(bot.received).toHaveLength(1);
  });
});

describe('the way to a connection', () => {
  test('is refused to a wrong secret and to an unknown app, for good', async () => {
    const sandbox = await sandboxForTest();
    expect(await wiredBot(sandbox, { appSecret: 'wrong' }).failed).toContain('code=514');
    expect(await wiredBot(sandbox, { appId: 'cli_0000000000000000' }).failed).toContain('code=1000040346');
    expect(await endpoint(sandbox, { AppID: 1 })).toMatchObject({ code: 1000040346, data: {} });
  });

  test('begins with a ping, whose pong tells how to keep the connection', async () => {
    const sandbox = await sandboxForTest();
    const bot = wiredBot(sandbox);
    await bot.ready;
    await expect.poll(() => bot.logged.join('\n')).toContain('update wsConfig with pong data');
  });

  test('leads back after a drop', async () => {
    const sandbox = await sandboxForTest({ longConnection: { clientConfig: { ReconnectNonce: 0 } } });
    const bot = wiredBot(sandbox);
    await bot.ready;
    const drive = control(sandbox);
    await drive.post('/faults', { set: { dropSockets: true } });
    await bot.reconnected;
    await drive.post('/messages', says('还在'));
    expect(textsOf(bot.received)).toEqual(['还在']);
  });

  test('is open to fifty connections of an app and not to one more', async () => {
    const sandbox = await sandboxForTest();
    const spare = await endpoint(sandbox, secretsOf(sandbox));
    for (let i = 0; i < 50; i += 1) {
      await control(sandbox).post('/clock', { advance: 'PT1S' });
      await opened(sandbox);
    }
    expect(await endpoint(sandbox, secretsOf(sandbox))).toMatchObject({ code: 1000040350, data: {} });
    const late = new WebSocket(spare.data.URL);
    expect(await new Promise((resolve) => late.once('error', ({ message }) => resolve(message)))).toContain('403');
  });

  test('needs a ticket, and every ticket opens one connection', async () => {
    const sandbox = await sandboxForTest();
    const { data } = await endpoint(sandbox, secretsOf(sandbox));
    const attempt = (url: string): Promise<unknown> =>
      new Promise((resolve) => {
        const socket = new WebSocket(url);
        socket.once('open', () => resolve('open')).once('error', ({ message }) => resolve(message));
      });
    expect(await attempt(data.URL)).toBe('open');
    expect(await attempt(data.URL)).toContain('403');
    expect(await attempt(data.URL.replace('/ws/v2', '/ws/v3'))).toContain('404');
  });

  test('is what a bot that subscribes by long connection must have taken', async () => {
    const sandbox = await sandboxForTest();
    const drive = control(sandbox);
    const bot = wiredBot(sandbox);
    const clock = await fakeBot(sandbox, []);
    await drive.post('/bot', { url: clock.url, receive: 'long-connection' });
    expect(await drive.get('/config')).toMatchObject({ bot: { receives: 'long-connection', connections: 1, reachable: true } });
    await drive.post('/faults', { set: { dropSockets: true } });
    await drive.post('/messages', says('没人'));
    expect([clock.requests, bot.received]).toEqual([[], []]);
    expect(clock.ticks.length).toBeGreaterThan(0);
    expect(await drive.raw('POST', '/bot', { url: clock.url, receive: 'pigeon' })).toMatchObject({ status: 400 });
  });

  test('ends with the sandbox', async () => {
    const sandbox = await sandboxForTest();
    const socket = await opened(sandbox);
    const closed = closing(socket);
    await sandbox.close();
    expect(await closed).toBe(1006);
  });
});

describe('a frame from the bot', () => {
  const root = protobuf
    .parse(
      `syntax = "proto2"; message Header { required string key = 1; required string value = 2; }
     message Whole { required uint64 a = 1; required uint64 b = 2; required int32 c = 3; required int32 d = 4; repeated Header headers = 5; }
     message Half { required uint64 a = 1; required int32 c = 3; required int32 d = 4; repeated Header headers = 5; }`,
    )
    .root.resolveAll();
  const frame = (type: string): Uint8Array => {
    const shape = root.lookupType(type);
    return shape.encode(shape.create({ a: 0, b: 0, c: 5, d: 0, headers: [{ key: 'type', value: 'ping' }] })).finish();
  };

  test('with all that is required is understood, zeros included', async () => {
    const socket = await opened(await sandboxForTest());
    const pong = new Promise<Buffer>((resolve) => socket.once('message', resolve));
    socket.send(frame('Whole'));
    const text = (await pong).toString('utf8');
    expect(text).toContain('pong');
    expect(JSON.parse(text.slice(text.indexOf('{')))).toEqual({
      ReconnectCount: -1,
      ReconnectInterval: 120,
      ReconnectNonce: 30,
      PingInterval: 120,
    });
  });

  test.each<[string, Uint8Array | string, number]>([
    ['without a required field', frame('Half'), 1002],
    ['of noise', Buffer.alloc(20, 0xff), 1002],
    ['of text', 'ping', 1003],
  ])('%s ends the connection', async (_what, bytes, code) => {
    const socket = await opened(await sandboxForTest());
    const closed = closing(socket);
    socket.send(bytes);
    expect(await closed).toBe(code);
  });
});
