import type { Day } from '../core/clock.ts';
import type { PersonId } from '../core/ids.ts';
import { and, asc, eq, gt, isNull, lte, or, placeholder, sql, type Reader } from '../db/index.ts';
import { persons, reporting } from './schema.ts';

/** The next superior up the line who is still here, as `heirOf` gives for one. The outer table is named, since inner ones have an id too. */
const heirId = sql<PersonId | null>`(
  select heir_r.superior_id from ${reporting} heir_r join ${persons} heir_p on heir_p.id = heir_r.superior_id
  where heir_r.person_id = ${persons}.id and heir_r.depth > 0 and heir_p.status = 'active'
  order by heir_r.depth limit 1)`;

/** Everybody still here who had joined by that day, in the order of their ids, `most` at a time: for work done in chunks. */
export async function peopleAfter(
  read: Reader,
  { after, joinedBy, most }: { after: string; joinedBy: Day; most: number },
): Promise<{ id: PersonId; heirId: PersonId | null }[]> {
  return await read
    .prepared('people.after', (q) =>
      q
        .select({ id: persons.id, heirId })
        .from(persons)
        .where(
          and(
            gt(persons.id, placeholder('after')),
            eq(persons.status, 'active'),
            or(isNull(persons.joinedOn), lte(persons.joinedOn, placeholder('joinedBy'))),
          ),
        )
        .orderBy(asc(persons.id))
        .limit(placeholder('most')),
    )
    .execute({ after, joinedBy, most });
}
