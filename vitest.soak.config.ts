import { defineConfig } from 'vitest/config';

/** `npm run soak`: long simulations, asserted. One after the other, so that each has the machine to itself. */
const LONG = { testTimeout: 1_800_000, hookTimeout: 120_000 };

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 1,
    reporters: ['default', './test/support/reporter.ts'],
    projects: [
      { extends: true, test: { ...LONG, name: 'sqlite', include: ['test/**/*.soak.ts'], provide: { engine: 'sqlite' } } },
      {
        extends: true,
        test: {
          ...LONG,
          name: 'postgres',
          include: ['test/scenarios/faults.soak.ts'],
          globalSetup: ['./test/support/cluster.setup.ts'],
        },
      },
    ],
  },
});
