import type { PersonId } from '../core/ids.ts';
import type { Language } from '../core/text.ts';
import { eq, type Tx } from '../db/index.ts';
import { persons } from './schema.ts';

/** Null: the company's (UX-8). */
export async function setLanguage(tx: Tx, person: PersonId, language: Language | null): Promise<void> {
  await tx.update(persons).set({ language }).where(eq(persons.id, person));
}
