import { sql, type SQL } from '../db/index.ts';
import type { AnyColumn } from '../db/columns/index.ts';
import type { Role } from './person.ts';
import { departmentTree, persons, reporting } from './schema.ts';
import type { TeamMode, VisibleTo } from './viewer.ts';

/** A column with a person's or a department's id, or what amounts to one. */
export type IdColumn = AnyColumn | SQL;

export const NOTHING: SQL = sql`1 = 0`;
const EVERYTHING: SQL = sql`1 = 1`;

// The inner tables go by other names, so that a column of an outer `people_persons` is never taken for the inner one.

export const isSelf = (viewer: Pick<VisibleTo, 'id'>, column: IdColumn): SQL => sql`(${column} = ${viewer.id})`;

/** One's direct reports and, by setting, those with the same superior. Leavers count: their rows stay readable where they were. */
export function inTeamOf(viewer: Pick<VisibleTo, 'id' | 'superiorId'>, column: IdColumn, mode: TeamMode): SQL {
  const under =
    mode === 'reports' || viewer.superiorId === null
      ? sql`team_p.superior_id = ${viewer.id}`
      : sql`team_p.superior_id in (${viewer.id}, ${viewer.superiorId})`;
  return sql`(exists (select 1 from ${persons} team_p where team_p.id = ${column} and ${under}))`;
}

/** Anywhere below in the line of superiors, not oneself. */
export function inChainBelow(viewer: Pick<VisibleTo, 'id'>, column: IdColumn): SQL {
  return sql`(exists (select 1 from ${reporting} chain_r where chain_r.superior_id = ${viewer.id} and chain_r.person_id = ${column} and chain_r.depth > 0))`;
}

/** The person's direct superior at present. */
export function isSuperiorOf(viewer: Pick<VisibleTo, 'id'>, column: IdColumn): SQL {
  return sql`(exists (select 1 from ${persons} line_p where line_p.id = ${column} and line_p.superior_id = ${viewer.id}))`;
}

/** One's own department or one above it. */
export function inDepartmentChainOf(viewer: Pick<VisibleTo, 'departmentId'>, column: IdColumn): SQL {
  if (viewer.departmentId === null) return NOTHING;
  return sql`(exists (select 1 from ${departmentTree} own_d where own_d.department_id = ${viewer.departmentId} and own_d.ancestor_id = ${column}))`;
}

/** Everything or nothing, by role. */
export const byRole = (viewer: Pick<VisibleTo, 'roles'>, ...roles: Role[]): SQL =>
  roles.some((role) => viewer.roles.includes(role)) ? EVERYTHING : NOTHING;

/** True where any of them is; nothing where there is none. NULL counts as false. */
export function anyOf(...conditions: (SQL | undefined)[]): SQL {
  const given = conditions.filter((one): one is SQL => one !== undefined && one !== NOTHING);
  if (given.includes(EVERYTHING)) return EVERYTHING;
  return given.length === 0 ? NOTHING : sql`(${sql.join(given, sql` or `)})`;
}
