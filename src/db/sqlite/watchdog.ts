import { clearImmediate, clearTimeout, setImmediate, setTimeout } from 'node:timers';

export interface Watchdog {
  /** Undoes the work by rejecting when it waits for something that won't come, or not soon. */
  limit<T>(work: () => Promise<T>): Promise<T>;
  stop(): void;
}

/**
 * One pair of timers for a whole batch. Statements are answered at once, so a transaction that lets the event loop turn
 * awaits something outside. If another transaction was queued since it began, it awaits that one, which waits for it:
 * given up in the same turn. (AsyncLocalStorage would know for certain, and costs every promise of the process: measured
 * on Node 20, 44 → 50 µs for a transaction of four statements.)
 */
export function watchdog(ms: number, queued: () => number): Watchdog {
  let giveUp: ((error: Error) => void) | undefined;
  let queuedBefore = 0;
  let turn: NodeJS.Immediate | undefined;
  let timer = setTimeout(tooSlow, ms);

  function loopTurned(): void {
    turn = undefined;
    if (queued() > queuedBefore) giveUp?.(new Error(WAITS_FOR_ANOTHER));
  }

  function tooSlow(): void {
    giveUp?.(new Error(tookTooLong(ms)));
    timer = setTimeout(tooSlow, ms);
  }

  return {
    limit: (work) =>
      new Promise((resolve, reject) => {
        giveUp = reject;
        queuedBefore = queued();
        turn ??= setImmediate(loopTurned);
        work().then(resolve, reject);
      }),
    stop: () => {
      clearTimeout(timer);
      if (turn !== undefined) clearImmediate(turn);
    },
  };
}

const WAITS_FOR_ANOTHER =
  'a transaction was undone because it waited for another one, which could only begin after it: inside a transaction use its own tx, ' +
  'and tx.nested() for a part that may fail alone, never db.transaction()';

const tookTooLong = (ms: number): string =>
  `a transaction was undone after ${ms} ms: it awaited something other than its own tx (a platform call, a timer), and everybody ` +
  'else waited for it';
