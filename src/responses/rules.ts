import type { Calendar, OpeningHours } from '../core/calendar.ts';
import type { Day, Instant } from '../core/clock.ts';
import type { Preset } from './schema.ts';

/** The hours in which a clock of working time runs; a working day is all of them. */
const OPENING: OpeningHours = { from: '09:00', to: '18:00' };
const HOURS_A_WORKDAY = 9;

/** How long the author is told it takes. */
export const ANSWER_WITHIN_WORKDAYS = 2;

export function clocksOf(
  calendar: Calendar,
  openedAt: Instant,
  remindAfterWorkdays: number,
): { remindAt: Instant; dueAt: Instant } {
  const after = (workdays: number): Instant => calendar.addWorkingHours(openedAt, workdays * HOURS_A_WORKDAY, OPENING);
  return { remindAt: after(remindAfterWorkdays), dueAt: after(ANSWER_WITHIN_WORKDAYS) };
}

/** The day a one-tap reply commits to; a thank-you commits to nothing. */
export function promisedDay(preset: Preset, today: Day, calendar: Calendar): Day | undefined {
  if (preset === 'discuss-next-week') return lastWorkdayOfNextWeek(today, calendar);
  if (preset === 'one-to-one') return calendar.addWorkdays(today, 2);
  return undefined;
}

/** Friday, or the last workday before it; a week that is all holiday passes the promise on to the first workday after it. */
function lastWorkdayOfNextWeek(today: Day, calendar: Calendar): Day {
  const monday = calendar.addDays(today, 8 - calendar.weekdayOf(today));
  for (let back = 4; back >= 0; back -= 1) {
    const day = calendar.addDays(monday, back);
    if (calendar.isWorkday(day)) return day;
  }
  return calendar.nextWorkday(calendar.addDays(monday, 5));
}

export type Waiting = { remindAt: Instant; closedAt: Instant | null };

/**
 * One reminder lists everything a person owes, so a later one of the same day is left out when an earlier one went out: one whose
 * duty was still open at its time. Decided from the rows alone, so that it comes out the same whenever it is asked.
 */
export function remindsFirstToday(duties: readonly Waiting[], remindAt: Instant, calendar: Calendar): boolean {
  const today = calendar.dayOf(remindAt);
  return !duties.some(
    (duty) =>
      duty.remindAt < remindAt &&
      calendar.dayOf(duty.remindAt) === today &&
      (duty.closedAt === null || duty.closedAt > duty.remindAt),
  );
}

export const REMARK_LIMIT = 1000;
