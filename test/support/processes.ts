import { spawn, type ChildProcess } from 'node:child_process';

const TOLD = { sandbox: /Open this page[^\n]*(http:\/\/[\d.]+:\d+)\//, bot: /Bot: (http:\/\/[\d.]+:\d+)/ };

export type Process = {
  url: string;
  kill(): Promise<void>;
  /** As Ctrl-C and a supervisor do; answers the exit code. */ stop(): Promise<number | null>;
};

/** The program as it is started by hand, in a process of its own; it is ready when it has said its address. */
export async function startProcess(main: string, part: keyof typeof TOLD, env: Record<string, string>): Promise<Process> {
  const { ready, ...process } = beginProcess(main, part, env);
  return { url: await ready, ...process };
}

/** The same without waiting until it is ready: it may die before that. */
export function beginProcess(
  main: string,
  part: keyof typeof TOLD,
  env: Record<string, string>,
): Omit<Process, 'url'> & { ready: Promise<string> } {
  const child = spawn(process.execPath, [main], {
    // Without what vitest and the developer's shell have set.
    env: { PATH: process.env['PATH'] ?? '', LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const gone = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return {
    ready: address(child, TOLD[part]),
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
    stop() {
      child.kill('SIGTERM');
      return gone;
    },
  };
}

function address(child: ChildProcess, told: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const hear = (part: Buffer): void => {
      said += part.toString();
      const [, url] = told.exec(said) ?? [];
      if (url) resolve(url);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', (code, signal) => reject(new Error(`ended with ${code ?? signal} before it was ready:\n${said}`)));
  });
}
