import type { Day, Instant } from './clock.ts';
import { HOUR } from './clock.ts';
import { addDays, isoWeekOf, weekdayOf, yearOf, type Weekday } from './days.ts';
import { holidaysOf, publishedYears, type SpecialDay } from './holidays.ts';
import type { Sentence } from './text.ts';
import { minutesOf, zoneOf, type TimeOfDay } from './zone.ts';

/** A day the company itself moves: a foundation day off, a Saturday worked. It wins over the state's. */
export type DayOverride = { day: Day; kind: 'workday' | 'holiday'; name: string };

export interface Calendar {
  readonly zone: string;
  /** 31 December of the last year the state has published; later days are provisional. */
  readonly knownUntil: Day;
  isWorkday(day: Day): boolean;
  /** What a day is called when it is not an ordinary one: a festival, a weekend day worked for one, the company's own. */
  nameOf(day: Day): Sentence | undefined;
  /** Whether the state may still publish otherwise: calculated, not published, and not settled by the company. */
  provisional(day: Day): boolean;
  /** The day itself when it is a workday. */
  nextWorkday(day: Day): Day;
  /**
   * The n-th workday after the day (before it, when n is negative). A day off counts as the workday before it going forward and
   * the one after it going back; with n = 0 the day itself.
   */
  addWorkdays(day: Day, n: number): Day;
  /** Workdays after `from` up to and with `to`, so that `addWorkdays(from, workdaysBetween(from, to))` is `to` for a workday; negative when `to` is earlier. */
  workdaysBetween(from: Day, to: Day): number;
  /** The instant by which so many hours of the company's opening time have passed; the clock stands still outside it. */
  addWorkingHours(instant: Instant, hours: number, opening: OpeningHours): Instant;
  dayOf(instant: Instant): Day;
  timeOf(instant: Instant): TimeOfDay;
  instantOf(day: Day, time: TimeOfDay): Instant;
  addDays(day: Day, days: number): Day;
  weekdayOf(day: Day): Weekday;
  isoWeekOf(day: Day): { year: number; week: number };
}

export type OpeningHours = { from: TimeOfDay; to: TimeOfDay };

/** A run of days off longer than this is a mistake in the company's own overrides. */
const LONGEST_CLOSURE_DAYS = 366;

export function createCalendar(input: { zone: string; overrides?: readonly DayOverride[] }): Calendar {
  const zone = zoneOf(input.zone);
  const overrides = new Map<Day, SpecialDay>();
  for (const { day, kind, name } of input.overrides ?? []) overrides.set(day, { kind, name: () => name });
  const years = publishedYears();

  const special = (day: Day): SpecialDay | undefined => overrides.get(day) ?? holidaysOf(yearOf(day)).days.get(day);
  const isWorkday = (day: Day): boolean => {
    const found = special(day);
    return found ? found.kind === 'workday' : weekdayOf(day) <= 5;
  };
  const workdayFrom = (day: Day, step: 1 | -1): Day => {
    let at = day;
    for (let tried = 0; tried <= LONGEST_CLOSURE_DAYS; tried += 1) {
      if (isWorkday(at)) return at;
      at = addDays(at, step);
    }
    throw new RangeError(`no workday within ${LONGEST_CLOSURE_DAYS} days of ${day}`);
  };

  return {
    zone: zone.name,
    knownUntil: `${years.last}-12-31` as Day,
    isWorkday,
    nameOf: (day) => special(day)?.name,
    provisional: (day) => !overrides.has(day) && !holidaysOf(yearOf(day)).published,
    nextWorkday: (day) => workdayFrom(day, 1),
    addWorkdays: (day, n) => {
      const step = n < 0 ? -1 : 1;
      let at = day;
      for (let left = Math.abs(n); left > 0; left -= 1) at = workdayFrom(addDays(at, step), step);
      return at;
    },
    workdaysBetween: (from, to) => {
      const [step, first, last] = from <= to ? [1, addDays(from, 1), to] : [-1, to, addDays(from, -1)];
      let count = 0;
      for (let day = first; day <= last; day = addDays(day, 1)) if (isWorkday(day)) count += 1;
      return count * step || 0;
    },
    addWorkingHours: (instant, hours, opening) => {
      if (minutesOf(opening.from) >= minutesOf(opening.to)) throw new RangeError(`closed all day: ${opening.from}–${opening.to}`);
      if (!(hours >= 0)) throw new RangeError(`not a span of working time: ${hours} hours`);
      let left = Math.round(hours * HOUR);
      for (let day = workdayFrom(zone.dayOf(instant), 1); ; day = workdayFrom(addDays(day, 1), 1)) {
        const start = Math.max(instant, zone.instantOf(day, opening.from));
        const open = zone.instantOf(day, opening.to) - start;
        if (open > 0 && left <= open) return start + left;
        left -= Math.max(open, 0);
      }
    },
    dayOf: zone.dayOf,
    timeOf: zone.timeOf,
    instantOf: zone.instantOf,
    addDays,
    weekdayOf,
    isoWeekOf,
  };
}
