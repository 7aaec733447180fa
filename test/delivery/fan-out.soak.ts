import { expect, it } from 'vitest';
import { fanOut, floorMs } from './fan-out.ts';

const PEOPLE = 10_000;

it('sends 10,000 cards within a twentieth of the least time there is, refused nowhere, each once', async () => {
  const { tookMs, answers, cardsEach } = await fanOut(PEOPLE);
  expect(answers.filter((one) => one.code !== 0)).toEqual([]);
  expect(cardsEach.filter((cards) => cards !== 1)).toEqual([]);
  expect(answers).toHaveLength(PEOPLE);
  expect(floorMs(PEOPLE)).toBe(560_000);
  expect(tookMs).toBeLessThan(560_000 * 1.05);
});

it('loses none of 10,000 and sends none twice when two of a hundred calls fail', async () => {
  const { answers, cardsEach } = await fanOut(PEOPLE, 2);
  const failed = answers.filter((one) => one.code !== 0);
  expect(failed.length).toBeGreaterThan(100);
  // Only what was ordered: no call more is refused because of it.
  expect(failed.length).toBeLessThan(300);
  expect(cardsEach.filter((cards) => cards !== 1)).toEqual([]);
});
