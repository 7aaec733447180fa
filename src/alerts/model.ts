import type { Id } from '../core/ids.ts';

export type IncidentId = Id<'incident'>;
export type Rule = 'task-overdue' | 'series-up';

/** `over`: the condition is; `closed`: somebody gave a cause. */
export type IncidentState = 'open' | 'acknowledged' | 'snoozed' | 'closed' | 'over';

export type OverReason =
  | 'done'
  | 'moved'
  | 'dropped'
  /** No longer a key task, or due within the days the rule allows. */
  | 'not-due'
  | 'back-down'
  /** The week's own numbers were corrected. */
  | 'corrected'
  /** The next week fires itself and takes over. */
  | 'superseded';

export type Role = 'responsible' | 'superior';
/** `new`: next to nothing in the week before. */
export type Variant = 'up' | 'new';

export const KIND = { 'task-overdue': 'alerts.task', 'series-up': 'alerts.series' } as const satisfies Record<Rule, string>;
