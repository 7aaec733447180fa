import type { Log } from '../../core/log.ts';
import { inWords, type Loss, needsSomebody } from './losses.ts';

/** One attempt at a connection: later it becomes ready or is lost, or both. */
export type Line = {
  /** Whether it still stands; asked once a second after it was ready. */
  isOpen(): boolean;
  close(): void;
};

export type Dial = (on: { ready(): void; lost(loss: Loss): void }) => Line;

/** `after` runs something later, and answers with how to call that off. */
export type Timers = { after(ms: number, run: () => void): () => void };

export const wallTimers: Timers = {
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

export type Supervision = {
  open(): void;
  close(): void;
  /** Why there is no connection, in words; nothing while there is one. */
  trouble(): string | undefined;
};

const BROKEN_OFF: Loss = { reason: 'broken-off' };
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 5 * 60_000;
const LOOK_EVERY_MS = 1000;
/** A connection that is cut again and again right after it opened is no reason to hurry. */
const STEADY_AFTER_MS = 60_000;

/** From half of it to the whole: bots that lost their connection at once don't come back at once. */
export function waitMs(failures: number, random: () => number): number {
  const whole = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures);
  return Math.round(whole * (0.5 + random() / 2));
}

/** Keeps one connection open: whatever ends it, and whatever refuses it, it is tried again. */
export function supervise(input: { dial: Dial; timers: Timers; random: () => number; log: Log }): Supervision {
  const { dial, timers, random, log } = input;
  let line: Line | undefined;
  let loss: Loss | undefined = { reason: 'not-yet' };
  let failures = 0;
  let closed = false;
  const pending = new Set<() => void>();

  const callOff = (): void => {
    for (const stop of pending) stop();
    pending.clear();
  };
  const after = (ms: number, run: () => void): void => {
    const stop = timers.after(ms, () => {
      pending.delete(stop);
      run();
    });
    pending.add(stop);
  };

  function attempt(): void {
    callOff();
    let over = false;
    const lost = (why: Loss): void => {
      if (over || closed) return;
      over = true;
      line?.close();
      line = undefined;
      again(why);
    };
    const look = (): void => {
      if (line?.isOpen() !== true) return lost(BROKEN_OFF);
      after(LOOK_EVERY_MS, look);
    };
    const ready = (): void => {
      if (over || closed) return;
      loss = undefined;
      log.info({ platform: 'feishu', attempts: failures + 1 }, 'long connection open');
      callOff();
      after(STEADY_AFTER_MS, () => {
        failures = 0;
      });
      after(LOOK_EVERY_MS, look);
    };
    line = dial({ ready, lost });
  }

  function again(why: Loss): void {
    loss = why;
    callOff();
    const retryAfterMs = waitMs(failures, random);
    failures += 1;
    tell(why, retryAfterMs);
    after(retryAfterMs, attempt);
  }

  function tell(why: Loss, retryAfterMs: number): void {
    const fields = { platform: 'feishu', reason: why.reason, code: why.code, attempt: failures, retryAfterMs };
    if (why.reason === 'wrong-credentials') {
      log.error(fields, "Feishu refuses the app id or its secret: compare them with the developer console's");
    } else if (needsSomebody(why)) log.error(fields, 'no long connection: Feishu refuses it, see /readyz for what to do');
    else log.warn(fields, 'no long connection');
  }

  return {
    open() {
      if (line === undefined && pending.size === 0 && !closed) attempt();
    },
    close() {
      closed = true;
      callOff();
      line?.close();
      line = undefined;
    },
    trouble() {
      const why = loss ?? (line?.isOpen() === true ? undefined : BROKEN_OFF);
      return why && inWords(why);
    },
  };
}
