/** An instant: milliseconds since the Unix epoch, UTC. Stored as it is; shown in the company's or a person's zone. */
export type Instant = number;

/** A calendar day in some zone, `YYYY-MM-DD`. Which zone is the caller's business, nearly always the company's. */
export type Day = string & { readonly day: unique symbol };

export interface Clock {
  now(): Instant;
}

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export const systemClock: Clock = { now: () => Date.now() };

/** A clock that stands still until it is told otherwise; it never goes back. */
export function manualClock(start: Instant): Clock & { set(to: Instant): void; advance(byMs: number): void } {
  let at = start;
  const set = (to: Instant): void => {
    if (to < at) throw new RangeError(`the clock never goes back: ${new Date(to).toISOString()}`);
    at = to;
  };
  return { now: () => at, set, advance: (byMs) => set(at + byMs) };
}
