import type { Instant } from '../core/clock.ts';
import { MINUTE } from '../core/clock.ts';

const SECOND = 1000;
/** Our clock cuts off fractions of a millisecond, the platform's may not, and it may count the edge of its window in. */
const ROUNDING_MS = 1;

/**
 * A platform's send limits, counted from the end of each call: the platform counts at its own door, somewhere between our
 * start and our end, so a place is held until one window after the call ended and no shift of arrival can exceed the limit.
 */
export type SendLimits = {
  /** When anything, or `receiver`, may be sent to: `now` or later; `Infinity` while only the end of a call can free a place. */
  allowedAt(receiver: string | undefined, now: Instant): Instant;
  start(receiver: string): void;
  end(receiver: string, now: Instant): void;
  /** Begun, but never called. */
  giveBack(receiver: string): void;
  /**
   * The platform said to wait, so long or without a word how long: then a second, and twice as long each time that doesn't help, up
   * to a minute. For one receiver only when it is theirs to wait.
   */
  pause(now: Instant, forMs: number | undefined, receiver?: string): void;
  /** It takes calls again. */
  served(): void;
};

type Receiver = { underWay: number; ended: Instant[]; pausedUntil: Instant };

export function sendLimits(limits: { perMinute: number; perSecond: number; perReceiverPerSecond: number }): SendLimits {
  let underWay = 0;
  let pausedUntil = 0;
  let pausesUntold = 0;
  const ended: Instant[] = [];
  let first = 0;
  const receivers = new Map<string, Receiver>();

  const forget = (now: Instant): void => {
    while (first < ended.length && (ended[first] as Instant) < now - MINUTE - ROUNDING_MS) first += 1;
    if (first > 4096) {
      ended.splice(0, first);
      first = 0;
    }
    if (receivers.size > 4096) {
      for (const [key, one] of receivers)
        if (one.underWay === 0 && one.pausedUntil < now && (one.ended.at(-1) ?? 0) < now - SECOND - ROUNDING_MS)
          receivers.delete(key);
    }
  };

  return {
    allowedAt(receiver, now) {
      forget(now);
      const one = receiver === undefined ? undefined : receivers.get(receiver);
      return Math.max(
        now,
        pausedUntil,
        one?.pausedUntil ?? 0,
        windowFree(ended, first, limits.perMinute - underWay, MINUTE, now),
        windowFree(ended, first, limits.perSecond - underWay, SECOND, now),
        one ? windowFree(one.ended, 0, limits.perReceiverPerSecond - one.underWay, SECOND, now) : now,
      );
    },
    start(receiver) {
      underWay += 1;
      const one = receivers.get(receiver) ?? { underWay: 0, ended: [], pausedUntil: 0 };
      one.underWay += 1;
      receivers.set(receiver, one);
    },
    end(receiver, now) {
      underWay -= 1;
      ended.push(now);
      const one = receivers.get(receiver);
      if (!one) return;
      one.underWay -= 1;
      one.ended.push(now);
      if (one.ended.length > limits.perReceiverPerSecond) one.ended.shift();
    },
    giveBack(receiver) {
      underWay -= 1;
      const one = receivers.get(receiver);
      if (one) one.underWay -= 1;
    },
    pause(now, forMs, receiver) {
      if (receiver !== undefined) {
        const one = receivers.get(receiver);
        if (one) one.pausedUntil = Math.max(one.pausedUntil, now + (forMs ?? SECOND));
      } else if (forMs !== undefined) {
        pausedUntil = Math.max(pausedUntil, now + forMs);
      } else if (pausedUntil <= now) {
        // Those called in the same moment were refused for the same reason: one step, not one for each.
        pausedUntil = now + Math.min(MINUTE, SECOND * 2 ** pausesUntold);
        pausesUntold += 1;
      }
    },
    served() {
      pausesUntold = 0;
    },
  };
}

/** With `free` places of a window not under way: now, or when the oldest one that is in the way leaves the window. */
function windowFree(ended: readonly Instant[], first: number, free: number, windowMs: number, now: Instant): Instant {
  if (free <= 0) return Infinity;
  const inTheWay = ended.length - free;
  if (inTheWay < first) return now;
  const leaves = (ended[inTheWay] as Instant) + windowMs + ROUNDING_MS;
  return leaves > now ? leaves : now;
}
