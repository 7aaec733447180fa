import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { smallDemo } from '../support/small-demo.ts';
import { startRunning, type Running } from '../support/running.ts';
import type { Told } from '../support/drive.ts';

const ZHANG_WEI = '1009';
const STEP = '+5 课时';
const NOW_AT = /(\d+) \/ 目标 48 课时/;

type Loose = Record<string, unknown>;
type Config = { feishu: Record<'appId' | 'encryptKey' | 'verificationToken' | 'tenantKey', string> };
type Delivered = { status: number; body: Loose };

let bot: Running;
let config: Config;
let openId: string;
let mine: Told;
let events = 0;
/** The moment the test begins, for the clock stands still. */
let at = 0;

beforeAll(async () => {
  bot = await startRunning({ sandbox: { company: smallDemo() } });
  config = await bot.control.get('/config');
  const people = await bot.control.get<{ employeeNo: string; openId: string }[]>('/people');
  openId = people.find(({ employeeNo }) => employeeNo === ZHANG_WEI)?.openId ?? '';
}, 60_000);
afterAll(() => bot.tidy());

beforeEach(async () => {
  await bot.says(ZHANG_WEI, '/okr update KR-9.1 26');
  mine = await bot.asks(ZHANG_WEI, '/okr');
  at = (await bot.control.get<{ now: number }>('/clock')).now;
});

/** The value the card's button carries on the wire: what a client hands back when it is pressed. */
function wireValue(raw: unknown, label: string): Loose {
  const found = buttonsIn(raw).find((one) => (one['text'] as Loose | undefined)?.['content'] === label);
  const [behavior] = (found?.['behaviors'] ?? []) as Loose[];
  if (!behavior) throw new Error(`no button ${label} on the card`);
  return behavior['value'] as Loose;
}

function buttonsIn(node: unknown): Loose[] {
  if (typeof node !== 'object' || node === null) return [];
  const inner = Object.values(node).flatMap(buttonsIn);
  return (node as Loose)['tag'] === 'button' ? [node as Loose, ...inner] : inner;
}

function pressOf(value: Loose, over: { eventId?: string; at?: number; messageId?: string; openId?: string } = {}): Loose {
  const { appId, verificationToken, tenantKey } = config.feishu;
  const eventId = over.eventId ?? `press-${(events += 1)}`;
  return {
    schema: '2.0',
    header: {
      event_id: eventId,
      token: verificationToken,
      create_time: `${over.at ?? at}000`,
      event_type: 'card.action.trigger',
      tenant_key: tenantKey,
      app_id: appId,
    },
    event: {
      operator: { tenant_key: tenantKey, open_id: over.openId ?? openId },
      token: `c-${eventId}`,
      action: { tag: 'button', value },
      host: 'im_message',
      context: { open_message_id: over.messageId ?? mine.id, open_chat_id: 'oc_any' },
    },
  };
}

const deliver = (body: unknown, headers?: Record<string, string>): Promise<Delivered> =>
  bot.control.post('/deliver', { platform: 'feishu', body, ...(headers ? { headers } : {}) });

const progress = async (): Promise<number> => Number(NOW_AT.exec((await bot.asks(ZHANG_WEI, '/okr')).outline)?.[1]);

const toastOf = ({ body }: Delivered): unknown => (body['toast'] as Loose | undefined)?.['content'];

it('counts a press that comes as five events once, one after the other, and answers each the same', async () => {
  const before = await progress();
  const value = wireValue(mine.raw, STEP);
  const answers: Delivered[] = [];
  for (let i = 0; i < 5; i += 1) answers.push(await deliver(pressOf(value)));
  expect(await progress()).toBe(before + 5);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  expect(new Set(answers.map(toastOf))).toEqual(new Set([`KR-9.1 现在是 ${before + 5} 课时`]));
});

it('counts a press that comes as ten events at once a single time', async () => {
  const before = await progress();
  const value = wireValue(mine.raw, STEP);
  const answers = await Promise.all(Array.from({ length: 10 }, () => deliver(pressOf(value))));
  expect(await progress()).toBe(before + 5);
  expect(new Set(answers.map(toastOf))).toEqual(new Set([`KR-9.1 现在是 ${before + 5} 课时`]));
});

it('counts one event that is delivered again and again once', async () => {
  const before = await progress();
  const event = pressOf(wireValue(mine.raw, STEP), { eventId: 'the-same-event' });
  await Promise.all([deliver(event), deliver(event)]);
  await deliver(event);
  expect(await progress()).toBe(before + 5);
});

it('counts a press once whose answer was lost, and shows who presses again the card as it is now', async () => {
  const before = await progress();
  const value = wireValue(mine.raw, STEP);
  // The answer of the first is thrown away: the client still shows the old drawing, and its owner presses the same button again.
  await deliver(pressOf(value));
  expect((await bot.again({ person: ZHANG_WEI }, mine)).outline).toContain(`${before} / 目标 48 课时`);
  const second = await bot.clicks(ZHANG_WEI, mine, STEP);
  expect(second.toast?.content).toBe(`KR-9.1 现在是 ${before + 5} 课时`);
  expect((await bot.again({ person: ZHANG_WEI }, mine)).outline).toContain(`${before + 5} / 目标 48 课时`);
  expect(await progress()).toBe(before + 5);
  // What the answer brought is a new drawing, whose button counts.
  expect((await bot.clicks(ZHANG_WEI, mine, STEP)).toast?.content).toBe(`KR-9.1 现在是 ${before + 10} 课时`);
});

it('gives a double click on a form one effect', async () => {
  const form = await bot.asks(ZHANG_WEI, '/okr new');
  const values = { text_title: '连点两下', text_verification: '以课程平台为准', date_due: '2026-09-30' };
  const twice = await Promise.all([bot.clicks(ZHANG_WEI, form, '发布', values), bot.clicks(ZHANG_WEI, form, '发布', values)]);
  expect(twice.map(({ status }) => status)).toEqual(['ok', 'ok']);
  expect((await bot.asks(ZHANG_WEI, '/okr')).outline.match(/连点两下/g)).toHaveLength(1);
});

it('has no ear for a value that was changed, for another’s hand, or for a forwarded copy', async () => {
  const before = await progress();
  const value = wireValue(mine.raw, STEP);
  const changed = { ...value, p: { ...(value['p'] as Loose), by: 1000 } };
  const people = await bot.control.get<{ employeeNo: string; openId: string }[]>('/people');
  const other = people.find(({ employeeNo }) => employeeNo === '1010')?.openId ?? '';
  for (const press of [pressOf(changed), pressOf(value, { openId: other }), pressOf(value, { messageId: 'om_forwarded' })]) {
    const answer = await deliver(press);
    expect(answer.status).toBe(200);
    expect((answer.body['toast'] as Loose)['type']).toBe('warning');
  }
  expect(await progress()).toBe(before);
});

/** Plain bytes sealed by hand, so that each part can be wrong by itself: SHA-256 over timestamp, nonce, key and body. */
function sealedByHand(body: string, over: { timestamp?: number; key?: string } = {}): Record<string, string> {
  const timestamp = String(over.timestamp ?? Math.floor(at / 1000));
  const key = over.key ?? config.feishu.encryptKey;
  return {
    'x-lark-request-timestamp': timestamp,
    'x-lark-request-nonce': 'nonce',
    'x-lark-signature': createHash('sha256')
      .update(timestamp + 'nonce' + key + body)
      .digest('hex'),
  };
}

it('turns away a wrong signature and a stale press, without an effect', async () => {
  const before = await progress();
  const value = wireValue(mine.raw, STEP);
  const body = JSON.stringify(pressOf(value));
  expect((await deliver(body, sealedByHand(body, { key: 'another key' }))).status).toBe(401);
  expect((await deliver(body, {})).status).toBe(401);
  const stale = JSON.stringify(pressOf(value, { at: at - 6 * 60_000 }));
  expect((await deliver(stale, sealedByHand(stale, { timestamp: Math.floor(at / 1000) - 360 }))).status).toBe(400);
  expect(await progress()).toBe(before);
});

it('takes a message that is delivered again once', async () => {
  await bot.says(ZHANG_WEI, '/okr update KR-9.2 4.5');
  const sent = (await bot.logAfter(0)).findLast(({ eventType }) => eventType === 'im.message.receive_v1');
  const count = (await bot.messagesOf(ZHANG_WEI)).length;
  // The platform may repeat under another event id: the message's own id is what counts.
  const envelope = sent?.request as { header: Loose };
  expect((await deliver(envelope)).status).toBe(200);
  expect((await deliver({ ...envelope, header: { ...envelope.header, event_id: 'another' } })).status).toBe(200);
  await bot.advance('PT1M');
  expect((await bot.messagesOf(ZHANG_WEI)).length).toBe(count);
});
