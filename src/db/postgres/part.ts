import { sql } from 'drizzle-orm';
import type { Tx } from '../statements.ts';
import { mayRunAgain, type Ask, type Told, type Wire } from './pool.ts';
import { statements, type Shelf } from './reader.ts';

/** A transaction under way on one connection, or a nested part of one. */
export interface Part {
  tx: Tx;
  hooks: (() => void)[];
  /** Takes no more statements; says what the server said that makes the whole transaction worth another run. */
  finish(): void;
}

/** What the server thinks of the whole transaction, whatever its parts make of an error. */
export interface Fate {
  /** Given up, to be run again. */
  lost: Error | undefined;
  /** A statement was refused: until a savepoint is gone back to, nothing else is taken, and a COMMIT would undo without a word. */
  refused: Error | undefined;
}

const OVER =
  'this transaction is over, and what comes late would be lost or land in somebody else’s: await every statement before its function returns';
const NESTED_RUNS =
  'a nested part of this transaction is under way: use the tx that nested() hands over, and await nested() before going on';

type Outer = { depth: number; isOver(): boolean };

const OUTERMOST: Outer = { depth: 0, isOver: () => false };

const SKIP_LOCKED = sql.raw('for update skip locked');

export function beginPart(wire: Wire, shelf: Shelf, fate: Fate, outer: Outer = OUTERMOST): Part {
  let state: 'open' | 'nested' | 'over' = 'open';
  const hooks: (() => void)[] = [];
  const isOver = (): boolean => state === 'over' || outer.isOver();

  function guard(): void {
    if (isOver()) throw new Error(OVER);
    if (state === 'nested') throw new Error(NESTED_RUNS);
    if (fate.lost !== undefined) throw fate.lost;
  }

  async function run(ask: Ask): Promise<Told> {
    guard();
    try {
      return await wire.query(ask);
    } catch (error) {
      // Nobody may take this for a failure of their own part and go on: the whole of it runs again.
      const said = error instanceof Error ? error : new Error(String(error));
      if (mayRunAgain(error)) fate.lost = said;
      fate.refused ??= said;
      throw error;
    }
  }

  const command = (text: string): Promise<Told> => wire.query({ text, params: [], shape: 'objects' });

  async function nested<T>(fn: (tx: Tx) => Promise<T>): Promise<T> {
    guard();
    const savepoint = `p${outer.depth}`;
    const inner = beginPart(wire, shelf, fate, { depth: outer.depth + 1, isOver });
    // Before anything is awaited: whoever doesn't await the part is told so.
    state = 'nested';
    try {
      await command(`SAVEPOINT ${savepoint}`);
      const value = await fn(inner.tx);
      inner.finish();
      if (fate.refused !== undefined) throw fate.refused;
      await command(`RELEASE SAVEPOINT ${savepoint}`);
      hooks.push(...inner.hooks);
      return value;
    } catch (error) {
      inner.finish();
      // Gone with an outer one, when that was given up meanwhile.
      if (!isOver() && fate.lost === undefined) {
        await command(`ROLLBACK TO SAVEPOINT ${savepoint}`);
        fate.refused = undefined;
        await command(`RELEASE SAVEPOINT ${savepoint}`);
      }
      throw error;
    } finally {
      if (state === 'nested') state = 'open';
    }
  }

  return {
    tx: Object.assign(statements(run, shelf), {
      skipLocked: SKIP_LOCKED,
      nested,
      afterCommit: (fn: () => void) => {
        guard();
        hooks.push(fn);
      },
    }),
    hooks,
    finish: () => {
      if (state === 'nested') {
        state = 'over';
        throw new Error(NESTED_RUNS);
      }
      state = 'over';
    },
  };
}
