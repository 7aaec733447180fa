import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Database as Client } from 'better-sqlite3';
import { ConfigError } from '../core/errors.ts';

export interface Migration {
  tag: string;
  hash: string;
  statements: string[];
}

interface Applied {
  tag: string;
  hash: string;
}

/** Brings a database to the schema of this code, or refuses one that isn't this code's. Keeps a copy of what it changes. */
export function migrate(client: Client, file: string, migrationsDir: string): void {
  const known = readMigrations(migrationsDir);
  const applied = readApplied(client);
  refuseForeign(applied, known, file);
  const pending = known.slice(applied.length);
  const [first] = pending;
  if (first === undefined) return;
  if (!isEmpty(client)) copyBefore(client, file, first.tag);
  apply(client, pending);
}

export function readMigrations(migrationsDir: string): Migration[] {
  const journal = join(migrationsDir, 'meta', '_journal.json');
  if (!existsSync(journal)) {
    throw new ConfigError(
      `The installation is incomplete: the database migrations are missing (${journal}).`,
      'Install it again.',
    );
  }
  const { entries } = JSON.parse(readFileSync(journal, 'utf8')) as { entries: { tag: string }[] };
  return entries.map(({ tag }) => {
    // A checkout may have changed the line ends; that is no other migration.
    const text = readFileSync(join(migrationsDir, `${tag}.sql`), 'utf8').replaceAll('\r\n', '\n');
    return { tag, hash: createHash('sha256').update(text).digest('hex'), statements: text.split('--> statement-breakpoint') };
  });
}

function readApplied(client: Client): Applied[] {
  client.exec(
    'CREATE TABLE IF NOT EXISTS migrations_applied (position INTEGER PRIMARY KEY, tag TEXT NOT NULL, hash TEXT NOT NULL)',
  );
  return client.prepare<[], Applied>('SELECT tag, hash FROM migrations_applied ORDER BY position').all();
}

function refuseForeign(applied: readonly Applied[], known: readonly Migration[], file: string): void {
  applied.forEach(({ tag, hash }, i) => {
    const ours = known[i];
    if (ours === undefined || ours.tag !== tag) {
      throw new ConfigError(
        `The database ${file} was written by a newer version of this program (it has the change ${tag}, unknown here).`,
        'Start the newer version, or restore the copy that was made beside the database before the upgrade.',
      );
    }
    if (ours.hash !== hash) {
      throw new ConfigError(
        `The database ${file} was written by another build of this program: its change ${tag} differs from the one here.`,
        'Start the build that wrote it, or move the database away to begin with an empty one.',
      );
    }
  });
}

function isEmpty(client: Client): boolean {
  return (
    client
      .prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name <> 'migrations_applied' AND name NOT LIKE 'sqlite_%'")
      .get() === undefined
  );
}

/** Under its final name only when it is whole. */
function copyBefore(client: Client, file: string, tag: string): void {
  const copy = `${file}.before-${tag}`;
  rmSync(`${copy}.part`, { force: true });
  client.prepare('VACUUM INTO ?').run(`${copy}.part`);
  renameSync(`${copy}.part`, copy);
}

function apply(client: Client, pending: readonly Migration[]): void {
  // A table rebuilt under references would lose its rows' children; inside a transaction the switch is ignored.
  client.pragma('foreign_keys = OFF');
  try {
    client
      .transaction(() => {
        for (const migration of pending) {
          for (const statement of migration.statements) client.exec(statement);
          client.prepare('INSERT INTO migrations_applied (tag, hash) VALUES (?, ?)').run(migration.tag, migration.hash);
        }
        const broken = client.pragma('foreign_key_check') as unknown[];
        if (broken.length > 0) throw new Error(`${broken.length} rows would refer to nothing after the migration`);
      })
      .immediate();
  } finally {
    client.pragma('foreign_keys = ON');
  }
}
