import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCalendar } from '../../src/core/calendar.ts';
import { HOUR, type Day } from '../../src/core/clock.ts';
import { dayFromNumber, dayNumber, parseDay } from '../../src/core/days.ts';

const calendar = createCalendar({ zone: 'Asia/Shanghai' });
const opening = { from: '09:00', to: '18:00' };
const at = (iso: string): number => Date.parse(`${iso}+08:00`);

const day = fc.integer({ min: dayNumber('2015-01-01' as Day), max: dayNumber('2032-12-31' as Day) }).map(dayFromNumber);
const workday = day.map(calendar.nextWorkday);
const days = (text: string): Day => text as Day;

describe('workdays', () => {
  it('go round 国庆 2026: off from the 1st to the 7th, worked on Saturday the 10th', () => {
    expect(calendar.nextWorkday(days('2026-10-01'))).toBe('2026-10-08');
    expect(calendar.addWorkdays(days('2026-09-30'), 1)).toBe('2026-10-08');
    expect(calendar.addWorkdays(days('2026-09-30'), 3)).toBe('2026-10-10');
    expect(calendar.addWorkdays(days('2026-10-08'), -1)).toBe('2026-09-30');
    expect(calendar.workdaysBetween(days('2026-09-30'), days('2026-10-12'))).toBe(4);
  });

  it('leave a workday where it is', () => {
    fc.assert(fc.property(workday, (d) => calendar.nextWorkday(d) === d && calendar.addWorkdays(d, 0) === d));
  });

  it('are never passed over when looking for the next one', () => {
    fc.assert(
      fc.property(day, (d) => {
        const next = calendar.nextWorkday(d);
        expect(calendar.isWorkday(next)).toBe(true);
        for (let between = d; between < next; between = calendar.addDays(between, 1))
          expect(calendar.isWorkday(between)).toBe(false);
      }),
    );
  });

  it('added and counted agree', () => {
    fc.assert(
      fc.property(day, workday, (from, to) => {
        expect(calendar.addWorkdays(from, calendar.workdaysBetween(from, to))).toBe(to);
      }),
      { numRuns: 60 },
    );
  });

  it('added and taken away again lead back', () => {
    fc.assert(
      fc.property(workday, fc.integer({ min: -60, max: 60 }), (d, n) => {
        expect(calendar.addWorkdays(calendar.addWorkdays(d, n), -n)).toBe(d);
      }),
    );
  });
});

describe("the company's own days", () => {
  const own = createCalendar({
    zone: 'Asia/Shanghai',
    overrides: [
      { day: days('2026-11-23'), kind: 'holiday', name: '司庆' },
      { day: days('2026-11-28'), kind: 'workday', name: '补班' },
      { day: days('2026-10-01'), kind: 'workday', name: '值班' },
      { day: days('2031-01-01'), kind: 'holiday', name: '元旦' },
    ],
  });

  it('win over weekday, weekend and state', () => {
    expect(['2026-11-23', '2026-11-28', '2026-10-01'].map((d) => own.isWorkday(days(d)))).toEqual([false, true, true]);
    expect(own.nameOf(days('2026-11-23'))?.('en-US')).toBe('司庆');
    expect(calendar.isWorkday(days('2026-11-23'))).toBe(true);
  });

  it('are settled, even in a year not yet published', () => {
    expect(own.provisional(days('2031-01-01'))).toBe(false);
    expect(own.provisional(days('2031-01-02'))).toBe(true);
  });

  it('that leave no workday at all are refused instead of searched for ever', () => {
    const overrides = Array.from({ length: 800 }, (_, i) => ({
      day: calendar.addDays(days('2026-01-01'), i),
      kind: 'holiday' as const,
      name: '停业',
    }));
    const closed = createCalendar({ zone: 'Asia/Shanghai', overrides });
    expect(() => closed.nextWorkday(days('2026-01-01'))).toThrow(/no workday within/);
  });
});

describe('working hours', () => {
  it('run within a day', () => {
    expect(calendar.addWorkingHours(at('2026-11-23T10:00'), 4, opening)).toBe(at('2026-11-23T14:00'));
  });

  it('reach closing time on the same day', () => {
    expect(calendar.addWorkingHours(at('2026-11-23T09:00'), 9, opening)).toBe(at('2026-11-23T18:00'));
  });

  it('stand still overnight, over the weekend and over a holiday', () => {
    expect(calendar.addWorkingHours(at('2026-11-20T17:00'), 2, opening)).toBe(at('2026-11-23T10:00'));
    expect(calendar.addWorkingHours(at('2026-09-30T17:30'), 1, opening)).toBe(at('2026-10-08T09:30'));
    expect(calendar.addWorkingHours(at('2026-11-22T03:00'), 0, opening)).toBe(at('2026-11-23T09:00'));
    expect(calendar.addWorkingHours(at('2026-11-23T20:00'), 1, opening)).toBe(at('2026-11-24T10:00'));
  });

  it('can be added in two parts as well as in one', () => {
    const hours = fc.integer({ min: 1, max: 80 });
    fc.assert(
      fc.property(fc.integer({ min: at('2026-01-01T00:00'), max: at('2027-12-31T00:00') }), hours, hours, (instant, a, b) => {
        const once = calendar.addWorkingHours(instant, a + b, opening);
        const twice = calendar.addWorkingHours(calendar.addWorkingHours(instant, a, opening), b, opening);
        expect(twice).toBe(once);
        expect(once - instant).toBeGreaterThanOrEqual((a + b) * HOUR);
        expect(calendar.isWorkday(calendar.dayOf(once))).toBe(true);
        expect(calendar.timeOf(once) >= opening.from && calendar.timeOf(once) <= opening.to).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('refuse an opening that never opens, and negative spans', () => {
    expect(() => calendar.addWorkingHours(0, 1, { from: '18:00', to: '09:00' })).toThrow(RangeError);
    expect(() => calendar.addWorkingHours(0, -1, opening)).toThrow(RangeError);
    expect(() => calendar.addWorkingHours(0, Number.NaN, opening)).toThrow(RangeError);
  });
});

describe('days', () => {
  it('know their weekday as JavaScript does', () => {
    fc.assert(fc.property(day, (d) => calendar.weekdayOf(d) % 7 === new Date(`${d}T00:00Z`).getUTCDay()));
    expect(calendar.weekdayOf(days('1969-12-28'))).toBe(7);
  });

  it('know their ISO week, at the turn of the year too', () => {
    const weeks = { '2026-01-01': [2026, 1], '2026-12-31': [2026, 53], '2027-01-03': [2026, 53], '2024-12-30': [2025, 1] };
    for (const [d, [year, week]] of Object.entries(weeks)) expect(calendar.isoWeekOf(days(d))).toEqual({ year, week });
  });

  it('share an ISO week exactly with the six others from Monday to Sunday', () => {
    fc.assert(
      fc.property(day, (d) => {
        const monday = calendar.addDays(d, 1 - calendar.weekdayOf(d));
        expect(calendar.isoWeekOf(d)).toEqual(calendar.isoWeekOf(monday));
        expect(calendar.isoWeekOf(calendar.addDays(monday, 7))).not.toEqual(calendar.isoWeekOf(monday));
      }),
    );
  });

  it('are read only when they exist', () => {
    expect(parseDay('2026-02-28')).toBe('2026-02-28');
    for (const text of ['2026-02-29', '2026-13-01', '2026-1-1', '2026-01-01 ', '', '20260101'])
      expect(parseDay(text)).toBeUndefined();
  });
});
