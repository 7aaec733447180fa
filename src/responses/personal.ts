import type { PersonId } from '../core/ids.ts';
import { eq, or, type Reader } from '../db/index.ts';
import { duties, handovers, promises, remarks } from './schema.ts';

/** A person's own copy: what they said, owed, waited for and promised. */
export async function exportResponses(read: Reader, person: PersonId): Promise<Record<string, unknown[]>> {
  return {
    responses_duties: await read
      .select()
      .from(duties)
      .where(or(eq(duties.authorId, person), eq(duties.ownerId, person))),
    responses_remarks: await read.select().from(remarks).where(eq(remarks.fromId, person)),
    responses_promises: await read
      .select()
      .from(promises)
      .where(or(eq(promises.byId, person), eq(promises.toId, person))),
    responses_handovers: await read
      .select()
      .from(handovers)
      .where(or(eq(handovers.fromId, person), eq(handovers.toId, person))),
  };
}
