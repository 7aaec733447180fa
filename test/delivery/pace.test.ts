import { expect, it } from 'vitest';
import { FIRST_CHUNK, nextChunk } from '../../src/delivery/pace.ts';

/** Rows of the chunks one after the other, when each row takes so long. */
const settled = (rowMs: number): number => {
  let rows = FIRST_CHUNK;
  for (let chunk = 0; chunk < 30; chunk += 1) rows = nextChunk(rows, rows * rowMs);
  return rows;
};

it('finds as many rows as take ten milliseconds', () => {
  expect(settled(0.05)).toBe(200);
  expect(settled(0.5)).toBe(20);
});

it('shrinks at once and grows step by step', () => {
  expect(nextChunk(400, 40)).toBe(100);
  expect(nextChunk(100, 1)).toBe(150);
});

it('stays within bounds, whatever a row takes', () => {
  expect(settled(1000)).toBe(10);
  expect(settled(0)).toBe(2000);
});
