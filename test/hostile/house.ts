import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import Client from 'better-sqlite3';
import { startApp, type App } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { createCalendar } from '../../src/core/calendar.ts';
import { createLog } from '../../src/core/log.ts';
import { prepareDemo } from '../../src/demo/index.ts';
import { linkToSandbox } from '../../src/sandbox-link.ts';
import { openIdOf, p2pChatIdOf } from '../../src/sandbox/feishu/ids.ts';
import { DEMO_CREDENTIALS, startSandbox } from '../../src/sandbox/index.ts';
import { fastFolder } from '../support/fast-folder.ts';
import { smallDemo } from '../support/small-demo.ts';
import { START_AT } from '../support/sandbox-company.ts';
import { driveSandbox, type Told } from '../support/drive.ts';
import { sealed, signedHeaders, type Keys } from './sealing.ts';
import { send, type Heard, type Wire } from './wire.ts';

export const INGEST_SECRET = 'ingest-secret-of-the-hostile-house';
const SECRET_KEY = 'secret-key-of-the-hostile-house-0123456789';

/** What no log line may hold, whatever is thrown at the bot: the bot's secrets and the people's names. */
const SECRETS = [
  DEMO_CREDENTIALS.appSecret,
  DEMO_CREDENTIALS.encryptKey,
  DEMO_CREDENTIALS.verificationToken,
  INGEST_SECRET,
  SECRET_KEY,
];

/** `tables`: a digest of each that belongs to a feature; `digest`: of all of them. */
export type Effects = { digest: string; tables: Record<string, string>; inbox: number; outbox: number; notReplies: number };

export type House = {
  port: number;
  keys: Keys;
  /** The bot's clock, which stands still except while cards are asked for. */
  readonly now: number;
  openId(employeeNo: string): string;
  people: readonly { employeeNo: string; openId: string; name: string }[];
  send(wire: Wire): Promise<Heard | undefined>;
  /** A signed event, as the platform sends it. */
  event(body: unknown): Promise<Heard | undefined>;
  /** Says it to the bot and has the cards it answers with. */
  cardsFor(employeeNo: string, text: string): Promise<Told[]>;
  /** Changes with anything that is written, by whatever way. */
  written(): number;
  effects(): Effects;
  /** The lines logged since the last call. */
  logged(): string;
  secrets: readonly string[];
  app: App;
  close(): Promise<void>;
};

/** The bot as it is started beside a sandbox, except that nothing is done by itself: what is written is what came in. */
export async function openHouse(): Promise<House> {
  const folder = mkdtempSync(join(fastFolder(), 'okr-pulse-hostile-'));
  const file = join(folder, 'sandbox.db');
  const company = smallDemo();
  const sandbox = await startSandbox({ port: 0, company, startAt: START_AT, frozen: true });
  const lines: string[] = [];
  const log = createLog({ level: 'trace', destination: { write: (line: string) => void lines.push(line) } });
  const config = readConfig({
    SANDBOX_URL: sandbox.url,
    PORT: '0',
    DATABASE_URL: `file:${file}`,
    INGEST_SECRET,
    SECRET_KEY,
    LOG_LEVEL: 'trace',
  });
  const link = await linkToSandbox(sandbox.url, 'webhook');
  const app = await startApp({ config, feishu: link.feishu, clock: link.clock, log });
  link.routes(app.server, { run: app.tick, startOver: () => undefined });
  await app.server.listen({ port: 0, host: '127.0.0.1' });
  await app.pipe.syncDirectory();
  await prepareDemo(app, link.clock, createCalendar({ zone: config.company.zone }));
  await app.tick();
  const { port } = app.server.server.address() as AddressInfo;
  const keys: Keys = DEMO_CREDENTIALS;
  const watch = watcher(file);
  const drive = driveSandbox(sandbox.url);
  let said = 0;
  const house: House = {
    port,
    keys,
    get now() {
      return link.clock.now();
    },
    openId: openIdOf,
    people: company.people.map(({ employeeNo, name }) => ({ employeeNo, openId: openIdOf(employeeNo), name })),
    send: (wire) => send(port, wire),
    event(body) {
      const raw = sealed(keys, body);
      return send(port, { method: 'POST', target: '/feishu/events', headers: signedHeaders(keys, raw, house.now), body: raw });
    },
    async cardsFor(employeeNo, text) {
      said += 1;
      // Nobody is sent more than a few messages a second.
      await drive.advance('PT1S');
      const told = Buffer.from(JSON.stringify({ now: sandbox.clock.now() }));
      await send(port, { method: 'POST', target: '/sandbox/tick', headers: [['content-type', 'application/json']], body: told });
      const before = (await drive.messagesOf(employeeNo)).length;
      const openId = openIdOf(employeeNo);
      await house.event(messageTo(keys, { id: `setup_${said}`, openId, chat: p2pChatIdOf(employeeNo), text, now: house.now }));
      await app.tick();
      return (await drive.messagesOf(employeeNo)).slice(before);
    },
    ...watch,
    logged: () => lines.splice(0).join(''),
    secrets: [...SECRETS, ...new Set(company.people.flatMap(({ name }) => (name.length > 1 ? [name] : [])))],
    app,
    async close() {
      watch.close();
      await app.close();
      await sandbox.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return house;
}

type Message = { id: string; openId: string; chat: string; text: string; now: number };

export const messageTo = (keys: Keys, { id, openId, chat, text, now }: Message): unknown => ({
  schema: '2.0',
  header: {
    event_id: `ev_${id}`,
    event_type: 'im.message.receive_v1',
    create_time: String(now),
    token: keys.verificationToken,
    app_id: keys.appId,
    tenant_key: keys.tenantKey,
  },
  event: {
    sender: { sender_id: { open_id: openId }, sender_type: 'user', tenant_key: keys.tenantKey },
    message: { message_id: `om_${id}`, chat_id: chat, chat_type: 'p2p', message_type: 'text', content: JSON.stringify({ text }) },
  },
});

/**
 * What comes in leaves its trace here and nowhere else, unless it is somebody's own and well-formed. A draft is what the form in a
 * reply is filled from; nobody else sees it.
 */
const PIPE = new Set(['inbox', 'outbox', 'work_items', 'people_chats', 'okr_drafts', 'points_drafts', 'data_task_drafts']);

function watcher(file: string): Pick<House, 'written' | 'effects'> & { close(): void } {
  const client = new Client(file);
  const names = client
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    .pluck()
    .all() as string[];
  // Which tables were written to, so that only these are read again.
  client.exec('CREATE TABLE hostile_writes (name TEXT PRIMARY KEY, n INTEGER NOT NULL)');
  for (const name of names) {
    client.exec(`INSERT INTO hostile_writes VALUES ('${name}', 0)`);
    for (const what of ['INSERT', 'UPDATE', 'DELETE'])
      client.exec(
        `CREATE TRIGGER hostile_${name}_${what} AFTER ${what} ON "${name}" BEGIN UPDATE hostile_writes SET n = n + 1 WHERE name = '${name}'; END`,
      );
  }
  client.exec('CREATE INDEX hostile_urgency ON outbox (urgency)');
  const writes = client.prepare('SELECT name, n FROM hostile_writes');
  const kept = new Map(
    names.filter((name) => !PIPE.has(name)).map((name) => [name, client.prepare(`SELECT * FROM "${name}"`).raw()]),
  );
  const seen = new Map<string, { n: number; digest: string }>();
  const digestOf = (name: string): string => {
    const hash = createHash('sha256');
    for (const row of kept.get(name)?.iterate() ?? []) hash.update(JSON.stringify(row));
    return hash.digest('base64');
  };
  const count = (text: string): (() => number) => {
    const statement = client.prepare(text).pluck();
    return () => statement.get() as number;
  };
  const inbox = count('SELECT count(*) FROM inbox');
  const outbox = count('SELECT count(*) FROM outbox');
  const notReplies = count("SELECT count(*) FROM outbox WHERE urgency < 'reply' OR urgency > 'reply'");
  return {
    written: () => client.pragma('data_version', { simple: true }) as number,
    effects() {
      for (const { name, n } of writes.all() as { name: string; n: number }[])
        if (kept.has(name) && seen.get(name)?.n !== n) seen.set(name, { n, digest: digestOf(name) });
      const tables = Object.fromEntries([...seen].map(([name, { digest }]) => [name, digest]));
      return { digest: JSON.stringify(tables), tables, inbox: inbox(), outbox: outbox(), notReplies: notReplies() };
    },
    close: () => client.close(),
  };
}
