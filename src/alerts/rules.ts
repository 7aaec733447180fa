import type { Calendar } from '../core/calendar.ts';
import type { Day } from '../core/clock.ts';
import { addDays, daysBetween, weekdayOf } from '../core/days.ts';
import type { Variant } from './model.ts';

export type OverdueRule = { moreThanDays: number; count: 'calendar' | 'workdays' };

/** Days overdue = today − due day in the company's zone; 0 or less when it isn't. */
export function daysOverdue(
  dueOn: Day,
  today: Day,
  count: OverdueRule['count'],
  calendar: Pick<Calendar, 'workdaysBetween'>,
): number {
  return count === 'calendar' ? daysBetween(dueOn, today) : calendar.workdaysBetween(dueOn, today);
}

/** More than three days: on the third it stays silent, on the fourth it fires. */
export function overdueFires(dueOn: Day, today: Day, rule: OverdueRule, calendar: Pick<Calendar, 'workdaysBetween'>): boolean {
  return daysOverdue(dueOn, today, rule.count, calendar) > rule.moreThanDays;
}

/** No task due on this day or later can fire, whichever way days are counted: workdays are never more than days. */
export const overdueBefore = (today: Day, { moreThanDays }: OverdueRule): Day => addDays(today, -moreThanDays);

export type RiseRule = {
  percent: number;
  /** From this sum on, a rise is a share of it; below it is too little to compare with. */
  minBefore: number;
  /** Below that, so much is new. */
  newFrom: number;
};

/** A week's sum, and its workdays where a week shortened by holidays is to be compared per workday. */
export type Week = { sum: number; workdays?: number };

/** Whole numbers all the way: 60 → 72 is exactly 20 % and fires, 60 → 71 doesn't. */
export function riseFires(before: Week, now: Week, rule: RiseRule): Variant | undefined {
  if (before.sum < rule.minBefore) return now.sum >= rule.newFrom ? 'new' : undefined;
  const [daysBefore, daysNow] = daysToCompare(before, now);
  // A week without a workday has no value per workday.
  if (daysBefore === 0 || daysNow === 0) return undefined;
  const risen = 100n * BigInt(now.sum) * BigInt(daysBefore);
  const allowed = BigInt(100 + rule.percent) * BigInt(before.sum) * BigInt(daysNow);
  return risen >= allowed ? 'up' : undefined;
}

const FULL_WEEK = 5;

function daysToCompare(before: Week, now: Week): [number, number] {
  const [a, b] = [before.workdays ?? FULL_WEEK, now.workdays ?? FULL_WEEK];
  return a < FULL_WEEK || b < FULL_WEEK ? [a, b] : [1, 1];
}

/** Of whole percent, half away from zero. */
export function percentChange(before: number, now: number): number | undefined {
  return before === 0 ? undefined : Math.round(((now - before) / Math.abs(before)) * 100);
}

/** The Monday of the last week of ISO 8601 that is over. */
export const lastCompleteWeek = (today: Day): Day => addDays(today, 1 - weekdayOf(today) - 7);

export function workdaysOfWeek(monday: Day, calendar: Pick<Calendar, 'isWorkday'>): number {
  return [0, 1, 2, 3, 4, 5, 6].filter((i) => calendar.isWorkday(addDays(monday, i))).length;
}
