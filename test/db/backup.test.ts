import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import Client from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { openDatabase, sql } from '../../src/db/index.ts';
import { backUp, restore } from '../../src/db/sqlite/backup.ts';
import { inspectFile, isHeld } from '../../src/db/sqlite/inspect.ts';
import { ACCOUNT_DDL } from './account.ts';

const CHILD = fileURLToPath(new URL('./crash.child.ts', import.meta.url));
const MIGRATIONS = fileURLToPath(new URL('../../migrations/sqlite', import.meta.url));
const NOW = Date.parse('2026-09-07T09:00:00+08:00');
const OURS = { kind: 'tenant', key: 'feishu:cli_ours' } as const;

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'okr-pulse-backup-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

/** A database of ours with one remark in it, closed. */
async function written(file: string, remark: string, owner: typeof OURS | { kind: 'sandbox' } = OURS): Promise<void> {
  const database = await openDatabase({ file, belongsTo: owner, migrationsDir: MIGRATIONS });
  await database.transaction(async (tx) => void (await tx.rows(sql`INSERT INTO jobs (name, since) VALUES (${remark}, 1)`)));
  await database.close();
}

async function remarksIn(file: string): Promise<string[]> {
  const database = await openDatabase({ file, belongsTo: undefined, migrationsDir: MIGRATIONS });
  const rows = await database.read.rows<{ name: string }>(sql`SELECT name FROM jobs ORDER BY name`);
  await database.close();
  return rows.map(({ name }) => name);
}

const restoring = (from: string, file: string) =>
  restore({ from, file, migrationsDir: MIGRATIONS, belongsTo: 'tenant:feishu:cli_ours', now: NOW });

it('a backup taken while another process writes is whole, has all it had answered, and leaves it writing', async () => {
  const place = folder();
  const file = join(place, 'test.db');
  new Client(file).exec(ACCOUNT_DDL).close();
  const child = spawn(process.execPath, ['--import', 'tsx', CHILD, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = new Promise((resolve) => child.once('exit', resolve));
  const answered: number[] = [];
  const copies: { copy: string; before: number[] }[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    answered.push(Number(line));
    if (answered.length % 100 === 0 && copies.length < 3) {
      const copy = join(place, `copy-${copies.length}.db`);
      copies.push({ copy, before: [...answered] });
      expect(backUp(file, copy).rows['account']).toBeGreaterThanOrEqual(2 * answered.length);
    }
    if (answered.length === 500) child.kill('SIGKILL');
  }
  await gone;
  expect(copies).toHaveLength(3);
  for (const { copy, before } of copies) {
    const client = new Client(copy, { readonly: true });
    const pairs = client.prepare('SELECT total, count(*) AS "rows" FROM account GROUP BY total').all() as {
      total: number;
      rows: number;
    }[];
    client.close();
    expect(pairs.filter(({ rows }) => rows !== 2)).toEqual([]);
    const totals = new Set(pairs.map(({ total }) => total));
    expect(before.filter((n) => !totals.has(n))).toEqual([]);
  }
}, 60_000);

it('a restore brings back what was, with the key that signs cards, and keeps what it replaced beside it', async () => {
  const place = folder();
  const [file, copy] = [join(place, 'bot.db'), join(place, 'copy.db')];
  await written(file, 'before');
  writeFileSync(`${file}.key`, 'the key of then');
  const made = backUp(file, copy);
  expect(made).toMatchObject({ file: copy, key: `${copy}.key`, rows: { jobs: 1 } });
  expect(made.bytes).toBe(statSync(copy).size);
  expect(statSync(copy).mode & 0o077).toBe(0);

  await written(file, 'later');
  writeFileSync(`${file}.key`, 'the key of now');
  const restored = restoring(copy, file);
  expect(await remarksIn(file)).toEqual(['before']);
  expect(readFileSync(`${file}.key`, 'utf8')).toBe('the key of then');
  expect(restored).toMatchObject({ replaced: `${file}.before-restore-20260907T010000Z`, migrationsToCome: false });
  expect(await remarksIn(restored.replaced ?? '')).toEqual(['before', 'later']);
  expect(readFileSync(`${restored.replaced}.key`, 'utf8')).toBe('the key of now');
  expect(readdirSync(place).filter((name) => /part|restoring/.test(name))).toEqual([]);
});

it('a restore takes the place of a database that a killed bot left with its log unfolded, and of none at all', async () => {
  const place = folder();
  const [file, copy] = [join(place, 'bot.db'), join(place, 'copy.db')];
  await written(file, 'before');
  backUp(file, copy);
  writeFileSync(`${file}-wal`, 'half a log');
  restoring(copy, file);
  expect(await remarksIn(file)).toEqual(['before']);
  const elsewhere = join(place, 'new.db');
  expect(restoring(copy, elsewhere).replaced).toBeUndefined();
  expect(await remarksIn(elsewhere)).toEqual(['before']);
});

it('a restore is refused while a bot holds the database, and nothing is changed', async () => {
  const place = folder();
  const [file, copy] = [join(place, 'bot.db'), join(place, 'copy.db')];
  await written(file, 'before');
  backUp(file, copy);
  const running = await openDatabase({ file, belongsTo: OURS, migrationsDir: MIGRATIONS });
  onTestFinished(() => running.close());
  expect(isHeld(file)).toBe(true);
  expect(() => restoring(copy, file)).toThrow('in use by another running bot');
  expect(readdirSync(place).filter((name) => /before-restore|restoring/.test(name))).toEqual([]);
  expect(inspectFile(file, MIGRATIONS)).toEqual({ migrations: 'in step', belongsTo: 'tenant:feishu:cli_ours', damage: [] });
  await running.close();
  expect(isHeld(file)).toBe(false);
});

it('a restore is refused from another company, another version, something damaged, and something else', async () => {
  const place = folder();
  const file = join(place, 'bot.db');
  await written(file, 'ours');
  await written(join(place, 'sandbox.db'), 'invented', { kind: 'sandbox' });
  expect(() => restoring(join(place, 'sandbox.db'), file)).toThrow('belongs to sandbox');

  backUp(file, join(place, 'newer.db'));
  const newer = new Client(join(place, 'newer.db'));
  newer.exec("INSERT INTO migrations_applied (tag, hash) VALUES ('9999_of_tomorrow', 'x')").close();
  expect(() => restoring(join(place, 'newer.db'), file)).toThrow('another version');

  backUp(file, join(place, 'torn.db'));
  const bytes = readFileSync(join(place, 'torn.db'));
  bytes.fill(0xff, 8192, 40_960);
  writeFileSync(join(place, 'torn.db'), bytes);
  expect(() => restoring(join(place, 'torn.db'), file)).toThrow('damaged');

  writeFileSync(join(place, 'letter.txt'), 'not a database at all, but long enough to look at. '.repeat(200));
  expect(() => restoring(join(place, 'letter.txt'), file)).toThrow('no SQLite database');
  expect(() => restoring(join(place, 'none.db'), file)).toThrow('There is no file');
  new Client(join(place, 'other.db')).exec('CREATE TABLE other (id TEXT)').close();
  expect(() => restoring(join(place, 'other.db'), file)).toThrow('no database of this program');
  expect(await remarksIn(file)).toEqual(['ours']);
});

it('a backup replaces no file, wants its folder, and needs a database', async () => {
  const place = folder();
  const file = join(place, 'bot.db');
  expect(() => backUp(file, join(place, 'copy.db'))).toThrow('There is no database');
  await written(file, 'ours');
  writeFileSync(join(place, 'precious.db'), 'precious');
  expect(() => backUp(file, join(place, 'precious.db'))).toThrow('is there already');
  expect(readFileSync(join(place, 'precious.db'), 'utf8')).toBe('precious');
  expect(() => backUp(file, join(place, 'no', 'copy.db'))).toThrow('There is no folder');
  expect(existsSync(join(place, 'no'))).toBe(false);
});
