import { existsSync } from 'node:fs';
import Client from 'better-sqlite3';
import { ConfigError } from '../../core/errors.ts';
import { readMigrations, type Migration } from '../migrations.ts';

/** How a database file stands to this program; found out by reading only, beside a running bot too. */
export type FileState = {
  /** `behind` is brought up to date at the next start; the others are refused then. */
  migrations: 'in step' | 'behind' | 'ahead' | 'different';
  /** As it is written in the file: `sandbox` or `tenant:…`. */
  belongsTo: string | undefined;
  /** What `integrity_check` found wrong. */
  damage: string[];
};

export function inspectFile(file: string, migrationsDir: string): FileState {
  const client = openReadOnly(file);
  try {
    return {
      migrations: standing(appliedIn(client), readMigrations(migrationsDir)),
      belongsTo: hasTable(client, 'meta')
        ? client.prepare<[], string>("SELECT value FROM meta WHERE key = 'belongs_to'").pluck().get()
        : undefined,
      damage: damageIn(client),
    };
  } catch (error) {
    if (/^SQLITE_(NOTADB|CORRUPT)/.test(String((error as { code?: unknown }).code))) throw notADatabase(file);
    throw error;
  } finally {
    client.close();
  }
}

/** Rows of every table, by name. */
export function countRows(file: string): Record<string, number> {
  const client = openReadOnly(file);
  try {
    const tables = client
      .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
      .pluck()
      .all();
    const count = (table: string): number => client.prepare<[], number>(`SELECT count(*) FROM "${table}"`).pluck().get() ?? 0;
    return Object.fromEntries(tables.map((table) => [table, count(table)]));
  } finally {
    client.close();
  }
}

/** Whether a bot holds the database: its lock keeps readers of the lock file out, and a look at it takes nothing. */
export function isHeld(file: string): boolean {
  if (!existsSync(`${file}.lock`)) return false;
  const client = new Client(`${file}.lock`, { readonly: true, timeout: 0 });
  try {
    client.prepare('SELECT count(*) FROM sqlite_schema').get();
    return false;
  } catch (error) {
    if ((error as { code?: unknown }).code === 'SQLITE_BUSY') return true;
    throw error;
  } finally {
    client.close();
  }
}

function openReadOnly(file: string): Client.Database {
  if (!existsSync(file)) throw new ConfigError(`There is no file ${file}.`);
  return new Client(file, { readonly: true });
}

const notADatabase = (file: string): ConfigError => new ConfigError(`The file ${file} is no SQLite database, or it is damaged.`);

const hasTable = (client: Client.Database, name: string): boolean =>
  client.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(name) !== undefined;

export function damageIn(client: Client.Database): string[] {
  const found = client.pragma('integrity_check') as { integrity_check: string }[];
  return found.map((row) => row.integrity_check).filter((line) => line !== 'ok');
}

type Applied = { tag: string; hash: string };

const appliedIn = (client: Client.Database): Applied[] =>
  hasTable(client, 'migrations_applied')
    ? client.prepare<[], Applied>('SELECT tag, hash FROM migrations_applied ORDER BY position').all()
    : [];

function standing(applied: readonly Applied[], known: readonly Migration[]): FileState['migrations'] {
  for (const [i, { tag, hash }] of applied.entries()) {
    const ours = known[i];
    if (ours === undefined || ours.tag !== tag) return 'ahead';
    if (ours.hash !== hash) return 'different';
  }
  return applied.length < known.length ? 'behind' : 'in step';
}
