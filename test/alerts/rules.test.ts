import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createCalendar } from '../../src/core/calendar.ts';
import type { Day } from '../../src/core/clock.ts';
import { addDays, daysBetween, isoWeekOf, weekdayOf } from '../../src/core/days.ts';
import {
  daysOverdue,
  lastCompleteWeek,
  overdueBefore,
  overdueFires,
  percentChange,
  riseFires,
  workdaysOfWeek,
} from '../../src/alerts/rules.ts';

const calendar = createCalendar({ zone: 'Asia/Shanghai' });
const THREE = { moreThanDays: 3, count: 'calendar' } as const;
const RULE = { percent: 20, minBefore: 5000, newFrom: 10_000 };
const week = (sum: number, workdays?: number) => ({ sum: sum * 1000, ...(workdays === undefined ? {} : { workdays }) });
const days = fc.integer({ min: 0, max: 3000 }).map((n) => addDays('2024-01-01' as Day, n));

it('a task is silent on the third day overdue and fires on the fourth', () => {
  const due = '2026-09-07' as Day;
  expect(overdueFires(due, '2026-09-10' as Day, THREE, calendar)).toBe(false);
  expect(overdueFires(due, '2026-09-11' as Day, THREE, calendar)).toBe(true);
});

it('by working days, a weekend and 国庆 do not count', () => {
  const rule = { moreThanDays: 3, count: 'workdays' } as const;
  const due = '2026-09-30' as Day;
  expect(daysOverdue(due, '2026-10-07' as Day, 'workdays', calendar)).toBe(0);
  const first = [...Array(20).keys()].map((n) => addDays(due, n)).find((today) => overdueFires(due, today, rule, calendar));
  expect(first && calendar.workdaysBetween(due, first)).toBe(4);
});

it('once it fires it goes on firing, and nothing due on or after the limit does', () => {
  fc.assert(
    fc.property(
      days,
      fc.integer({ min: -20, max: 60 }),
      fc.integer({ min: 0, max: 20 }),
      fc.constantFrom('calendar', 'workdays'),
      (due, ahead, moreThanDays, count) => {
        const rule = { moreThanDays, count } as const;
        const today = addDays(due, ahead);
        const fires = overdueFires(due, today, rule, calendar);
        if (fires) expect(overdueFires(due, addDays(today, 1), rule, calendar)).toBe(true);
        if (fires) expect(due < overdueBefore(today, rule)).toBe(true);
        if (count === 'calendar') expect(fires).toBe(daysBetween(due, today) > moreThanDays);
      },
    ),
    { numRuns: 300 },
  );
});

it.each([
  [60, 72, 'up'],
  [60, 71, undefined],
  [60, 75, 'up'],
  [5, 6, 'up'],
  [5, 5, undefined],
  [4, 9, undefined],
  [4, 10, 'new'],
  [0, 10, 'new'],
  [0, 9, undefined],
  [60, 0, undefined],
] as const)('from %i to %i: %s', (before, now, expected) => {
  expect(riseFires(week(before), week(now), RULE)).toBe(expected);
});

it('twenty percent is exact: it fires when five times now is at least six times before, and then for all that is more', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 5000, max: 10_000_000_000_000 }),
      fc.integer({ min: 0, max: 10_000_000_000_000 }),
      (before, now) => {
        const fires = riseFires({ sum: before }, { sum: now }, RULE) === 'up';
        expect(fires).toBe(5n * BigInt(now) >= 6n * BigInt(before));
        if (fires) expect(riseFires({ sum: before }, { sum: now + 1 }, RULE)).toBe('up');
      },
    ),
  );
});

it('a week shortened by holidays is compared per workday, where that is wanted', () => {
  expect(riseFires(week(60, 5), week(48, 3), RULE)).toBe('up');
  expect(riseFires(week(60), week(48), RULE)).toBeUndefined();
  expect(riseFires(week(30, 2), week(60, 5), RULE)).toBeUndefined();
  expect(riseFires(week(60, 5), week(60, 0), RULE)).toBeUndefined();
  // A Saturday worked makes no week shorter.
  expect(riseFires(week(60, 5), week(75, 6), RULE)).toBe('up');
});

it('the week of 国庆 has few workdays', () => {
  expect(workdaysOfWeek('2026-09-28' as Day, calendar)).toBe(3);
  expect(workdaysOfWeek('2026-09-07' as Day, calendar)).toBe(5);
});

it('the last complete week begins on a Monday, is over, and the next one is not', () => {
  fc.assert(
    fc.property(days, (today) => {
      const monday = lastCompleteWeek(today);
      expect(weekdayOf(monday)).toBe(1);
      expect(addDays(monday, 7) <= today && addDays(monday, 14) > today).toBe(true);
      expect(isoWeekOf(addDays(monday, 7))).toEqual(isoWeekOf(today));
    }),
  );
});

it('a change is said in whole percent, and not at all from nothing', () => {
  expect(percentChange(60, 75)).toBe(25);
  expect(percentChange(75, 60)).toBe(-20);
  expect(percentChange(0, 12)).toBeUndefined();
});
