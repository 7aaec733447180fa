import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { MUTANTS } from '../../scripts/mutants/list.ts';

it.each(MUTANTS.map((mutant) => [mutant.breaks, mutant] as const))(
  'there is one place where it breaks that %s',
  (_breaks, mutant) => {
    for (const { file, find, replace } of mutant.edits) {
      expect(readFileSync(file, 'utf8').split(find)).toHaveLength(2);
      expect(replace).not.toBe(find);
    }
    expect(mutant.tests.length).toBeGreaterThan(0);
    for (const test of mutant.tests) expect(existsSync(test)).toBe(true);
  },
);

it('each of the mutants breaks something of its own', () => {
  expect(MUTANTS.length).toBeGreaterThanOrEqual(12);
  expect(new Set(MUTANTS.map(({ breaks }) => breaks)).size).toBe(MUTANTS.length);
});
