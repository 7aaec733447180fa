import type { Database as Client, Statement as ClientStatement } from 'better-sqlite3';
import type { Query } from 'drizzle-orm';
import { SQLitePreparedQuery, SQLiteSession, SQLiteSyncDialect } from 'drizzle-orm/sqlite-core';
import type { PreparedQueryConfig, SelectedFieldsOrdered, SQLiteExecuteMethod } from 'drizzle-orm/sqlite-core';
import { binder, wording, type Values } from '../binding.ts';
import { rowMapper } from '../mapping.ts';

export const dialect = new SQLiteSyncDialect();

/** Throws when the statement may not run now: its transaction is over, or another part of it has the word. */
type Guard = () => void;

type SyncConfig = PreparedQueryConfig & { type: 'sync' };
type NoSchema = Record<string, never>;

// Enough for every statement written in the source; a list of varying length (`inArray`) makes new ones without end.
const STATEMENTS_KEPT = 400;

export interface Connection {
  readonly client: Client;
  statement(sql: string, shape: 'arrays' | 'objects'): ClientStatement<unknown[], unknown>;
}

export function connection(client: Client): Connection {
  const kept = {
    arrays: new Map<string, ClientStatement<unknown[], unknown>>(),
    objects: new Map<string, ClientStatement<unknown[], unknown>>(),
  };
  return {
    client,
    statement(sql, shape) {
      const known = kept[shape].get(sql);
      if (known !== undefined) return known;
      const made = client.prepare<unknown[], unknown>(sql);
      if (shape === 'arrays' && made.reader) made.raw(true);
      if (kept[shape].size >= STATEMENTS_KEPT) kept[shape].delete(kept[shape].keys().next().value as string);
      kept[shape].set(sql, made);
      return made;
    },
  };
}

/** What drizzle's builders call when they are awaited. One per transaction, so that a late statement is known as such. */
export class Session extends SQLiteSession<'sync', void, NoSchema, NoSchema> {
  constructor(
    private readonly connection: Connection,
    private readonly guard: Guard,
  ) {
    super(dialect);
  }

  prepareQuery(
    query: Query,
    fields: SelectedFieldsOrdered | undefined,
    method: SQLiteExecuteMethod,
  ): SQLitePreparedQuery<SyncConfig> {
    return new Statement(this.connection.statement(query.sql, 'arrays'), query, fields, method, this.guard);
  }

  transaction(): never {
    throw new Error('transactions are begun by the database, parts of one by nested()');
  }
}

export class Statement extends SQLitePreparedQuery<SyncConfig> {
  readonly readonly: boolean;
  declare joinsNotNullableMap: Record<string, boolean> | undefined;
  private readonly bind: (values: Values) => unknown[];
  private map: ((row: unknown[]) => unknown) | undefined;

  constructor(
    private readonly statement: ClientStatement<unknown[], unknown>,
    query: Query,
    private readonly fields: SelectedFieldsOrdered | undefined,
    method: SQLiteExecuteMethod,
    private readonly guard: Guard,
  ) {
    super('sync', method, query);
    this.readonly = statement.readonly;
    this.bind = binder(query.params, plain);
  }

  /** Rows where the statement gives some, otherwise nothing. */
  perform(values: Values): unknown {
    const { fields, statement } = this;
    const bound = this.bind(values);
    if (fields === undefined) {
      statement.run(bound);
      return undefined;
    }
    // Not in the constructor: drizzle hangs the joins on only afterwards.
    this.map ??= rowMapper(fields, this.joinsNotNullableMap);
    const rows = statement.all(bound) as unknown[][];
    const mapped: unknown[] = new Array(rows.length);
    for (let i = 0; i < rows.length; i += 1) mapped[i] = this.map(rows[i] as unknown[]);
    return mapped;
  }

  /** How many rows it touched. */
  change(values: Values): number {
    return this.statement.run(this.bind(values)).changes;
  }

  wording(): string {
    return wording(this.query);
  }

  run(values?: Record<string, unknown>): unknown {
    this.guard();
    return this.perform(values);
  }

  all(values?: Record<string, unknown>): unknown {
    this.guard();
    return this.perform(values);
  }

  get(): never {
    throw new Error('a statement gives rows: await it and take the first');
  }

  values(): never {
    throw new Error('a statement gives rows: await it');
  }
}

// The driver refuses booleans, which PostgreSQL takes.
const plain = (value: unknown): unknown => (typeof value === 'boolean' ? Number(value) : value);
