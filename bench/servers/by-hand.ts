import { createDecipheriv, createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Client from 'better-sqlite3';
import { answerParent } from './parent.ts';

/**
 * The least code that keeps the same promise for one command: verified, decrypted, the sender looked up, one inbox and one
 * outbox row in the same tables under the same indexes, answered after the fsync. Prepared statements, group commit, no layers.
 */
const ENCRYPT_KEY = process.env['BENCH_ENCRYPT_KEY'] ?? '';
const TOKEN = Buffer.from(process.env['BENCH_TOKEN'] ?? '');
const AES_KEY = createHash('sha256').update(ENCRYPT_KEY).digest();
const FRESH_S = 8 * 3600;

const client = new Client(process.env['BENCH_DATABASE'] ?? '');
client.pragma('journal_mode = WAL');
client.pragma('synchronous = FULL');
client.pragma('foreign_keys = ON');
client.pragma('wal_autocheckpoint = 500');
const remember = client.prepare(
  `INSERT INTO inbox (platform, key, type, received_at, state) VALUES ('feishu', ?, ?, ?, 'done')
   ON CONFLICT DO NOTHING RETURNING key`,
);
const lookUp = client.prepare<[string], { id: string; status: string; language: string | null }>(
  `SELECT p.id, p.name, p.employee_no, p.department_id, p.superior_id, p.title, p.language, p.joined_on, p.status
   FROM people_identities i JOIN people_persons p ON p.id = i.person_id WHERE i.platform = 'feishu' AND i.external_id = ?`,
);
const reply = client.prepare(
  `INSERT INTO outbox (id, purpose, kind, ref, receiver, platform, urgency, dedupe_key, frozen, reply_to, not_before, send_by, state, created_at)
   VALUES (?, 'send', ?, '', ?, 'feishu', 'reply', ?, NULL, NULL, ?, NULL, 'waiting', ?) ON CONFLICT DO NOTHING`,
);

type Event = { key: string; type: string; openId: string; kind: string };
type Waiting = { event: Event; done(status: number): void };

let waiting: Waiting[] = [];
let ids = 0;

const write = client.transaction((batch: readonly Waiting[], now: number) => {
  for (const { event } of batch) {
    if (!remember.get(event.key, event.type, now)) continue;
    const person = lookUp.get(event.openId);
    if (!person || person.status === 'left') continue;
    ids += 1;
    const id = now.toString(36) + ids.toString(36).padStart(8, '0');
    reply.run(id, event.kind, `p:${person.id}`, `reply:feishu:${event.key}`, now, now);
  }
});

function commit(): void {
  const batch = waiting;
  waiting = [];
  let status = 200;
  try {
    write.immediate(batch, Date.now());
  } catch {
    status = 503;
  }
  for (const { done } of batch) done(status);
}

function read(raw: Buffer, headers: IncomingMessage['headers']): Event | undefined {
  const timestamp = String(headers['x-lark-request-timestamp']);
  const expected = createHash('sha256')
    .update(timestamp + String(headers['x-lark-request-nonce']) + ENCRYPT_KEY)
    .update(raw)
    .digest('hex');
  const given = String(headers['x-lark-signature']);
  if (given.length !== expected.length || !timingSafeEqual(Buffer.from(given), Buffer.from(expected))) return undefined;
  if (!(Math.abs(Date.now() / 1000 - Number(timestamp)) < FRESH_S)) return undefined;
  const sealed = Buffer.from((JSON.parse(raw.toString()) as { encrypt: string }).encrypt, 'base64');
  const decipher = createDecipheriv('aes-256-cbc', AES_KEY, sealed.subarray(0, 16));
  const body = JSON.parse(decipher.update(sealed.subarray(16), undefined, 'utf8') + decipher.final('utf8')) as Wire;
  const token = Buffer.from(body.header.token);
  if (token.length !== TOKEN.length || !timingSafeEqual(token, TOKEN)) return undefined;
  const { message, sender } = body.event;
  const { text } = JSON.parse(message.content) as { text: string };
  if (text.trim() !== '/help') return undefined;
  return { key: message.message_id, type: body.header.event_type, openId: sender.sender_id.open_id, kind: 'desk.help' };
}

type Wire = {
  header: { token: string; event_type: string };
  event: { sender: { sender_id: { open_id: string } }; message: { message_id: string; content: string } };
};

function take(raw: Buffer, request: IncomingMessage, response: ServerResponse): void {
  let event: Event | undefined;
  try {
    event = read(raw, request.headers);
  } catch {
    event = undefined;
  }
  if (!event) return answer(response, 401);
  if (waiting.push({ event, done: (status) => answer(response, status) }) === 1) setImmediate(commit);
}

function answer(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'content-length': 2 });
  response.end('{}');
}

const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => take(parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts), request, response));
});
server.keepAliveTimeout = 72_000;
server.listen(0, '127.0.0.1', () =>
  answerParent((server.address() as AddressInfo).port, async () => {
    server.closeAllConnections();
    server.close();
    client.close();
  }),
);
