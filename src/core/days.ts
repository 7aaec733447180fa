import { DAY, type Day } from './clock.ts';

/** Monday is 1, Sunday 7, as in ISO 8601. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const DAY_FORM = /^(\d{4})-(\d{2})-(\d{2})$/;

/** The day a text names, or undefined when there is no such day (`2026-02-30`). */
export function parseDay(text: string): Day | undefined {
  const parts = DAY_FORM.exec(text);
  if (!parts) return undefined;
  const day = dayFromNumber(Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3])) / DAY);
  return day === text ? day : undefined;
}

/** Days since 1970-01-01. */
export function dayNumber(day: Day): number {
  return Date.UTC(+day.slice(0, 4), +day.slice(5, 7) - 1, +day.slice(8, 10)) / DAY;
}

export function dayFromNumber(number: number): Day {
  return new Date(number * DAY).toISOString().slice(0, 10) as Day;
}

export function addDays(day: Day, days: number): Day {
  return dayFromNumber(dayNumber(day) + days);
}

/** How many days `to` lies after `from`; negative when before. */
export function daysBetween(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from);
}

export function weekdayOf(day: Day): Weekday {
  // 1970-01-01 was a Thursday.
  return (((((dayNumber(day) + 3) % 7) + 7) % 7) + 1) as Weekday;
}

/** The week of ISO 8601: it belongs to the year its Thursday lies in. */
export function isoWeekOf(day: Day): { year: number; week: number } {
  const thursday = dayNumber(day) + 4 - weekdayOf(day);
  const year = yearOf(dayFromNumber(thursday));
  return { year, week: 1 + Math.floor((thursday - Date.UTC(year, 0, 1) / DAY) / 7) };
}

export function yearOf(day: Day): number {
  return Number(day.slice(0, 4));
}
