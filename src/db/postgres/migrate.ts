import { readMigrations, refuseForeign, type Applied } from '../migrations.ts';
import type { Pool, Wire } from './pool.ts';

/** Of several processes that start at once, one migrates and the others wait for it. */
const MIGRATING = 7_305_001;

/** Brings a database to the schema of this code, in one transaction, or refuses one that isn't this code's. */
export async function migrate(pool: Pool, where: string, migrationsDir: string): Promise<void> {
  const known = readMigrations(migrationsDir);
  const wire = await pool.lend();
  const run = (text: string, params: readonly unknown[] = []): ReturnType<Wire['query']> =>
    wire.query({ text, params, shape: 'objects' });
  let broken = true;
  try {
    await run('BEGIN');
    await run('SELECT pg_advisory_xact_lock($1)', [MIGRATING]);
    await run(
      'CREATE TABLE IF NOT EXISTS migrations_applied (position integer PRIMARY KEY, tag text NOT NULL, hash text NOT NULL)',
    );
    const applied = (await run('SELECT tag, hash FROM migrations_applied ORDER BY position')).rows as Applied[];
    refuseForeign(applied, known, where);
    for (const [i, migration] of known.slice(applied.length).entries()) {
      for (const statement of migration.statements) if (statement.trim() !== '') await run(statement);
      await run('INSERT INTO migrations_applied (position, tag, hash) VALUES ($1, $2, $3)', [
        applied.length + i + 1,
        migration.tag,
        migration.hash,
      ]);
    }
    await run('COMMIT');
    broken = false;
  } finally {
    // A connection thrown away takes its transaction and its lock with it.
    wire.release(broken);
  }
}
