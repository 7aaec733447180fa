import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCalendar } from '../../src/core/calendar.ts';
import { DAY, type Day } from '../../src/core/clock.ts';
import { quarterOf } from '../../src/okr/rules/quarter.ts';
import { daysSilent, expectedBy, objectiveStatus, severity, statusOf, type Status } from '../../src/okr/rules/status.ts';

const calendar = createCalendar({ zone: 'Asia/Shanghai' });
const day = (text: string): Day => text as Day;

describe('what is expected by now', () => {
  it('counts working days alone: a week of holidays asks for nothing', () => {
    const before = expectedBy(calendar, day('2026-09-01'), day('2026-10-31'), day('2026-10-01'));
    const after = expectedBy(calendar, day('2026-09-01'), day('2026-10-31'), day('2026-10-08'));
    expect(after).toBe(before);
    expect(before).toBeGreaterThan(0.4);
  });

  it('is nothing on the first day, half in the middle, the whole once the date has passed', () => {
    // Monday to Friday of the week after.
    const by = (today: string) => expectedBy(calendar, day('2026-07-06'), day('2026-07-17'), day(today));
    expect(by('2026-07-06')).toBe(0);
    expect(by('2026-07-13')).toBe(0.5);
    expect(by('2026-07-17')).toBeCloseTo(0.9);
    expect(by('2026-07-18')).toBe(1);
  });

  it('never falls from one day to the next', () => {
    const from = day('2026-08-03');
    fc.assert(
      fc.property(fc.nat(200), fc.nat(120), (at, length) => {
        const today = calendar.addDays(from, at - 30);
        const due = calendar.addDays(from, length);
        const now = expectedBy(calendar, from, due, today);
        expect(now).toBeGreaterThanOrEqual(0);
        expect(expectedBy(calendar, from, due, calendar.addDays(today, 1))).toBeGreaterThanOrEqual(now);
      }),
      { numRuns: 40 },
    );
  });
});

describe('the status of a key result', () => {
  const told = { overdue: false, updated: true, silentDays: 1, staleAfterDays: 14 };

  it('compares the way covered with the way expected', () => {
    expect(statusOf({ ...told, ratio: 0.5, expected: 0.55 })).toBe('on-track');
    expect(statusOf({ ...told, ratio: 0.42, expected: 0.55 })).toBe('at-risk');
    expect(statusOf({ ...told, ratio: 0.1, expected: 0.55 })).toBe('off-track');
    expect(statusOf({ ...told, ratio: 0.95, expected: 1, overdue: true })).toBe('off-track');
    expect(statusOf({ ...told, ratio: 1, expected: 0.2 })).toBe('done');
  });

  it('is never green without an entry, however early it is', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat(40),
        (ratio, expected, silentDays) => {
          const status = statusOf({ ratio, expected, silentDays, overdue: false, updated: false, staleAfterDays: 14 });
          expect(['on-track', 'done']).not.toContain(status);
        },
      ),
    );
  });

  it('is stale after so many silent days, whatever the numbers say', () => {
    expect(statusOf({ ...told, ratio: 0.9, expected: 0.1, silentDays: 14 })).toBe('stale');
    expect(statusOf({ ...told, ratio: 1, expected: 0.1, silentDays: 40 })).toBe('done');
  });

  it('never gets worse by more progress', () => {
    const ratio = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(ratio, ratio, ratio, fc.nat(30), fc.boolean(), (one, other, expected, silentDays, overdue) => {
        const at = (it: number): number =>
          severity(statusOf({ ratio: it, expected, silentDays, overdue, updated: true, staleAfterDays: 14 }));
        expect(at(Math.max(one, other))).toBeGreaterThanOrEqual(at(Math.min(one, other)));
      }),
    );
  });

  it('counts silence from the start when nothing was ever entered', () => {
    expect(daysSilent({ updatedAt: null, startedAt: 0, now: 3 * DAY })).toBe(3);
    expect(daysSilent({ updatedAt: 2 * DAY, startedAt: 0, now: 3 * DAY })).toBe(1);
  });
});

describe('the status of an objective', () => {
  const judge = (parts: Status[], ratio = 0.6, expected = 0.5) => objectiveStatus({ ratio, expected, overdue: false, parts });

  it('is not green while one of its key results was never told about', () => {
    expect(judge(['on-track', 'not-updated'])).toBe('not-updated');
    expect(judge(['on-track', 'on-track'])).toBe('on-track');
  });

  it('is stale with a stale part, done only with every part, and nothing without any', () => {
    expect(judge(['on-track', 'stale'])).toBe('stale');
    expect(judge(['done', 'done'], 1)).toBe('done');
    expect(judge(['done', 'on-track'], 0.9)).toBe('on-track');
    expect(judge([])).toBeUndefined();
  });
});

describe('the quarter of a day', () => {
  it('has its first and last day', () => {
    expect(quarterOf(day('2026-09-07'))).toEqual({
      key: 'quarter:2026-07-01',
      name: '2026 Q3',
      startsOn: '2026-07-01',
      endsOn: '2026-09-30',
    });
    expect(quarterOf(day('2026-12-31')).name).toBe('2026 Q4');
    expect(quarterOf(day('2027-01-01')).endsOn).toBe('2027-03-31');
  });
});
