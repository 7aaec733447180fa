import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Client from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { eq, openDatabase, sql } from '../../src/db/index.ts';
import type { Database, OpenOptions } from '../../src/db/index.ts';
import { ACCOUNT_DDL, account } from './account.ts';
import { databaseContract } from './contract.ts';

function scratchFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'okr-pulse-db-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'test.db');
}

async function open(options: Partial<OpenOptions> = {}): Promise<Database> {
  const file = scratchFile();
  new Client(file).exec(ACCOUNT_DDL).close();
  const database = await openDatabase({ file, belongsTo: undefined, durability: 'none', ...options });
  onTestFinished(() => database.close());
  return database;
}

databaseContract('SQLite', open, { turns: true });

describe('SQLite alone', () => {
  it('rejects a whole batch when its COMMIT fails, keeps nothing of it, and goes on', async () => {
    const db = await open();
    await db.transaction(async (tx) => {
      await tx.rows(sql`CREATE TABLE child (parent TEXT REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED)`);
    });
    const hooks: string[] = [];
    const settled = await Promise.allSettled([
      db.transaction(async (tx) => {
        tx.afterCommit(() => hooks.push('never'));
        await tx.insert(account).values({ id: 'a', total: 0 });
      }),
      db.transaction(async (tx) => void (await tx.rows(sql`INSERT INTO child VALUES ('nobody')`))),
    ]);
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(hooks).toEqual([]);
    expect(await db.read.select().from(account)).toEqual([]);
    await db.transaction(async (tx) => void (await tx.insert(account).values({ id: 'b', total: 0 })));
    expect(await db.read.select({ id: account.id }).from(account)).toEqual([{ id: 'b' }]);
  });

  it('rejects everybody in the batch when it can’t begin, and nobody waits for ever', async () => {
    const db = await open({ busyMs: 0 });
    const other = new Client(db.where);
    other.exec('BEGIN IMMEDIATE');
    const write = (id: string): Promise<void> =>
      db.transaction(async (tx) => void (await tx.insert(account).values({ id, total: 0 })));
    const settled = await Promise.allSettled([write('a'), write('b')]);
    expect(settled.map((one) => one.status === 'rejected' && (one.reason as { code: string }).code)).toEqual([
      'SQLITE_BUSY',
      'SQLITE_BUSY',
    ]);
    other.exec('ROLLBACK');
    other.close();
    await write('c');
    expect(await db.read.select({ id: account.id }).from(account)).toEqual([{ id: 'c' }]);
  });

  it('answers nobody of a batch before the last of it has run: one commit for all', async () => {
    const db = await open({ batchMs: Infinity });
    const order: string[] = [];
    const write = async (id: string): Promise<void> => {
      await db.transaction(async (tx) => {
        await tx.insert(account).values({ id, total: 0 });
        order.push('ran');
      });
      order.push('answered');
    };
    await Promise.all([write('a'), write('b'), write('c')]);
    expect(order).toEqual(['ran', 'ran', 'ran', 'answered', 'answered', 'answered']);
  });

  it('lets a newcomer wait for the next batch', async () => {
    const db = await open();
    const order: string[] = [];
    let newcomer: Promise<unknown> = Promise.resolve();
    await db.transaction(async (tx) => {
      newcomer = db.transaction(async () => void order.push('newcomer'));
      await tx.insert(account).values({ id: 'a', total: 0 });
      tx.afterCommit(() => order.push('committed'));
    });
    await newcomer;
    expect(order).toEqual(['committed', 'newcomer']);
  });

  it('undoes a transaction that waits too long for something outside, and only that one', async () => {
    const db = await open({ transactionMs: 20 });
    const settled = await Promise.allSettled([
      db.transaction(async (tx) => {
        await tx.insert(account).values({ id: 'stuck', total: 0 });
        await new Promise(() => undefined);
      }),
      db.transaction(async (tx) => void (await tx.insert(account).values({ id: 'next', total: 0 }))),
    ]);
    expect(settled[0]).toMatchObject({ reason: { message: expect.stringContaining('undone after 20 ms') as string } });
    expect(await db.read.select({ id: account.id }).from(account)).toEqual([{ id: 'next' }]);
  });

  it('finds, where it is asked to, a prepared statement in which a value was caught', async () => {
    const db = await open({ checkPrepared: true });
    const byId = (id: string): Promise<unknown> =>
      db.read.prepared('account.caught', (q) => q.select().from(account).where(eq(account.id, id))).execute();
    await byId('a');
    await byId('a');
    expect(() => byId('b')).toThrow('"account.caught" differs from call to call');
  });

  it('writes to disk before it answers: synchronous=FULL and a write-ahead log unless a test says otherwise', async () => {
    const db = await open({ durability: 'full' });
    const [mode, kept] = await db.transaction(async (tx) => [
      await tx.rows(sql`PRAGMA synchronous`),
      await tx.rows(sql`PRAGMA journal_mode`),
    ]);
    expect(mode).toEqual([{ synchronous: 2 }]);
    expect(kept).toEqual([{ journal_mode: 'wal' }]);
  });

  it('keeps a database in memory apart from others, with a reader that sees committed data only', async () => {
    const first = await openDatabase({ file: ':memory:', belongsTo: undefined });
    const second = await openDatabase({ file: ':memory:', belongsTo: undefined });
    onTestFinished(async () => {
      await first.close();
      await second.close();
    });
    await first.transaction(async (tx) => {
      await tx.rows(sql.raw(ACCOUNT_DDL));
      await expect(first.read.select().from(account)).rejects.toThrow('no such table');
    });
    expect(await first.read.select().from(account)).toEqual([]);
    await expect(second.read.select().from(account)).rejects.toThrow('no such table');
  });
});
