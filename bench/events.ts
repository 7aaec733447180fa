import { createCipheriv, createHash, randomBytes } from 'node:crypto';

export type Keys = { appId: string; appSecret: string; encryptKey: string; verificationToken: string; tenantKey: string };

let made = 0;
/** So that a second run against the same tables would not be taken for repetitions of the first. */
const RUN = randomBytes(4).toString('hex');

/** Complete HTTP requests, each a `/help` of its own in somebody's direct chat, encrypted and signed as the platform does it. */
export function requests(count: number, keys: Keys, senders: readonly string[]): Buffer[] {
  const key = createHash('sha256').update(keys.encryptKey).digest();
  return Array.from({ length: count }, () => {
    made += 1;
    return request(keys, key, senders[made % senders.length] as string, `${RUN}${made.toString(36).padStart(8, '0')}`);
  });
}

export type Press = { openId: string; messageId: string; value: object; form: object };

/** The same for presses of card buttons. */
export function pressRequests(keys: Keys, presses: readonly Press[]): Buffer[] {
  const key = createHash('sha256').update(keys.encryptKey).digest();
  return presses.map((press) => {
    made += 1;
    return signed(keys, key, pressOf(keys, press, `${RUN}${made.toString(36).padStart(8, '0')}`));
  });
}

const request = (keys: Keys, key: Buffer, openId: string, id: string): Buffer => signed(keys, key, helpFrom(keys, openId, id));

function signed(keys: Keys, key: Buffer, envelope: object): Buffer {
  const body = JSON.stringify({ encrypt: sealed(key, JSON.stringify(envelope)) });
  const timestamp = String(Math.floor(Date.now() / 1000));
  const nonce = randomBytes(8).toString('hex');
  const signature = createHash('sha256')
    .update(timestamp + nonce + keys.encryptKey + body)
    .digest('hex');
  const head = [
    'POST /feishu/events HTTP/1.1',
    'Host: 127.0.0.1',
    'User-Agent: bench',
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-Lark-Request-Timestamp: ${timestamp}`,
    `X-Lark-Request-Nonce: ${nonce}`,
    `X-Lark-Signature: ${signature}`,
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`, 'latin1');
}

function sealed(key: Buffer, text: string): string {
  const iv = randomBytes(16);
  const cipher = createCipheriv('aes-256-cbc', key, iv);
  return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final()]).toString('base64');
}

function pressOf(keys: Keys, { openId, messageId, value, form }: Press, id: string): object {
  return {
    schema: '2.0',
    header: {
      event_id: `ev_${id}`,
      event_type: 'card.action.trigger',
      // Microseconds, for card callbacks only.
      create_time: `${Date.now()}000`,
      token: keys.verificationToken,
      app_id: keys.appId,
      tenant_key: keys.tenantKey,
    },
    event: {
      operator: { tenant_key: keys.tenantKey, open_id: openId, union_id: `on_${openId.slice(3)}`, user_id: openId.slice(-8) },
      token: `c-${id}`,
      action: { tag: 'button', timezone: 'Asia/Shanghai', value, form_value: form },
      host: 'im_message',
      context: { open_message_id: messageId, open_chat_id: `oc_${openId.slice(3)}` },
    },
  };
}

function helpFrom(keys: Keys, openId: string, id: string): object {
  const now = String(Date.now());
  return {
    schema: '2.0',
    header: {
      event_id: `ev_${id}`,
      event_type: 'im.message.receive_v1',
      create_time: now,
      token: keys.verificationToken,
      app_id: keys.appId,
      tenant_key: keys.tenantKey,
    },
    event: {
      sender: {
        sender_id: { open_id: openId, union_id: `on_${openId.slice(3)}`, user_id: openId.slice(-8) },
        sender_type: 'user',
        tenant_key: keys.tenantKey,
      },
      message: {
        message_id: `om_${id}`,
        create_time: now,
        update_time: now,
        chat_id: `oc_${openId.slice(3)}`,
        chat_type: 'p2p',
        message_type: 'text',
        content: JSON.stringify({ text: '/help' }),
      },
    },
  };
}
