import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import Client from 'better-sqlite3';
import { ConfigError } from '../../core/errors.ts';
import { migrate } from './migrate.ts';
import { claim } from './owner.ts';
import { holdAlone } from './lock.ts';
import { reader } from './reader.ts';
import { connection } from './session.ts';
import { BATCH_MS, writer } from './writer.ts';
import type { Database, Owner } from '../statements.ts';

export interface OpenOptions {
  /** A path, or `:memory:` for a database in a temporary folder that is gone when it is closed. */
  file: string;
  /** Whose data it may hold; `undefined` asks no questions (tests, inspection). */
  belongsTo: Owner | undefined;
  /** Absent: the tables are there already. */
  migrationsDir?: string;
  /** Refuses a second bot process on the same file; on unless said otherwise. */
  lock?: boolean;
  /** `none` gives up safety against power cuts for speed: tests only. */
  durability?: 'full' | 'none';
  /** Told of errors in afterCommit hooks. */
  onHookError?: (error: unknown) => void;
  /** How long to wait while another process holds the file: a backup, an administrator's command. */
  busyMs?: number;
  /** How long one transaction may keep everybody else waiting. */
  transactionMs?: number;
  /** How long one commit goes on taking more; a test on a slow machine says for ever. */
  batchMs?: number;
  /** Finds prepared statements that differ from call to call; slow, for tests. */
  checkPrepared?: boolean;
}

const BUSY_MS = 5_000;
const TRANSACTION_MS = 5_000;
/**
 * Pages in the write-ahead log before they are folded into the file. Folding holds the event loop: with pages touched at random
 * 22 ms for 500 of them (49 at times), 36 and 102 for SQLite's own 1,000, 195 and 373 for 4,000.
 */
const CHECKPOINT_PAGES = 500;
const OTHER_FILE = 'Restore it from a backup, or set DATABASE_URL to another file.';

export async function openDatabase(options: OpenOptions): Promise<Database> {
  const { file, forget } = place(options.file);
  let release = (): void => undefined;
  let client: Client.Database | undefined;
  try {
    mkdirSync(dirname(file), { recursive: true });
    if (options.lock !== false) release = holdAlone(file);
    client = openWriter(file, options);
    if (options.migrationsDir !== undefined) migrate(client, file, options.migrationsDir);
    if (options.belongsTo !== undefined) claim(client, file, options.belongsTo);
    return facade(file, client, options, () => {
      release();
      forget();
    });
  } catch (error) {
    client?.close();
    release();
    forget();
    throw asConfigError(error, file);
  }
}

/** What only the administrator can mend, said in a sentence; anything else as it is. */
function asConfigError(error: unknown, file: string): unknown {
  const code = String((error as { code?: unknown }).code);
  if (/^SQLITE_(NOTADB|CORRUPT)/.test(code))
    return new ConfigError(`The file ${file} is no SQLite database, or it is damaged.`, OTHER_FILE);
  if (/^(SQLITE_(CANTOPEN|READONLY|PERM)|EACCES|EPERM|EROFS|ENOTDIR|EEXIST)/.test(code)) {
    return new ConfigError(
      `The database ${file} can't be opened for writing.`,
      'Check the folder and its permissions, or set DATABASE_URL.',
    );
  }
  return error;
}

function place(file: string): { file: string; forget: () => void } {
  if (file !== ':memory:') return { file: resolve(file), forget: () => undefined };
  // A database in memory would show the reader what is not yet committed.
  const folder = mkdtempSync(join(tmpdir(), 'okr-pulse-'));
  return { file: join(folder, 'memory.db'), forget: () => rmSync(folder, { recursive: true, force: true }) };
}

function openWriter(file: string, options: OpenOptions): Client.Database {
  const client = new Client(file, { timeout: options.busyMs ?? BUSY_MS });
  const durability = options.durability ?? (options.file === ':memory:' ? 'none' : 'full');
  client.pragma('journal_mode = WAL');
  client.pragma(`synchronous = ${durability === 'full' ? 'FULL' : 'OFF'}`);
  client.pragma('foreign_keys = ON');
  client.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  return client;
}

function facade(file: string, client: Client.Database, options: OpenOptions, forget: () => void): Database {
  const readOnly = new Client(file, { readonly: true, timeout: options.busyMs ?? BUSY_MS });
  const checkPrepared = options.checkPrepared ?? false;
  const { transaction, finish } = writer(connection(client), {
    onHookError: options.onHookError ?? ((error) => process.emitWarning(error instanceof Error ? error : String(error))),
    transactionMs: options.transactionMs ?? TRANSACTION_MS,
    batchMs: options.batchMs ?? BATCH_MS,
    checkPrepared,
  });
  let closed: Promise<void> | undefined;
  async function closeAll(): Promise<void> {
    await finish();
    // The writer last: the last connection folds the write-ahead log into the file, and a reader can't.
    readOnly.close();
    client.close();
    forget();
  }
  return {
    engine: 'sqlite',
    where: file,
    // The lock on the file sees to it that there is no other process.
    hold: () => Promise.resolve(true),
    announce: () => undefined,
    onAnnounced: () => undefined,
    read: reader(connection(readOnly), checkPrepared),
    transaction,
    close: () => (closed ??= closeAll()),
  };
}
