import type { PersonId } from '../core/ids.ts';
import { eq, or, type Reader } from '../db/index.ts';
import type { Feature } from '../delivery/index.ts';
import { alignments, drafts, handovers, keyResults, objectives, progress } from './schema.ts';

export const personalData: NonNullable<Feature['personalData']> = {
  tables: {
    okr_objectives: 'open ones go to the heir, closed ones stay with the company; who registered them stays',
    okr_key_results: 'as their objectives',
    okr_alignments: 'who aligned stays with the objective',
    okr_progress: 'stays as the history of the key result',
    okr_drafts: 'seen by the author alone; of no use to anybody once they have left',
    okr_handovers: 'stay as the record of who was told',
  },
  export: exportGoals,
};

async function exportGoals(read: Reader, person: PersonId): Promise<Record<string, unknown[]>> {
  return {
    objectives: await read
      .select()
      .from(objectives)
      .where(or(eq(objectives.responsibleId, person), eq(objectives.createdBy, person))),
    keyResults: await read
      .select()
      .from(keyResults)
      .where(or(eq(keyResults.responsibleId, person), eq(keyResults.createdBy, person))),
    alignments: await read.select().from(alignments).where(eq(alignments.createdBy, person)),
    progress: await read.select().from(progress).where(eq(progress.personId, person)),
    drafts: await read.select().from(drafts).where(eq(drafts.personId, person)),
    handovers: await read
      .select()
      .from(handovers)
      .where(or(eq(handovers.fromId, person), eq(handovers.toId, person))),
  };
}
