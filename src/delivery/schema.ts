import type { Card, PlatformName, Toast } from '../chat/index.ts';
import type { Id } from '../core/ids.ts';
import { flag, id, index, instant, integer, json, primaryKey, table, text, uniqueIndex } from '../db/columns/index.ts';
import type { Urgency } from './manifest.ts';

export type OutboxId = Id<'outbox'>;
/** A card is known by the outbox row that sent it. */
export type CardId = OutboxId;

/** What happened to an event. `failed`: our mistake, the person was told; `ignored`: nobody to answer. */
export type InboxState = 'done' | 'refused' | 'failed' | 'ignored';

/** Every event once. Keys are kept at least three days, longer than any platform repeats (Feishu: about seven hours). */
export const inbox = table(
  'inbox',
  {
    platform: text<PlatformName>('platform').notNull(),
    key: text('key').notNull(),
    type: text('type').notNull(),
    receivedAt: instant('received_at').notNull(),
    personId: id<'person'>('person_id'),
    state: text<InboxState>('state').notNull(),
    code: text('code'),
  },
  (t) => [primaryKey({ columns: [t.platform, t.key] }), index('inbox_received').on(t.receivedAt)],
);

export type OutboxState =
  | 'waiting'
  /** An attempt is under way, its time committed; found at start it means that its outcome is unknown. */
  | 'sending'
  | 'sent'
  /** Nothing to show any more, too late, or superseded. */
  | 'dropped'
  | 'dead'
  /** Nobody knows whether it arrived, and its kind says not to send again. */
  | 'unknown'
  | 'digested';

/** A saying instead of a card by reference: a card frozen as it was said. */
export type Frozen = { card: Card } | { line: string };

export const outbox = table(
  'outbox',
  {
    id: id<'outbox'>('id').primaryKey(),
    purpose: text<'send' | 'update'>('purpose').notNull(),
    kind: text('kind').notNull(),
    ref: text('ref').notNull(),
    /** `p:<person>`, `c:<chat>`, `x:<account>`: whose limits and order it falls under. */
    receiver: text('receiver').notNull(),
    platform: text<PlatformName>('platform'),
    urgency: text<Urgency>('urgency').notNull(),
    dedupeKey: text('dedupe_key').notNull(),
    frozen: json<Frozen>('frozen'),
    /** The card an update changes. */
    cardId: id<'outbox'>('card_id'),
    /** Message this one answers, on the platform. */
    replyTo: text('reply_to'),
    /** A press's own token to change its card with, tried before the message's id. */
    updateToken: text('update_token'),
    notBefore: instant('not_before').notNull(),
    sendBy: instant('send_by'),
    state: text<OutboxState>('state').notNull(),
    held: flag('held').notNull().default(false),
    digestId: id<'outbox'>('digest_id'),
    wire: text('wire'),
    uuid: text('uuid'),
    attempts: integer('attempts').notNull().default(0),
    firstAttemptAt: instant('first_attempt_at'),
    lastCode: text('last_code'),
    createdAt: instant('created_at').notNull(),
    settledAt: instant('settled_at'),
  },
  (t) => [
    uniqueIndex('outbox_dedupe').on(t.dedupeKey),
    index('outbox_due').on(t.state, t.urgency, t.notBefore),
    index('outbox_order').on(t.receiver, t.ref, t.state),
    index('outbox_digest').on(t.digestId),
  ],
);

export const cards = table(
  'cards',
  {
    id: id<'outbox'>('id').primaryKey(),
    platform: text<PlatformName>('platform').notNull(),
    kind: text('kind').notNull(),
    ref: text('ref').notNull(),
    frozen: json<Frozen>('frozen'),
    viewerId: id<'person'>('viewer_id'),
    chatId: id<'chat'>('chat_id'),
    revision: integer('revision').notNull(),
    messageId: text('message_id'),
    sentAt: instant('sent_at').notNull(),
    gone: flag('gone').notNull().default(false),
  },
  (t) => [index('cards_shown').on(t.kind, t.ref), uniqueIndex('cards_message').on(t.platform, t.messageId)],
);

/** Consumed one-use tokens with the answer that was given. */
export const presses = table(
  'presses',
  {
    cardId: id<'outbox'>('card_id').notNull(),
    revision: integer('revision').notNull(),
    slot: integer('slot').notNull(),
    personId: id<'person'>('person_id').notNull(),
    at: instant('at').notNull(),
    toast: json<Toast>('toast'),
  },
  // In a group everybody has a press of their own on the same drawing.
  (t) => [primaryKey({ columns: [t.cardId, t.revision, t.slot, t.personId] })],
);

/** A slot's piece of work; claimed by being inserted, done in chunks with a cursor. */
export const workItems = table(
  'work_items',
  {
    id: id<'work-item'>('id').primaryKey(),
    job: text('job').notNull(),
    key: text('key').notNull(),
    slotAt: instant('slot_at').notNull(),
    cursor: text('cursor'),
    state: text<'open' | 'done' | 'failed'>('state').notNull(),
    notBefore: instant('not_before').notNull(),
    attempts: integer('attempts').notNull().default(0),
    lastCode: text('last_code'),
    doneAt: instant('done_at'),
  },
  (t) => [
    uniqueIndex('work_items_key').on(t.job, t.key),
    index('work_items_state').on(t.state, t.notBefore),
    index('work_items_slot').on(t.job, t.slotAt),
  ],
);

/** When a job was first known: slots before that are history and never back-filled. */
export const jobs = table('jobs', { name: text('name').primaryKey(), since: instant('since').notNull() });
