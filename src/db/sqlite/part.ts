import type { Tx } from '../statements.ts';
import { statements } from './reader.ts';
import type { Shelf } from './reader.ts';
import type { Connection } from './session.ts';

/** A transaction, or a nested part of one: a savepoint, the tx that writes into it, and what to do once it is durable. */
export interface Part {
  tx: Tx;
  hooks: (() => void)[];
  keep(): void;
  undo(): void;
}

const OVER =
  'this transaction is over, and what comes late would be lost or land in somebody else’s: await every statement before its function returns';
const NESTED_RUNS =
  'a nested part of this transaction is under way: use the tx that nested() hands over, and await nested() before going on';

type Outer = { isOver(): boolean; save(): void };
const OUTERMOST: Outer = { isOver: () => false, save: () => undefined };

export function beginPart(connection: Connection, shelf: Shelf, depth = 0, outer: Outer = OUTERMOST): Part {
  let state: 'open' | 'nested' | 'over' = 'open';
  let saved = false;
  const hooks: (() => void)[] = [];
  const savepoint = (verb: string): unknown => connection.statement(`${verb} p${depth}`, 'objects').run();

  const isOver = (): boolean => state === 'over' || outer.isOver();

  /** Only before the first write, from the outermost part inwards: what only reads has nothing to undo. */
  function save(): void {
    if (saved) return;
    outer.save();
    savepoint('SAVEPOINT');
    saved = true;
  }

  function guard(kind: 'read' | 'write'): void {
    if (isOver()) throw new Error(OVER);
    if (state === 'nested') throw new Error(NESTED_RUNS);
    if (kind === 'write') save();
  }

  async function nested<T>(fn: (tx: Tx) => Promise<T>): Promise<T> {
    guard('read');
    const inner = beginPart(connection, shelf, depth + 1, { isOver, save });
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
      if (saved) savepoint('RELEASE');
    },
    undo: () => {
      // The savepoint is gone with an outer one, or where SQLite rolled the whole transaction back by itself.
      const gone = isOver() || !connection.client.inTransaction;
      state = 'over';
      if (gone || !saved) return;
      savepoint('ROLLBACK TO');
      savepoint('RELEASE');
    },
  };
}
