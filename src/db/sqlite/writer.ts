import { setImmediate } from 'node:timers';
import { performance } from 'node:perf_hooks';
import type { Tx } from '../statements.ts';
import { preparedOn } from './reader.ts';
import type { Connection } from './session.ts';
import { beginPart, WITH_SAVEPOINT, WITHOUT_SAVEPOINT } from './part.ts';
import { watchdog } from './watchdog.ts';
import type { Watchdog } from './watchdog.ts';

/**
 * Group commit: what is queued in one turn of the event loop runs one after the other in one outer transaction and thus
 * one fsync. Nobody hears of success before the COMMIT. Savepoints cost more than they are worth while all goes well: when
 * one that wrote fails, everything is rolled back and the others run again, from then on each in a savepoint of its own.
 */
const BATCH_TRANSACTIONS = 64;
export const BATCH_MS = 10;
/** Measured with 32 callers: one turn gives most of what there is to gain, eight cost more than they bring. */
const GATHER_TURNS = 2;

const NOTHING = (): void => undefined;

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
  /** How long one outer transaction goes on taking more. */
  batchMs: number;
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
    gather(0, 0);
  }

  /** As long as every turn of the event loop brings more, a commit for all of them is worth the wait: some ten microseconds a turn. */
  function gather(turns: number, before: number): void {
    setImmediate(() => {
      if (turns < GATHER_TURNS && queue.length > before && queue.length < BATCH_TRANSACTIONS) gather(turns + 1, queue.length);
      else void runBatch();
    });
  }

  async function runBatch(): Promise<void> {
    const batch = queue.splice(0, BATCH_TRANSACTIONS);
    const { outcomes, settle } = await runAndCommit(batch);
    for (const outcome of outcomes) settle(outcome);
    if (outcomes.length < batch.length) queue = [...batch.slice(outcomes.length), ...queue];
    if (queue.length > 0) return schedule();
    running = false;
    for (const done of whenIdle.splice(0)) done();
  }

  /** Runs as many of the batch as there is time for; the answer has their outcomes and says what became of them all. */
  async function runAndCommit(batch: readonly Waiting[]): Promise<{ outcomes: Outcome[]; settle: (outcome: Outcome) => void }> {
    const watch = watchdog(options.transactionMs, () => queue.length);
    const outcomes: Outcome[] = [];
    /** Failed after having written, in a run that was rolled back with everybody's writes. */
    const failed = new Map<Waiting, Outcome>();
    try {
      begin.run();
      let begunAt = performance.now();
      // SQLite itself rolls everything back on a full disk or an input/output error.
      while (outcomes.length < batch.length && client.inTransaction && performance.now() - begunAt < options.batchMs) {
        const waiting = batch[outcomes.length] as Waiting;
        const { outcome, alone } = failed.has(waiting)
          ? { outcome: failed.get(waiting) as Outcome, alone: true }
          : await runOne(waiting, watch, failed.size > 0);
        if (alone) {
          outcomes.push(outcome);
          continue;
        }
        failed.set(waiting, outcome);
        outcomes.length = 0;
        client.exec('ROLLBACK; BEGIN IMMEDIATE');
        begunAt = performance.now();
      }
      if (!client.inTransaction) throw new Error('the database gave up the whole transaction: disk full, or input/output error');
      commit.run();
      return { outcomes, settle: (outcome) => outcome.committed() };
    } catch (error) {
      if (client.inTransaction) client.exec('ROLLBACK');
      // Where nobody could even begin, all fail together rather than wait for ever.
      const lost = outcomes.length > 0 ? outcomes : batch.map(({ reject }) => ({ committed: NOTHING, lost: reject }));
      return { outcomes: lost, settle: (outcome) => outcome.lost(error) };
    } finally {
      watch.stop();
    }
  }

  async function runOne(
    waiting: Waiting,
    watch: Watchdog,
    careful: boolean,
  ): Promise<{ outcome: Outcome; /** Whether it could be undone alone, or needn't be. */ alone: boolean }> {
    const part = beginPart(connection, shelf, careful ? WITH_SAVEPOINT : WITHOUT_SAVEPOINT);
    try {
      const value = await watch.limit(() => waiting.run(part.tx));
      part.keep();
      const committed = (): void => {
        for (const hook of part.hooks) runHook(hook);
        waiting.resolve(value);
      };
      return { outcome: { committed, lost: waiting.reject }, alone: true };
    } catch (error) {
      const alone = part.undo();
      return { outcome: { committed: () => waiting.reject(error), lost: () => waiting.reject(error) }, alone };
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
