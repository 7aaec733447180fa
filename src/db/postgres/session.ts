import type { Query } from 'drizzle-orm';
import { SQLitePreparedQuery, SQLiteSession, SQLiteSyncDialect } from 'drizzle-orm/sqlite-core';
import type { PreparedQueryConfig, SelectedFieldsOrdered, SQLiteExecuteMethod } from 'drizzle-orm/sqlite-core';
import { binder, wording, type Values } from '../binding.ts';
import { rowMapper } from '../mapping.ts';
import type { Ask, Told } from './pool.ts';

/** drizzle's SQL for SQLite is SQL for PostgreSQL, but for the names of its values. */
class Dialect extends SQLiteSyncDialect {
  override escapeParam(index: number): string {
    return `$${index + 1}`;
  }
}

export const dialect = new Dialect();

/** Runs a statement where it belongs: in this transaction, or on any connection that reads. */
export type Run = (ask: Ask) => Promise<Told>;

type SyncConfig = PreparedQueryConfig & { type: 'sync' };
type NoSchema = Record<string, never>;

/** What drizzle's builders call when they are awaited. */
export class Session extends SQLiteSession<'sync', void, NoSchema, NoSchema> {
  constructor(private readonly execute: Run) {
    super(dialect);
  }

  prepareQuery(
    query: Query,
    fields: SelectedFieldsOrdered | undefined,
    method: SQLiteExecuteMethod,
  ): SQLitePreparedQuery<SyncConfig> {
    return new Statement(query, fields, method, this.execute);
  }

  transaction(): never {
    throw new Error('transactions are begun by the database, parts of one by nested()');
  }
}

const asIs = (value: unknown): unknown => value;

export class Statement extends SQLitePreparedQuery<SyncConfig> {
  declare joinsNotNullableMap: Record<string, boolean> | undefined;
  private readonly bind: (values: Values) => unknown[];
  private map: ((row: unknown[]) => unknown) | undefined;

  constructor(
    query: Query,
    private readonly fields: SelectedFieldsOrdered | undefined,
    method: SQLiteExecuteMethod,
    private readonly itself: Run,
  ) {
    super('sync', method, query);
    this.bind = binder(query.params, asIs);
  }

  /** Rows where the statement gives some, otherwise nothing. `name`: kept planned by the server. */
  async perform(values: Values, run: Run = this.itself, name?: string): Promise<unknown> {
    const { fields } = this;
    const { rows } = await run(this.ask(values, 'arrays', name));
    if (fields === undefined) return undefined;
    // Not in the constructor: drizzle hangs the joins on only afterwards.
    const map = (this.map ??= rowMapper(fields, this.joinsNotNullableMap));
    return rows.map((row) => map(row as unknown[]));
  }

  async change(values: Values, run: Run, name: string): Promise<number> {
    return (await run(this.ask(values, 'arrays', name))).changes;
  }

  wording(): string {
    return wording(this.query);
  }

  run(values?: Record<string, unknown>): unknown {
    return this.perform(values);
  }

  all(values?: Record<string, unknown>): unknown {
    return this.perform(values);
  }

  get(): never {
    throw new Error('a statement gives rows: await it and take the first');
  }

  values(): never {
    throw new Error('a statement gives rows: await it');
  }

  private ask(values: Values, shape: Ask['shape'], name: string | undefined): Ask {
    return { text: this.query.sql, params: this.bind(values), shape, ...(name !== undefined && { name }) };
  }
}
