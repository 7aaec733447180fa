import { defineConfig } from 'vitest/config';

const TESTS = 'test/**/*.test.{ts,tsx}';
/**
 * What asks a database through `testDatabase`, and what is about several processes, once more on PostgreSQL: `npm run test:postgres`, and
 * CI. The facade's own contract runs on every engine each time.
 */
const ON_POSTGRES = [
  'test/{people,settings,delivery,data,responses,okr,checkin,points,alerts,connectors,desk}/**/*.test.ts',
  'test/db/move.test.ts',
  'test/scenarios/{replicas,faults}.test.ts',
];

export default defineConfig({
  test: {
    // Processes, not threads: a native module that dies in a worker thread takes the whole run with it.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 20_000,
    reporters: ['default', './test/support/reporter.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'sqlite',
          include: [TESTS],
          exclude: ['test/{scenarios/replicas,db/move}.test.ts'],
          provide: { engine: 'sqlite' },
        },
      },
      {
        extends: true,
        test: { name: 'postgres', include: ON_POSTGRES, testTimeout: 60_000, globalSetup: ['./test/support/cluster.setup.ts'] },
      },
    ],
  },
});
