import { day, id, index, instant, integer, primaryKey, table, text, uniqueIndex } from '../db/columns/index.ts';
import type { IncidentState, OverReason, Role, Rule, Variant } from './model.ts';

/** One occurrence of a rule. Its natural key makes it one, however often and wherever the sweep runs. */
export const incidents = table(
  'alerts_incidents',
  {
    id: id<'incident'>('id').primaryKey(),
    rule: text<Rule>('rule').notNull(),
    /** The task's or the series' id. */
    subjectId: text('subject_id').notNull(),
    /** The due day that passed, `#2` when it came back; the Monday of the week that rose. */
    occurrence: text('occurrence').notNull(),
    on: day('on_day').notNull(),
    responsibleId: id<'person'>('responsible_id'),
    state: text<IncidentState>('state').notNull(),
    firedAt: instant('fired_at').notNull(),
    /** Days, or percent, as the rule stood when it fired. */
    threshold: integer('threshold').notNull(),
    variant: text<Variant>('variant'),
    /** The two weeks' sums, in thousandths. */
    before: integer('before_sum'),
    after: integer('after_sum'),
    acknowledgedBy: id<'person'>('acknowledged_by'),
    acknowledgedAt: instant('acknowledged_at'),
    endedAt: instant('ended_at'),
    endedBy: id<'person'>('ended_by'),
    overReason: text<OverReason>('over_reason'),
    cause: text('cause'),
  },
  (t) => [
    uniqueIndex('alerts_incidents_natural').on(t.rule, t.subjectId, t.occurrence),
    index('alerts_incidents_state').on(t.state, t.id),
    index('alerts_incidents_responsible').on(t.responsibleId, t.state),
  ],
);

/** Who was told of an incident: one message each. */
export const recipients = table(
  'alerts_recipients',
  {
    incidentId: id<'incident'>('incident_id').notNull(),
    personId: id<'person'>('person_id').notNull(),
    role: text<Role>('role').notNull(),
    toldAt: instant('told_at').notNull(),
    /** No longer theirs: left, or handed over. */
    goneAt: instant('gone_at'),
    snoozedUntil: instant('snoozed_until'),
    snoozes: integer('snoozes').notNull(),
  },
  (t) => [primaryKey({ columns: [t.incidentId, t.personId] }), index('alerts_recipients_person').on(t.personId, t.goneAt)],
);
