import type { Day, Instant } from '../../core/clock.ts';
import type { Sentence } from '../../core/text.ts';
import type { Tx } from '../../db/index.ts';
import type { Source, TaskState } from '../model.ts';

/** A task as a file or another system tells of it: words still, nothing believed yet. `row` is how its sender finds it again. */
export type TaskRow = {
  row: string;
  /** The sender's own number for it: the same one is the same task, however often it is sent. */
  id?: string | undefined;
  title?: string | undefined;
  /** 工号, or a name only one person has. */
  owner?: string | undefined;
  due?: string | undefined;
  key?: boolean | undefined;
  state?: TaskState | undefined;
  goal?: string | undefined;
  link?: string | undefined;
  /** What the reader of the file could not make out. */
  unread?: Complaint | undefined;
};

export type PointRow = {
  row: string;
  series?: string | undefined;
  name?: string | undefined;
  owner?: string | undefined;
  unit?: string | undefined;
  link?: string | undefined;
  on?: string | undefined;
  value?: number | undefined;
  unread?: Complaint | undefined;
};

export type Complaint = { code: string; say: Sentence };

export type Outcome = { row: string; id: string | undefined } & (
  { outcome: 'added' | 'changed' | 'unchanged' } | { outcome: 'refused'; complaint: Complaint }
);

export type Intake = {
  tx: Tx;
  now: Instant;
  today: Day;
  source: Source;
  /** When the sender said it: now, unless the sender says when. */
  reportedAt?: Instant;
  /** Looks, complains, and changes nothing. */
  dryRun?: boolean;
  /** Rows of the same delivery that came before these, so that one told twice is seen: the caller keeps it between chunks. */
  seen?: Map<string, string>;
};
