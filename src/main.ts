import { banner } from './banner.ts';
import { readConfig } from './config.ts';
import { ConfigError } from './core/errors.ts';
import { createLog, type Log } from './core/log.ts';
import { forgetSandboxData, openBot, openSandbox } from './start.ts';

async function main(): Promise<void> {
  const config = readConfig();
  const log = createLog({ level: config.logLevel });
  const sandbox = config.sandbox.run === 'none' ? undefined : await openSandbox(config);
  if (config.sandbox.run === 'only') {
    closeOnSignal(log, () => sandbox?.close());
    banner({ sandbox: sandbox?.url });
    return;
  }
  const sandboxUrl = sandbox?.url ?? config.sandbox.url;
  let bot = openBot(config, log, sandboxUrl, startOver);
  closeOnSignal(log, async () => {
    await (await bot).app.close();
    await sandbox?.close();
  });
  banner({ bot: (await bot).url, sandbox: sandboxUrl });

  function startOver(): void {
    bot = bot.then(async ({ app }) => {
      await app.close();
      forgetSandboxData(config);
      return await openBot(config, log, sandboxUrl, startOver);
    });
    bot.catch(giveUp);
  }
}

function giveUp(error: unknown): never {
  if (error instanceof ConfigError) process.stderr.write(`${error.message}${error.remedy ? `\n→ ${error.remedy}` : ''}\n`);
  else process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
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

main().catch(giveUp);
