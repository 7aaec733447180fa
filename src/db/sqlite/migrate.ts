import { renameSync, rmSync } from 'node:fs';
import type { Database as Client } from 'better-sqlite3';
import { readMigrations, refuseForeign, type Applied, type Migration } from '../migrations.ts';

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

function readApplied(client: Client): Applied[] {
  client.exec(
    'CREATE TABLE IF NOT EXISTS migrations_applied (position INTEGER PRIMARY KEY, tag TEXT NOT NULL, hash TEXT NOT NULL)',
  );
  return client.prepare<[], Applied>('SELECT tag, hash FROM migrations_applied ORDER BY position').all();
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
