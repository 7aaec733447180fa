import { flag, id, index, instant, day, sql, table, text, uniqueIndex } from '../db/columns/index.ts';

/** What may be answered. A new feature adds its kind here and its name in `text.ts`. */
export type SubjectKind = 'checkin' | 'mark' | 'proposal' | 'objection';

/** One-tap replies; what they say is in `text.ts`, what they promise in `rules.ts`. */
export type Preset = 'discuss-next-week' | 'thanks' | 'one-to-one';

/** `escalated` comes with the next superior's clock; `void`: nobody needs the answer any more. */
export type DutyState = 'open' | 'answered' | 'escalated' | 'handed-over' | 'void';

/** What a named person owes an author, with a clock. A duty that moves to somebody else is closed and a new one opened. */
export const duties = table(
  'responses_duties',
  {
    id: id<'duty'>('id').primaryKey(),
    subjectKind: text<SubjectKind>('subject_kind').notNull(),
    subjectRef: text('subject_ref').notNull(),
    authorId: id<'person'>('author_id').notNull(),
    ownerId: id<'person'>('owner_id').notNull(),
    /** The card the owner answers from. */
    showKind: text('show_kind').notNull(),
    showRef: text('show_ref').notNull(),
    /** The feature's action that takes a one-tap reply, where it has one. */
    replyAction: text<`${string}.${string}`>('reply_action'),
    openedAt: instant('opened_at').notNull(),
    remindAt: instant('remind_at').notNull(),
    dueAt: instant('due_at').notNull(),
    state: text<DutyState>('state').notNull(),
    answeredAt: instant('answered_at'),
    answeredById: id<'person'>('answered_by'),
    escalatedAt: instant('escalated_at'),
    escalatedToId: id<'person'>('escalated_to'),
    /** When it stopped being open, whatever the reason. */
    closedAt: instant('closed_at'),
    /** The hand-over that opened it. */
    handoverId: id<'handover'>('handover_id'),
  },
  (t) => [
    uniqueIndex('responses_duties_open')
      .on(t.subjectKind, t.subjectRef)
      .where(sql`state = 'open'`),
    index('responses_duties_owner').on(t.ownerId, t.state, t.remindAt),
    index('responses_duties_author').on(t.authorId, t.state),
    index('responses_duties_handover').on(t.handoverId),
  ],
);

/** What owner and author say to each other about one subject, in order. */
export const remarks = table(
  'responses_remarks',
  {
    id: id<'remark'>('id').primaryKey(),
    subjectKind: text<SubjectKind>('subject_kind').notNull(),
    subjectRef: text('subject_ref').notNull(),
    fromId: id<'person'>('from_id').notNull(),
    preset: text<Preset>('preset'),
    text: text('text'),
    saidAt: instant('said_at').notNull(),
    /** The other side pressed 知道了. */
    seenAt: instant('seen_at'),
    byAuthor: flag('by_author').notNull(),
  },
  (t) => [
    index('responses_remarks_subject').on(t.subjectKind, t.subjectRef, t.saidAt),
    index('responses_remarks_from').on(t.fromId),
  ],
);

/** A dated duty made in a reply. */
export const promises = table(
  'responses_promises',
  {
    id: id<'promise'>('id').primaryKey(),
    remarkId: id<'remark'>('remark_id').notNull(),
    subjectKind: text<SubjectKind>('subject_kind').notNull(),
    subjectRef: text('subject_ref').notNull(),
    preset: text<Preset>('preset').notNull(),
    byId: id<'person'>('by_id').notNull(),
    toId: id<'person'>('to_id').notNull(),
    dueOn: day('due_on').notNull(),
    state: text<'open' | 'kept' | 'void'>('state').notNull(),
    keptAt: instant('kept_at'),
  },
  (t) => [
    uniqueIndex('responses_promises_remark').on(t.remarkId),
    index('responses_promises_by').on(t.byId, t.state, t.dueOn),
    index('responses_promises_to').on(t.toId, t.byId),
  ],
);

/** One move of duties from one person to another: the card that tells both. */
export const handovers = table(
  'responses_handovers',
  {
    id: id<'handover'>('id').primaryKey(),
    fromId: id<'person'>('from_id').notNull(),
    /** Nobody was left to take them. */
    toId: id<'person'>('to_id'),
    reason: text<'left' | 'superior-changed'>('reason').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [index('responses_handovers_from').on(t.fromId), index('responses_handovers_to').on(t.toId)],
);
