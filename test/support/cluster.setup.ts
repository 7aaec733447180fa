import type { TestProject } from 'vitest/node';
import { openPostgres } from '../../src/db/index.ts';
import { postgresPrograms, startCluster } from './postgres.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** What `testDatabase` opens; `server`: a real one at `clusterUrl`, with the database `template` to copy. */
    engine: 'sqlite' | 'server' | 'pglite';
    clusterUrl: string;
  }
}

export const POSTGRES_MIGRATIONS = new URL('../../migrations/postgres', import.meta.url).pathname;

/** One cluster for the whole run; where there are no programs for it, every worker has a PostgreSQL inside its process. */
export default async function setup(project: TestProject): Promise<() => void> {
  const programs = process.env.TEST_WITHOUT_POSTGRES ? undefined : postgresPrograms();
  if (programs === undefined) {
    project.provide('engine', 'pglite');
    process.stdout.write('No PostgreSQL programs here: its tests run on PGlite, those about several processes are skipped.\n');
    return () => undefined;
  }
  const cluster = await startCluster(programs);
  await onCluster(cluster.url('postgres'), 'CREATE DATABASE template');
  const template = await openPostgres({
    url: cluster.url('template'),
    belongsTo: undefined,
    migrationsDir: POSTGRES_MIGRATIONS,
  });
  await template.close();
  project.provide('engine', 'server');
  project.provide('clusterUrl', cluster.url('postgres'));
  return () => cluster.stop();
}

export async function onCluster(url: string, statement: string): Promise<void> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
