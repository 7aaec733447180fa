import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import Client from 'better-sqlite3';
import { eq, openDatabase, placeholder, sql } from '../src/db/index.ts';
import type { Tx } from '../src/db/index.ts';
import { index, instant, integer, table, text, uniqueIndex } from '../src/db/columns/index.ts';

/**
 * What the facade costs: four statements a transaction (a key remembered once, a row, a counter, a reading), 32 callers,
 * against the same by hand with the driver's own prepared statements and group commit. Interleaved, because from run to
 * run both move by a quarter.
 */
const CALLERS = 32;
const ROUNDS = 5;
const ROUND_MS = 1_500;

const DDL = `
  CREATE TABLE seen (platform TEXT NOT NULL, key TEXT NOT NULL, at INTEGER NOT NULL);
  CREATE UNIQUE INDEX seen_key ON seen (platform, key);
  CREATE TABLE entry (id TEXT PRIMARY KEY NOT NULL, person TEXT NOT NULL, amount INTEGER NOT NULL, note TEXT);
  CREATE INDEX entry_person ON entry (person);
  CREATE TABLE tally (person TEXT PRIMARY KEY NOT NULL, total INTEGER NOT NULL);
`;

const seen = table(
  'seen',
  { platform: text('platform').notNull(), key: text('key').notNull(), at: instant('at').notNull() },
  (t) => [uniqueIndex('seen_key').on(t.platform, t.key)],
);
const entry = table(
  'entry',
  { id: text('id').primaryKey(), person: text('person').notNull(), amount: integer('amount').notNull(), note: text('note') },
  (t) => [index('entry_person').on(t.person)],
);
const tally = table('tally', { person: text('person').primaryKey(), total: integer('total').notNull() });

type Event = (n: number) => Promise<void>;
interface Contender {
  name: string;
  event: Event;
  close: () => Promise<void>;
}

function byHand(file: string): Contender {
  const client = new Client(file);
  client.pragma('journal_mode = WAL');
  client.pragma('synchronous = FULL');
  client.exec(DDL);
  const remember = client.prepare('INSERT INTO seen (platform, key, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING RETURNING key');
  const write = client.prepare('INSERT INTO entry (id, person, amount, note) VALUES (?, ?, ?, ?)');
  const add = client.prepare(
    'INSERT INTO tally (person, total) VALUES (?, ?) ON CONFLICT (person) DO UPDATE SET total = total + excluded.total',
  );
  const read = client.prepare('SELECT person, total FROM tally WHERE person = ?');
  const waiting: { n: number; done: () => void }[] = [];
  const batch = client.transaction((events: { n: number }[]) => {
    for (const { n } of events) {
      remember.get('feishu', `k${n}`, n);
      write.run(`e${n}`, `p${n % 280}`, 1, null);
      add.run(`p${n % 280}`, 1);
      read.get(`p${n % 280}`);
    }
  });
  const flush = (): void => {
    const events = waiting.splice(0);
    batch.immediate(events);
    for (const { done } of events) done();
  };
  return {
    name: 'by hand',
    event: (n) =>
      new Promise((done) => {
        if (waiting.push({ n, done }) === 1) setImmediate(flush);
      }),
    close: async () => void client.close(),
  };
}

async function ours(file: string, name: string, work: (tx: Tx, n: number) => Promise<unknown>): Promise<Contender> {
  new Client(file).exec(DDL).close();
  const database = await openDatabase({ file, belongsTo: undefined });
  return { name, event: (n) => database.transaction(async (tx) => void (await work(tx, n))), close: () => database.close() };
}

async function prepared(tx: Tx, n: number): Promise<void> {
  const person = `p${n % 280}`;
  await tx
    .prepared('seen.remember', (q) =>
      q
        .insert(seen)
        .values({ platform: placeholder('platform'), key: placeholder('key'), at: placeholder('at') })
        .onConflictDoNothing()
        .returning({ key: seen.key }),
    )
    .execute({ platform: 'feishu', key: `k${n}`, at: n });
  await tx
    .prepared('entry.write', (q) =>
      q.insert(entry).values({ id: placeholder('id'), person: placeholder('person'), amount: 1, note: null }),
    )
    .execute({ id: `e${n}`, person });
  await tx
    .prepared('tally.add', (q) =>
      q
        .insert(tally)
        .values({ person: placeholder('person'), total: 1 })
        .onConflictDoUpdate({ target: tally.person, set: { total: sql`${tally.total} + excluded.total` } }),
    )
    .execute({ person });
  await tx
    .prepared('tally.read', (q) =>
      q
        .select()
        .from(tally)
        .where(eq(tally.person, placeholder('person'))),
    )
    .execute({ person });
}

async function built(tx: Tx, n: number): Promise<void> {
  const person = `p${n % 280}`;
  await tx
    .insert(seen)
    .values({ platform: 'feishu', key: `k${n}`, at: n })
    .onConflictDoNothing()
    .returning({ key: seen.key });
  await tx.insert(entry).values({ id: `e${n}`, person, amount: 1, note: null });
  await tx
    .insert(tally)
    .values({ person, total: 1 })
    .onConflictDoUpdate({ target: tally.person, set: { total: sql`${tally.total} + excluded.total` } });
  await tx.select().from(tally).where(eq(tally.person, person));
}

let next = 0;

async function perSecond({ event }: Contender): Promise<number> {
  const startedAt = performance.now();
  let done = 0;
  const caller = async (): Promise<void> => {
    while (performance.now() - startedAt < ROUND_MS) {
      await event((next += 1));
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, caller));
  return (done * 1_000) / (performance.now() - startedAt);
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number;

const folder = mkdtempSync(join(tmpdir(), 'okr-pulse-bench-'));
const contenders = [
  byHand(join(folder, 'hand.db')),
  await ours(join(folder, 'prepared.db'), 'ours, prepared', prepared),
  await ours(join(folder, 'built.db'), 'ours, builder', built),
];
const results = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));
for (let round = 0; round <= ROUNDS; round += 1) {
  for (const contender of contenders) {
    const rate = await perSecond(contender);
    // The first round warms up.
    if (round > 0) results.get(contender.name)?.push(rate);
  }
}
const base = median(results.get('by hand') ?? []);
for (const [name, rates] of results) {
  console.log(
    `${name.padEnd(16)} ${Math.round(median(rates)).toLocaleString('en')} tx/s  ${(median(rates) / base).toFixed(2)} × by hand`,
  );
}
for (const { close } of contenders) await close();
rmSync(folder, { recursive: true, force: true });
