import { afterAll, beforeAll, expect, it } from 'vitest';
import { openHouse, messageTo, type House } from './hostile/house.ts';
import { sealed, signedHeaders } from './hostile/sealing.ts';
import type { Heard, Wire } from './hostile/wire.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const NOTHING = Buffer.alloc(0);
const ask = (method: string, target: string, over: Partial<Wire> = {}): Promise<Heard | undefined> =>
  house.send({ method, target, headers: [], body: NOTHING, ...over });
const from = (address: string): { headers: [string, string][] } => ({ headers: [['x-forwarded-for', address]] });

async function statuses(times: number, once: () => Promise<Heard | undefined>): Promise<(number | undefined)[]> {
  const found: (number | undefined)[] = [];
  for (let i = 0; i < times; i += 1) found.push((await once())?.status);
  return found;
}

it.each([
  [
    'POST /feishu/events unsigned',
    () => ask('POST', '/feishu/events', { ...from('203.0.113.1'), body: Buffer.from('{"encrypt":"x"}') }),
    401,
  ],
  ['POST /ingest unsigned', () => ask('POST', '/ingest', { ...from('203.0.113.2'), body: Buffer.from('{}') }), 401],
  ['an address nobody serves', () => ask('GET', '/wp-login.php', from('203.0.113.3')), 404],
  ['an address that is none', () => ask('GET', '/%E0%A4%A', from('203.0.113.4')), 400],
])('%s costs its sender: after sixty in a minute it is told how long to wait', async (_what, once, status) => {
  const first = await statuses(60, once);
  expect(new Set(first)).toEqual(new Set([status]));
  const refused = await once();
  expect(refused?.status).toBe(429);
  expect(Number(refused?.headers['retry-after'])).toBeGreaterThan(0);
  expect(Number(refused?.headers['retry-after'])).toBeLessThanOrEqual(60);
});

it('who is refused too often is no longer logged, and no other address pays for it', async () => {
  await statuses(61, () => ask('POST', '/ingest', { ...from('203.0.113.9'), body: NOTHING }));
  house.logged();
  expect((await ask('POST', '/ingest', { ...from('203.0.113.9'), body: NOTHING }))?.status).toBe(429);
  expect(house.logged()).toBe('');
  expect((await ask('POST', '/ingest', { ...from('203.0.113.10'), body: NOTHING }))?.status).toBe(401);
});

it('what is signed is heard whatever else comes from that address: a proxy may hide who asks', async () => {
  const unsigned = () => ask('POST', '/feishu/events', { body: Buffer.from('{}') });
  expect((await statuses(62, unsigned)).at(-1)).toBe(429);
  const openId = house.openId('1009');
  const event = { id: 'after_the_flood', openId, chat: 'oc_1', text: '/help', now: house.now };
  expect((await house.event(messageTo(house.keys, event)))?.status).toBe(200);
});

it('an orchestrator that looks once a second is never refused, nor are ten of them, nor after a flood of refusals', async () => {
  await statuses(62, () => ask('GET', '/nothing'));
  for (const path of ['/healthz', '/readyz'])
    expect(new Set(await statuses(600, () => ask('GET', path)))).toEqual(new Set([200]));
});

it('a health route asked for without end is refused, with a time', async () => {
  const answers = await statuses(1201, () => ask('GET', '/healthz', from('203.0.113.20')));
  expect(answers.slice(0, 1200).every((status) => status === 200)).toBe(true);
  expect(answers.at(-1)).toBe(429);
  const refused = await ask('GET', '/healthz', from('203.0.113.20'));
  expect([refused?.status, Number(refused?.headers['retry-after']) > 0]).toEqual([429, true]);
});

it('who claims to be forwarded for no address at all is counted all the same', async () => {
  let n = 0;
  const answers = await statuses(61, () => ask('GET', '/nothing', from(`no address ${(n += 1)}`)));
  expect(answers.at(-1)).toBe(429);
});

it.each(['/feishu/events', '/ingest', '/sandbox/tick', '/nothing', '/healthz'])('%s takes no body over 1 MiB', async (target) => {
  const body = Buffer.alloc(1024 * 1024 + 1, 'x');
  const { status } = (await ask('POST', target, { headers: [['content-type', 'application/json']], body })) ?? {};
  // Where there is no route nothing is read at all.
  expect([404, 413, 429]).toContain(status);
  if (status === 404) expect(['/nothing', '/healthz']).toContain(target);
});

it('every answer forbids guessing its type, and none repeats what was asked', async () => {
  const raw = sealed(
    house.keys,
    messageTo(house.keys, { id: 'sniffed', openId: house.openId('1009'), chat: 'oc_1', text: '/help', now: house.now }),
  );
  const answers = [
    await ask('POST', '/feishu/events', { headers: signedHeaders(house.keys, raw, house.now), body: raw }),
    await ask('POST', '/feishu/events', { ...from('203.0.113.30'), body: Buffer.from('<script>') }),
    await ask('POST', '/ingest', { ...from('203.0.113.30'), body: Buffer.from('<script>') }),
    await ask('GET', '/%3Cscript%3E<script>', from('203.0.113.30')),
    await ask('GET', '/%E0<script>', from('203.0.113.30')),
    await ask('GET', '/healthz', from('203.0.113.30')),
    await ask('POST', '/sandbox/tick', { headers: [['content-type', 'text/html']], body: Buffer.from('<script>') }),
  ];
  for (const answer of answers) {
    expect(answer?.headers['x-content-type-options']).toBe('nosniff');
    expect(answer?.headers['content-type']).toContain('json');
    expect(answer?.body).not.toContain('script');
  }
});

it('a request that trickles in is let go', () => {
  expect(house.app.server.server.requestTimeout).toBe(30_000);
});
