import { DAY, type Day, HOUR, type Instant } from './clock.ts';
import { dayFromNumber, dayNumber } from './days.ts';

/** A wall-clock time, `HH:mm`, 00:00 to 23:59. */
export type TimeOfDay = string;

export interface Zone {
  readonly name: string;
  dayOf(instant: Instant): Day;
  timeOf(instant: Instant): TimeOfDay;
  /** A time skipped by the clocks going forward becomes the instant they do; one that comes twice is its first. */
  instantOf(day: Day, time: TimeOfDay): Instant;
}

const zones = new Map<string, Zone>();

export function zoneOf(name: string): Zone {
  let zone = zones.get(name);
  if (!zone) {
    zone = createZone(name);
    zones.set(name, zone);
  }
  return zone;
}

export function isZone(name: string): boolean {
  try {
    return zoneOf(name).name === name;
  } catch {
    return false;
  }
}

function createZone(name: string): Zone {
  const offsetAt = offsets(name);
  const local = (instant: Instant): number => instant + offsetAt(instant);
  // Nearly every question is about today.
  let last = { number: 0, day: dayFromNumber(0) };
  return {
    name,
    dayOf(instant) {
      const number = Math.floor(local(instant) / DAY);
      if (number !== last.number) last = { number, day: dayFromNumber(number) };
      return last.day;
    },
    timeOf: (instant) => new Date(local(instant)).toISOString().slice(11, 16),
    instantOf: (day, time) => {
      const wall = dayNumber(day) * DAY + minutesOf(time) * 60_000;
      // The true offset is one of those a day to either side: no zone changes its clock twice within two days.
      const early = wall - offsetAt(wall - DAY);
      const late = wall - offsetAt(wall + DAY);
      const candidates = early <= late ? [early, late] : [late, early];
      return candidates.find((instant) => local(instant) === wall) ?? transition(offsetAt, wall - DAY, wall + DAY);
    },
  };
}

export function minutesOf(time: TimeOfDay): number {
  const parts = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time);
  if (!parts) throw new RangeError(`not a time of day: ${time}`);
  return Number(parts[1]) * 60 + Number(parts[2]);
}

/** China has had one offset since it gave up summer time; the first use of Intl loads 9 MB and takes 20 ms. */
const SHANGHAI = { name: 'Asia/Shanghai', offset: 8 * HOUR, since: Date.UTC(1992, 0, 1) };

function offsets(name: string): (instant: Instant) => number {
  if (name !== SHANGHAI.name) return offsetsByIntl(name);
  let earlier: ((instant: Instant) => number) | undefined;
  return (instant) => (instant >= SHANGHAI.since ? SHANGHAI.offset : (earlier ??= offsetsByIntl(name))(instant));
}

/**
 * Asking Intl takes some microseconds, so an offset that is the same at both ends of a UTC day is remembered for the whole day;
 * days on which it changes are asked about exactly.
 */
function offsetsByIntl(name: string): (instant: Instant) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const ask = (instant: Instant): number => {
    const part: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(instant)) part[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000;
  };
  const remembered = new Map<number, number | 'changes'>();
  return (instant) => {
    const utcDay = Math.floor(instant / DAY);
    let offset = remembered.get(utcDay);
    if (offset === undefined) {
      const atStart = ask(utcDay * DAY);
      offset = atStart === ask((utcDay + 1) * DAY) ? atStart : 'changes';
      if (remembered.size >= 4096) remembered.clear();
      remembered.set(utcDay, offset);
    }
    return offset === 'changes' ? ask(instant) : offset;
  };
}

/** The first instant after a change of offset that lies between the two, by halving. */
function transition(offsetAt: (instant: Instant) => number, from: Instant, to: Instant): Instant {
  const before = offsetAt(from);
  let [low, high] = [from, to];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle) === before) low = middle;
    else high = middle;
  }
  return high;
}
