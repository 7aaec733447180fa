import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, onTestFinished } from 'vitest';
import { openDatabase } from '../../src/db/index.ts';
import type { Database, OpenOptions } from '../../src/db/index.ts';
import { templateFile } from './template.ts';

const leftOpen = new Set<() => Promise<void>>();

/** An empty database with every table, in a folder of its own; closed and removed when the test, or its file, is done. */
export async function testDatabase(options: Partial<OpenOptions> = {}): Promise<Database> {
  const folder = mkdtempSync(join(tmpdir(), 'okr-pulse-test-'));
  const file = join(folder, 'test.db');
  copyFileSync(await templateFile(), file);
  const database = await openDatabase({
    file,
    belongsTo: undefined,
    lock: false,
    durability: 'none',
    checkPrepared: true,
    ...options,
  });
  leaveTidy(async () => {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return database;
}

function leaveTidy(tidy: () => Promise<void>): void {
  leftOpen.add(tidy);
  try {
    onTestFinished(() => finish(tidy));
  } catch {
    // Opened outside a test (beforeAll, the file's top): lives as long as the file.
  }
}

async function finish(tidy: () => Promise<void>): Promise<void> {
  leftOpen.delete(tidy);
  await tidy();
}

afterAll(async () => {
  for (const tidy of leftOpen) await finish(tidy);
});
