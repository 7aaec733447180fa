import type { Timers } from '../../../src/platforms/feishu/supervise.ts';

/** Time that passes when the test says so. */
export type HandTimers = Timers & { pass(ms: number): void; waiting(): number };

export function handTimers(): HandTimers {
  let now = 0;
  let waiting: { at: number; run: () => void }[] = [];
  return {
    after(ms, run) {
      const one = { at: now + ms, run };
      waiting.push(one);
      return () => void (waiting = waiting.filter((other) => other !== one));
    },
    pass(ms) {
      const until = now + ms;
      for (;;) {
        const [next] = waiting.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
        if (!next) break;
        waiting = waiting.filter((other) => other !== next);
        now = next.at;
        next.run();
      }
      now = until;
    },
    waiting: () => waiting.length,
  };
}
