import type { Database as Client } from 'better-sqlite3';
import { demandOwner, ownerMark } from '../owner.ts';
import type { Owner } from '../statements.ts';

export function claim(client: Client, file: string, owner: Owner): void {
  client.prepare("INSERT INTO meta (key, value) VALUES ('belongs_to', ?) ON CONFLICT (key) DO NOTHING").run(ownerMark(owner));
  demandOwner(file, client.prepare<[], string>("SELECT value FROM meta WHERE key = 'belongs_to'").pluck().get() as string, owner);
}
