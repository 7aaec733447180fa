import { MINUTE, type Instant } from './clock.ts';
import { addDays } from './days.ts';
import { zoneOf, type TimeOfDay } from './zone.ts';

/** Every so many minutes, counted from the epoch; or once a day at a time on the company's clock. */
export type Schedule = { everyMinutes: number } | { dailyAt: TimeOfDay };

/** The latest slot at or before now. */
export function lastSlot(schedule: Schedule, now: Instant, zone: string): Instant {
  if ('everyMinutes' in schedule) {
    const every = spacing(schedule.everyMinutes);
    return Math.floor(now / every) * every;
  }
  const { dayOf, instantOf } = zoneOf(zone);
  const today = dayOf(now);
  const slot = instantOf(today, schedule.dailyAt);
  return slot <= now ? slot : instantOf(addDays(today, -1), schedule.dailyAt);
}

/** The first slot after now. */
export function nextSlot(schedule: Schedule, now: Instant, zone: string): Instant {
  if ('everyMinutes' in schedule) return lastSlot(schedule, now, zone) + spacing(schedule.everyMinutes);
  const { dayOf, instantOf } = zoneOf(zone);
  const today = dayOf(now);
  const slot = instantOf(today, schedule.dailyAt);
  return slot > now ? slot : instantOf(addDays(today, 1), schedule.dailyAt);
}

function spacing(minutes: number): number {
  if (!Number.isInteger(minutes) || minutes < 1) throw new RangeError(`not a number of minutes: ${minutes}`);
  return minutes * MINUTE;
}
