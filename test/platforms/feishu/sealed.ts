import { createCipheriv, createHash, randomBytes } from 'node:crypto';
import fastify, { type FastifyInstance, type LightMyRequestResponse } from 'fastify';
import type { Inbound } from '../../../src/chat/index.ts';
import { manualClock } from '../../../src/core/clock.ts';
import { createLog } from '../../../src/core/log.ts';
import { feishuRoutes, type FeishuRoutesOptions } from '../../../src/platforms/feishu/index.ts';

/** The platform's side of the webhook, written from its documentation and not from our adapter. */
export const KEY = 'test key';
export const TOKEN = 'verification-token';
export const NOW = Date.UTC(2026, 10, 22, 1, 0, 0);

export function seal(body: unknown, key = KEY): string {
  const iv = randomBytes(16);
  const cipher = createCipheriv('aes-256-cbc', createHash('sha256').update(key).digest(), iv);
  const plain = typeof body === 'string' ? body : JSON.stringify(body);
  return JSON.stringify({ encrypt: Buffer.concat([iv, cipher.update(plain, 'utf8'), cipher.final()]).toString('base64') });
}

export function signed(raw: string | Buffer, at = NOW, key = KEY): Record<string, string> {
  const timestamp = String(Math.floor(at / 1000));
  const nonce = 'n1';
  const hash = createHash('sha256')
    .update(timestamp + nonce + key)
    .update(raw);
  return {
    'content-type': 'application/json; charset=utf-8',
    'x-lark-request-timestamp': timestamp,
    'x-lark-request-nonce': nonce,
    'x-lark-signature': hash.digest('hex'),
  };
}

export const messageEvent = (text: string, token = TOKEN): unknown => ({
  schema: '2.0',
  header: {
    event_id: 'ev_1',
    event_type: 'im.message.receive_v1',
    create_time: String(NOW),
    token,
    app_id: 'cli_1',
    tenant_key: 'tk',
  },
  event: {
    sender: { sender_id: { open_id: 'ou_1' }, sender_type: 'user', tenant_key: 'tk' },
    message: { message_id: 'om_1', chat_id: 'oc_1', chat_type: 'p2p', message_type: 'text', content: JSON.stringify({ text }) },
  },
});

export const pressEvent = (): unknown => ({
  schema: '2.0',
  header: { event_id: 'ev_9', event_type: 'card.action.trigger', create_time: `${NOW}000`, token: TOKEN, app_id: 'cli_1' },
  event: {
    operator: { open_id: 'ou_1' },
    token: 'c-1',
    action: { tag: 'button', value: { a: 'x.y' } },
    context: { open_message_id: 'om_5', open_chat_id: 'oc_1' },
  },
});

export type Webhook = {
  app: FastifyInstance;
  received: Inbound[];
  rejections: string[];
  post(raw: string | Buffer, headers?: Record<string, string>): Promise<LightMyRequestResponse>;
};

export async function webhook(options: Partial<FeishuRoutesOptions> = {}): Promise<Webhook> {
  const received: Inbound[] = [];
  const rejections: string[] = [];
  const app = fastify();
  feishuRoutes(app, {
    appId: 'cli_1',
    encryptKey: KEY,
    verificationToken: TOKEN,
    clock: manualClock(NOW),
    log: createLog({ level: 'silent' }),
    receive: async (inbound) => {
      received.push(inbound);
      return { kind: 'recorded' };
    },
    count: (rejection) => rejections.push(rejection),
    ...options,
  });
  await app.ready();
  const post = (raw: string | Buffer, headers: Record<string, string> = signed(raw)): Promise<LightMyRequestResponse> =>
    app.inject({ method: 'POST', url: '/feishu/events', payload: raw, headers });
  return { app, received, rejections, post };
}
