import { day, id, index, instant, integer, primaryKey, table, text, uniqueIndex } from '../db/columns/index.ts';
import type { AskWeekday, Rhythm } from './cadence.ts';
import type { CheckinState, Question, Workload } from './model.ts';

export type ScopeKind = 'company' | 'department' | 'person';

/** Versions of a rhythm. Only the company has one yet; a department's or a person's will go before it. */
export const cadences = table(
  'checkin_cadences',
  {
    id: id<'checkin-cadence'>('id').primaryKey(),
    scopeKind: text<ScopeKind>('scope_kind').notNull(),
    /** The department or person; empty for the company. */
    scopeRef: text('scope_ref').notNull(),
    rhythm: text<Rhythm>('rhythm').notNull(),
    weekday: integer<AskWeekday>('weekday').notNull(),
    /** The first nominal day; the others follow by rhythm. */
    startsOn: day('starts_on').notNull(),
    /** The last nominal day it may have, known once something else follows. */
    endsOn: day('ends_on'),
    setById: id<'person'>('set_by'),
    setAt: instant('set_at').notNull(),
  },
  (t) => [uniqueIndex('checkin_cadences_start').on(t.scopeKind, t.scopeRef, t.startsOn)],
);

export const rounds = table(
  'checkin_rounds',
  {
    id: id<'checkin-round'>('id').primaryKey(),
    scopeKind: text<ScopeKind>('scope_kind').notNull(),
    scopeRef: text('scope_ref').notNull(),
    /** 第 N 期. */
    no: integer('no').notNull(),
    rhythm: text<Rhythm>('rhythm').notNull(),
    nominalOn: day('nominal_on').notNull(),
    dueOn: day('due_on').notNull(),
    template: text('template').notNull(),
    openedAt: instant('opened_at').notNull(),
    deadlineAt: instant('deadline_at').notNull(),
  },
  (t) => [
    uniqueIndex('checkin_rounds_nominal').on(t.scopeKind, t.scopeRef, t.nominalOn),
    uniqueIndex('checkin_rounds_no').on(t.scopeKind, t.scopeRef, t.no),
  ],
);

export const checkins = table(
  'checkin_checkins',
  {
    id: id<'checkin'>('id').primaryKey(),
    roundId: id<'checkin-round'>('round_id')
      .notNull()
      .references(() => rounds.id),
    personId: id<'person'>('person_id').notNull(),
    /** Who reads and answers it: the line superior, else HR, else nobody. */
    readerId: id<'person'>('reader_id'),
    state: text<CheckinState>('state').notNull(),
    askedAt: instant('asked_at').notNull(),
    submittedAt: instant('submitted_at'),
    draftedAt: instant('drafted_at'),
    skipReason: text('skip_reason'),
    snoozedUntil: instant('snoozed_until'),
    /** The question a plain message answers now, and since when. */
    asking: text<Question>('asking'),
    askingSince: instant('asking_since'),
    /** What the person chose in the form about earlier blockers, until it is submitted. */
    earlierBlockers: text<'open' | 'solved'>('earlier_blockers'),
    /** Its own second answer is a blocker until then. */
    blockersClosedAt: instant('blockers_closed_at'),
  },
  (t) => [
    uniqueIndex('checkin_checkins_once').on(t.roundId, t.personId),
    index('checkin_checkins_person').on(t.personId, t.state, t.askedAt),
    index('checkin_checkins_reader').on(t.readerId, t.state),
  ],
);

export const answers = table(
  'checkin_answers',
  {
    checkinId: id<'checkin'>('checkin_id')
      .notNull()
      .references(() => checkins.id),
    question: text<Question>('question').notNull(),
    text: text('text'),
    level: integer<Workload>('level'),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.checkinId, t.question] })],
);

/** What an answer said before it was changed after being submitted. */
export const revisions = table(
  'checkin_revisions',
  {
    id: id<'checkin-revision'>('id').primaryKey(),
    checkinId: id<'checkin'>('checkin_id')
      .notNull()
      .references(() => checkins.id),
    question: text<Question>('question').notNull(),
    text: text('text'),
    level: integer<Workload>('level'),
    replacedAt: instant('replaced_at').notNull(),
  },
  (t) => [index('checkin_revisions_checkin').on(t.checkinId, t.replacedAt)],
);

/** When a person first stored an answer under the notice about personal data. */
export const consents = table('checkin_consents', {
  personId: id<'person'>('person_id').primaryKey(),
  notice: integer('notice').notNull(),
  acceptedAt: instant('accepted_at').notNull(),
});
