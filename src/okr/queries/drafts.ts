import type { PersonId } from '../../core/ids.ts';
import { and, count, desc, eq, type Reader, type Row } from '../../db/index.ts';
import type { DraftId } from '../model.ts';
import { drafts } from '../schema.ts';

export type DraftRow = Row<typeof drafts>;

/** A draft is its author's alone. */
export async function draftOf(read: Reader, author: PersonId, id: DraftId): Promise<DraftRow | undefined> {
  const [found] = await read
    .select()
    .from(drafts)
    .where(and(eq(drafts.id, id), eq(drafts.personId, author)));
  return found;
}

export async function openDraftsOf(read: Reader, author: PersonId): Promise<DraftRow[]> {
  return await read
    .select()
    .from(drafts)
    .where(and(eq(drafts.personId, author), eq(drafts.state, 'open')))
    .orderBy(desc(drafts.updatedAt), desc(drafts.id));
}

export async function countDrafts(read: Reader, author: PersonId): Promise<number> {
  const [counted] = await read
    .select({ all: count() })
    .from(drafts)
    .where(and(eq(drafts.personId, author), eq(drafts.state, 'open')));
  return counted?.all ?? 0;
}
