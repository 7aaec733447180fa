import type { PersonId } from '../../core/ids.ts';
import { eq, sql, type SQL } from '../../db/index.ts';
import { anyOf, visibleObjectives, visibleTo as lookingAs } from '../../people/index.ts';
import type { Eyes } from '../eyes.ts';
import { alignments, keyResults, objectives } from '../schema.ts';

/** Which rows of `okr_objectives` the viewer may see: for the `where` of every query that shows some. */
export async function visibleTo({ read, viewer }: Pick<Eyes, 'read' | 'viewer'>): Promise<SQL> {
  return visibleObjectives(viewer ? await lookingAs(read, viewer) : 'everyone', {
    // What isn't published yet is a draft, in a table of its own; what was closed stays readable.
    published: sql`1 = 1`,
    companyWide: eq(objectives.ownerKind, 'company'),
    departmentId: sql`(case when ${objectives.ownerKind} = 'department' then ${objectives.departmentId} end)`,
    responsibleId: objectives.responsibleId,
    ...(viewer ? { alignedTo: concerning(viewer.id) } : {}),
  });
}

/** Own work in it: registered it, answers for one of its key results, or has a goal that works towards one. */
function concerning(person: PersonId): SQL {
  return anyOf(
    sql`(${objectives.createdBy} = ${person})`,
    sql`(exists (select 1 from ${keyResults} own_k where own_k.objective_id = ${objectives.id} and own_k.responsible_id = ${person}))`,
    sql`(exists (
      select 1 from ${alignments} own_a
      join ${keyResults} towards_k on towards_k.id = own_a.key_result_id
      join ${objectives} own_o on own_o.id = own_a.objective_id
      where towards_k.objective_id = ${objectives.id} and own_o.responsible_id = ${person}))`,
  );
}
