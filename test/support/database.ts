import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, inject, onTestFinished } from 'vitest';
import { openDatabase, openPostgres } from '../../src/db/index.ts';
import type { Database, OpenOptions, PostgresOptions } from '../../src/db/index.ts';
import { onCluster } from './cluster.setup.ts';
import { templateFile } from './template.ts';

const leftOpen = new Set<() => Promise<void>>();

type Options = Partial<Pick<OpenOptions, 'onHookError' | 'transactionMs' | 'belongsTo'>>;

/**
 * An empty database with every table, closed and removed when the test, or its file, is done. On which engine the project
 * decides that the test runs in (vitest.config.ts).
 */
export async function testDatabase(options: Options = {}): Promise<Database> {
  const common = { belongsTo: undefined, checkPrepared: true, ...options };
  return inject('engine') === 'server' ? await onServer(common) : await inFile(common);
}

type Common = { belongsTo: OpenOptions['belongsTo']; checkPrepared: boolean } & Options;

async function inFile(options: Common): Promise<Database> {
  const folder = mkdtempSync(join(tmpdir(), 'okr-pulse-test-'));
  const file = join(folder, 'test.db');
  copyFileSync(await templateFile(), file);
  const database = await openDatabase({ file, lock: false, durability: 'none', ...options });
  leaveTidy(async () => {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return database;
}

/** The same database, as a second process has it; the test closes it. */
export async function openAgain(database: Database): Promise<Database> {
  const common = { belongsTo: undefined, checkPrepared: true };
  if (database.engine === 'sqlite')
    return await openDatabase({ file: database.where, lock: false, durability: 'none', ...common });
  return await openPostgres({ ...common, ...(reopened.get(database) as { url: string }) });
}

const reopened = new WeakMap<Database, Pick<PostgresOptions, 'url'>>();

async function onServer(options: Common): Promise<Database> {
  const { url, remove } = await serverDatabase();
  const database = await openPostgres({ url, ...options });
  reopened.set(database, { url });
  leaveTidy(async () => {
    await database.close();
    await remove();
  });
  return database;
}

/** A copy of the template on the run's cluster, for whoever opens it more than once. */
export async function serverDatabase(): Promise<{ url: string; remove(): Promise<void> }> {
  const cluster = inject('clusterUrl');
  const name = `t_${process.pid}_${(made += 1)}`;
  await onCluster(cluster, `CREATE DATABASE ${name} TEMPLATE template`);
  return {
    url: cluster.replace('/postgres?', `/${name}?`),
    remove: () => onCluster(cluster, `DROP DATABASE ${name} WITH (FORCE)`),
  };
}

let made = 0;
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
