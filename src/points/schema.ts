import { flag, id, index, instant, integer, json, table, text, uniqueIndex } from '../db/columns/index.ts';
import type { PersonId } from '../core/ids.ts';
import type { Dimension, EntryKind, Outcome } from './model.ts';

/*
 * Rows are only ever added here: what comes later (a decision, a thank-you, a reversal) is a row of its own. The draft of a form
 * is the one exception.
 */

/** One thing somebody said: points given, or a contribution marked, to one or several people. */
export const acts = table('points_acts', {
  id: id<'points-act'>('id').primaryKey(),
  kind: text<'gift' | 'mark'>('kind').notNull(),
  byId: id<'person'>('by_id').notNull(),
  /** The group it was said in: there it may be shown. */
  chatId: id<'chat'>('chat_id'),
  /** No dimension was named. */
  usualDimension: flag('usual_dimension').notNull(),
  at: instant('at').notNull(),
});

/** Every balance is a sum over this. Each row holds the digest of the one before it. */
export const ledger = table(
  'points_ledger',
  {
    /** `P-12`, without gaps. */
    number: integer('number').primaryKey(),
    personId: id<'person'>('person_id').notNull(),
    /** Who gave, or who took back. */
    giverId: id<'person'>('giver_id').notNull(),
    dimension: text<Dimension>('dimension').notNull(),
    /** Negative in a reversal. */
    amount: integer('amount').notNull(),
    kind: text<EntryKind>('kind').notNull(),
    /** Already in the amount. */
    multiplier: integer('multiplier').notNull(),
    actId: id<'points-act'>('act_id'),
    markId: id<'points-mark'>('mark_id'),
    reverses: integer('reverses'),
    at: instant('at').notNull(),
    /** In the company's zone: `2026-09`. */
    month: text('month').notNull(),
    /** Of the words, which are kept elsewhere so that they can be erased. */
    wordsDigest: text('words_digest').notNull(),
    salt: text('salt').notNull(),
    previous: text('previous').notNull(),
    digest: text('digest').notNull(),
  },
  (t) => [
    uniqueIndex('points_ledger_previous').on(t.previous),
    uniqueIndex('points_ledger_reverses').on(t.reverses),
    uniqueIndex('points_ledger_mark').on(t.markId),
    index('points_ledger_person').on(t.personId, t.month),
    index('points_ledger_giver').on(t.giverId, t.month),
    index('points_ledger_act').on(t.actId),
  ],
);

/** What an entry was for. Erased: nothing is left but when. */
export const reasons = table('points_reasons', {
  number: integer('number').primaryKey(),
  text: text('text'),
  /** What whoever granted adds: why it was multiplied. */
  note: text('note'),
  salt: text('salt'),
  erasedAt: instant('erased_at'),
});

/** A contribution told to the receiver's superior. */
export const marks = table(
  'points_marks',
  {
    id: id<'points-mark'>('id').primaryKey(),
    actId: id<'points-act'>('act_id').notNull(),
    authorId: id<'person'>('author_id').notNull(),
    receiverId: id<'person'>('receiver_id').notNull(),
    dimension: text<Dimension>('dimension').notNull(),
    reason: text('reason').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [
    uniqueIndex('points_marks_once').on(t.actId, t.receiverId),
    index('points_marks_receiver').on(t.receiverId),
    index('points_marks_author').on(t.authorId),
  ],
);

/** How a mark ended; one without is open. */
export const settlements = table('points_settlements', {
  markId: id<'points-mark'>('mark_id').primaryKey(),
  outcome: text<Outcome>('outcome').notNull(),
  byId: id<'person'>('by_id'),
  entry: integer('entry'),
  words: text('words'),
  at: instant('at').notNull(),
});

export const thanks = table('points_thanks', {
  entry: integer('entry').primaryKey(),
  byId: id<'person'>('by_id').notNull(),
  at: instant('at').notNull(),
});

/** What somebody began to write: one at a time, emptied when it was sent. */
export const drafts = table('points_drafts', {
  personId: id<'person'>('person_id').primaryKey(),
  receivers: json<PersonId[]>('receivers').notNull(),
  /** People typed by name or number. */
  names: text('names'),
  amount: integer('amount'),
  dimension: text<Dimension>('dimension'),
  reason: text('reason'),
  updatedAt: instant('updated_at').notNull(),
});
