import Client from 'better-sqlite3';
import { ConfigError } from '../../core/errors.ts';

/**
 * One bot process per database. A second SQLite file, held in an exclusive transaction: the operating system lets go of
 * it whichever way the process ends, so that no stale lock is ever left, as a file with a process id would be.
 */
export function holdAlone(file: string): () => void {
  const client = new Client(`${file}.lock`, { timeout: 0 });
  try {
    client.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    client.close();
    if ((error as { code?: unknown }).code !== 'SQLITE_BUSY') throw error;
    throw new ConfigError(
      `The database ${file} is in use by another running bot.`,
      'Stop the other one first, or give this one a database of its own (DATABASE_URL).',
    );
  }
  return () => {
    client.close();
  };
}
