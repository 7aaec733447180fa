import type { PersonId } from '../core/ids.ts';
import { eq, inArray, type Reader } from '../db/index.ts';
import { answers, cadences, checkins, consents, revisions } from './schema.ts';

/** A person's own copy: every check-in, answer and earlier wording. */
export async function exportCheckins(read: Reader, person: PersonId): Promise<Record<string, unknown[]>> {
  const own = await read.select().from(checkins).where(eq(checkins.personId, person));
  const ids = own.map((checkin) => checkin.id);
  return {
    checkin_checkins: own,
    checkin_answers: ids.length === 0 ? [] : await read.select().from(answers).where(inArray(answers.checkinId, ids)),
    checkin_revisions: ids.length === 0 ? [] : await read.select().from(revisions).where(inArray(revisions.checkinId, ids)),
    checkin_consents: await read.select().from(consents).where(eq(consents.personId, person)),
    checkin_cadences: await read.select().from(cadences).where(eq(cadences.setById, person)),
  };
}
