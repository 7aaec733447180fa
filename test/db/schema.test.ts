import { fileURLToPath } from 'node:url';
import Client from 'better-sqlite3';
import { expect, it } from 'vitest';
import { migrate } from '../../src/db/sqlite/migrate.ts';
import { schemaStatements } from '../support/template.ts';

const MIGRATIONS = fileURLToPath(new URL('../../migrations/sqlite', import.meta.url));

/** What counts of a table, however its statements were worded: columns, references, indexes, checks. */
function shape(client: Client.Database): Record<string, unknown> {
  const tables = client
    .prepare<[], { name: string; sql: string }>(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name <> 'migrations_applied' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    )
    .all();
  const ask = (pragma: string, name: string): Record<string, unknown>[] =>
    client.prepare<[string], Record<string, unknown>>(`SELECT * FROM pragma_${pragma}(?)`).all(name);
  const sorted = (values: unknown[]): string[] => values.map((value) => JSON.stringify(value)).sort();
  const indexes = (table: string): unknown[] =>
    ask('index_list', table).map(({ name, unique, origin, partial }) => ({
      name: origin === 'c' ? name : origin,
      unique,
      partial,
      columns: ask('index_info', String(name)).map((column) => column['name']),
    }));
  return Object.fromEntries(
    tables.map(({ name, sql }) => [
      name,
      {
        columns: sorted(ask('table_info', name).map(({ cid: _, ...column }) => column)),
        references: sorted(ask('foreign_key_list', name).map(({ id: _, ...reference }) => reference)),
        indexes: sorted(indexes(name)),
        checks: (sql.match(/CHECK\s*\(.*\)/gi) ?? []).sort(),
      },
    ]),
  );
}

it('the migrations make the tables of the schema files', async () => {
  const migrated = new Client(':memory:');
  migrate(migrated, ':memory:', MIGRATIONS);
  const written = new Client(':memory:');
  for (const statement of await schemaStatements()) written.exec(statement);
  expect(Object.keys(shape(written))).toContain('meta');
  expect(shape(migrated)).toEqual(shape(written));
});
