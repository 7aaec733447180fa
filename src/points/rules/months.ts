import type { Day } from '../../core/clock.ts';
import { addDays } from '../../core/days.ts';

/** `2026-09` */
export const monthOf = (day: Day): string => day.slice(0, 7);

const first = (year: number, month: number): Day => `${year}-${String(month).padStart(2, '0')}-01` as Day;
const partsOf = (day: Day): [year: number, month: number] => [Number(day.slice(0, 4)), Number(day.slice(5, 7))];

export function nextMonthStart(day: Day): Day {
  const [year, month] = partsOf(day);
  return month === 12 ? first(year + 1, 1) : first(year, month + 1);
}

export const monthEnd = (day: Day): Day => addDays(nextMonthStart(day), -1);

/** The quarter's number and its months. */
export function quarterOf(day: Day): { quarter: number; months: string[] } {
  const [year, month] = partsOf(day);
  const quarter = Math.ceil(month / 3);
  return { quarter, months: [1, 2, 3].map((nth) => monthOf(first(year, 3 * (quarter - 1) + nth))) };
}
