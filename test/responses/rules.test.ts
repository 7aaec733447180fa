import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCalendar } from '../../src/core/calendar.ts';
import { HOUR, type Day } from '../../src/core/clock.ts';
import { clocksOf, promisedDay, remindsFirstToday } from '../../src/responses/rules.ts';

const calendar = createCalendar({ zone: 'Asia/Shanghai' });
const instant = (text: string): number => Date.parse(`${text}:00+08:00`);
const day = (text: string): Day => text as Day;

describe('the clock of a duty', () => {
  it('reminds after two working days at the same time of day', () => {
    expect(clocksOf(calendar, instant('2026-09-07T10:30'), 2).remindAt).toBe(instant('2026-09-09T10:30'));
  });

  it('stands still over a weekend and over 国庆', () => {
    expect(clocksOf(calendar, instant('2026-09-11T15:00'), 2).remindAt).toBe(instant('2026-09-15T15:00'));
    expect(clocksOf(calendar, instant('2026-09-30T17:00'), 2).remindAt).toBe(instant('2026-10-09T17:00'));
  });

  it('begins in the morning when something comes at night', () => {
    expect(clocksOf(calendar, instant('2026-09-07T22:00'), 2).dueAt).toBe(instant('2026-09-09T18:00'));
  });

  it('follows the setting for the reminder and not for what the author was told', () => {
    const { remindAt, dueAt } = clocksOf(calendar, instant('2026-09-07T10:30'), 1);
    expect([remindAt, dueAt]).toEqual([instant('2026-09-08T10:30'), instant('2026-09-09T10:30')]);
  });
});

describe('a promise', () => {
  it('to discuss next week is for its Friday', () => {
    expect(promisedDay('discuss-next-week', day('2026-09-11'), calendar)).toBe('2026-09-18');
    expect(promisedDay('discuss-next-week', day('2026-09-07'), calendar)).toBe('2026-09-18');
  });

  it('takes the last workday before a holiday, and the first after a week that is all holiday', () => {
    expect(promisedDay('discuss-next-week', day('2026-09-17'), calendar)).toBe('2026-09-24');
    const closed = createCalendar({
      zone: 'Asia/Shanghai',
      overrides: ['2026-11-09', '2026-11-10', '2026-11-11', '2026-11-12', '2026-11-13'].map((one) => ({
        day: day(one),
        kind: 'holiday',
        name: '停工',
      })),
    });
    expect(promisedDay('discuss-next-week', day('2026-11-04'), closed)).toBe('2026-11-16');
  });

  it('is none when it is a thank-you', () => {
    expect(promisedDay('thanks', day('2026-09-11'), calendar)).toBeUndefined();
  });

  it('is always a workday to come', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 700 }),
        fc.constantFrom('discuss-next-week', 'one-to-one' as const),
        (offset, preset) => {
          const today = calendar.addDays(day('2025-01-01'), offset);
          const due = promisedDay(preset, today, calendar);
          expect(due !== undefined && due > today && calendar.isWorkday(due)).toBe(true);
        },
      ),
    );
  });
});

describe('one reminder a day', () => {
  const nine = instant('2026-09-09T09:00');

  it('leaves out a later one when an earlier one of the day went out', () => {
    expect(remindsFirstToday([{ remindAt: nine, closedAt: null }], nine + HOUR, calendar)).toBe(false);
    expect(remindsFirstToday([{ remindAt: nine, closedAt: nine + 1 }], nine + HOUR, calendar)).toBe(false);
  });

  it('sends it when the earlier one was answered before its time, or was yesterday', () => {
    expect(remindsFirstToday([{ remindAt: nine, closedAt: nine - HOUR }], nine + HOUR, calendar)).toBe(true);
    expect(remindsFirstToday([{ remindAt: nine - 24 * HOUR, closedAt: null }], nine, calendar)).toBe(true);
  });
});
