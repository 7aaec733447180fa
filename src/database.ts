import { fileURLToPath } from 'node:url';
import type { Config } from './config.ts';
import { openDatabase, openPostgres, type Database, type Owner } from './db/index.ts';

export const SQLITE_MIGRATIONS = fileURLToPath(new URL('../migrations/sqlite', import.meta.url));

const MIGRATIONS = {
  sqlite: SQLITE_MIGRATIONS,
  postgres: fileURLToPath(new URL('../migrations/postgres', import.meta.url)),
};

export type Opening = {
  /** Whose data it may hold; `undefined` asks no questions. */
  belongsTo: Owner | undefined;
  /** Beside a bot that may be running: it holds SQLite's lock, and lets others write between its transactions. */
  beside?: boolean;
};

/** The database that the configuration names, brought to the schema of this build. */
export async function openConfigured({ database }: Pick<Config, 'database'>, { belongsTo, beside }: Opening): Promise<Database> {
  if (database.kind === 'postgres')
    return await openPostgres({ url: database.url, belongsTo, migrationsDir: MIGRATIONS.postgres });
  return await openDatabase({ file: database.file, belongsTo, migrationsDir: MIGRATIONS.sqlite, lock: beside !== true });
}
