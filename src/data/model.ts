import type { Day, Instant } from '../core/clock.ts';
import type { Id, PersonId } from '../core/ids.ts';

export type TaskId = Id<'task'>;
export type TaskDraftId = Id<'task-draft'>;
export type SeriesId = Id<'series'>;
export type DataHandoverId = Id<'data-handover'>;

/** Where a row was first heard of. */
export type Source = 'chat' | 'csv' | 'ingest' | 'demo';
export type TaskState = 'open' | 'done' | 'dropped';

/**
 * What the outside last said of a task, as it said it. The same file read every night must not undo what was agreed in chat
 * meanwhile, so only what differs from the last report is taken over.
 */
export type ReportedTask = { title: string; owner: string; dueOn: Day; key: boolean; state?: TaskState };
export type ReportedSeries = { name?: string; owner?: string; unit?: string };

/** What somebody typed of a task that isn't complete yet. */
export type TaskInput = { title?: string; ownerId?: PersonId; dueOn?: Day; key?: boolean; goal?: string };

/** For writes that need no more than the transaction and the time: the demo's seed, imports. */
export type Write = { tx: import('../db/index.ts').Tx; now: Instant };
