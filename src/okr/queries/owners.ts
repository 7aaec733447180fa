import type { DepartmentId } from '../../core/ids.ts';
import type { Reader } from '../../db/index.ts';
import { peopleByIds, reportsOf, rolesOf, type Person } from '../../people/index.ts';
import type { OwnerKind } from '../model.ts';

/** Objectives at which levels this person may register: the company's is for HR and administrators, a department's also for its head. */
export async function ownerKindsFor(read: Reader, person: Person): Promise<OwnerKind[]> {
  if (await runsGoals(read, person)) return ['person', 'department', 'company'];
  return (await headedBy(read, person)) ? ['person', 'department'] : ['person'];
}

async function runsGoals(read: Reader, person: Person): Promise<boolean> {
  const roles = await rolesOf(read, person.id);
  return roles.includes('hr') || roles.includes('administrator');
}

/** The directory keeps no heads: whoever has reports and whose own superior sits elsewhere heads the department. */
async function headedBy(read: Reader, person: Person): Promise<DepartmentId | undefined> {
  if (!person.departmentId || (await reportsOf(read, person.id)).length === 0) return undefined;
  const superior = person.superiorId ? (await peopleByIds(read, [person.superiorId])).get(person.superiorId) : undefined;
  return superior?.departmentId === person.departmentId ? undefined : person.departmentId;
}

/** Whose objective it is: the department its author heads, else that of the responsible person. */
export async function owningDepartment(read: Reader, author: Person, responsible: Person): Promise<DepartmentId | undefined> {
  return (await headedBy(read, author)) ?? responsible.departmentId ?? undefined;
}
