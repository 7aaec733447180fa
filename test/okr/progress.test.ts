import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kindOf, progressOf, replayed, rollUp, stepped, tidy, usualStep } from '../../src/okr/rules/progress.ts';

const value = fc.double({ min: -1e9, max: 1e9, noNaN: true }).map(tidy);
const span = fc.record({ start: value, target: value }).filter(({ start, target }) => start !== target);

describe('progress of a key result', () => {
  it('is the share of the way from start to target, up as well as down', () => {
    expect(progressOf({ start: 0, target: 200, current: 50 })).toBe(0.25);
    expect(progressOf({ start: 61, target: 89, current: 75 })).toBe(0.5);
    expect(progressOf({ start: 30, target: 10, current: 25 })).toBe(0.25);
    expect(kindOf({ start: 30, target: 10 })).toBe('down');
    expect(kindOf({ start: 10, target: 30 })).toBe('up');
  });

  it('stays between nothing and the whole, whatever the value', () => {
    fc.assert(
      fc.property(span, value, (way, current) => {
        const ratio = progressOf({ ...way, current });
        expect(ratio).toBeGreaterThanOrEqual(0);
        expect(ratio).toBeLessThanOrEqual(1);
      }),
    );
    expect(progressOf({ start: 0, target: 10, current: 25 })).toBe(1);
    expect(progressOf({ start: 0, target: 10, current: -5 })).toBe(0);
  });

  it('never falls when the value moves towards the target', () => {
    fc.assert(
      fc.property(span, value, value, (way, one, other) => {
        const sign = Math.sign(way.target - way.start);
        const [nearer, further] = (one - other) * sign >= 0 ? [one, other] : [other, one];
        expect(progressOf({ ...way, current: nearer })).toBeGreaterThanOrEqual(progressOf({ ...way, current: further }));
      }),
    );
  });
});

describe('a step', () => {
  it('is about a tenth of the way, in a number people would say', () => {
    expect(usualStep({ start: 0, target: 100 })).toBe(10);
    expect(usualStep({ start: 61, target: 89 })).toBe(2.5);
    expect(usualStep({ start: 0, target: 1 })).toBe(0.1);
    expect(usualStep({ start: 30, target: 10 })).toBe(-2);
    expect(usualStep({ start: 0, target: 3_000_000 })).toBe(250_000);
  });

  it('always leads towards the target and reaches it in at most twenty steps', () => {
    const sensible = span.filter(({ start, target }) => Math.abs(target - start) > 0.001);
    fc.assert(
      fc.property(sensible, (way) => {
        const step = usualStep(way);
        let current = way.start;
        let taken = 0;
        for (; current !== way.target && taken < 21; taken += 1) current = stepped({ ...way, current }, step);
        expect(current).toBe(way.target);
        expect(taken).toBeGreaterThanOrEqual(5);
        expect(taken).toBeLessThanOrEqual(20);
      }),
    );
  });

  it('stops at the target on the way and goes on beyond it from there', () => {
    const way = { start: 0, target: 28 };
    expect(stepped({ ...way, current: 27 }, 2.5)).toBe(28);
    expect(stepped({ ...way, current: 28 }, 2.5)).toBe(30.5);
  });

  it('doesn’t collect the dust of floating point', () => {
    let current = 0;
    for (let i = 0; i < 3; i += 1) current = stepped({ start: 0, target: 1, current }, 0.1);
    expect(current).toBe(0.3);
  });
});

describe('the roll-up', () => {
  const ratios = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 20 });

  it('is bounded by the least and the greatest part', () => {
    fc.assert(
      fc.property(ratios, (parts) => {
        const mean = rollUp(parts) as number;
        expect(mean).toBeGreaterThanOrEqual(Math.min(...parts) - 1e-12);
        expect(mean).toBeLessThanOrEqual(Math.max(...parts) + 1e-12);
      }),
    );
  });

  it('doesn’t depend on the order of the parts', () => {
    fc.assert(
      fc.property(
        ratios.chain((parts) => fc.tuple(fc.constant(parts), fc.shuffledSubarray(parts, { minLength: parts.length }))),
        ([parts, mixed]) => {
          expect(rollUp(mixed)).toBe(rollUp(parts));
        },
      ),
    );
  });

  it('never falls when one part grows', () => {
    fc.assert(
      fc.property(ratios, fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), (parts, at, more) => {
        const i = at % parts.length;
        const grown = parts.with(i, Math.max(parts[i] as number, more));
        expect(rollUp(grown) as number).toBeGreaterThanOrEqual((rollUp(parts) as number) - 1e-12);
      }),
    );
  });

  it('says nothing about an objective without parts', () => {
    expect(rollUp([])).toBeUndefined();
  });
});

describe('a history', () => {
  it('gives the value of its newest entry that was not undone', () => {
    expect(replayed({ start: 5, target: 10 }, [])).toBe(5);
    expect(
      replayed({ start: 5, target: 10 }, [
        { after: 6, undone: false },
        { after: 9, undone: true },
      ]),
    ).toBe(6);
    expect(
      replayed({ start: 5, target: 10 }, [
        { after: 6, undone: true },
        { after: 9, undone: false },
      ]),
    ).toBe(9);
  });
});
