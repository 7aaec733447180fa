import type { Inbound } from '../../chat/index.ts';
import type { Instant } from '../../core/clock.ts';

/** What every kind of inbound has in common. */
export type Head = Pick<Inbound, 'platform' | 'key' | 'type' | 'sentAt'>;

export const CARD_PRESS = 'card.action.trigger';

/** Milliseconds in events, 16-digit microseconds in card presses, seconds in the old envelope. */
export function instantIn(value: unknown): Instant {
  const given = typeof value === 'string' || typeof value === 'number' ? Number(value) : NaN;
  if (!Number.isFinite(given) || given <= 0) return 0;
  if (given >= 1e15) return Math.floor(given / 1000);
  return given < 1e11 ? Math.floor(given * 1000) : Math.floor(given);
}
