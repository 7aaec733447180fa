import type { Instant } from '../core/clock.ts';

/**
 * Misfortune on demand. One row a fault; each strikes so many of the next occasions, or every occasion with a chance drawn from a
 * seed. What a strike does is written where it happens.
 */
export const STRIKES = [
  // An event on its way to the bot (feishu/queue.ts).
  'duplicateSame',
  'duplicateNew',
  'reorder',
  'late',
  // A call of the bot's, before it takes effect (feishu/misfortune.ts); the token on every call, the others on sends.
  'revokeToken',
  'status429',
  'status429NoReset',
  'status500Before',
  // And after.
  'status500After',
  'slowAnswer',
  'dropAnswer',
] as const;

export type Strike = (typeof STRIKES)[number];

/** What doesn't come and go by itself. */
export type Conditions = {
  /** Every send waits so long before it is done. */
  slowMs: number;
  /** Scopes the company did not grant. */
  withoutScopes: readonly string[];
  /** How long `slowAnswer` keeps an answer back: longer than the bot waits. */
  slowAnswerMs: number;
  /** How long `late` keeps an event back. */
  lateMinutes: number;
  /** The documents don't say what a second send under one uuid is answered with (reference §11). */
  repeatedUuid: 'original' | 'error';
  /** Whom the bot may not write to, by 工号. */
  outOfReach: string[];
  /** Until when every call is answered with 503; `Infinity` until it is ended. */
  outageUntil: Instant;
  /** Until when every connection is cut without an answer. */
  refusingUntil: Instant;
};

export type Faults = Conditions & {
  counts: Record<Strike, number>;
  rates: Partial<Record<Strike, number>>;
  seed: number;
  /** How often each has struck. */
  struck: Record<Strike, number>;
  chances: Map<Strike, () => number>;
};

const none = (): Record<Strike, number> => Object.fromEntries(STRIKES.map((name) => [name, 0])) as Record<Strike, number>;

export function noFaults(): Faults {
  return {
    slowMs: 0,
    slowAnswerMs: 11_000,
    lateMinutes: 30,
    repeatedUuid: 'original',
    outOfReach: [],
    withoutScopes: [],
    outageUntil: 0,
    refusingUntil: 0,
    counts: none(),
    rates: {},
    seed: 1,
    struck: none(),
    chances: new Map(),
  };
}

/** Whether this occasion is struck: one of the count if any are left, else by chance. */
export function strike(faults: Faults, what: Strike): boolean {
  if (faults.counts[what] > 0) faults.counts[what] -= 1;
  else if (!byChance(faults, what)) return false;
  faults.struck[what] += 1;
  return true;
}

/** Each fault draws from a stream of its own, so that the nth occasion of one doesn't hang on what the others did. */
function byChance(faults: Faults, what: Strike): boolean {
  const rate = faults.rates[what] ?? 0;
  if (rate === 0) return false;
  const draw = faults.chances.get(what) ?? stream(faults.seed + 7919 * STRIKES.indexOf(what));
  faults.chances.set(what, draw);
  return draw() < rate;
}

/** mulberry32, between 0 and 1. */
function stream(seed: number): () => number {
  let state = Math.imul(seed, 0x9e3779b1) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
