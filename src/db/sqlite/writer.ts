import { setImmediate } from 'node:timers';
import { performance } from 'node:perf_hooks';
import type { Tx } from '../statements.ts';
import { preparedOn } from './reader.ts';
import type { Connection } from './session.ts';
import { beginPart } from './part.ts';
import { watchdog } from './watchdog.ts';
import type { Watchdog } from './watchdog.ts';

/**
 * Group commit: what is queued in one turn of the event loop runs one after the other, each in its savepoint, in one
 * outer transaction and thus one fsync. Nobody hears of success before the COMMIT.
 */
const BATCH_TRANSACTIONS = 64;
const BATCH_MS = 10;

interface Waiting {
  run: (tx: Tx) => Promise<unknown>;
  resolve: (value: unknown) => void;
  reject: (error: unknown) => void;
}

interface Outcome {
  /** Runs after the COMMIT: hooks, then the caller. */
  committed: () => void;
  /** Instead of `committed`, when the COMMIT failed. */
  lost: (error: unknown) => void;
}

export interface Writer {
  transaction<T>(fn: (tx: Tx) => Promise<T>): Promise<T>;
  /** Refuses new work and resolves when what was queued is done. */
  finish(): Promise<void>;
}

export interface WriterOptions {
  /** Told of an error in an afterCommit hook, which can't undo anything any more. */
  onHookError: (error: unknown) => void;
  transactionMs: number;
  checkPrepared: boolean;
}

export function writer(connection: Connection, options: WriterOptions): Writer {
  const { client } = connection;
  const shelf = preparedOn(connection, options.checkPrepared);
  const begin = client.prepare('BEGIN IMMEDIATE');
  const commit = client.prepare('COMMIT');
  let queue: Waiting[] = [];
  let running = false;
  let closing = false;
  const whenIdle: (() => void)[] = [];

  function schedule(): void {
    running = true;
    setImmediate(() => void runBatch());
  }

  async function runBatch(): Promise<void> {
    const batch = queue.splice(0, BATCH_TRANSACTIONS);
    const outcomes: Outcome[] = [];
    const settle = await runAndCommit(batch, outcomes);
    for (const outcome of outcomes) settle(outcome);
    queue = [...batch, ...queue];
    if (queue.length > 0) return schedule();
    running = false;
    for (const done of whenIdle.splice(0)) done();
  }

  /** Moves what it ran from `batch` to `outcomes`; the answer says what became of them all. */
  async function runAndCommit(batch: Waiting[], outcomes: Outcome[]): Promise<(outcome: Outcome) => void> {
    const watch = watchdog(options.transactionMs, () => queue.length);
    try {
      begin.run();
      const begunAt = performance.now();
      // SQLite itself rolls everything back on a full disk or an input/output error.
      while (batch.length > 0 && client.inTransaction && performance.now() - begunAt < BATCH_MS) {
        outcomes.push(await runOne(batch[0] as Waiting, watch));
        batch.shift();
      }
      if (!client.inTransaction) throw new Error('the database gave up the whole transaction: disk full, or input/output error');
      commit.run();
      return (outcome) => outcome.committed();
    } catch (error) {
      if (client.inTransaction) client.exec('ROLLBACK');
      // Where nobody could even begin, all fail together rather than wait for ever.
      if (outcomes.length === 0) for (const { reject } of batch.splice(0)) reject(error);
      return (outcome) => outcome.lost(error);
    } finally {
      watch.stop();
    }
  }

  async function runOne(waiting: Waiting, watch: Watchdog): Promise<Outcome> {
    const part = beginPart(connection, shelf);
    try {
      const value = await watch.limit(() => waiting.run(part.tx));
      part.keep();
      return {
        committed: () => {
          for (const hook of part.hooks) runHook(hook);
          waiting.resolve(value);
        },
        lost: waiting.reject,
      };
    } catch (error) {
      part.undo();
      return { committed: () => waiting.reject(error), lost: () => waiting.reject(error) };
    }
  }

  function runHook(hook: () => void): void {
    try {
      hook();
    } catch (error) {
      options.onHookError(error);
    }
  }

  return {
    transaction: <T>(fn: (tx: Tx) => Promise<T>) =>
      new Promise<T>((resolve, reject) => {
        if (closing) return reject(new Error('the database is closing and takes no more work'));
        queue.push({ run: fn, resolve: resolve as (value: unknown) => void, reject });
        if (!running) schedule();
      }),
    finish: () => {
      closing = true;
      return running ? new Promise((resolve) => whenIdle.push(resolve)) : Promise.resolve();
    },
  };
}
