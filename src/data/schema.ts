import { day, flag, id, index, instant, integer, json, primaryKey, table, text, uniqueIndex } from '../db/columns/index.ts';
import type { ReportedSeries, ReportedTask, Source, TaskInput, TaskState } from './model.ts';

export const tasks = table(
  'data_tasks',
  {
    id: id<'task'>('id').primaryKey(),
    /** `T-7`. Rows are never deleted, so a number is never used twice. */
    number: integer('number').notNull(),
    title: text('title').notNull(),
    ownerId: id<'person'>('owner_id').notNull(),
    dueOn: day('due_on').notNull(),
    key: flag('key').notNull(),
    /** `KR-12.3`, as it was given: goals are a feature above this one. */
    goal: text('goal'),
    source: text<Source>('source').notNull(),
    sourceId: text('source_id'),
    link: text('link'),
    state: text<TaskState>('state').notNull(),
    endedAt: instant('ended_at'),
    endedBy: id<'person'>('ended_by'),
    createdBy: id<'person'>('created_by'),
    createdAt: instant('created_at').notNull(),
    reported: json<ReportedTask>('reported'),
    /** When the outside said it: an older report that comes late changes nothing. */
    reportedAt: instant('reported_at'),
  },
  (t) => [
    uniqueIndex('data_tasks_number').on(t.number),
    uniqueIndex('data_tasks_source').on(t.source, t.sourceId),
    index('data_tasks_owner').on(t.ownerId, t.state, t.dueOn),
    index('data_tasks_due').on(t.state, t.key, t.dueOn),
    index('data_tasks_author').on(t.createdBy, t.state),
  ],
);

/** What somebody typed that is no task yet, kept so that nothing is typed twice. Seen by its author alone. */
export const taskDrafts = table(
  'data_task_drafts',
  {
    id: id<'task-draft'>('id').primaryKey(),
    personId: id<'person'>('person_id').notNull(),
    /** Emptied once it became a task. */
    input: json<TaskInput>('input'),
    taskId: id<'task'>('task_id'),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [index('data_task_drafts_person').on(t.personId)],
);

export const series = table(
  'data_series',
  {
    id: id<'series'>('id').primaryKey(),
    key: text('key').notNull(),
    name: text('name').notNull(),
    unit: text('unit').notNull(),
    ownerId: id<'person'>('owner_id').notNull(),
    source: text<Source>('source').notNull(),
    link: text('link'),
    createdAt: instant('created_at').notNull(),
    reported: json<ReportedSeries>('reported'),
  },
  (t) => [uniqueIndex('data_series_key').on(t.key), index('data_series_owner').on(t.ownerId)],
);

/** One value per series and day; a week's value stands on any one day of it. */
export const seriesPoints = table(
  'data_series_points',
  {
    seriesId: id<'series'>('series_id').notNull(),
    on: day('on_day').notNull(),
    /** Thousandths, so that sums are exact. */
    thousandths: integer('thousandths').notNull(),
    source: text<Source>('source').notNull(),
    recordedAt: instant('recorded_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.seriesId, t.on] })],
);

/** A value that was replaced: a late correction is logged, never silent. */
export const seriesCorrections = table(
  'data_series_corrections',
  {
    id: id<'series-correction'>('id').primaryKey(),
    seriesId: id<'series'>('series_id').notNull(),
    on: day('on_day').notNull(),
    before: integer('before').notNull(),
    after: integer('after').notNull(),
    source: text<Source>('source').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [index('data_series_corrections_point').on(t.seriesId, t.on)],
);

/** What went from somebody who left to somebody else, for the card that tells. */
export const handovers = table(
  'data_handovers',
  {
    id: id<'data-handover'>('id').primaryKey(),
    fromId: id<'person'>('from_id').notNull(),
    toId: id<'person'>('to_id').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [index('data_handovers_from').on(t.fromId), index('data_handovers_to').on(t.toId)],
);

export const handoverItems = table(
  'data_handover_items',
  {
    handoverId: id<'data-handover'>('handover_id').notNull(),
    item: text<'task' | 'series'>('item').notNull(),
    itemId: text('item_id').notNull(),
  },
  (t) => [primaryKey({ columns: [t.handoverId, t.item, t.itemId] })],
);
