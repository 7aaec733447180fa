import type { Clock, Instant } from './core/clock.ts';
import type { Log } from './core/log.ts';

/** Runs the pipe's tick whenever something is due, one run at a time. */
export type Driver = {
  /** Runs now, after a run already under way; answers when something is due next. */
  run(): Promise<Instant>;
  /** Something was put into the outbox, or the heartbeat came. */
  wake(): void;
  /** Lets the run under way finish and starts no other. */
  stop(): Promise<void>;
};

export function drive(input: { tick(): Promise<Instant>; clock: Clock; log: Log }): Driver {
  const { clock, log } = input;
  let underWay: Promise<Instant> | undefined;
  let queued: Promise<Instant> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const begin = (): Promise<Instant> => {
    underWay = input
      .tick()
      .then((at) => {
        sleepUntil(at);
        return at;
      })
      .finally(() => {
        underWay = undefined;
      });
    return underWay;
  };

  /** A run that starts after this call sees everything committed before it; two callers share one. */
  const run = (): Promise<Instant> => {
    if (stopped) return Promise.resolve(Infinity);
    if (!underWay) return begin();
    queued ??= underWay
      .catch(() => undefined)
      .then(() => {
        queued = undefined;
        return stopped ? Infinity : begin();
      });
    return queued;
  };

  const sleepUntil = (at: Instant): void => {
    if (stopped) return;
    clearTimeout(timer);
    // The heartbeat sees to everything further away.
    const waitMs = at - clock.now();
    if (waitMs < 60_000) timer = setTimeout(wake, Math.max(1, waitMs));
  };

  function wake(): void {
    if (stopped || queued) return;
    run().catch((error: unknown) => {
      log.error({ err: error }, 'the heartbeat failed');
    });
  }

  return {
    run,
    wake,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await underWay?.catch(() => undefined);
    },
  };
}
