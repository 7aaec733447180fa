import { createRequire } from 'node:module';
import type { Day } from './clock.ts';
import { addDays, dayFromNumber, dayNumber } from './days.ts';
import type { Sentence } from './text.ts';

/** A day that differs from what its weekday says, or would if it fell on a weekday. */
export type SpecialDay = { kind: 'workday' | 'holiday'; name: Sentence };

/** The days one year's state holidays move, and whether the state has published them. */
export type HolidayYear = { days: ReadonlyMap<Day, SpecialDay>; published: boolean };

// chinese-days answers "workday" for a year it doesn't know, so its table is read instead of its functions. Both are required
// when first wanted: tyme4ts alone takes 16 ms to load and is needed only for years nobody has published.
const require = createRequire(import.meta.url);

type Published = { holidays: Record<string, string>; workdays: Record<string, string> };

let publishedDays: ReadonlyMap<number, Map<Day, SpecialDay>> | undefined;

/** By year: what the State Council has published, free days and the weekend days worked in their stead (调休). */
function published(): ReadonlyMap<number, Map<Day, SpecialDay>> {
  if (publishedDays) return publishedDays;
  const years = new Map<number, Map<Day, SpecialDay>>();
  const data = require('chinese-days/dist/chinese-days.json') as Published;
  const enter = (kind: SpecialDay['kind'], entries: Record<string, string>): void => {
    for (const [day, label] of Object.entries(entries)) {
      const year = Number(day.slice(0, 4));
      const days = years.get(year) ?? new Map<Day, SpecialDay>();
      days.set(day as Day, { kind, name: nameFrom(label) });
      years.set(year, days);
    }
  };
  enter('holiday', data.holidays);
  enter('workday', data.workdays);
  publishedDays = years;
  return years;
}

/** `National Day,国庆节,3` */
function nameFrom(label: string): Sentence {
  const [en = label, zh = en] = label.split(',');
  return (language) => (language === 'zh-CN' ? zh : en);
}

export function publishedYears(): { first: number; last: number } {
  const years = [...published().keys()];
  return { first: Math.min(...years), last: Math.max(...years) };
}

const calculated = new Map<number, HolidayYear>();

export function holidaysOf(year: number): HolidayYear {
  const days = published().get(year);
  if (days) return { days, published: true };
  let provisional = calculated.get(year);
  if (!provisional) {
    provisional = { days: statutory(year), published: false };
    calculated.set(year, provisional);
  }
  return provisional;
}

/**
 * The 13 statutory days (全国年节及纪念日放假办法, as amended from 2025-01-01), calculated. Bridges and the weekend days worked
 * for them can't be: the State Council sets them late in the year before.
 */
function statutory(year: number): ReadonlyMap<Day, SpecialDay> {
  const { LunarDay, SolarTerm } = require('tyme4ts') as typeof import('tyme4ts');
  const dayOf = (solar: { getYear(): number; getMonth(): number; getDay(): number }): Day =>
    dayFromNumber(Date.UTC(solar.getYear(), solar.getMonth() - 1, solar.getDay()) / 86_400_000);
  const lunar = (month: number, day: number): Day => dayOf(LunarDay.fromYmd(year, month, day).getSolarDay());
  const solar = (monthAndDay: string): Day => `${year}-${monthAndDay}` as Day;

  const days = new Map<Day, SpecialDay>();
  const free = (first: Day, count: number, zh: string, en: string): void => {
    for (let i = 0; i < count; i += 1) {
      days.set(addDays(first, i), { kind: 'holiday', name: (language) => (language === 'zh-CN' ? zh : en) });
    }
  };
  free(solar('01-01'), 1, '元旦', "New Year's Day");
  free(dayFromNumber(dayNumber(lunar(1, 1)) - 1), 4, '春节', 'Spring Festival');
  free(dayOf(SolarTerm.fromName(year, '清明').getJulianDay().getSolarDay()), 1, '清明', 'Tomb-sweeping Day');
  free(solar('05-01'), 2, '劳动节', 'Labour Day');
  free(lunar(5, 5), 1, '端午', 'Dragon Boat Festival');
  free(lunar(8, 15), 1, '中秋', 'Mid-autumn Festival');
  free(solar('10-01'), 3, '国庆节', 'National Day');
  return days;
}
