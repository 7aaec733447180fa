import { pathToFileURL } from 'node:url';
import { getTableColumns, is } from 'drizzle-orm';
import type { Column, SQL } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  customType,
  doublePrecision,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { AnyPgColumn, PgTable } from 'drizzle-orm/pg-core';
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core';
import { globSync } from './glob.ts';

/** Compared byte by byte, as SQLite does it, whatever the database's own language: ids and days sort alike on both engines. */
const text = customType<{ data: string }>({ dataType: () => 'text collate "C"' });

/** What a column of the schema is called in PostgreSQL, by what it is for SQLite. */
const KINDS: Record<string, (name: string) => unknown> = {
  SQLiteText: (name) => text(name),
  SQLiteTextJson: (name) => text(name),
  SQLiteBoolean: (name) => boolean(name),
  SQLiteCustomColumn: (name) => bigint(name, { mode: 'number' }),
  SQLiteReal: (name) => doublePrecision(name),
};

type Building = { notNull(): Building; default(value: unknown): Building; primaryKey(): Building };
type Columns = Record<string, AnyPgColumn>;

/** The one schema, table by table, as PostgreSQL's: the same names, keys, indexes and references. */
export async function postgresTables(): Promise<Record<string, PgTable>> {
  const tables = new Map<string, SQLiteTable>();
  for (const file of globSync('src', /^schema\.ts$/)) {
    const module = (await import(pathToFileURL(file).href)) as Record<string, unknown>;
    for (const value of Object.values(module)) if (is(value, SQLiteTable)) tables.set(getTableConfig(value).name, value);
  }
  const made: Record<string, PgTable> = {};
  for (const [name, table] of tables) made[name] = postgresTable(table, made);
  return made;
}

function postgresTable(table: SQLiteTable, others: Record<string, PgTable>): PgTable {
  const config = getTableConfig(table);
  const names = new Map(Object.entries(getTableColumns(table)).map(([key, column]) => [column.name, key]));
  const columns = Object.fromEntries(Object.entries(getTableColumns(table)).map(([key, column]) => [key, columnOf(column)]));
  return pgTable(config.name, columns as never, (own) => {
    const mine = own as unknown as Columns;
    const ours = (column: { name: string }): AnyPgColumn => mine[names.get(column.name) as string] as AnyPgColumn;
    const named = (list: readonly unknown[]): [AnyPgColumn, ...AnyPgColumn[]] => list.map((one) => ours(one as Column)) as never;
    return [
      ...config.primaryKeys.map((key) => primaryKey({ name: key.getName(), columns: named(key.columns) })),
      ...config.indexes.map(({ config: it }) => {
        const begun = (it.unique ? uniqueIndex(it.name) : index(it.name)).on(...named(it.columns));
        return it.where === undefined ? begun : begun.where(it.where as SQL);
      }),
      ...config.checks.map((it) => check(it.name, it.value)),
      ...config.foreignKeys.map((key) => {
        const { columns: from, foreignTable, foreignColumns } = key.reference();
        const target = others[getTableConfig(foreignTable).name] as PgTable & Columns;
        const keys = new Map(Object.entries(getTableColumns(foreignTable)).map(([k, column]) => [column.name, k]));
        const to = foreignColumns.map((column) => target[keys.get(column.name) as string]);
        return foreignKey({ name: key.getName(), columns: named(from), foreignColumns: to as never });
      }),
    ];
  });
}

function columnOf(column: Column): unknown {
  const kind = KINDS[column.columnType];
  if (kind === undefined) throw new Error(`${column.name}: PostgreSQL has no column for ${column.columnType} yet`);
  let made = kind(column.name) as Building;
  if (column.primary) made = made.primaryKey();
  else if (column.notNull) made = made.notNull();
  if (column.hasDefault && column.default !== undefined) made = made.default(column.default);
  return made;
}
