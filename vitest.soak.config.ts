import { defineConfig } from 'vitest/config';

/** `npm run soak`: long simulations, asserted. One after the other, so that each has the machine to itself. */
export default defineConfig({
  test: {
    include: ['test/**/*.soak.ts'],
    pool: 'forks',
    maxWorkers: 1,
    testTimeout: 1_800_000,
    hookTimeout: 120_000,
    reporters: ['default', './test/support/reporter.ts'],
  },
});
