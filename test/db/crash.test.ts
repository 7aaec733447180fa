import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import Client from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { openDatabase, sql } from '../../src/db/index.ts';
import { ACCOUNT_DDL } from './account.ts';

const CHILD = fileURLToPath(new URL('./crash.child.ts', import.meta.url));

async function writeUntilKilled(file: string, after: number, meanwhile: () => Promise<void>): Promise<number[]> {
  const child = spawn(process.execPath, ['--import', 'tsx', CHILD, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal)));
  const answered: number[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    answered.push(Number(line));
    if (answered.length === 1) await meanwhile();
    if (answered.length === after) child.kill('SIGKILL');
  }
  expect(await gone).toBe('SIGKILL');
  return answered;
}

it('a process killed while it writes loses nothing it has answered, leaves nothing half done, and no lock', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'okr-pulse-crash-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'test.db');
  new Client(file).exec(ACCOUNT_DDL).close();
  const answered: number[] = [];
  for (const after of [5, 60]) {
    new Client(file).exec('DELETE FROM account').close();
    const lines = await writeUntilKilled(file, after, () =>
      expect(openDatabase({ file, belongsTo: undefined })).rejects.toThrow('in use by another running bot'),
    );
    expect(lines.length).toBeGreaterThanOrEqual(after);
    const database = await openDatabase({ file, belongsTo: undefined });
    const kept = await database.read.rows<{ total: number; rows: number }>(
      sql`SELECT total, count(*) AS "rows" FROM account GROUP BY total`,
    );
    await database.close();
    expect(kept.filter(({ rows }) => rows !== 2)).toEqual([]);
    const totals = new Set(kept.map(({ total }) => total));
    expect(lines.filter((n) => !totals.has(n))).toEqual([]);
    answered.push(...lines);
  }
  expect(answered.length).toBeGreaterThan(60);
});
