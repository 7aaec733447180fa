import type { Task } from '../../src/data/index.ts';
import { openTasksOf } from '../../src/data/queries.ts';
import type { TestCompany } from '../support/company.ts';

export { data } from '../../src/data/index.ts';

export async function openTasksForTest(c: TestCompany, employeeNo: string): Promise<Task[]> {
  return await openTasksOf(c.db.read, (await c.person(employeeNo)).id);
}

/** The one a test is about: it is there, or the test fails here. */
export function first<T>(all: readonly (T | undefined)[]): T {
  const [one] = all;
  if (one === undefined) throw new Error('there is none');
  return one;
}
