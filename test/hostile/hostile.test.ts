import { afterAll, beforeAll, expect, it } from 'vitest';
import { openHouse, type House } from './house.ts';
import { DOORS, runHostile } from './run.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

it('whatever is sent, nothing breaks, nothing unsigned has an effect, and no log line holds a secret or a word', async () => {
  const run = await runHostile(house, { cases: 2000, seed: 20_260_907 });
  expect(run.cases).toBe(2000);
  for (const { name } of DOORS) expect(run.byDoor[name]).toBeGreaterThan(20);
  // Refused, answered and cut off: all of it really happened.
  for (const answer of ['200', '400', '401', '404', '413', 'hung up']) expect(run.byAnswer[answer]).toBeGreaterThan(0);
}, 120_000);
