import { expect, it } from 'vitest';
import { fanOut } from './fan-out.ts';

// A glance at what `npm run soak` sees at 10,000: more than the first second takes, one call in ten failing.
it('loses no card and sends none twice when one of ten calls fails', { timeout: 60_000 }, async () => {
  const { answers, cardsEach } = await fanOut(120, 10);
  expect(answers.filter((one) => one.code !== 0).length).toBeGreaterThan(3);
  expect(cardsEach.filter((cards) => cards !== 1)).toEqual([]);
});
