import { AsyncLocalStorage } from 'node:async_hooks';
import { clearTimeout, setTimeout } from 'node:timers';
import type { Tx } from '../statements.ts';
import { beginPart, type Fate, type Part } from './part.ts';
import { mayRunAgain, pause, type Pool, type Wire } from './pool.ts';
import { preparedOn } from './reader.ts';

export interface TransactionsOptions {
  onHookError: (error: unknown) => void;
  transactionMs: number;
  checkPrepared: boolean;
}

export interface Transactions {
  transaction<T>(fn: (tx: Tx) => Promise<T>): Promise<T>;
  /** Refuses new work and resolves when what was begun is done. */
  finish(): Promise<void>;
}

/**
 * SERIALIZABLE, so that what was written for one writer at a time holds for many: the server gives up one of two that
 * would have needed each other's result, and that one runs again, as `transaction` says it may.
 */
const BEGIN = 'BEGIN ISOLATION LEVEL SERIALIZABLE';
/** With pauses that grow to a quarter of a second: some ten seconds of trying. */
const RUNS = 60;
const PAUSE_MS = 250;

const WAITS_FOR_ANOTHER =
  'a transaction was undone because it waited for another one, which could only begin after it: inside a transaction use its own tx, ' +
  'and tx.nested() for a part that may fail alone, never db.transaction()';
const tookTooLong = (ms: number): string =>
  `a transaction was undone after ${ms} ms: it awaited something other than its own tx (a platform call, a timer), and whoever wants ` +
  'the same rows waited for it';

export function transactionsOn(pool: Pool, options: TransactionsOptions): Transactions {
  const shelf = preparedOn(options.checkPrepared);
  const within = new AsyncLocalStorage<true>();
  let closing = false;
  let underWay = 0;
  let whenIdle: (() => void) | undefined;

  async function runUntilItHolds<T>(fn: (tx: Tx) => Promise<T>): Promise<{ value: T; hooks: (() => void)[] }> {
    for (let run = 1; ; run += 1) {
      try {
        return await runOnce(fn);
      } catch (error) {
        if (run >= RUNS || !mayRunAgain(error)) throw error;
        await pause(Math.random() * Math.min(PAUSE_MS, 2 ** run));
      }
    }
  }

  async function runOnce<T>(fn: (tx: Tx) => Promise<T>): Promise<{ value: T; hooks: (() => void)[] }> {
    const wire = await pool.lend();
    let broken = true;
    try {
      await command(wire, BEGIN);
      const done = await work(wire, fn);
      broken = false;
      return done;
    } catch (error) {
      broken = !(await rolledBack(wire));
      throw error;
    } finally {
      wire.release(broken);
    }
  }

  async function work<T>(wire: Wire, fn: (tx: Tx) => Promise<T>): Promise<{ value: T; hooks: (() => void)[] }> {
    const fate: Fate = { lost: undefined, refused: undefined };
    const part = beginPart(wire, shelf, fate);
    try {
      const value = await limited(options.transactionMs, () => within.run(true, () => fn(part.tx)));
      part.finish();
      if (fate.refused !== undefined) throw fate.refused;
      await command(wire, 'COMMIT');
      return { value, hooks: part.hooks };
    } catch (error) {
      end(part);
      throw fate.lost ?? (error as Error);
    }
  }

  function settle({ hooks }: { hooks: (() => void)[] }): void {
    for (const hook of hooks) {
      try {
        hook();
      } catch (error) {
        options.onHookError(error);
      }
    }
  }

  return {
    async transaction<T>(fn: (tx: Tx) => Promise<T>): Promise<T> {
      if (within.getStore() === true) throw new Error(WAITS_FOR_ANOTHER);
      if (closing) throw new Error('the database is closing and takes no more work');
      underWay += 1;
      try {
        const done = await runUntilItHolds(fn);
        settle(done);
        return done.value;
      } finally {
        underWay -= 1;
        if (underWay === 0) whenIdle?.();
      }
    },
    finish: () => {
      closing = true;
      return underWay === 0
        ? Promise.resolve()
        : new Promise((resolve) => {
            whenIdle = resolve;
          });
    },
  };
}

const command = (wire: Wire, text: string): Promise<unknown> => wire.query({ text, params: [], shape: 'objects' });

/** Whether the connection is as good as new again. */
async function rolledBack(wire: Wire): Promise<boolean> {
  try {
    await command(wire, 'ROLLBACK');
    return true;
  } catch {
    return false;
  }
}

/** It ended badly already; that a part of it is still under way is no further news. */
function end(part: Part): void {
  try {
    part.finish();
  } catch {
    return;
  }
}

function limited<T>(ms: number, work: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(tookTooLong(ms))), ms);
    work()
      .then(resolve, reject)
      .finally(() => clearTimeout(timer));
  });
}
