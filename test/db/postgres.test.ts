import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openPostgres, type Database } from '../../src/db/index.ts';
import { serverPool } from '../../src/db/postgres/pool.ts';
import { pglitePool, type Lite } from '../support/pglite.ts';
import { postgresPrograms, startCluster, type Cluster } from '../support/postgres.ts';
import { ACCOUNT_POSTGRES } from './account.ts';
import { databaseContract } from './contract.ts';

const programs = postgresPrograms();
let cluster: Cluster | undefined;

beforeAll(async () => {
  cluster = programs === undefined ? undefined : await startCluster(programs);
});
afterAll(() => cluster?.stop());

it('is tried on a real server wherever CI runs', () => {
  if (process.env.CI) expect(programs).toBeDefined();
});

let made = 0;

async function emptyDatabase(): Promise<string> {
  made += 1;
  const name = `t${made}`;
  const pool = await serverPool(cluster!.url('postgres'), { most: 1 });
  const wire = await pool.lend();
  await wire.query({ text: `CREATE DATABASE ${name}`, params: [], shape: 'objects' });
  wire.release();
  await pool.end();
  return cluster!.url(name);
}

async function openOnServer(options: { onHookError?: (error: unknown) => void } = {}): Promise<Database> {
  const url = await emptyDatabase();
  const pool = await serverPool(url, { most: 1 });
  const wire = await pool.lend();
  await wire.query({ text: ACCOUNT_POSTGRES, params: [], shape: 'objects' });
  wire.release();
  await pool.end();
  const database = await openPostgres({ url, belongsTo: undefined, transactionMs: 5_000, ...options });
  onTestFinished(() => database.close());
  return database;
}

describe.skipIf(programs === undefined)('on a real server', () => {
  databaseContract('PostgreSQL', openOnServer);
});

describe('inside the process', () => {
  let lite: Lite;
  beforeAll(async () => {
    lite = await pglitePool();
  }, 60_000);
  const open = async (options: { onHookError?: (error: unknown) => void } = {}): Promise<Database> => {
    const { pool, remove } = await lite.within(`t${(made += 1)}`, ACCOUNT_POSTGRES);
    const pools = { writing: pool, reading: pool };
    const database = await openPostgres({ url: 'postgres://inside/process', belongsTo: undefined, pools, ...options });
    onTestFinished(async () => {
      await database.close();
      await remove();
    });
    return database;
  };
  databaseContract('PGlite', open, { connections: 1 });
});
