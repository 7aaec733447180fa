import type { Day } from '../core/clock.ts';
import type { PersonId } from '../core/ids.ts';
import type { GoalState, KeyResultId, ObjectiveId, OwnerKind, ProgressId, Source } from './model.ts';
import type { Status } from './rules/status.ts';

/** What cards are made of: everything looked up and worked out, in the eyes of one viewer. */

export type Named = { id: PersonId; name: string };

/** `daysAgo` in the company's calendar, `time` on its clock. */
export type Moment = { day: Day; daysAgo: number; time: string };

export type KeyResultView = {
  id: KeyResultId;
  code: string;
  title: string;
  unit: string;
  start: number;
  target: number;
  current: number;
  step: number;
  responsible: Named;
  dueOn: Day;
  verification: string;
  ratio: number;
  expected: number;
  status: Status;
  updated: Moment | undefined;
  /** Whether the viewer may enter progress. */
  mayUpdate: boolean;
  /** The viewer's own last entry while it can still be taken back. */
  undo: ProgressId | undefined;
};

export type ObjectiveView = {
  id: ObjectiveId;
  code: string;
  title: string;
  ownerKind: OwnerKind;
  department: string | undefined;
  cycle: string;
  responsible: Named;
  dueOn: Day;
  verification: string;
  state: GoalState;
  alignedTo: { id: KeyResultId; code: string; title: string }[];
  /** Absent while there is nothing to measure. */
  ratio: number | undefined;
  expected: number | undefined;
  status: Status | undefined;
  keyResults: KeyResultView[];
  mayAdd: boolean;
};

export type EntryView = {
  id: ProgressId;
  at: Moment;
  name: string;
  source: Source;
  before: number;
  after: number;
  note: string | null;
  undone: boolean;
};
