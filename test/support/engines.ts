import { join } from 'node:path';

/** What a scenario's bot may keep its tables in; one row an engine. */
export const ENGINES: readonly { engine: string; databaseUrl: (folder: string) => string }[] = [
  { engine: 'SQLite', databaseUrl: (folder) => `file:${join(folder, 'bot.db')}` },
];
