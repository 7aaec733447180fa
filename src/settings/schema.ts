import { id, index, instant, primaryKey, table, text } from '../db/columns/index.ts';

export type ScopeKind = 'company' | 'department' | 'person';

/** Values that differ from the initial one, as they were typed; a value that no longer parses counts as not set. */
export const settingValues = table(
  'settings_values',
  {
    key: text('key').notNull(),
    scope: text<ScopeKind>('scope').notNull(),
    /** The department's or person's id; empty for the company. */
    subjectId: text('subject_id').notNull(),
    value: text('value').notNull(),
    changedBy: id<'person'>('changed_by'),
    changedAt: instant('changed_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.key, t.scope, t.subjectId] })],
);

export const settingChanges = table(
  'settings_changes',
  {
    id: id<'setting-change'>('id').primaryKey(),
    key: text('key').notNull(),
    scope: text<ScopeKind>('scope').notNull(),
    subjectId: text('subject_id').notNull(),
    /** Null: the initial value. */
    before: text('before'),
    after: text('after'),
    changedBy: id<'person'>('changed_by'),
    changedAt: instant('changed_at').notNull(),
  },
  (t) => [index('settings_changes_key').on(t.key, t.scope, t.subjectId)],
);
