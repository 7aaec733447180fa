import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startApp, type App } from './app.ts';
import type { Config } from './config.ts';
import { createCalendar } from './core/calendar.ts';
import { systemClock, type Clock } from './core/clock.ts';
import { ConfigError, PlatformError } from './core/errors.ts';
import type { Log } from './core/log.ts';
import { activePeople } from './people/index.ts';
import type { Sandbox, SandboxOptions } from './sandbox/index.ts';
import { offerSetup } from './setup.ts';

/** Monday before the National Day holiday and its make-up days, so that they lie ahead. */
const SANDBOX_START = Date.parse('2026-09-07T09:00:00+08:00');
const PAGE = fileURLToPath(new URL('../dist/page', import.meta.url));

// Sandbox and demo are imported where they are wanted: a real company's bot starts without them.
export async function openSandbox(config: Config, over: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  const [{ startSandbox }, { demoCompany }] = await Promise.all([import('./sandbox/index.ts'), import('./demo/index.ts')]);
  const folder = config.database.kind === 'sqlite' ? dirname(config.database.file) : 'data';
  const { run, port } = config.sandbox;
  // Beside the bot its chats are kept beside the bot's tables; alone it starts fresh.
  const journal = run === 'with-bot' ? { journal: join(folder, 'sandbox-platform.jsonl') } : {};
  return startSandbox({ port, company: demoCompany(), startAt: SANDBOX_START, pageDir: PAGE, ...journal, ...over });
}

export type Bot = { app: App; url: string };

/** What becomes of the bot when its sandbox starts over. */
export type StartOver = () => void;

/** A real company's time, and its terminal. */
type Surroundings = { clock: Clock; print(text: string): void };

const REAL: Surroundings = { clock: systemClock, print: (text) => void process.stdout.write(text) };

/** Listens, knows the people, has told a sandbox where it is, and did what was due. */
export async function openBot(
  config: Config,
  log: Log,
  sandboxUrl: string | undefined,
  startOver: StartOver = () => undefined,
  real: Surroundings = REAL,
): Promise<Bot> {
  const { receive } = config.sandbox;
  const link =
    sandboxUrl === undefined ? undefined : await (await import('./sandbox-link.ts')).linkToSandbox(sandboxUrl, receive);
  const app = await startApp({ config, feishu: link?.feishu ?? config.feishu, clock: link?.clock ?? real.clock, log });
  try {
    link?.routes(app.server, { run: app.tick, startOver });
    const url = await app.server.listen({ port: config.port, host: config.host });
    app.beat();
    await readDirectory(app, log);
    if (link) await (await import('./demo/index.ts')).prepareDemo(app, link.clock, createCalendar({ zone: config.company.zone }));
    else await offerSetup(app, real, log);
    await link?.register(url);
    await app.tick();
    void app.announce();
    return { app, url };
  } catch (error) {
    await app.close();
    throw error;
  }
}

/** Wrong credentials are said at once; a platform that is away for a moment is asked again by the nightly reading. */
async function readDirectory({ db, pipe }: App, log: Log): Promise<void> {
  try {
    await pipe.syncDirectory();
  } catch (error) {
    const first = (await activePeople(db.read)).length === 0;
    if (first && error instanceof PlatformError && error.reaction === 'administrator') {
      throw new ConfigError(
        `The platform doesn't let us read the directory (code ${error.code}).`,
        'Check the app id and secret, the contact scopes, and that a version of the app is published.',
      );
    }
    log.error({ err: error }, 'the directory could not be read; what was known stays');
  }
}

/** The sandbox's invented company has no data worth keeping; a tenant's database is never removed. */
export function forgetSandboxData(config: Config): void {
  if (config.mode !== 'sandbox' || config.database.kind !== 'sqlite') return;
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${config.database.file}${suffix}`, { force: true });
}
