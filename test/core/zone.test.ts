import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MINUTE, type Day } from '../../src/core/clock.ts';
import { lastSlot, nextSlot, type Schedule } from '../../src/core/schedule.ts';
import { isZone, zoneOf } from '../../src/core/zone.ts';

/** With half-hour shifts (Lord Howe), shifts at midnight (Asunción, Beirut), odd offsets, and a day that never was (Apia). */
const ZONES = [
  'Asia/Shanghai',
  'UTC',
  'America/New_York',
  'Europe/Berlin',
  'Australia/Lord_Howe',
  'America/Asuncion',
  'Asia/Beirut',
  'Asia/Kathmandu',
  'Pacific/Apia',
];
const zone = fc.constantFrom(...ZONES);
const instant = fc.integer({ min: Date.UTC(2011, 0, 1), max: Date.UTC(2030, 0, 1) });
const time = fc.tuple(fc.nat(23), fc.nat(59)).map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`);

const intl = (name: string, at: number): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: name, dateStyle: 'short', timeStyle: 'short' }).format(at);

describe('a time zone', () => {
  it('shows the day and time that Intl shows', () => {
    fc.assert(
      fc.property(zone, instant, (name, at) => {
        expect(`${zoneOf(name).dayOf(at)} ${zoneOf(name).timeOf(at)}`).toBe(intl(name, at));
      }),
      { numRuns: 500 },
    );
  });

  it('finds the first instant that shows a given day and time', () => {
    fc.assert(
      fc.property(zone, instant, (name, at) => {
        const { dayOf, timeOf, instantOf } = zoneOf(name);
        const found = instantOf(dayOf(at), timeOf(at));
        expect(`${dayOf(found)} ${timeOf(found)}`).toBe(`${dayOf(at)} ${timeOf(at)}`);
        expect(found).toBeLessThanOrEqual(at);
      }),
      { numRuns: 500 },
    );
  });

  it('moves a time that is skipped to the moment the clocks go forward', () => {
    const { instantOf } = zoneOf('America/New_York');
    expect(instantOf('2026-03-08' as Day, '02:30')).toBe(Date.UTC(2026, 2, 8, 7));
  });

  it('takes the first of two when a time comes twice', () => {
    const { instantOf } = zoneOf('America/New_York');
    expect(instantOf('2026-11-01' as Day, '01:30')).toBe(Date.UTC(2026, 10, 1, 5, 30));
  });

  it('is known by its name or refused', () => {
    expect([isZone('Asia/Shanghai'), isZone('Mars/Olympus'), isZone('')]).toEqual([true, false, false]);
    expect(() => zoneOf('Asia/Shanghai').instantOf('2026-01-01' as Day, '24:00')).toThrow(/not a time of day/);
  });
});

describe('a schedule', () => {
  const schedule = fc.oneof(
    fc.constantFrom(1, 5, 15, 60, 1440).map((everyMinutes): Schedule => ({ everyMinutes })),
    time.map((dailyAt): Schedule => ({ dailyAt })),
  );

  it('has now between its last slot and its next, and no other slot between those', () => {
    fc.assert(
      fc.property(schedule, instant, zone, (s, now, name) => {
        const last = lastSlot(s, now, name);
        const next = nextSlot(s, now, name);
        expect(last <= now && now < next).toBe(true);
        expect(lastSlot(s, next, name)).toBe(next);
        expect(lastSlot(s, next - 1, name)).toBe(last);
        expect(nextSlot(s, last, name)).toBe(next);
      }),
      { numRuns: 500 },
    );
  });

  it("fires daily at the company's time, one slot a day through both changes of clock", () => {
    const slots: string[] = [];
    let at = Date.UTC(2026, 0, 1);
    for (let i = 0; i < 365; i += 1) {
      at = nextSlot({ dailyAt: '02:30' }, at, 'America/New_York');
      slots.push(intl('America/New_York', at).slice(0, 10));
    }
    expect(new Set(slots).size).toBe(365);
    expect(nextSlot({ dailyAt: '09:00' }, Date.UTC(2026, 8, 7), 'Asia/Shanghai')).toBe(Date.UTC(2026, 8, 7, 1));
  });

  it('counts minutes through a change of clock', () => {
    const before = Date.UTC(2026, 2, 8, 6, 59);
    expect(nextSlot({ everyMinutes: 15 }, before, 'America/New_York')).toBe(before + MINUTE);
    expect(lastSlot({ everyMinutes: 60 }, before, 'America/New_York')).toBe(before - 59 * MINUTE);
  });

  it('refuses a spacing that is none', () => {
    for (const everyMinutes of [0, -5, 1.5, Number.NaN]) expect(() => nextSlot({ everyMinutes }, 0, 'UTC')).toThrow(RangeError);
  });
});
