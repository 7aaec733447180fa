import { join } from 'node:path';
import { inject } from 'vitest';
import { serverDatabase } from './database.ts';

export type BotDatabase = {
  /** What a bot in a process of its own has in its environment. */
  env: { DATABASE_URL: string; SECRET_KEY?: string };
  remove(): Promise<void>;
};

/** An empty database for a scenario's bot: a file in `folder`, or one on the run's server, by the project that the test runs in. */
export async function botDatabase(folder: string): Promise<BotDatabase> {
  if (inject('engine') !== 'server')
    return { env: { DATABASE_URL: `file:${join(folder, 'bot.db')}` }, remove: () => Promise.resolve() };
  const { url, remove } = await serverDatabase();
  return { env: { DATABASE_URL: url, SECRET_KEY: 'of the scenario, long enough for a key' }, remove };
}

/** For a test's name. */
export const engineInWords = (): string => (inject('engine') === 'server' ? 'PostgreSQL' : 'SQLite');
