import type { Calendar } from '../../core/calendar.ts';
import { DAY, type Day, type Instant } from '../../core/clock.ts';

/** `not-updated`: nothing was ever entered; `stale`: nothing for so many days. Neither is ever green. */
export type Status = 'done' | 'on-track' | 'at-risk' | 'off-track' | 'not-updated' | 'stale';

/** So far behind, in hundredths of the whole way, is a risk; so far is off. */
const RISK_BEHIND = 0.1;
const OFF_BEHIND = 0.25;

/** Where it should be by this morning: working time gone by of all the working time, 0–1. */
export function expectedBy(
  calendar: Pick<Calendar, 'workdaysBetween' | 'addDays'>,
  startsOn: Day,
  dueOn: Day,
  today: Day,
): number {
  if (today > dueOn) return 1;
  if (today <= startsOn) return 0;
  const beforeStart = calendar.addDays(startsOn, -1);
  const all = calendar.workdaysBetween(beforeStart, dueOn);
  if (all <= 0) return 0;
  const gone = calendar.workdaysBetween(beforeStart, calendar.addDays(today, -1));
  return Math.min(1, gone / all);
}

/** Calendar days since the last entry or, without one, since the start. */
export function daysSilent(input: { updatedAt: Instant | null; startedAt: Instant; now: Instant }): number {
  return Math.max(0, Math.floor((input.now - (input.updatedAt ?? input.startedAt)) / DAY));
}

export function statusOf(input: {
  ratio: number;
  expected: number;
  overdue: boolean;
  updated: boolean;
  silentDays: number;
  staleAfterDays: number;
}): Status {
  if (input.ratio >= 1 && input.updated) return 'done';
  if (input.silentDays >= input.staleAfterDays) return 'stale';
  const behind = input.expected - input.ratio;
  if (input.overdue || behind > OFF_BEHIND) return 'off-track';
  if (behind > RISK_BEHIND) return 'at-risk';
  return input.updated ? 'on-track' : 'not-updated';
}

/** Worst first: what needs attention stands on top. */
export const STATUSES: readonly Status[] = ['off-track', 'stale', 'at-risk', 'not-updated', 'on-track', 'done'];

export const severity = (status: Status): number => STATUSES.indexOf(status);

/**
 * An objective is judged by its mean against the mean of what was expected; a key result nobody tells about keeps it
 * from being green.
 */
export function objectiveStatus(input: {
  ratio: number;
  expected: number;
  overdue: boolean;
  parts: readonly Status[];
}): Status | undefined {
  if (input.parts.length === 0) return undefined;
  if (input.parts.every((part) => part === 'done')) return 'done';
  if (input.parts.includes('stale')) return 'stale';
  const behind = input.expected - input.ratio;
  if (input.overdue || behind > OFF_BEHIND) return 'off-track';
  if (behind > RISK_BEHIND) return 'at-risk';
  return input.parts.includes('not-updated') ? 'not-updated' : 'on-track';
}
