import type { SQL } from 'drizzle-orm';
import type { GetSelectTableName, GetSelectTableSelection, SelectMode } from 'drizzle-orm/query-builders/select.types';
import type {
  SelectedFields,
  SQLiteDeleteBase,
  SQLiteInsertBase,
  SQLiteInsertBuilder,
  SQLiteInsertValue,
  SQLiteSelectBase,
  SQLiteUpdateBase,
  SQLiteUpdateSetSource,
} from 'drizzle-orm/sqlite-core';
import type { ColumnsSelection, Subquery } from 'drizzle-orm';
import type { AnyTable } from './columns/index.ts';

/**
 * drizzle's builders with what PostgreSQL lacks taken away: a statement is awaited, and gives rows
 * (`select`, `returning()`) or nothing. How many rows were touched is learnt from `returning()`, or from a prepared one's `change()`.
 */
type SqliteOnly = 'all' | 'get' | 'run' | 'values' | '$withCache';

type SelectFrom<TName extends string | undefined, TSelection extends ColumnsSelection, TMode extends SelectMode> = Omit<
  SQLiteSelectBase<
    TName,
    'async',
    void,
    TSelection,
    TMode,
    Record<TName extends string ? TName : never, 'not-null'>,
    false,
    SqliteOnly
  >,
  SqliteOnly
>;

export interface SelectBuilder<TSelection extends SelectedFields | undefined> {
  from<TFrom extends AnyTable | Subquery | SQL>(
    source: TFrom,
  ): SelectFrom<
    GetSelectTableName<TFrom>,
    TSelection extends undefined ? GetSelectTableSelection<TFrom> : TSelection,
    TSelection extends undefined ? 'single' : 'partial'
  >;
}

type Insert<TTable extends AnyTable> = Omit<SQLiteInsertBase<TTable, 'async', void, undefined, false, SqliteOnly>, SqliteOnly>;

export interface InsertBuilder<TTable extends AnyTable> {
  values(value: SQLiteInsertValue<TTable>): Insert<TTable>;
  values(values: SQLiteInsertValue<TTable>[]): Insert<TTable>;
  select(query: Parameters<SQLiteInsertBuilder<TTable, 'async', void>['select']>[0]): Insert<TTable>;
}

type UpdateLeftOut = SqliteOnly | 'leftJoin' | 'rightJoin' | 'innerJoin' | 'fullJoin' | 'orderBy' | 'limit';

export interface UpdateBuilder<TTable extends AnyTable> {
  set(
    values: SQLiteUpdateSetSource<TTable>,
  ): Omit<SQLiteUpdateBase<TTable, 'async', void, undefined, undefined, false, UpdateLeftOut>, UpdateLeftOut>;
}

type DeleteLeftOut = SqliteOnly | 'orderBy' | 'limit';

/** A statement prepared once per connection; 2–4 µs a call where a builder takes 25–45. */
export interface Prepared<T> {
  execute(values?: Record<string, unknown>): Promise<T>;
  /** For a write without `returning()`: how many rows it touched, for less than reading them back costs. */
  change(values?: Record<string, unknown>): Promise<number>;
}

interface Preparable extends PromiseLike<unknown> {
  prepare(): unknown;
}

interface Selects {
  select(): SelectBuilder<undefined>;
  select<TSelection extends SelectedFields>(fields: TSelection): SelectBuilder<TSelection>;
  selectDistinct(): SelectBuilder<undefined>;
  selectDistinct<TSelection extends SelectedFields>(fields: TSelection): SelectBuilder<TSelection>;
}

interface Writes {
  insert<TTable extends AnyTable>(into: TTable): InsertBuilder<TTable>;
  update<TTable extends AnyTable>(table: TTable): UpdateBuilder<TTable>;
  delete<TTable extends AnyTable>(
    from: TTable,
  ): Omit<SQLiteDeleteBase<TTable, 'async', void, undefined, false, DeleteLeftOut>, DeleteLeftOut>;
}

interface Raw {
  /** For what the builders can't say, recursive queries above all. The row's type is a promise of the caller's. */
  rows<TRow extends Record<string, unknown>>(statement: SQL): Promise<TRow[]>;
}

export interface Reader extends Selects, Raw {
  /**
   * The statement under this key, built on first use. Built once: nothing that differs from call to call may be
   * caught in `build`; it comes in by `placeholder('name')` and `execute({ name })`.
   */
  prepared<Q extends Preparable>(key: string, build: (q: Selects) => Q): Prepared<Awaited<Q>>;
}

export interface Tx extends Selects, Writes, Raw {
  prepared<Q extends Preparable>(key: string, build: (q: Selects & Writes) => Q): Prepared<Awaited<Q>>;
  /** At the end of a `rows` query: takes the rows for this transaction, and passes over those another one has. Nothing on SQLite. */
  readonly skipLocked: SQL;
  /** A part that may fail alone: what it wrote is undone, the transaction goes on. While it runs, only its own tx may be used. */
  nested<T>(fn: (tx: Tx) => Promise<T>): Promise<T>;
  /** Runs once what was written is durable, in the order of registration; never when it is undone. */
  afterCommit(fn: () => void): void;
}

export type Owner = { kind: 'sandbox' } | { kind: 'tenant'; key: string };

export interface Database {
  readonly engine: 'sqlite' | 'postgres';
  /** The file, or the server's address without credentials: to be shown. */
  readonly where: string;
  /** Sees what is committed, and can't write. */
  readonly read: Reader;
  /**
   * What `fn` writes is durable when the promise resolves, and undone when it rejects. `fn` awaits its own `tx` and
   * nothing else: everybody else's writes wait for it. It may run more than once, and only what its last run wrote counts:
   * whatever else it changes, it changes by `afterCommit` or gives back.
   */
  transaction<T>(fn: (tx: Tx) => Promise<T>): Promise<T>;
  /**
   * Whether this process is the one that may do `what`. With several on one PostgreSQL, another one may from the moment this one
   * ends or loses its connection; on SQLite there is no other. Rejects where the database can't be asked.
   */
  hold(what: string): Promise<boolean>;
  /** Tells the other processes on this database that there may be something to do. */
  announce(): void;
  onAnnounced(listener: () => void): void;
  /** Lets the work already queued finish. */
  close(): Promise<void>;
}
