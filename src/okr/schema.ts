import { index, instant, integer, json, day, id, primaryKey, real, table, text, uniqueIndex } from '../db/columns/index.ts';
import type { CycleKind, Draft, DraftState, GoalState, KeyResultKind, OwnerKind, Source } from './model.ts';

export const cycles = table(
  'okr_cycles',
  {
    id: id<'okr-cycle'>('id').primaryKey(),
    /** What makes it the same cycle however often it is opened: `quarter:2026-10-01`. */
    key: text('key').notNull(),
    kind: text<CycleKind>('kind').notNull(),
    name: text('name').notNull(),
    startsOn: day('starts_on').notNull(),
    endsOn: day('ends_on').notNull(),
    state: text<'draft' | 'published' | 'closed' | 'archived'>('state').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [uniqueIndex('okr_cycles_key').on(t.key), index('okr_cycles_span').on(t.state, t.startsOn, t.endsOn)],
);

/** Nothing incomplete ever gets here: the responsible person, the date and the way to verify are in every row (OKR-2). */
export const objectives = table(
  'okr_objectives',
  {
    id: id<'okr-objective'>('id').primaryKey(),
    /** `O-12`. Rows are never deleted, so a number is never used twice. */
    number: integer('number').notNull(),
    cycleId: id<'okr-cycle'>('cycle_id').notNull(),
    ownerKind: text<OwnerKind>('owner_kind').notNull(),
    /** Whose objective it is when a department owns it. */
    departmentId: id<'department'>('department_id'),
    title: text('title').notNull(),
    responsibleId: id<'person'>('responsible_id').notNull(),
    startsOn: day('starts_on').notNull(),
    dueOn: day('due_on').notNull(),
    verification: text('verification').notNull(),
    state: text<GoalState>('state').notNull(),
    createdBy: id<'person'>('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    uniqueIndex('okr_objectives_number').on(t.number),
    index('okr_objectives_responsible').on(t.responsibleId, t.state),
    index('okr_objectives_owner').on(t.ownerKind, t.departmentId, t.state),
    index('okr_objectives_author').on(t.createdBy),
  ],
);

export const keyResults = table(
  'okr_key_results',
  {
    id: id<'okr-key-result'>('id').primaryKey(),
    objectiveId: id<'okr-objective'>('objective_id').notNull(),
    /** Counts within the objective: `KR-12.3`. */
    number: integer('number').notNull(),
    kind: text<KeyResultKind>('kind').notNull(),
    title: text('title').notNull(),
    unit: text('unit').notNull(),
    start: real('start').notNull(),
    target: real('target').notNull(),
    current: real('current').notNull(),
    step: real('step').notNull(),
    responsibleId: id<'person'>('responsible_id').notNull(),
    startsOn: day('starts_on').notNull(),
    dueOn: day('due_on').notNull(),
    verification: text('verification').notNull(),
    /** Of the newest entry that was not undone. */
    updatedAt: instant('updated_at'),
    createdBy: id<'person'>('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    uniqueIndex('okr_key_results_number').on(t.objectiveId, t.number),
    index('okr_key_results_responsible').on(t.responsibleId),
    index('okr_key_results_author').on(t.createdBy),
  ],
);

export const alignments = table(
  'okr_alignments',
  {
    objectiveId: id<'okr-objective'>('objective_id').notNull(),
    /** The key result it works towards. */
    keyResultId: id<'okr-key-result'>('key_result_id').notNull(),
    createdBy: id<'person'>('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.objectiveId, t.keyResultId] }),
    index('okr_alignments_key_result').on(t.keyResultId),
    index('okr_alignments_author').on(t.createdBy),
  ],
);

/** Append-only, but for the mark of an undone entry: a key result's value can be worked out from here alone. */
export const progress = table(
  'okr_progress',
  {
    id: id<'okr-progress'>('id').primaryKey(),
    keyResultId: id<'okr-key-result'>('key_result_id').notNull(),
    personId: id<'person'>('person_id').notNull(),
    at: instant('at').notNull(),
    source: text<Source>('source').notNull(),
    before: real('before').notNull(),
    after: real('after').notNull(),
    note: text('note'),
    undoneAt: instant('undone_at'),
  },
  (t) => [index('okr_progress_history').on(t.keyResultId, t.at), index('okr_progress_person').on(t.personId)],
);

/** What somebody typed that can't be published yet, kept so that nothing is typed twice. Seen by its author alone. */
export const drafts = table(
  'okr_drafts',
  {
    id: id<'okr-draft'>('id').primaryKey(),
    personId: id<'person'>('person_id').notNull(),
    /** Emptied when the draft is published or deleted. */
    input: json<Draft>('input'),
    /** The objective it became, or the one its key result was added to. */
    objectiveId: id<'okr-objective'>('objective_id'),
    state: text<DraftState>('state').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [index('okr_drafts_person').on(t.personId, t.state)],
);

/** What went from somebody who left to the next in line, for the notice to both. */
export const handovers = table(
  'okr_handovers',
  {
    id: id<'okr-handover'>('id').primaryKey(),
    fromId: id<'person'>('from_id').notNull(),
    toId: id<'person'>('to_id').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [index('okr_handovers_from').on(t.fromId), index('okr_handovers_to').on(t.toId)],
);

export const handoverItems = table(
  'okr_handover_items',
  {
    handoverId: id<'okr-handover'>('handover_id').notNull(),
    goal: text<'objective' | 'key-result'>('goal').notNull(),
    /** Of the objective or key result. */
    goalId: text('goal_id').notNull(),
  },
  (t) => [primaryKey({ columns: [t.handoverId, t.goal, t.goalId] })],
);
