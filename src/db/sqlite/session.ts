import type { Database as Client, Statement as ClientStatement } from 'better-sqlite3';
import { is, Param, Placeholder } from 'drizzle-orm';
import type { Query } from 'drizzle-orm';
import { SQLitePreparedQuery, SQLiteSession, SQLiteSyncDialect } from 'drizzle-orm/sqlite-core';
import type { PreparedQueryConfig, SelectedFieldsOrdered, SQLiteExecuteMethod } from 'drizzle-orm/sqlite-core';
import { rowMapper } from './rows.ts';

export const dialect = new SQLiteSyncDialect();

/** Throws when the statement may not run now: its transaction is over, or another part of it has the word. */
type Guard = () => void;

type Values = Record<string, unknown> | undefined;
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
    this.bind = binder(query.params);
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

  /** The statement and every value fixed in it, without those given at execution. */
  wording(): string {
    const fixed = this.query.params.map((param) => (is(param, Placeholder) || is(param, Param) ? null : [param]));
    return JSON.stringify([this.query.sql, fixed]);
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

/** The values in the order in which the driver wants them, made ready once. `null` stays `null` in every column type. */
function binder(params: readonly unknown[]): (values: Values) => unknown[] {
  const slots = params.map(slotOf);
  return (values) => {
    const bound: unknown[] = new Array(slots.length);
    for (let i = 0; i < slots.length; i += 1) bound[i] = (slots[i] as Slot)(values);
    return bound;
  };
}

type Slot = (values: Values) => unknown;

function slotOf(param: unknown): Slot {
  if (is(param, Placeholder)) return (values) => plain(given(values, param.name));
  if (is(param, Param) && is(param.value, Placeholder)) {
    const { encoder } = param;
    const { name } = param.value;
    return (values) => {
      const value = given(values, name);
      return value === null ? null : plain(encoder.mapToDriverValue(value));
    };
  }
  const constant = plain(param);
  return () => constant;
}

function given(values: Values, name: string): unknown {
  const value = values?.[name];
  if (value === undefined) throw new Error(`the statement needs a value for "${name}"; say null where there is none`);
  return value;
}

// The driver refuses booleans, which PostgreSQL takes.
const plain = (value: unknown): unknown => (typeof value === 'boolean' ? Number(value) : value);
