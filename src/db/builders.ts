import { Column, is, sql } from 'drizzle-orm';
import { SQLiteDeleteBase, SQLiteInsertBuilder, SQLiteSelectBuilder, SQLiteUpdateBuilder } from 'drizzle-orm/sqlite-core';
import type { SelectedFields, SQLiteSession, SQLiteSyncDialect } from 'drizzle-orm/sqlite-core';
import type { AnyTable } from './columns/index.ts';
import type { Tx } from './statements.ts';

export type Statements = Pick<Tx, 'select' | 'selectDistinct' | 'insert' | 'update' | 'delete' | 'rows' | 'prepared'>;
export type Builders = Pick<Statements, 'select' | 'selectDistinct' | 'insert' | 'update' | 'delete'>;
export type Build = (q: Builders) => { prepare(): unknown };

type AnySession = SQLiteSession<'sync', void, Record<string, never>, Record<string, never>>;

/**
 * The columns of a conflict by their own names: with their table's before them, as drizzle writes them, only SQLite takes them.
 */
function withBareTargets<T extends object>(insert: T): T {
  const { onConflictDoNothing, onConflictDoUpdate } = insert as Record<string, (config: unknown) => unknown>;
  return Object.assign(insert, {
    onConflictDoNothing: (config?: { target?: unknown }) => onConflictDoNothing?.call(insert, bare(config)),
    onConflictDoUpdate: (config: { target?: unknown }) => onConflictDoUpdate?.call(insert, bare(config)),
  });
}

function bare(config: { target?: unknown } | undefined): unknown {
  if (config?.target === undefined) return config;
  return { ...config, target: [config.target].flat().map((one) => (is(one, Column) ? sql.identifier(one.name) : one)) };
}

/**
 * drizzle's builders of one family serve both engines: what they write is SQL that PostgreSQL takes too, once its
 * dialect counts the values (`$1`), and the session decides who runs it.
 */
export function builders(session: AnySession, dialect: SQLiteSyncDialect): Builders {
  const select = (distinct: boolean) => (fields?: SelectedFields) =>
    new SQLiteSelectBuilder({ fields, session, dialect, distinct });
  // One cast, where drizzle's synchronous builders take the narrower, awaited shape every engine has.
  return {
    select: select(false),
    selectDistinct: select(true),
    insert: (into: AnyTable) => {
      const insert = new SQLiteInsertBuilder(into, session, dialect);
      return {
        values: (values: never) => withBareTargets(insert.values(values)),
        select: (query: never) => withBareTargets(insert.select(query)),
      };
    },
    update: (table: AnyTable) => new SQLiteUpdateBuilder(table, session, dialect),
    delete: (from: AnyTable) => new SQLiteDeleteBase(from, session, dialect),
  } as unknown as Builders;
}

export const differing = (key: string): Error =>
  new Error(
    `the statement prepared as "${key}" differs from call to call: what differs comes in by placeholder() and execute({ … }), ` +
      'or the key is used for two statements',
  );
