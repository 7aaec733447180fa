import { createHash } from 'node:crypto';
import type { SQL } from 'drizzle-orm';
import type { SelectedFields } from 'drizzle-orm/sqlite-core';
import { builders, differing, type Build, type Builders, type Statements } from '../builders.ts';
import type { Prepared, Reader } from '../statements.ts';
import type { Pool } from './pool.ts';
import { dialect, Session, type Run, type Statement } from './session.ts';

export type Shelf = (key: string, build: Build) => { statement: Statement; name: string };

/** The statements prepared for one database, by key; each connection's server plans them on first use. */
export function preparedOn(checked: boolean): Shelf {
  const kept = new Map<string, { statement: Statement; name: string }>();
  const q = builders(new Session(nowhere), dialect);
  const make = (build: Build): Statement => build(q).prepare() as Statement;
  return (key, build) => {
    const known = kept.get(key);
    if (known === undefined) {
      const statement = make(build);
      const name = `s_${createHash('sha256').update(statement.wording()).digest('hex').slice(0, 32)}`;
      const made = { statement, name };
      kept.set(key, made);
      return made;
    }
    if (checked && make(build).wording() !== known.statement.wording()) {
      throw differing(key);
    }
    return known;
  };
}

function nowhere(): never {
  throw new Error('a prepared statement is executed, not awaited');
}

export function reader(pool: Pool, checked: boolean): Reader {
  const run: Run = async (ask) => {
    const wire = await pool.lend();
    let broken = true;
    try {
      const told = await wire.query(ask);
      broken = false;
      return told;
    } catch (error) {
      // What the server refused leaves the connection as it was; only a lost one is not lent again.
      broken = !isRefusal(error);
      throw error;
    } finally {
      wire.release(broken);
    }
  };
  const { select, selectDistinct, rows, prepared } = statements(run, preparedOn(checked));
  return { select, selectDistinct, rows, prepared };
}

/** The server's own answer has a severity; what the network did has none. */
const isRefusal = (error: unknown): boolean => typeof (error as { severity?: unknown } | null)?.severity === 'string';

export function statements(run: Run, shelf: Shelf): Statements {
  let made: Builders | undefined;
  const q = (): Builders => (made ??= builders(new Session(run), dialect));
  return {
    select: ((fields?: SelectedFields) => q().select(fields as SelectedFields)) as Builders['select'],
    selectDistinct: ((fields?: SelectedFields) => q().selectDistinct(fields as SelectedFields)) as Builders['selectDistinct'],
    insert: (into) => q().insert(into),
    update: (table) => q().update(table),
    delete: (from) => q().delete(from),
    rows: async <TRow extends Record<string, unknown>>(statement: SQL) => {
      const { sql: text, params } = dialect.sqlToQuery(statement);
      return (await run({ text, params, shape: 'objects' })).rows as TRow[];
    },
    prepared: <Q extends { prepare(): unknown } & PromiseLike<unknown>>(
      key: string,
      build: (q: Builders) => Q,
    ): Prepared<Awaited<Q>> => {
      const { statement, name } = shelf(key, build);
      return {
        execute: (values) => statement.perform(values, run, name) as Promise<Awaited<Q>>,
        change: (values) => statement.change(values, run, name),
      };
    },
  };
}
