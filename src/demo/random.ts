/** A small deterministic source: the invented company is the same on every machine. Not for secrets. */
export type Random = { below(n: number): number; pick<T>(from: readonly T[]): T };

/** mulberry32: 32 bits of state are plenty for names and dates. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  };
  return {
    below: (n) => next() % n,
    pick: (from) => {
      const found = from[next() % from.length];
      if (found === undefined) throw new RangeError('nothing to pick from');
      return found;
    },
  };
}
