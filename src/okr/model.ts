import type { Day } from '../core/clock.ts';
import type { Id, PersonId } from '../core/ids.ts';

export type CycleId = Id<'okr-cycle'>;
export type ObjectiveId = Id<'okr-objective'>;
export type KeyResultId = Id<'okr-key-result'>;
export type ProgressId = Id<'okr-progress'>;
export type DraftId = Id<'okr-draft'>;
export type HandoverId = Id<'okr-handover'>;

export type CycleKind = 'month' | 'two-months' | 'quarter' | 'half-year' | 'year' | 'free';
export type OwnerKind = 'company' | 'department' | 'person';
export type GoalState = 'published' | 'closed' | 'archived';
/** Number up, number down. */
export type KeyResultKind = 'up' | 'down';
/** Where a progress entry was made. */
export type Source = 'card' | 'command' | 'import';
export type DraftState = 'open' | 'published' | 'deleted';

/** A number as it was given: what doesn't read as one is kept as typed, so that the form can say so. */
export type Typed = number | string;

export type KeyResultDraft = { title?: string; from?: Typed; to?: Typed; unit?: string };

/** Everything a person may have given towards an objective or a key result; any part may still be missing. */
export type Draft = {
  goal: 'objective' | 'key-result';
  title?: string;
  /** More than one is kept and refused: exactly one person is responsible. */
  responsible?: PersonId[];
  dueOn?: Day;
  /** A date that could not be read, as typed. */
  dueTyped?: string;
  verification?: string;
  ownerKind?: OwnerKind;
  /** `KR-12.3`, as typed or chosen. */
  alignedTo?: string;
  keyResults?: KeyResultDraft[];
  /** `O-12`: of a key result. */
  objective?: number;
  /** A key result's own numbers. */
  from?: Typed;
  to?: Typed;
  unit?: string;
};
