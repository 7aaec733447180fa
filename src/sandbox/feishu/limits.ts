import type { Instant } from '../../core/clock.ts';
import { ApiRefusal, refuse } from './answers.ts';

/** At most `count` in any stretch of `withinMs`, half open: what happened exactly `withinMs` ago no longer counts. */
type Window = { count: number; withinMs: number };

const TIER_4: readonly Window[] = [
  { count: 1000, withinMs: 60_000 },
  { count: 50, withinMs: 1000 },
];
const PER_RECEIVER: Window = { count: 5, withinMs: 1000 };

/** The instants of what was let through, oldest first; `from` is the first that may still count. */
type Track = { times: Instant[]; from: number };

export type Limits = {
  /** Tier 4 of reference §5.10: 1000 a minute and 50 a second for each API. */
  admitCall(api: string, now: Instant): void;
  /** 5 a second to one person or group, and as many changes of one message. */
  admitReceiver(receiver: string, now: Instant): void;
  clear(): void;
};

export function limits(): Limits {
  const tracks = new Map<string, Track>();
  let sweptAt = 0;

  function trackOf(key: string): Track {
    const found = tracks.get(key) ?? { times: [], from: 0 };
    tracks.set(key, found);
    return found;
  }

  /** Milliseconds until there is room; 0 when there is. */
  function waitMs(track: Track, { count, withinMs }: Window, now: Instant): number {
    const oldest = track.times[track.times.length - count];
    return oldest === undefined ? 0 : Math.max(0, oldest + withinMs - now);
  }

  function note(track: Track, now: Instant): void {
    track.times.push(now);
    while ((track.times[track.from] ?? now) <= now - 60_000) track.from += 1;
    if (track.from < 2000) return;
    track.times = track.times.slice(track.from);
    track.from = 0;
  }

  function sweep(now: Instant): void {
    if (now - sweptAt < 600_000) return;
    sweptAt = now;
    for (const [key, track] of tracks) if ((track.times.at(-1) ?? 0) <= now - 60_000) tracks.delete(key);
  }

  return {
    admitCall(api, now) {
      sweep(now);
      const track = trackOf(`api:${api}`);
      for (const window of TIER_4) {
        const wait = waitMs(track, window, now);
        if (wait > 0) {
          throw new ApiRefusal(429, 99991400, 'request trigger frequency limit', {
            'x-ogw-ratelimit-limit': String(window.count),
            'x-ogw-ratelimit-reset': String(Math.ceil(wait / 1000)),
          });
        }
      }
      note(track, now);
    },
    admitReceiver(receiver, now) {
      const track = trackOf(receiver);
      if (waitMs(track, PER_RECEIVER, now) > 0) throw refuse(230020, 'This operation triggers the frequency limit.');
      note(track, now);
    },
    clear: () => tracks.clear(),
  };
}
