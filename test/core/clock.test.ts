import { describe, expect, it } from 'vitest';
import { HOUR, manualClock } from '../../src/core/clock.ts';

describe('the manual clock', () => {
  it('stands still until it is told otherwise', () => {
    const clock = manualClock(1_000);
    expect([clock.now(), clock.now()]).toEqual([1_000, 1_000]);
    clock.advance(HOUR);
    expect(clock.now()).toBe(1_000 + HOUR);
  });

  it('never goes back', () => {
    const clock = manualClock(1_000);
    expect(() => clock.set(999)).toThrow(/never goes back/);
    expect(clock.now()).toBe(1_000);
  });
});
