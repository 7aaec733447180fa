import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '../../src/config.ts';
import { createLog } from '../../src/core/log.ts';
import type { App } from '../../src/app.ts';
import type { SandboxOptions } from '../../src/sandbox/index.ts';
import { openBot, openSandbox } from '../../src/start.ts';
import { driveSandbox, type Drive } from './drive.ts';
import { fastFolder } from './fast-folder.ts';

/** Sandbox and bot as `npm start` runs them, in this process: real HTTP between them, a clock that moves by command only. */
export type Running = Drive & {
  app: App;
  sandboxUrl: string;
  botUrl: string;
  folder: string;
  /** Ends both and keeps the files, unless `tidy` is called. */
  stop(): Promise<void>;
  tidy(): Promise<void>;
};

export async function startRunning(
  options: { folder?: string; sandbox?: Partial<SandboxOptions>; env?: Record<string, string> } = {},
): Promise<Running> {
  const folder = options.folder ?? mkdtempSync(join(fastFolder(), 'okr-pulse-running-'));
  const config = readConfig({
    PORT: '0',
    SANDBOX_PORT: '0',
    DATABASE_URL: `file:${join(folder, 'sandbox.db')}`,
    LOG_LEVEL: 'error',
    ...options.env,
  });
  const sandbox = await openSandbox(config, { frozen: true, ...options.sandbox });
  const { app, url: botUrl } = await openBot(config, createLog({ level: config.logLevel }), sandbox.url);
  let stopped = false;
  const stop = async (): Promise<void> => {
    if (stopped) return;
    stopped = true;
    await app.close();
    await sandbox.close();
  };
  return {
    ...driveSandbox(sandbox.url),
    app,
    sandboxUrl: sandbox.url,
    botUrl,
    folder,
    stop,
    async tidy() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
