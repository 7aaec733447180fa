import { sql } from 'drizzle-orm';
import type { Tx } from '../statements.ts';
import { statements } from './reader.ts';
import type { Shelf } from './reader.ts';
import type { Connection } from './session.ts';

/** A transaction, or a nested part of one: the tx that writes into it, and what to do once it is durable. */
export interface Part {
  tx: Tx;
  hooks: (() => void)[];
  keep(): void;
  /** False where it wrote without a savepoint of its own: then the whole outer transaction has to be rolled back. */
  undo(): boolean;
}

const OVER =
  'this transaction is over, and what comes late would be lost or land in somebody else’s: await every statement before its function returns';
const NESTED_RUNS =
  'a nested part of this transaction is under way: use the tx that nested() hands over, and await nested() before going on';

type Outer = { depth: number; isOver(): boolean; save(): void };
const NOT_OVER = (): boolean => false;
const NOTHING = (): void => undefined;
/** Of a part that can be undone alone. */
export const WITH_SAVEPOINT: Outer = { depth: 0, isOver: NOT_OVER, save: NOTHING };
/** Of one whose failure costs the whole batch: no savepoint, and SQLite keeps no copy of every page it touches. */
export const WITHOUT_SAVEPOINT: Outer = { depth: -1, isOver: NOT_OVER, save: NOTHING };

/** One writer: nobody else has any row. */
const NO_LOCKS = sql.empty();

export function beginPart(connection: Connection, shelf: Shelf, outer: Outer): Part {
  const { depth } = outer;
  let state: 'open' | 'nested' | 'over' = 'open';
  let wrote = false;
  const hooks: (() => void)[] = [];
  const savepoint = (verb: string): void => {
    if (depth >= 0) connection.statement(`${verb} p${depth}`, 'objects').run();
  };

  const isOver = (): boolean => state === 'over' || outer.isOver();

  /** Only before the first write, from the outermost part inwards: what only reads has nothing to undo. */
  function save(): void {
    if (wrote) return;
    outer.save();
    savepoint('SAVEPOINT');
    wrote = true;
  }

  function guard(kind: 'read' | 'write'): void {
    if (isOver()) throw new Error(OVER);
    if (state === 'nested') throw new Error(NESTED_RUNS);
    if (kind === 'write') save();
  }

  async function nested<T>(fn: (tx: Tx) => Promise<T>): Promise<T> {
    guard('read');
    const inner = beginPart(connection, shelf, { depth: depth + 1, isOver, save });
    state = 'nested';
    try {
      const value = await fn(inner.tx);
      inner.keep();
      hooks.push(...inner.hooks);
      return value;
    } catch (error) {
      inner.undo();
      throw error;
    } finally {
      if (state === 'nested') state = 'open';
    }
  }

  return {
    // Object.assign, not a spread: that copies property by property, and this is done for every event.
    tx: Object.assign(statements(connection, shelf, guard), {
      skipLocked: NO_LOCKS,
      nested,
      afterCommit: (fn: () => void) => {
        guard('read');
        hooks.push(fn);
      },
    }),
    hooks,
    keep: () => {
      guard('read');
      state = 'over';
      if (wrote) savepoint('RELEASE');
    },
    undo: () => {
      // The savepoint is gone with an outer one, or where SQLite rolled the whole transaction back by itself.
      const gone = isOver() || !connection.client.inTransaction;
      state = 'over';
      if (gone || !wrote) return true;
      savepoint('ROLLBACK TO');
      savepoint('RELEASE');
      return depth >= 0;
    },
  };
}
