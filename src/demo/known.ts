import type { Person } from '../people/index.ts';

/** Somebody of the invented company by 工号. */
export type Known = (employeeNo: string) => Promise<Person>;
