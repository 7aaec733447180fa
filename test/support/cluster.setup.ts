import type { TestProject } from 'vitest/node';
import { openPostgres } from '../../src/db/index.ts';
import { postgresPrograms, startCluster } from './postgres.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** What `testDatabase` opens; `server`: a real one at `clusterUrl`, with the database `template` to copy. */
    engine: 'sqlite' | 'server';
    clusterUrl: string;
  }
}

const POSTGRES_MIGRATIONS = new URL('../../migrations/postgres', import.meta.url).pathname;

/** One cluster for the whole run. */
export default async function setup(project: TestProject): Promise<() => void> {
  const programs = postgresPrograms();
  if (programs === undefined)
    throw new Error(
      "PostgreSQL's programs are not here (apt-get install postgresql); npm test tries the facade on PGlite without them",
    );
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
