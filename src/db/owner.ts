import type { Database as Client } from 'better-sqlite3';
import { ConfigError } from '../core/errors.ts';
import type { Owner } from './statements.ts';

/** Invented people and real ones never meet in one database: the first to open it owns it. */
export function claim(client: Client, file: string, owner: Owner): void {
  const wanted = owner.kind === 'sandbox' ? 'sandbox' : `tenant:${owner.key}`;
  client.prepare("INSERT INTO meta (key, value) VALUES ('belongs_to', ?) ON CONFLICT (key) DO NOTHING").run(wanted);
  const found = client.prepare<[], string>("SELECT value FROM meta WHERE key = 'belongs_to'").pluck().get() as string;
  if (found === wanted) return;
  throw new ConfigError(
    refusal(file, found, owner),
    'Set DATABASE_URL to another file; an empty one is made when it does not exist.',
  );
}

function refusal(file: string, found: string, owner: Owner): string {
  if (owner.kind === 'sandbox') return `The database ${file} holds a real company's data and is not opened in the sandbox.`;
  if (found === 'sandbox')
    return `The database ${file} holds the sandbox's invented people and is not opened for a real company.`;
  return `The database ${file} belongs to another company (${found.slice('tenant:'.length)}) and is not opened for ${owner.key}.`;
}
