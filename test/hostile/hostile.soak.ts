import { expect, it } from 'vitest';
import { openHouse } from './house.ts';
import { runHostile } from './run.ts';

const CASES = 100_000;
const PART = 5000;

it('a hundred thousand hostile requests do no harm', async () => {
  const first = Date.now() % 1_000_000_000;
  let cases = 0;
  // In parts, each with its own seed and bot: one that fails is found again without running the others.
  for (let part = 0; cases < CASES; part += 1) {
    const house = await openHouse();
    try {
      const run = await runHostile(house, { cases: PART, seed: first + part });
      cases += run.cases;
      const seconds = Math.round(run.milliseconds / 1000);
      process.stdout.write(
        `${cases} hostile cases; the last ${PART}: seed ${run.seed}, ${seconds} s, ${JSON.stringify(run.byAnswer)}\n`,
      );
    } finally {
      await house.close();
    }
  }
  expect(cases).toBe(CASES);
}, 3_600_000);
