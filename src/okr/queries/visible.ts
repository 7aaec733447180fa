import type { PersonId } from '../../core/ids.ts';
import { and, eq, inArray, or, sql, type Reader, type SQL } from '../../db/index.ts';
import { departmentPath, reportsOf, rolesOf } from '../../people/index.ts';
import type { Eyes } from '../eyes.ts';
import { alignments, keyResults, objectives } from '../schema.ts';
import { teamOf } from './team.ts';

/**
 * PERM-1 for objectives, as a condition on `okr_objectives`: company objectives for everybody; beyond that one's own, those
 * of one's department chain, of one's team, of everybody below, and whatever one's own goals work towards. HR and auditors
 * see all. A group sees what every member may see, which without its members' list is the company's.
 */
export async function visibleTo({ read, viewer }: Pick<Eyes, 'read' | 'viewer'>): Promise<SQL | undefined> {
  const company = and(eq(objectives.ownerKind, 'company'), eq(objectives.state, 'published'));
  if (!viewer) return company;
  const roles = await rolesOf(read, viewer.id);
  if (roles.includes('hr') || roles.includes('auditor')) return undefined;
  const departments = (await departmentPath(read, viewer.departmentId)).map(({ id }) => id);
  const { others } = await teamOf(read, viewer);
  const seen = [...new Set([...others, ...(await allBelow(read, viewer.id))])];
  return or(
    eq(objectives.ownerKind, 'company'),
    eq(objectives.responsibleId, viewer.id),
    eq(objectives.createdBy, viewer.id),
    inArray(
      objectives.id,
      sql`(select ${keyResults.objectiveId} from ${keyResults} where ${keyResults.responsibleId} = ${viewer.id})`,
    ),
    inArray(objectives.id, workedTowardsBy(viewer.id)),
    departments.length > 0
      ? and(eq(objectives.ownerKind, 'department'), inArray(objectives.departmentId, departments))
      : undefined,
    seen.length > 0 ? inArray(objectives.responsibleId, seen) : undefined,
  );
}

/** Objectives one of whose key results a goal of this person is aligned to. */
function workedTowardsBy(person: PersonId): SQL {
  return sql`(select ${keyResults.objectiveId} from ${keyResults}
    where ${keyResults.id} in (
      select ${alignments.keyResultId} from ${alignments}
      where ${alignments.objectiveId} in (select own.id from ${objectives} own where own.responsible_id = ${person})))`;
}

async function allBelow(read: Reader, superior: PersonId): Promise<PersonId[]> {
  const found = new Set<PersonId>();
  let level = [superior];
  while (level.length > 0) {
    const next: PersonId[] = [];
    for (const one of level) for (const { id } of await reportsOf(read, one)) if (!found.has(id)) next.push(id);
    for (const id of next) found.add(id);
    level = next;
  }
  return [...found];
}
