import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startApp, type App } from './app.ts';
import { banner } from './banner.ts';
import { readConfig, type Config } from './config.ts';
import { createCalendar } from './core/calendar.ts';
import { systemClock } from './core/clock.ts';
import { ConfigError } from './core/errors.ts';
import { createLog, type Log } from './core/log.ts';

import { demoCompany, prepareDemo } from './demo/index.ts';
import { startSandbox, type Sandbox } from './sandbox/index.ts';
import { linkToSandbox } from './sandbox-link.ts';
import { offerSetup } from './setup.ts';

/** Monday before the National Day holiday and its make-up days, so that they lie ahead. */
const SANDBOX_START = Date.parse('2026-09-07T09:00:00+08:00');
const PAGE = fileURLToPath(new URL('../dist/page', import.meta.url));

async function main(): Promise<void> {
  const config = readConfig();
  const log = createLog({ level: config.logLevel });
  const sandbox = config.sandbox.run === 'none' ? undefined : await openSandbox(config);
  if (config.sandbox.run === 'only') {
    closeOnSignal(log, () => sandbox?.close());
    banner({ sandbox: sandbox?.url });
    return;
  }
  const app = await openBot(config, log, sandbox?.url ?? config.sandbox.url);
  closeOnSignal(log, async () => {
    await app.close();
    await sandbox?.close();
  });
}

function openSandbox(config: Config): Promise<Sandbox> {
  const folder = config.database.kind === 'sqlite' ? dirname(config.database.file) : 'data';
  const { run, port } = config.sandbox;
  // Beside the bot its chats are kept beside the bot's tables; alone it starts fresh.
  const journal = run === 'with-bot' ? { journal: join(folder, 'sandbox-platform.jsonl') } : {};
  return startSandbox({ port, company: demoCompany(), startAt: SANDBOX_START, pageDir: PAGE, ...journal });
}

async function openBot(config: Config, log: Log, sandboxUrl: string | undefined): Promise<App> {
  const link = sandboxUrl === undefined ? undefined : await linkToSandbox(sandboxUrl);
  const app = await startApp({ config, feishu: link?.feishu ?? config.feishu, clock: link?.clock ?? systemClock, log });
  try {
    link?.routes(app.server, app.tick);
    const address = await app.server.listen({ port: config.port, host: config.host });
    await app.pipe.syncDirectory();
    if (link) await prepareDemo(app, link.clock, createCalendar({ zone: config.company.zone }));
    else await offerSetup(app, systemClock, log);
    await link?.register(address);
    await app.tick();
    banner({ bot: address, sandbox: sandboxUrl });
    return app;
  } catch (error) {
    await app.close();
    throw error;
  }
}

function closeOnSignal(log: Log, close: () => Promise<void> | undefined): void {
  const stop = (signal: NodeJS.Signals): void => {
    log.info({ signal }, 'stopping');
    void Promise.resolve(close()).then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'stopping failed');
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

main().catch((error: unknown) => {
  if (error instanceof ConfigError) process.stderr.write(`${error.message}${error.remedy ? `\n→ ${error.remedy}` : ''}\n`);
  else process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
