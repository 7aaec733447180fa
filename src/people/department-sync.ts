import type { DirectoryDepartment, PlatformName } from '../chat/index.ts';
import type { Instant } from '../core/clock.ts';
import { newId, type DepartmentId } from '../core/ids.ts';
import { and, eq, type Tx } from '../db/index.ts';
import { circlesIn, redrawDepartmentTree } from './reporting-lines.ts';
import { departmentIdentities, departments } from './schema.ts';

type Known = { id: DepartmentId; name: string; parentId: DepartmentId | null; goneAt: Instant | null };
type Input = { platform: PlatformName; listed: readonly DirectoryDepartment[]; mayRemove: boolean; now: Instant };

/**
 * Takes over the departments. One of the same name under the same parent is the same on both platforms.
 * Answers our id for each of the platform's.
 */
export async function applyDepartments(tx: Tx, { platform, listed, mayRemove, now }: Input): Promise<Map<string, DepartmentId>> {
  const known = new Map((await tx.select().from(departments)).map((one): [DepartmentId, Known] => [one.id, one]));
  const identities = await tx.select().from(departmentIdentities);
  const ours = new Map(identities.filter((one) => one.platform === platform).map((one) => [one.externalId, one.departmentId]));
  let changed = false;

  for (const { externalId, name, parentId } of parentsFirst(listed)) {
    const parent = parentId === undefined ? null : (ours.get(parentId) ?? null);
    const id = ours.get(externalId);
    const same = id ?? sameOn(known, new Set(ours.values()), name, parent);
    const department = same && known.get(same);
    if (!department) {
      const fresh: Known = { id: newId<'department'>(now), name, parentId: parent, goneAt: null };
      await tx.insert(departments).values(fresh);
      known.set(fresh.id, fresh);
      changed = true;
    } else if (department.name !== name || department.parentId !== parent || department.goneAt !== null) {
      const fresh: Known = { ...department, name, parentId: parent, goneAt: null };
      await tx.update(departments).set({ name, parentId: parent, goneAt: null }).where(eq(departments.id, department.id));
      known.set(fresh.id, fresh);
      changed = true;
    }
    const departmentId = department?.id ?? ([...known.keys()].at(-1) as DepartmentId);
    if (id === undefined) await tx.insert(departmentIdentities).values({ platform, externalId, departmentId });
    ours.set(externalId, departmentId);
  }

  if (mayRemove) await removeGone(tx, platform, ours, listed, now);
  if (changed) await redrawDepartmentTree(tx);
  return ours;
}

function sameOn(
  known: ReadonlyMap<DepartmentId, Known>,
  taken: ReadonlySet<DepartmentId>,
  name: string,
  parent: DepartmentId | null,
) {
  for (const one of known.values()) {
    if (one.goneAt === null && one.name === name && one.parentId === parent && !taken.has(one.id)) return one.id;
  }
  return undefined;
}

async function removeGone(
  tx: Tx,
  platform: PlatformName,
  ours: ReadonlyMap<string, DepartmentId>,
  listed: readonly DirectoryDepartment[],
  now: Instant,
): Promise<void> {
  const present = new Set(listed.map((one) => one.externalId));
  for (const [externalId, departmentId] of ours) {
    if (present.has(externalId)) continue;
    await tx
      .delete(departmentIdentities)
      .where(and(eq(departmentIdentities.platform, platform), eq(departmentIdentities.externalId, externalId)));
    const elsewhere = await tx
      .select()
      .from(departmentIdentities)
      .where(eq(departmentIdentities.departmentId, departmentId))
      .limit(1);
    if (elsewhere.length === 0) await tx.update(departments).set({ goneAt: now }).where(eq(departments.id, departmentId));
  }
}

/** Each after its parent; a department in a circle stands on top. */
function parentsFirst(
  listed: readonly DirectoryDepartment[],
): { externalId: string; name: string; parentId: string | undefined }[] {
  const byId = new Map(listed.map((one) => [one.externalId, one]));
  const above = new Map([...byId].map(([id, one]) => [id, one.parentExternalId ?? null]));
  for (const [first] of circlesIn(above)) if (first !== undefined) above.set(first, null);
  const ordered = new Map<string, { externalId: string; name: string; parentId: string | undefined }>();
  const place = (id: string): void => {
    const department = byId.get(id);
    if (!department || ordered.has(id)) return;
    const parentId = above.get(id) ?? undefined;
    if (parentId !== undefined) place(parentId);
    ordered.set(id, { externalId: id, name: department.name, parentId });
  };
  for (const id of byId.keys()) place(id);
  return [...ordered.values()];
}
