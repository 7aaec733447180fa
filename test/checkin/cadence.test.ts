import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyChange,
  firstDay,
  nextRounds,
  planChange,
  roundToOpen,
  type AskWeekday,
  type Beat,
  type Cadence,
  type Round,
} from '../../src/checkin/cadence.ts';
import { createCalendar } from '../../src/core/calendar.ts';
import type { Day } from '../../src/core/clock.ts';
import { addDays, daysBetween } from '../../src/core/days.ts';

const calendar = createCalendar({ zone: 'Asia/Shanghai' });
const day = (text: string): Day => text as Day;
const beat = fc.record({
  rhythm: fc.constantFrom('week', 'two-weeks', 'month' as const),
  weekday: fc.constantFrom<AskWeekday>(1, 2, 3, 4, 5),
});
const startDay = fc.integer({ min: 0, max: 700 }).map((offset) => addDays(day('2025-01-01'), offset));

const endless = (to: Beat, startsOn: Day): Cadence => ({ ...to, startsOn, endsOn: null });
const PERIOD = { week: 7, 'two-weeks': 14, month: 35 };

describe('the days of a cadence', () => {
  it('moves a round off 国庆 to the first workday after', () => {
    const rounds = nextRounds([endless({ rhythm: 'two-weeks', weekday: 5 }, day('2026-09-18'))], undefined, calendar, 4);
    expect(rounds.map((round) => [round.nominalOn, round.dueOn])).toEqual([
      ['2026-09-18', '2026-09-18'],
      ['2026-10-02', '2026-10-08'],
      ['2026-10-16', '2026-10-16'],
      ['2026-10-30', '2026-10-30'],
    ]);
  });

  it('asks once where a holiday would move two weekly rounds to the same day', () => {
    const closed = createCalendar({
      zone: 'Asia/Shanghai',
      overrides: [{ day: day('2026-10-08'), kind: 'holiday', name: '司庆' }],
    });
    const rounds = nextRounds([endless({ rhythm: 'week', weekday: 5 }, day('2026-09-25'))], undefined, closed, 3);
    expect(rounds.map((round) => round.dueOn)).toEqual(['2026-09-28', '2026-10-09', '2026-10-16']);
  });

  it('takes a make-up Saturday for the workday it is', () => {
    const closed = createCalendar({
      zone: 'Asia/Shanghai',
      overrides: [{ day: day('2026-10-09'), kind: 'holiday', name: '司庆' }],
    });
    const [round] = nextRounds([endless({ rhythm: 'week', weekday: 5 }, day('2026-10-09'))], undefined, closed, 1);
    expect(round).toEqual({ nominalOn: '2026-10-09', dueOn: '2026-10-10' });
  });

  it('means by monthly the last such weekday of each month', () => {
    const rounds = nextRounds([endless({ rhythm: 'month', weekday: 3 }, day('2026-10-28'))], undefined, calendar, 4);
    expect(rounds.map((round) => round.nominalOn)).toEqual(['2026-10-28', '2026-11-25', '2026-12-30', '2027-01-27']);
  });

  it('never asks twice on a day, goes only forward, and moves a round by holidays alone', () => {
    fc.assert(
      fc.property(beat, startDay, (to, start) => {
        const rounds = nextRounds([endless(to, firstDay(to, start, undefined))], undefined, calendar, 30);
        expect(rounds).toHaveLength(30);
        for (const [index, round] of rounds.entries()) {
          expect(round.dueOn).toBe(calendar.nextWorkday(round.nominalOn));
          expect(daysBetween(round.nominalOn, round.dueOn)).toBeLessThanOrEqual(9);
          const next = rounds[index + 1];
          if (next) expect(next.dueOn > round.dueOn && next.nominalOn > round.nominalOn).toBe(true);
          if (next) expect(daysBetween(round.dueOn, next.dueOn)).toBeLessThanOrEqual(PERIOD[to.rhythm] + 9);
        }
      }),
    );
  });
});

describe('a change of cadence', () => {
  const weekly: Beat = { rhythm: 'week', weekday: 3 };
  const running = endless({ rhythm: 'two-weeks', weekday: 5 }, day('2026-09-18'));
  const opened: Round = { nominalOn: day('2026-09-18'), dueOn: day('2026-09-18') };

  it('lets the round everybody waits for be the last of the old rhythm', () => {
    const change = planChange({ versions: [running], to: weekly, today: day('2026-09-21'), lastOpened: opened, calendar });
    expect(change).toEqual({
      ended: [{ startsOn: '2026-09-18', endsOn: '2026-10-02' }],
      dropped: [],
      started: { ...weekly, startsOn: '2026-10-14', endsOn: null },
    });
  });

  it('replaces at once what never asked anybody', () => {
    const change = planChange({ versions: [running], to: weekly, today: day('2026-09-14'), lastOpened: undefined, calendar });
    expect(change).toEqual({ ended: [], dropped: ['2026-09-18'], started: { ...weekly, startsOn: '2026-09-16', endsOn: null } });
  });

  it('corrects a change that has not begun without moving the boundary', () => {
    const first = planChange({ versions: [running], to: weekly, today: day('2026-09-21'), lastOpened: opened, calendar });
    const versions = applyChange([running], first);
    const second = planChange({
      versions,
      to: { rhythm: 'month', weekday: 5 },
      today: day('2026-09-22'),
      lastOpened: opened,
      calendar,
    });
    expect(second.dropped).toEqual(['2026-10-14']);
    expect(nextRounds(applyChange(versions, second), opened.nominalOn, calendar, 2).map((round) => round.nominalOn)).toEqual([
      '2026-10-02',
      '2026-10-30',
    ]);
  });

  it('asks nobody any more once it is off, and not sooner than the rhythm when it is on again', () => {
    const off = planChange({ versions: [running], to: 'off', today: day('2026-09-21'), lastOpened: opened, calendar });
    const versions = applyChange([running], off);
    expect(nextRounds(versions, opened.nominalOn, calendar, 1)).toEqual([]);
    const on = planChange({
      versions,
      to: { rhythm: 'two-weeks', weekday: 5 },
      today: day('2026-09-22'),
      lastOpened: opened,
      calendar,
    });
    expect(on.started?.startsOn).toBe('2026-10-02');
  });

  it('leaves neither a duplicate nor a hole, whatever is changed and when', () => {
    const changes = fc.array(fc.record({ onDay: fc.integer({ min: 1, max: 400 }), to: beat }), { maxLength: 6 });
    fc.assert(
      fc.property(beat, startDay, changes, (initial, start, wishes) => {
        const rounds = live(initial, start, 430, new Map(wishes.map((wish) => [wish.onDay, wish.to])));
        const widest =
          PERIOD[[initial, ...wishes.map((wish) => wish.to)].some((one) => one.rhythm === 'month') ? 'month' : 'two-weeks'];
        for (const [index, round] of rounds.entries()) {
          const next = rounds[index + 1];
          if (!next) continue;
          // Half a week nearer than weekly, less what a holiday moved the earlier one.
          expect(next.dueOn > round.dueOn).toBe(true);
          expect(daysBetween(round.nominalOn, next.nominalOn)).toBeGreaterThanOrEqual(4);
          expect(daysBetween(round.dueOn, next.dueOn)).toBeLessThanOrEqual(widest + 9 + 9);
        }
        expect(rounds.length).toBeGreaterThan(5);
      }),
    );
  });
});

describe('the round to open', () => {
  const versions = [endless({ rhythm: 'week', weekday: 5 }, day('2026-09-11'))];

  it('is opened on its day, once', () => {
    expect(roundToOpen(versions, undefined, day('2026-09-10'), calendar)).toBeUndefined();
    expect(roundToOpen(versions, undefined, day('2026-09-11'), calendar)?.dueOn).toBe('2026-09-11');
    expect(roundToOpen(versions, day('2026-09-11'), day('2026-09-11'), calendar)).toBeUndefined();
  });

  it('is made up for after a day off, but not after a month', () => {
    expect(roundToOpen(versions, undefined, day('2026-09-14'), calendar)?.dueOn).toBe('2026-09-11');
    const monthly = [endless({ rhythm: 'month', weekday: 5 }, day('2026-08-28'))];
    expect(roundToOpen(monthly, undefined, day('2026-09-20'), calendar)).toBeUndefined();
  });

  it('is not opened again when the company turns its day into a holiday afterwards', () => {
    const later = createCalendar({
      zone: 'Asia/Shanghai',
      overrides: [{ day: day('2026-09-11'), kind: 'holiday', name: '停电' }],
    });
    expect(roundToOpen(versions, day('2026-09-11'), day('2026-09-14'), later)).toBeUndefined();
  });
});

/** Lives through the days: opens what is due at nine, then makes the wish of the day. */
function live(initial: Beat, start: Day, days: number, wishes: ReadonlyMap<number, Beat>): Round[] {
  let versions = applyChange([], planChange({ versions: [], to: initial, today: start, lastOpened: undefined, calendar }));
  const opened: Round[] = [];
  for (let offset = 1; offset <= days; offset += 1) {
    const today = addDays(start, offset);
    const round = roundToOpen(versions, opened.at(-1)?.nominalOn, today, calendar);
    if (round) opened.push(round);
    const to = wishes.get(offset);
    if (to) versions = applyChange(versions, planChange({ versions, to, today, lastOpened: opened.at(-1), calendar }));
  }
  return opened;
}
