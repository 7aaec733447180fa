import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDay } from '../../../src/chat/index.ts';
import type { Day } from '../../../src/core/clock.ts';
import { addDays, parseDay } from '../../../src/core/days.ts';

const day = (text: string): Day => parseDay(text) as Day;
/** A Sunday. */
const today = day('2026-11-22');
const read = (text: string) => readDay(text, { today, cycleEnd: day('2026-12-20') });

describe('a day', () => {
  test.each([
    ['2026-12-31', '2026-12-31'],
    ['2026/1/5', '2026-01-05'],
    ['２０２６．１２．３１', '2026-12-31'],
    ['20261231', '2026-12-31'],
    ['2026年12月31日', '2026-12-31'],
    ['12-31', '2026-12-31'],
    ['12/31 前', '2026-12-31'],
    ['12月31号', '2026-12-31'],
    ['十二月三十一日之前', '2026-12-31'],
    ['11-22', '2026-11-22'],
    ['11-21', '2027-11-21'],
    ['1月3日', '2027-01-03'],
    ['明年3月1日', '2027-03-01'],
    ['31号', '2026-12-31'],
    ['月底', '2026-11-30'],
    ['本月底', '2026-11-30'],
    ['下月底', '2026-12-31'],
    ['下个月末', '2026-12-31'],
    ['2月底', '2027-02-28'],
    ['Q4末', '2026-12-31'],
    ['Q4 end', '2026-12-31'],
    ['end of Q1', '2027-03-31'],
    ['2027年Q2末', '2027-06-30'],
    ['第四季度末', '2026-12-31'],
    ['季末', '2026-12-31'],
    ['下季度末', '2027-03-31'],
    ['年底', '2026-12-31'],
    ['周期末', '2026-12-20'],
    ['今天', '2026-11-22'],
    ['明天', '2026-11-23'],
    ['后天', '2026-11-24'],
    ['3天后', '2026-11-25'],
    ['两周后', '2026-12-06'],
    ['周日', '2026-11-22'],
    ['周五', '2026-11-27'],
    ['本周五', '2026-11-20'],
    ['下周五', '2026-11-27'],
    ['下下星期一', '2026-11-30'],
    ['tomorrow', '2026-11-23'],
    ['next Friday', '2026-11-27'],
    ['by Dec 31', '2026-12-31'],
    ['31st December 2026', '2026-12-31'],
    ['In 3 days', '2026-11-25'],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  test.each([
    '2026-02-30',
    '2月30日',
    '2月29日',
    '13月1日',
    '12月32日',
    '0-0',
    '99月底',
    'Q5',
    'someday',
    '',
    '12',
    '12-31-2026',
    '尽快',
    '20%',
  ])('that is none or doesn’t exist: %s', (text) => {
    expect(read(text)).toBeUndefined();
  });

  test('the end of a cycle is unknown where there is none', () => {
    expect(readDay('周期末', { today })).toBeUndefined();
  });
});

test('a day written in any of the usual ways is that day, and without a year never lies in the past', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 364 }), fc.integer({ min: 0, max: 3000 }), (ahead, start) => {
      const from = addDays(day('2024-01-01'), start);
      const meant = addDays(from, ahead);
      const [y, m, d] = meant.split('-').map(Number) as [number, number, number];
      for (const text of [meant, `${y}年${m}月${d}日`, `${y}/${m}/${d}`]) expect(readDay(text, { today: from })).toBe(meant);
      // 29 February isn't promised from the year before.
      if (m !== 2 || d !== 29)
        for (const text of [`${m}月${d}日`, `${m}-${d}`]) expect(readDay(text, { today: from })).toBe(meant);
    }),
  );
});
