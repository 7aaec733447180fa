import { defineConfig } from 'vitest/config';

const TESTS = 'test/**/*.test.{ts,tsx}';
/** What asks a database through `testDatabase` runs once for each engine; the pipe and what is about several processes with every run. */
const PIPE_ON_POSTGRES = ['test/{people,settings,delivery}/**/*.test.ts', 'test/{scenarios/replicas,db/move}.test.ts'];
/** `npm run test:postgres`, and CI: what stands on the pipe. */
const FEATURES_ON_POSTGRES = [
  'test/{data,responses,okr,checkin,points,alerts,connectors,desk}/**/*.test.ts',
  'test/scenarios/faults.test.ts',
];
const onPostgres = (name: string, include: string[]) => ({
  extends: true as const,
  test: { name, include, testTimeout: 60_000, globalSetup: ['./test/support/cluster.setup.ts'] },
});

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
      onPostgres('postgres', PIPE_ON_POSTGRES),
      onPostgres('features-on-postgres', FEATURES_ON_POSTGRES),
    ],
  },
});
