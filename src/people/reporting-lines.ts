import type { PersonId } from '../core/ids.ts';
import { and, eq, sql, type Reader, type SQL, type Tx } from '../db/index.ts';
import { departmentTree, departments, persons, reporting } from './schema.ts';

/** Many small changes cost more than one whole: about here, for companies of hundreds to tens of thousands. */
const REBUILD_FROM = 60;

/** Longer lines exist in no company; a circle overlooked would otherwise never end. */
const DEEPEST = 60;

const ROWS = 1000;

/** drizzle takes a statement here as well as a builder; the type that `db` hands on names the builder only. */
const query = (statement: SQL): never => statement as never;

/** A new person is under themselves, and under nobody else yet. */
export async function startLines(tx: Tx, people: readonly PersonId[]): Promise<void> {
  for (let from = 0; from < people.length; from += ROWS) {
    const rows = people.slice(from, from + ROWS).map((id) => ({ superiorId: id, personId: id, depth: 0 }));
    await tx.insert(reporting).values(rows).onConflictDoNothing();
  }
}

/**
 * Puts people under new superiors; each takes everybody below along. All are taken out before the first is put back, so that
 * two who change places never stand in a circle in between. Call it after `persons` says so.
 */
export async function redrawLines(tx: Tx, changed: readonly { person: PersonId; superior: PersonId | null }[]): Promise<void> {
  if (changed.length >= REBUILD_FROM) return await rebuildLines(tx);
  for (const { person } of changed) await detach(tx, person);
  for (const { person, superior } of changed) if (superior) await attach(tx, person, superior);
}

export async function isBelow(read: Reader, person: PersonId, superior: PersonId): Promise<boolean> {
  const rows = await read
    .select({ depth: reporting.depth })
    .from(reporting)
    .where(and(eq(reporting.superiorId, superior), eq(reporting.personId, person)));
  return rows.length > 0;
}

async function detach(tx: Tx, person: PersonId): Promise<void> {
  const below = sql`(select b.person_id from ${reporting} b where b.superior_id = ${person})`;
  await tx.delete(reporting).where(sql`${reporting.personId} in ${below} and ${reporting.superiorId} not in ${below}`);
}

async function attach(tx: Tx, person: PersonId, superior: PersonId): Promise<void> {
  await tx.insert(reporting).select(
    query(sql`select a.superior_id, b.person_id, a.depth + b.depth + 1 from ${reporting} a cross join ${reporting} b
        where a.person_id = ${superior} and b.superior_id = ${person}`),
  );
}

async function rebuildLines(tx: Tx): Promise<void> {
  await tx.delete(reporting);
  await tx.insert(reporting).select(
    query(sql`with recursive line (superior_id, person_id, depth) as (
          select p.id, p.id, 0 from ${persons} p
          union all
          select p.superior_id, l.person_id, l.depth + 1 from line l join ${persons} p on p.id = l.superior_id
          where p.superior_id is not null and l.depth < ${sql.raw(String(DEEPEST))}
        ) select superior_id, person_id, depth from line`),
  );
}

/** Departments are few, and change rarely: always anew. */
export async function redrawDepartmentTree(tx: Tx): Promise<void> {
  await tx.delete(departmentTree);
  await tx.insert(departmentTree).select(
    query(sql`with recursive line (ancestor_id, department_id, depth) as (
          select d.id, d.id, 0 from ${departments} d
          union all
          select d.parent_id, l.department_id, l.depth + 1 from line l join ${departments} d on d.id = l.ancestor_id
          where d.parent_id is not null and l.depth < ${sql.raw(String(DEEPEST))}
        ) select ancestor_id, department_id, depth from line`),
  );
}

/** Circles in a relation where everybody has at most one above them. Each from its first member in the order given. */
export function circlesIn<K>(above: ReadonlyMap<K, K | null>): K[][] {
  const done = new Set<K>();
  const circles: K[][] = [];
  for (const start of above.keys()) {
    const path: K[] = [];
    const onPath = new Map<K, number>();
    let at: K | null | undefined = start;
    while (at !== null && at !== undefined && !done.has(at) && !onPath.has(at)) {
      onPath.set(at, path.length);
      path.push(at);
      at = above.get(at);
    }
    const from = at === null || at === undefined ? undefined : onPath.get(at);
    if (from !== undefined) circles.push(path.slice(from));
    for (const one of path) done.add(one);
  }
  return circles;
}
