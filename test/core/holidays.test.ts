import { LegalHoliday } from 'tyme4ts';
import { describe, expect, it } from 'vitest';
import type { Day } from '../../src/core/clock.ts';
import { createCalendar } from '../../src/core/calendar.ts';
import { addDays, yearOf } from '../../src/core/days.ts';
import { holidaysOf, publishedYears } from '../../src/core/holidays.ts';

const calendar = createCalendar({ zone: 'Asia/Shanghai' });

const tymeSays = (day: Day): 'workday' | 'holiday' | undefined => {
  const found = LegalHoliday.fromYmd(+day.slice(0, 4), +day.slice(5, 7), +day.slice(8, 10));
  return found ? (found.isWork() ? 'workday' : 'holiday') : undefined;
};

/** Days of long ago about which one library is wrong, by the State Council's notices (国办发明电 for 2006 and 2013). */
const KNOWN_DIFFERENCES = ['2005-12-31 ordinary / workday', '2013-04-07 workday / holiday', '2013-10-12 workday / holiday'];

describe('the published holidays', () => {
  it('are the same in both libraries, on every day of every year both know', () => {
    const { first, last } = publishedYears();
    expect(last).toBeGreaterThanOrEqual(2026);
    const differences: string[] = [];
    let compared = 0;
    for (let day = `${first}-01-01` as Day; yearOf(day) <= last; day = addDays(day, 1)) {
      const ours = holidaysOf(yearOf(day)).days.get(day)?.kind;
      const weekend = calendar.weekdayOf(day) > 5;
      // The libraries list weekend days inside a holiday differently; what counts is whether people work.
      const theirs = tymeSays(day) ?? (weekend ? 'holiday' : 'workday');
      if ((ours ?? (weekend ? 'holiday' : 'workday')) !== theirs) differences.push(`${day} ${ours ?? 'ordinary'} / ${theirs}`);
      compared += 1;
    }
    expect(compared).toBeGreaterThan(365 * 20);
    expect(differences).toEqual(KNOWN_DIFFERENCES);
  });

  it('name a weekend day worked after the festival it is worked for', () => {
    expect(calendar.isWorkday('2026-10-10' as Day)).toBe(true);
    expect(calendar.weekdayOf('2026-10-10' as Day)).toBe(6);
    expect(calendar.nameOf('2026-10-10' as Day)?.('zh-CN')).toBe('国庆节');
    expect(calendar.nameOf('2026-10-10' as Day)?.('en-US')).toBe('National Day');
    expect(calendar.nameOf('2026-10-12' as Day)).toBeUndefined();
  });
});

describe('a year nobody has published', () => {
  const next = publishedYears().last + 1;

  it('begins the day after the known ones end, and is marked provisional', () => {
    expect(calendar.knownUntil).toBe(`${next - 1}-12-31`);
    expect(calendar.provisional(calendar.knownUntil)).toBe(false);
    expect(calendar.provisional(`${next}-01-01` as Day)).toBe(true);
  });

  it("takes New Year's Day for a holiday although the first library doesn't", () => {
    expect(calendar.isWorkday(`${next}-01-01` as Day)).toBe(false);
  });

  it('has the 13 statutory days, calculated from the lunar calendar', () => {
    const { days, published } = holidaysOf(2031);
    expect(published).toBe(false);
    // 2031: lunar new year 01-23, 清明 04-05, 端午 06-24, 中秋 10-01 (which coincides with National Day).
    expect([...days.keys()].sort()).toEqual([
      '2031-01-01',
      '2031-01-22',
      '2031-01-23',
      '2031-01-24',
      '2031-01-25',
      '2031-04-05',
      '2031-05-01',
      '2031-05-02',
      '2031-06-24',
      '2031-10-01',
      '2031-10-02',
      '2031-10-03',
    ]);
  });

  it('gives days off that the state has so far always published too', () => {
    const { last } = publishedYears();
    for (const year of [2025, last]) {
      const statutory = holidaysOf(year).days;
      for (const day of ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03']) {
        expect(statutory.get(`${year}-${day}` as Day)?.kind).toBe('holiday');
      }
    }
  });
});
