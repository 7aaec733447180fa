import type { Day } from '../core/clock.ts';
import type { DepartmentId, PersonId } from '../core/ids.ts';
import type { Language } from '../core/text.ts';

export type Person = {
  id: PersonId;
  /** 工号. */
  employeeNo: string;
  name: string;
  departmentId: DepartmentId | null;
  superiorId: PersonId | null;
  title: string | null;
  language: Language | null;
  joinedOn: Day | null;
  status: 'active' | 'left';
};

/** Administrator: runs the bot. HR: sets cycles, cadences, rules. A superior is a superior by having reports, not by a role. */
export type Role = 'administrator' | 'hr' | 'auditor';
