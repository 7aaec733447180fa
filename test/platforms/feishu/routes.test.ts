import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/chat/index.ts';
import { HOUR, manualClock, MINUTE } from '../../../src/core/clock.ts';
import { createLog } from '../../../src/core/log.ts';
import { cipherKey, decrypt } from '../../../src/platforms/feishu/cipher.ts';
import { feishuRoutes } from '../../../src/platforms/feishu/index.ts';
import { KEY, messageEvent, NOW, pressEvent, seal, signed, TOKEN, webhook } from './sealed.ts';

const MESSAGE = seal(messageEvent('/okr 本季度'));

describe('an event', () => {
  it('is decrypted as the platform’s documented vector says', () => {
    expect(decrypt(cipherKey('test key'), 'P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk=')).toBe('hello world');
  });

  it('is received once verified, decrypted and decoded, and answered with an empty object', async () => {
    const { post, received } = await webhook();
    const answer = await post(MESSAGE);
    expect([answer.statusCode, answer.body]).toEqual([200, '{}']);
    expect(received).toMatchObject([{ kind: 'command', command: 'okr', rest: '本季度', key: 'om_1' }]);
  });

  it('is verified over the bytes as they came, blanks and all', async () => {
    const { post, received } = await webhook();
    const spaced = `{ "encrypt" :  ${JSON.stringify(JSON.parse(MESSAGE).encrypt)} }\n`;
    expect((await post(spaced)).statusCode).toBe(200);
    expect(received).toHaveLength(1);
  });

  it.each([
    ['a signature over something else', signed(`${MESSAGE} `)],
    ['a signature under another key', signed(MESSAGE, NOW, 'other key')],
    [
      'only the beginning of its signature',
      { ...signed(MESSAGE), 'x-lark-signature': signed(MESSAGE)['x-lark-signature']?.slice(0, 8) },
    ],
    ['an empty signature', { ...signed(MESSAGE), 'x-lark-signature': '' }],
    ['a signature that is shorter', { ...signed(MESSAGE), 'x-lark-signature': 'ab' }],
    ['no signature', { 'content-type': 'application/json' }],
    [
      'a signature without a nonce',
      Object.fromEntries(Object.entries(signed(MESSAGE)).filter(([name]) => !name.endsWith('nonce'))),
    ],
  ])('with %s is refused, counted and not read', async (_what, headers) => {
    const { post, received, rejections } = await webhook();
    expect((await post(MESSAGE, headers as Record<string, string>)).statusCode).toBe(401);
    expect([received, rejections]).toEqual([[], ['bad-signature']]);
  });

  it.each([
    ['8 hours', 8 * HOUR, 200],
    ['over 8 hours', 8 * HOUR + 1000, 401],
    ['5 minutes from now', -5 * MINUTE, 200],
    ['over 5 minutes from now', -5 * MINUTE - 1000, 401],
  ])('%s old is answered as it should', async (_what, ageMs, status) => {
    const { post } = await webhook();
    expect((await post(MESSAGE, signed(MESSAGE, NOW - ageMs))).statusCode).toBe(status);
  });

  it('with a foreign token is refused although it is signed', async () => {
    const { post, rejections } = await webhook();
    expect((await post(seal(messageEvent('x', 'other')))).statusCode).toBe(401);
    expect(rejections).toEqual(['bad-token']);
  });

  it('that is not encrypted is refused where a key is set', async () => {
    const { post, rejections } = await webhook();
    expect((await post(JSON.stringify(messageEvent('x')))).statusCode).toBe(400);
    expect(rejections).toEqual(['not-encrypted']);
  });

  it('without a key is known by its token', async () => {
    const { post, received } = await webhook({ encryptKey: undefined });
    expect((await post(JSON.stringify(messageEvent('好')))).statusCode).toBe(200);
    expect((await post(JSON.stringify(messageEvent('x', 'other')))).statusCode).toBe(401);
    expect(received).toMatchObject([{ kind: 'message', text: '好' }]);
  });

  it('of an unknown kind is recorded all the same', async () => {
    const { post, received } = await webhook();
    const odd = { schema: '2.0', header: { event_id: 'e', event_type: 'a.b_v1', create_time: '1', token: TOKEN }, event: {} };
    expect((await post(seal(odd))).statusCode).toBe(200);
    expect(received).toMatchObject([{ kind: 'other', type: 'a.b_v1' }]);
  });

  it('that can not be recorded is asked for again', async () => {
    const { post } = await webhook({ receive: () => Promise.reject(new Error('disk full')) });
    expect((await post(MESSAGE)).statusCode).toBe(503);
  });

  it('keeps its Chinese whole when the bytes come in pieces', async () => {
    const { app, received } = await webhook({ encryptKey: undefined });
    await app.listen({ port: 0, host: '127.0.0.1' });
    const raw = Buffer.from(JSON.stringify(messageEvent('绩效目标')));
    const cut = raw.indexOf('绩') + 1;
    const status = await new Promise((resolve, reject) => {
      const { port } = app.server.address() as AddressInfo;
      const sending = request(
        { port, path: '/feishu/events', method: 'POST', headers: { 'content-type': 'application/json' } },
        (answer) => {
          answer.resume().on('end', () => resolve(answer.statusCode));
        },
      );
      sending.on('error', reject);
      sending.write(raw.subarray(0, cut), () => sending.end(raw.subarray(cut)));
    });
    await app.close();
    expect(status).toBe(200);
    expect(received).toMatchObject([{ text: '绩效目标' }]);
  });

  it('sent to a bot that is stopping is asked for again and not begun', async () => {
    const { post, received } = await webhook({ stopping: () => true });
    expect((await post(MESSAGE)).statusCode).toBe(503);
    expect(received).toEqual([]);
  });
});

describe('the handshake', () => {
  const challenge = { type: 'url_verification', challenge: 'ajls384kdjx98XX', token: TOKEN };

  it('is answered, signed or not, when it comes encrypted', async () => {
    const { post, received } = await webhook();
    const raw = seal(challenge);
    for (const headers of [signed(raw), { 'content-type': 'application/json' }]) {
      const answer = await post(raw, headers as Record<string, string>);
      expect([answer.statusCode, answer.json()]).toEqual([200, { challenge: 'ajls384kdjx98XX' }]);
    }
    expect(received).toEqual([]);
  });

  it('in plain text is refused where a key is set, and answered where none is', async () => {
    const raw = JSON.stringify(challenge);
    const plain = { 'content-type': 'application/json' };
    expect((await (await webhook()).post(raw, plain)).statusCode).toBe(401);
    expect((await (await webhook({ encryptKey: undefined })).post(raw, plain)).json()).toEqual({ challenge: 'ajls384kdjx98XX' });
  });

  it('with a foreign token is refused', async () => {
    const raw = seal({ ...challenge, token: 'other' });
    expect((await (await webhook()).post(raw, { 'content-type': 'application/json' })).statusCode).toBe(401);
    expect((await (await webhook()).post(raw)).statusCode).toBe(401);
  });
});

describe('a press', () => {
  const PRESS = seal(pressEvent());

  it('is answered with a toast and the card as an object', async () => {
    const card = '{"schema":"2.0","body":{"elements":[]}}';
    const { post } = await webhook({
      receive: async () => ({ kind: 'press', toast: { tone: 'success', text: '已提交' }, card }),
    });
    expect((await post(PRESS)).json()).toEqual({
      toast: { type: 'success', content: '已提交' },
      card: { type: 'raw', data: { schema: '2.0', body: { elements: [] } } },
    });
  });

  it.each<[string, Answer, unknown]>([
    ['nothing', { kind: 'recorded' }, {}],
    ['nothing in particular', { kind: 'press' }, {}],
    [
      'a toast alone',
      { kind: 'press', toast: { tone: 'error', text: '"引号"' } },
      { toast: { type: 'error', content: '"引号"' } },
    ],
  ])('is answered with %s', async (_what, given, expected) => {
    const { post } = await webhook({ receive: async () => given });
    expect((await post(PRESS)).json()).toEqual(expected);
  });

  it('older than five minutes is refused, though an event is not', async () => {
    const { post, rejections } = await webhook();
    expect((await post(PRESS, signed(PRESS, NOW - 5 * MINUTE))).statusCode).toBe(200);
    expect((await post(PRESS, signed(PRESS, NOW - 5 * MINUTE - 1000))).statusCode).toBe(401);
    expect(rejections).toEqual(['stale']);
  });

  it('that could not be recorded says so in words: it is never repeated by the platform', async () => {
    const { post } = await webhook({ receive: () => Promise.reject(new Error('disk full')) });
    const answer = await post(PRESS);
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({
      toast: { type: 'error', i18n: { zh_cn: expect.any(String), en_us: expect.any(String) } },
    });
  });

  it('that takes too long is answered at once and delivered later, after that answer', async () => {
    const order: string[] = [];
    let finish = (_answer: Answer): void => undefined;
    const result = new Promise<Answer>((resolve) => (finish = resolve));
    let delivered = (): void => undefined;
    const late = new Promise<void>((resolve) => (delivered = resolve));
    const { post } = await webhook({
      deadlineMs: 1,
      receive: () => result,
      onLate: (inbound, answer) => {
        order.push(`late ${inbound.updateToken} ${answer.kind}`);
        delivered();
      },
    });
    const answer = await post(PRESS);
    order.push('answered');
    expect(answer.json()).toMatchObject({ toast: { type: 'info', content: '正在处理…', i18n: { en_us: 'Working on it…' } } });
    finish({ kind: 'press' });
    await late;
    expect(order).toEqual(['answered', 'late c-1 press']);
  });

  it('whose late result is an error does no harm', async () => {
    let fail = (_error: Error): void => undefined;
    const result = new Promise<Answer>((_resolve, reject) => (fail = reject));
    const { post } = await webhook({ deadlineMs: 1, receive: () => result });
    expect((await post(PRESS)).statusCode).toBe(200);
    fail(new Error('late'));
    expect((await post(MESSAGE)).statusCode).toBeLessThan(600);
  });
});

describe('garbage', () => {
  it.each([
    ['an empty body', '', 400],
    ['no JSON', '{"encrypt":', 400],
    ['a list', '[]', 400],
    ['encrypted nothing', '{"encrypt":""}', 400],
    ['a ciphertext that is none', '{"encrypt":"aGVsbG8="}', 400],
    ['a ciphertext of noise', JSON.stringify({ encrypt: Buffer.alloc(64, 7).toString('base64') }), 400],
    ['an encrypted string', seal('"hello"'), 400],
    ['an encrypted envelope without a head', seal({ schema: '2.0', token: TOKEN }), 400],
  ])('%s, signed, is refused', async (_what, raw, status) => {
    const { post, received } = await webhook();
    expect((await post(raw)).statusCode).toBe(status);
    expect(received).toEqual([]);
  });

  it('larger than 1 MiB is refused unread', async () => {
    const { post, rejections } = await webhook();
    const raw = seal(messageEvent('长'.repeat(400_000)));
    expect((await post(raw)).statusCode).toBe(413);
    expect(rejections).toEqual(['too-large']);
  });

  it('of any content type and any bytes is never our fault', async () => {
    const { post } = await webhook();
    const type = fc.constantFrom(
      'application/json',
      'text/plain',
      'multipart/form-data',
      'x',
      'application/x-www-form-urlencoded',
    );
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), type, fc.boolean(), async (bytes, contentType, sign) => {
        const raw = Buffer.from(bytes);
        const headers = { ...(sign ? signed(raw) : {}), 'content-type': contentType };
        const { statusCode } = await post(raw, headers);
        expect(statusCode).toBeGreaterThanOrEqual(400);
        expect(statusCode).toBeLessThan(500);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the route', () => {
  it('leaves the parsers of other routes alone', async () => {
    const { app } = await webhook();
    expect((await app.inject({ method: 'GET', url: '/feishu/events' })).statusCode).toBe(404);
    const other = fastify();
    other.post('/other', async (asked) => asked.body);
    feishuRoutes(other, {
      appId: 'cli_1',
      encryptKey: KEY,
      clock: manualClock(NOW),
      log: createLog({ level: 'silent' }),
      receive: async () => ({ kind: 'recorded' }),
    });
    const answer = await other.inject({ method: 'POST', url: '/other', payload: { a: 1 } });
    expect(answer.json()).toEqual({ a: 1 });
  });

  it('is not served without anything to know the platform by', () => {
    const open = {
      appId: 'cli_1',
      clock: manualClock(NOW),
      log: createLog({ level: 'silent' }),
      receive: async (): Promise<Answer> => ({ kind: 'recorded' }),
    };
    expect(() => feishuRoutes(fastify(), open)).toThrow(/forged/);
  });
});
