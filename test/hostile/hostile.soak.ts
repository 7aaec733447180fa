import { afterAll, beforeAll, expect, it } from 'vitest';
import { openHouse, type House } from './house.ts';
import { runHostile } from './run.ts';

const CASES = 100_000;
const PART = 5000;

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

it('a hundred thousand hostile requests do no harm', async () => {
  const first = Date.now() % 1_000_000_000;
  let cases = 0;
  // In parts, each with its own seed: one that fails is found again without running the others.
  for (let part = 0; cases < CASES; part += 1) {
    const run = await runHostile(house, { cases: PART, seed: first + part });
    cases += run.cases;
    const seconds = Math.round(run.milliseconds / 1000);
    process.stdout.write(
      `${cases} hostile cases; the last ${PART}: seed ${run.seed}, ${seconds} s, ${JSON.stringify(run.byAnswer)}\n`,
    );
  }
  expect(cases).toBe(CASES);
}, 3_600_000);
