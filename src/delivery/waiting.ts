import { clearTimeout, setTimeout } from 'node:timers';

/** Real time: what is waited for is a call on the network, or work in the database, not an hour of the company's clock. */
const AT_LEAST_MS = 5;
const AT_MOST_MS = 1000;

export type Bell = {
  /** How often it rang, so that nobody misses one between looking and waiting. */
  count(): number;
  ring(): void;
  /** Until it rings, or about that long. */
  next(withinMs: number): Promise<void>;
};

export function bell(): Bell {
  const waiting = new Set<() => void>();
  let count = 0;
  return {
    count: () => count,
    ring: () => {
      count += 1;
      for (const wake of waiting) wake();
    },
    next: (withinMs) =>
      new Promise((resolve) => {
        const timer = setTimeout(done, Math.min(Math.max(withinMs, AT_LEAST_MS), AT_MOST_MS));
        waiting.add(done);
        function done(): void {
          clearTimeout(timer);
          waiting.delete(done);
          resolve();
        }
      }),
  };
}

/** Whether it is over within so many milliseconds, well or badly. */
export async function isOverWithin(work: Promise<unknown>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, ms, false);
  });
  const over = work.then(
    () => true,
    () => true,
  );
  const answer = await Promise.race([over, late]);
  clearTimeout(timer);
  return answer;
}
