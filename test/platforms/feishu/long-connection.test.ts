import type { AddressInfo } from 'node:net';
import fastify from 'fastify';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { WebSocketServer } from 'ws';
import type { Answer, Inbound } from '../../../src/chat/index.ts';
import { ConfigError } from '../../../src/core/errors.ts';
import { createLog } from '../../../src/core/log.ts';
import { longConnection, type LongConnection, type LongConnectionOptions } from '../../../src/platforms/feishu/index.ts';
import { DEMO_CREDENTIALS, type Sandbox, startSandbox } from '../../../src/sandbox/index.ts';
import { controlOf, type Logged } from '../../support/drive.ts';
import { smallCompany, START_AT } from '../../support/sandbox-company.ts';
import { handTimers, type HandTimers } from './hand-timers.ts';
import { messageEvent, pressEvent } from './sealed.ts';

// The SDK is imported at the first connection: not within a test's time.
beforeAll(() => import('@larksuiteoapi/node-sdk'), 60_000);

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function sandboxForTest(): Promise<Sandbox> {
  const sandbox = await startSandbox({ port: 0, company: smallCompany, startAt: START_AT, frozen: true, deadlineMs: 10_000 });
  onTestFinished(() => sandbox.close());
  return sandbox;
}

type Ours = { link: LongConnection; timers: HandTimers; received: Inbound[]; until(wanted: () => unknown): Promise<void> };

function ours(baseUrl: string, over: Partial<LongConnectionOptions> = {}): Ours {
  const timers = handTimers();
  const received: Inbound[] = [];
  const link = longConnection({
    ...DEMO_CREDENTIALS,
    baseUrl,
    log: createLog({ level: 'silent' }),
    timers,
    receive: async (inbound) => {
      received.push(inbound);
      return { kind: 'recorded' };
    },
    ...over,
  });
  onTestFinished(() => link.close());
  link.open();
  /** Lets our time run on until it is so. */
  const until = async (wanted: () => unknown): Promise<void> => {
    while (!wanted()) {
      timers.pass(100);
      await turn();
    }
  };
  return { link, timers, received, until };
}

/** A sandbox and our connection to it, open. */
async function connected(over: Partial<LongConnectionOptions> = {}) {
  const sandbox = await sandboxForTest();
  const mine = ours(sandbox.feishuUrl, over);
  await mine.until(() => mine.link.trouble() === undefined);
  const drive = controlOf(sandbox.url);
  const deliver = (body: unknown): Promise<{ status: number; body: unknown }> =>
    drive.post('/deliver', { platform: 'feishu', body });
  const delivered = async (): Promise<Logged[]> =>
    (await drive.get<{ entries: Logged[] }>('/log?after=0')).entries.filter(({ direction }) => direction === 'to-bot');
  return { sandbox, drive, deliver, delivered, ...mine };
}

function held<T>(): { promise: Promise<T>; resolve(value: T): void; reject(error: Error): void } {
  let [resolve, reject] = [(_value: T): void => undefined, (_error: Error): void => undefined];
  const promise = new Promise<T>((...settle) => ([resolve, reject] = settle));
  return { promise, resolve: (value) => resolve(value), reject: (error) => reject(error) };
}

const said = { platform: 'feishu', from: 'E004', chat: 'bot', text: '/okr 本季度' };

describe('an event over the long connection', () => {
  it('is decoded as the webhook’s is, and acknowledged after it was recorded, not before', async () => {
    const recording = held<Answer>();
    const begun = held<Inbound>();
    const { drive, delivered } = await connected({
      receive: (inbound) => {
        begun.resolve(inbound);
        return recording.promise;
      },
    });
    const saying = drive.post('/messages', said);
    expect(await begun.promise).toMatchObject({ kind: 'command', command: 'okr', rest: '本季度' });
    expect(await delivered()).toEqual([]);
    recording.resolve({ kind: 'recorded' });
    await saying;
    expect(await delivered()).toMatchObject([{ method: 'WS', status: 200 }]);
  });

  it('that can not be recorded is asked for again, and comes again', async () => {
    let full = true;
    const taken: Inbound[] = [];
    const { drive, delivered } = await connected({
      receive: async (inbound) => {
        if (full) throw new Error('disk full');
        taken.push(inbound);
        return { kind: 'recorded' };
      },
    });
    await drive.post('/messages', said);
    full = false;
    await drive.post('/clock', { advance: 'PT15S' });
    expect((await delivered()).map(({ status }) => status)).toEqual([500, 200]);
    expect(taken).toHaveLength(1);
  });

  it('of a kind nobody registered is recorded all the same', async () => {
    const { deliver, received } = await connected();
    const odd = { schema: '2.0', header: { event_id: 'e', event_type: 'a.b_v1', create_time: '1' }, event: { token: 'x' } };
    expect((await deliver(odd)).status).toBe(200);
    expect(received).toMatchObject([{ kind: 'other', type: 'a.b_v1', key: 'e' }]);
  });

  it.each([['{}'], ['[]'], ['null'], ['"words"'], [{ schema: '2.0', header: {} }]])(
    '%j is no event and not taken',
    async (odd) => {
      const { deliver, received } = await connected();
      expect((await deliver(odd)).status).toBe(500);
      expect(received).toEqual([]);
    },
  );

  it('knows the bot among those mentioned', async () => {
    const { sandbox, drive, received } = await connected({ botOpenId: () => 'ou_somebody_else' });
    await drive.post('/messages', { ...said, chat: 'g-course', text: '@bot /okr' });
    expect(received).toMatchObject([{ kind: 'message' }]);
    const own = await drive.get<{ feishu: { botOpenId: string } }>('/config');
    const { drive: later, received: known } = await connected({ botOpenId: () => own.feishu.botOpenId });
    await later.post('/messages', { ...said, chat: 'g-course', text: '@bot /okr' });
    expect(known).toMatchObject([{ kind: 'command', command: 'okr' }]);
    expect(sandbox.credentials.appId).toBe(DEMO_CREDENTIALS.appId);
  });
});

describe('a press over the long connection', () => {
  it('is answered with a toast and the card as an object', async () => {
    const { deliver } = await connected({
      receive: async () => ({
        kind: 'press',
        toast: { tone: 'success', text: '已提交' },
        card: '{"schema":"2.0","body":{"elements":[]}}',
      }),
    });
    expect(await deliver(pressEvent())).toEqual({
      status: 200,
      body: {
        toast: { type: 'success', content: '已提交' },
        card: { type: 'raw', data: { schema: '2.0', body: { elements: [] } } },
      },
    });
  });

  it('that could not be recorded says so in words: it is never repeated by the platform', async () => {
    const { deliver } = await connected({ receive: () => Promise.reject(new Error('disk full')) });
    expect(await deliver(pressEvent())).toMatchObject({ status: 200, body: { toast: { type: 'error' } } });
  });

  it('that takes too long is answered at once and delivered later', async () => {
    const result = held<Answer>();
    const late: string[] = [];
    const { deliver, timers, until } = await connected({
      deadlineMs: 1,
      receive: () => result.promise,
      onLate: (inbound, answer) => void late.push(`late ${inbound.updateToken} ${answer.kind}`),
    });
    expect(await deliver(pressEvent())).toMatchObject({ body: { toast: { type: 'info', content: '正在处理…' } } });
    result.resolve({ kind: 'press' });
    timers.pass(499);
    await turn();
    expect(late).toEqual([]);
    await until(() => late.length > 0);
    expect(late).toEqual(['late c-1 press']);
  });
});

describe('the end', () => {
  it('lets what is under way be acknowledged, turns away what comes meanwhile, and then closes', async () => {
    const recording = held<Answer>();
    const begun = held<void>();
    const { drive, deliver, delivered, link } = await connected({
      receive: () => {
        begun.resolve();
        return recording.promise;
      },
    });
    const saying = drive.post('/messages', said);
    await begun.promise;
    const closing = link.close();
    expect((await deliver(messageEvent('x'))).status).toBe(500);
    recording.resolve({ kind: 'recorded' });
    await Promise.all([closing, saying]);
    expect(await delivered()).toMatchObject([{ status: 200 }]);
    await expect.poll(async () => (await drive.get<{ bot: object }>('/config')).bot).toMatchObject({ connections: 0 });
  });

  it('waits for a late answer too', async () => {
    const result = held<Answer>();
    const order: string[] = [];
    const { deliver, link, until } = await connected({
      deadlineMs: 1,
      receive: () => result.promise,
      onLate: () => void order.push('late'),
    });
    await deliver(pressEvent());
    const closing = link.close().then(() => order.push('closed'));
    result.resolve({ kind: 'press' });
    await until(() => order.length === 2);
    await closing;
    expect(order).toEqual(['late', 'closed']);
  });

  it('of a connection still being opened leaves none behind', async () => {
    const sandbox = await sandboxForTest();
    const { link } = ours(sandbox.feishuUrl);
    await link.close();
    for (let i = 0; i < 20; i += 1) await fetch(`${sandbox.url}/control/clock`);
    expect((await controlOf(sandbox.url).get<{ bot: object }>('/config')).bot).toMatchObject({ connections: 0 });
  });
});

/** Answers the question where to connect by a list, the last one for ever. */
async function endpoint(...answers: { status?: number; body: unknown }[]): Promise<string> {
  const server = fastify();
  let asked = 0;
  server.post('/callback/ws/endpoint', (_request, reply) => {
    const { status = 200, body } = answers[Math.min(asked++, answers.length - 1)] ?? { body: {} };
    return reply.code(status).send(body);
  });
  onTestFinished(() => server.close());
  return server.listen({ port: 0, host: '127.0.0.1' });
}

async function address(sandbox: Sandbox): Promise<unknown> {
  const { appId: AppID, appSecret: AppSecret } = sandbox.credentials;
  const body = JSON.stringify({ AppID, AppSecret });
  return (await fetch(`${sandbox.feishuUrl}/callback/ws/endpoint`, { method: 'POST', body })).json();
}

describe('what the SDK takes for the end, or is silent about', () => {
  it.each<[string, { status?: number; body: unknown }, string]>([
    ['busy', { body: { code: 1, msg: 'busy', data: {} } }, 'busy'],
    ['a wrong secret', { body: { code: 514, msg: 'no', data: {} } }, 'FEISHU_APP_SECRET'],
    ['a refusal without data', { body: { code: 403, msg: 'no' } }, 'self-built'],
    ['a refusal with another status', { status: 400, body: { code: 1000040346, msg: 'no' } }, 'FEISHU_APP_SECRET'],
    ['too many connections', { body: { code: 1000040350, msg: 'no', data: {} } }, '50'],
    ['a page of somebody else’s', { body: '<html>' }, 'FEISHU_BASE_URL'],
    ['an outage', { status: 502, body: '' }, 'busy'],
    ['an address where nobody is', { body: { code: 0, data: { URL: 'ws://127.0.0.1:1/x', ClientConfig: {} } } }, 'WebSocket'],
  ])('%s is told in words and tried again until it is over', async (_what, refusal, words) => {
    const sandbox = await sandboxForTest();
    const { link, until } = ours(await endpoint(refusal, refusal, { body: await address(sandbox) }));
    await until(() => link.trouble()?.includes(words));
    await until(() => link.trouble() === undefined);
  });

  it('a platform that is away is no reason to fail, and the reason is told', async () => {
    const { link, until } = ours('http://127.0.0.1:1');
    await until(() => link.trouble()?.includes('ECONNREFUSED'));
    expect(link.trouble()).toContain('could not be reached');
  });

  it('a drop is followed by a new connection, over which events come', async () => {
    const { drive, link, until, received } = await connected();
    await drive.post('/faults', { set: { dropSockets: true } });
    await until(() => link.trouble()?.includes('broke off'));
    await until(() => link.trouble() === undefined);
    await drive.post('/messages', said);
    expect(received).toHaveLength(1);
  });

  it('a missing interval does not make it ping without a pause', async () => {
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    onTestFinished(() => {
      for (const socket of server.clients) socket.terminate();
      server.close();
    });
    await new Promise((resolve) => server.once('listening', resolve));
    let pings = 0;
    server.on('connection', (socket) => socket.on('message', () => (pings += 1)));
    const URL = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/?fpid=1&service_id=1`;
    const root = await endpoint({ body: { code: 0, data: { URL, ClientConfig: { PingInterval: 'soon' } } } });
    const { link, until } = ours(root);
    await until(() => link.trouble() === undefined);
    for (let i = 0; i < 20; i += 1) await fetch(root);
    expect(pings).toBe(1);
  });

  it.each(['cli_a1', 'cli_5a9db0c0ffee000g', 'CLI_5a9db0c0ffee0001', ''])(
    'the app id %j is refused at start, with a remedy',
    (appId) => {
      const started = (): unknown => ours('http://127.0.0.1:1', { appId });
      expect(started).toThrow(ConfigError);
      expect(started).toThrow(/FEISHU_APP_ID/);
    },
  );
});
