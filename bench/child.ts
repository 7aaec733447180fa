import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { BUILT, serverFile } from './build.ts';

/** A server in a process of its own. */
export type Served = {
  name: string;
  port: number;
  cpuMs(): Promise<number>;
  /** What this server answers besides. */
  ask<T>(what: string): Promise<T>;
  stop(): Promise<void>;
};

export async function serve(name: string, env: Record<string, string>): Promise<Served> {
  const child = fork(serverFile(name), {
    cwd: BUILT,
    env: { ...cleanEnvironment(), ...env },
    // The runner's own loader is not for what is measured.
    execArgv: process.env.BENCH_PROFILE === name ? ['--cpu-prof', `--cpu-prof-dir=${join(BUILT, 'profile')}`] : [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const port = (await told(child)) as number;
  const ask = async <T>(what: string): Promise<T> => {
    child.send(what);
    return (await told(child)) as T;
  };
  return {
    name,
    port,
    cpuMs: () => ask('cpu'),
    ask,
    async stop() {
      child.send('stop');
      await once(child, 'exit');
    },
  };
}

/** Nothing of the surroundings decides what is measured. */
export const cleanEnvironment = (): Record<string, string> => ({
  PATH: process.env.PATH ?? '',
  HOME: process.env.HOME ?? '',
});

function told(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const gone = (code: number | null): void => reject(new Error(`a server under measurement ended with code ${code}`));
    child.once('exit', gone);
    child.once('message', (message) => {
      child.off('exit', gone);
      resolve(message);
    });
  });
}
