/** Chance that falls the same way each time it is begun with the same seed (mulberry32). */
export type Dice = {
  /** A whole number from 0 up to, but not including, `below`. */
  roll(below: number): number;
  shuffle<T>(of: readonly T[]): T[];
};

export function dice(seed: number): Dice {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const roll = (below: number): number => Math.floor(next() * below);
  return {
    roll,
    shuffle(of) {
      const shuffled = [...of];
      for (let i = shuffled.length - 1; i > 0; i -= 1) {
        const j = roll(i + 1);
        [shuffled[i], shuffled[j]] = [shuffled[j] as (typeof shuffled)[0], shuffled[i] as (typeof shuffled)[0]];
      }
      return shuffled;
    },
  };
}
