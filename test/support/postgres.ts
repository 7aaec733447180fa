import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fastFolder } from './fast-folder.ts';

export type Cluster = { url(database: string): string; stop(): void };

const DEBIAN = '/usr/lib/postgresql';

/** Where PostgreSQL's programs are on this machine, the newest of them; nothing where there are none. */
export function postgresPrograms(): string | undefined {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [...versions.map((version) => join(DEBIAN, version, 'bin')), ...(process.env.PATH ?? '').split(':')];
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')));
}

/** PostgreSQL won't run as root: it is given to an unprivileged user then. */
const asRoot = process.getuid?.() === 0;
const USER = 'nobody';
const asUser = (command: string, args: string[]): [string, string[]] =>
  asRoot ? ['runuser', ['-u', USER, '--', command, ...args]] : [command, args];

/**
 * A cluster of the tests' own, in a temporary folder, reached by a socket in it; nothing of it is left when it is stopped. It
 * doesn't wait for the disk: what is tested is who sees what, not power cuts.
 */
export async function startCluster(programs: string): Promise<Cluster> {
  const folder = mkdtempSync(join(fastFolder(), 'okr-pulse-pg-'));
  const data = join(folder, 'data');
  mkdirSync(data);
  if (asRoot) execFileSync('chown', ['-R', USER, folder]);
  const initdb = [join(programs, 'initdb'), '-D', data, '-U', 'okr', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'];
  run(initdb);
  const settings = {
    listen_addresses: '',
    unix_socket_directories: folder,
    max_connections: '200',
    fsync: 'off',
    full_page_writes: 'off',
    synchronous_commit: 'off',
    shared_buffers: '64MB',
  };
  const [command, args] = asUser(join(programs, 'postgres'), [
    '-D',
    data,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]);
  const server = spawn(command, args, { stdio: 'ignore', detached: false });
  const url = (database: string): string => `postgres://okr@localhost/${database}?host=${encodeURIComponent(folder)}`;
  await untilReady(url('postgres'), server);
  return {
    url,
    stop() {
      run([join(programs, 'pg_ctl'), '-D', data, 'stop', '-m', 'immediate', '-s']);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function run([command = '', ...args]: string[]): void {
  const [program, all] = asUser(command, args);
  execFileSync(program, all, { stdio: ['ignore', 'ignore', 'pipe'] });
}

async function untilReady(url: string, server: ChildProcess): Promise<void> {
  const { default: pg } = await import('pg');
  for (;;) {
    if (server.exitCode !== null) throw new Error(`PostgreSQL ended with code ${server.exitCode} before it was ready`);
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
