import type { Instant } from '../core/clock.ts';
import type { PersonId } from '../core/ids.ts';
import { eq, type Reader, type Row, type Tx } from '../db/index.ts';
import { drafts } from './schema.ts';

export type Draft = Omit<Row<typeof drafts>, 'personId' | 'updatedAt'>;
export const BLANK: Draft = { receivers: [], names: null, amount: null, dimension: null, reason: null };

export async function draftOf(read: Reader, person: PersonId): Promise<Draft> {
  const [row] = await read.select().from(drafts).where(eq(drafts.personId, person));
  return row ?? BLANK;
}

export async function keepDraft(tx: Tx, person: PersonId, draft: Draft, now: Instant): Promise<void> {
  const { receivers, names, amount, dimension, reason } = draft;
  const set = { receivers, names, amount, dimension, reason, updatedAt: now };
  await tx
    .insert(drafts)
    .values({ personId: person, ...set })
    .onConflictDoUpdate({ target: drafts.personId, set });
}
