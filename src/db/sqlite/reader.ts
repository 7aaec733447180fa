import type { SQL } from 'drizzle-orm';
import type { SelectedFields } from 'drizzle-orm/sqlite-core';
import { builders, differing, type Build, type Builders, type Statements } from '../builders.ts';
import type { Prepared, Reader } from '../statements.ts';
import { dialect, Session } from './session.ts';
import type { Connection, Statement } from './session.ts';

/** Throws when a statement may not run now; told whether it may write, by a builder always. */
export type Guard = (kind: 'read' | 'write') => void;

export function reader(connection: Connection, checked: boolean): Reader {
  const { select, selectDistinct, rows, prepared } = statements(connection, preparedOn(connection, checked), () => undefined);
  return { select, selectDistinct, rows, prepared };
}

/** The statements prepared on one connection, by key. */
export type Shelf = (key: string, build: Build) => Statement;

/** `checked` builds each one again at every call, to find a value caught in `build` that should have been a placeholder. */
export function preparedOn(connection: Connection, checked: boolean): Shelf {
  const kept = new Map<string, Statement>();
  const q = builders(new Session(connection, () => undefined), dialect);
  const make = (build: Build): Statement => build(q).prepare() as Statement;
  return (key, build) => {
    const known = kept.get(key);
    if (known === undefined) {
      const made = make(build);
      kept.set(key, made);
      return made;
    }
    if (checked && make(build).wording() !== known.wording()) {
      throw differing(key);
    }
    return known;
  };
}

export function statements(connection: Connection, shelf: Shelf, guard: Guard): Statements {
  // Made when first asked for: the hot path knows prepared statements only.
  let made: Builders | undefined;
  const q = (): Builders => (made ??= builders(new Session(connection, () => guard('write')), dialect));
  return {
    select: ((fields?: SelectedFields) => q().select(fields as SelectedFields)) as Builders['select'],
    selectDistinct: ((fields?: SelectedFields) => q().selectDistinct(fields as SelectedFields)) as Builders['selectDistinct'],
    insert: (into) => q().insert(into),
    update: (table) => q().update(table),
    delete: (from) => q().delete(from),
    rows: async <TRow extends Record<string, unknown>>(statement: SQL) => {
      guard('write');
      return rowsOf<TRow>(connection, statement);
    },
    prepared: <Q extends { prepare(): unknown } & PromiseLike<unknown>>(
      key: string,
      build: (q: Builders) => Q,
    ): Prepared<Awaited<Q>> => {
      const statement = shelf(key, build);
      return {
        // Not async: that would cost the hot path two more turns of the microtask queue.
        execute: (values) =>
          new Promise((resolve) => {
            guard(statement.readonly ? 'read' : 'write');
            resolve(statement.perform(values) as Awaited<Q>);
          }),
        change: (values) =>
          new Promise((resolve) => {
            guard('write');
            resolve(statement.change(values));
          }),
      };
    },
  };
}

function rowsOf<TRow>(connection: Connection, statement: SQL): TRow[] {
  const { sql, params } = dialect.sqlToQuery(statement);
  const prepared = connection.statement(sql, 'objects');
  const bound = params.map((value) => (typeof value === 'boolean' ? Number(value) : value));
  if (prepared.reader) return prepared.all(...bound) as TRow[];
  prepared.run(...bound);
  return [];
}
