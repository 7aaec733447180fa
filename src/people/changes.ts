import type { DepartmentId, PersonId } from '../core/ids.ts';
import type { Person } from './person.ts';

/** What a reading of the directory changed, for whoever has to act on it; people as they are now. */
export type PeopleChanges = {
  /** New, or back again. */
  joined: Person[];
  left: { person: Person }[];
  /** Only of those who were here before. */
  moved: { person: Person; from: DepartmentId | null; to: DepartmentId | null }[];
  superiorChanged: { person: Person; from: PersonId | null; to: PersonId | null }[];
  /** For the administrator. */
  problems: DirectoryProblem[];
};

export type DirectoryProblem =
  /** Read in part only: nobody was taken for gone. */
  | { kind: 'partial' }
  /** So many are missing at once that a lost permission is likelier: nobody was taken for gone. */
  | { kind: 'many-missing'; missing: number; of: number }
  /** These stand under each other in a circle; the first one was left without a superior. */
  | { kind: 'circle'; people: Person[] }
  /** No 工号: works, but is not joined with an account on another platform. */
  | { kind: 'no-employee-no'; people: Person[] }
  /** The 工号 belongs to somebody else already. */
  | { kind: 'employee-no-taken'; employeeNo: string; people: Person[] };

export const noChanges = (): PeopleChanges => ({ joined: [], left: [], moved: [], superiorChanged: [], problems: [] });
