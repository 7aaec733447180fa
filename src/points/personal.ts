import type { PersonId } from '../core/ids.ts';
import { eq, or, type Reader } from '../db/index.ts';
import type { Feature } from '../delivery/index.ts';
import { acts, drafts, ledger, marks, reasons, settlements, thanks } from './schema.ts';

export const personalData: NonNullable<Feature['personalData']> = {
  tables: {
    points_ledger: 'never changed, or every sum after it would be in doubt; the words are kept apart and can be erased',
    points_acts: 'stay with their entries and marks',
    points_marks: 'open ones for a leaver are closed; the others stay with their entries',
    points_settlements: 'stay with their marks',
    points_thanks: 'stay with their entries',
    points_drafts: 'seen by the author alone; of no use to anybody once they have left',
  },
  export: exportPoints,
};

async function exportPoints(read: Reader, person: PersonId): Promise<Record<string, unknown[]>> {
  return {
    points_ledger: await read
      .select({ entry: ledger, reason: reasons.text, note: reasons.note })
      .from(ledger)
      .leftJoin(reasons, eq(reasons.number, ledger.number))
      .where(or(eq(ledger.personId, person), eq(ledger.giverId, person))),
    points_marks: await read
      .select()
      .from(marks)
      .where(or(eq(marks.authorId, person), eq(marks.receiverId, person))),
    points_acts: await read.select().from(acts).where(eq(acts.byId, person)),
    points_settlements: await read.select().from(settlements).where(eq(settlements.byId, person)),
    points_thanks: await read.select().from(thanks).where(eq(thanks.byId, person)),
    points_drafts: await read.select().from(drafts).where(eq(drafts.personId, person)),
  };
}
