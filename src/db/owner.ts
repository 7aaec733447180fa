import { ConfigError } from '../core/errors.ts';
import type { Owner } from './statements.ts';

/** Invented people and real ones never meet in one database: the first to open it owns it. */
export const ownerMark = (owner: Owner): string => (owner.kind === 'sandbox' ? 'sandbox' : `tenant:${owner.key}`);

/** Throws unless the mark found in the database is its opener's own. */
export function demandOwner(where: string, found: string, owner: Owner): void {
  if (found === ownerMark(owner)) return;
  throw new ConfigError(
    refusal(where, found, owner),
    'Set DATABASE_URL to another database; an empty one is filled when it is first opened.',
  );
}

function refusal(where: string, found: string, owner: Owner): string {
  if (owner.kind === 'sandbox') return `The database ${where} holds a real company's data and is not opened in the sandbox.`;
  if (found === 'sandbox')
    return `The database ${where} holds the sandbox's invented people and is not opened for a real company.`;
  return `The database ${where} belongs to another company (${found.slice('tenant:'.length)}) and is not opened for ${owner.key}.`;
}
