import type { PlatformName } from '../chat/index.ts';
import type { Instant } from '../core/clock.ts';
import { newId, type PersonId } from '../core/ids.ts';
import { and, eq, gt, notInArray, placeholder, sql, type Tx } from '../db/index.ts';
import type { ChatId, Outgoing, Shown, Urgency } from './manifest.ts';
import { cards, outbox, type CardId, type Frozen } from './schema.ts';

export type Receiver = { person: PersonId } | { chat: ChatId } | { account: string };

export const receiverKey = (to: Receiver): string =>
  'person' in to ? `p:${to.person}` : 'chat' in to ? `c:${to.chat}` : `x:${to.account}`;

export function readReceiver(key: string): Receiver {
  const id = key.slice(2);
  if (key.startsWith('p:')) return { person: id as PersonId };
  return key.startsWith('c:') ? { chat: id as ChatId } : { account: id };
}

/** One row to be: everything the pipe itself may say about it; features have {@link Outgoing}. */
export type Row = Shown & {
  to: Receiver;
  dedupeKey: string;
  urgency: Urgency;
  platform?: PlatformName;
  frozen?: Frozen;
  replyTo?: string;
  notBefore?: Instant;
  sendBy?: Instant;
};

/** In the caller's transaction. Answers whether the row is new. */
export async function putRow(tx: Tx, now: Instant, row: Row): Promise<boolean> {
  const put = await tx
    .prepared('outbox.put', (q) =>
      q
        .insert(outbox)
        .values({
          id: sql.placeholder('id'),
          purpose: 'send',
          kind: sql.placeholder('kind'),
          ref: sql.placeholder('ref'),
          receiver: sql.placeholder('receiver'),
          platform: sql.placeholder('platform'),
          urgency: sql.placeholder('urgency'),
          dedupeKey: sql.placeholder('dedupeKey'),
          frozen: sql.placeholder('frozen'),
          replyTo: sql.placeholder('replyTo'),
          notBefore: sql.placeholder('notBefore'),
          sendBy: sql.placeholder('sendBy'),
          state: 'waiting',
          createdAt: sql.placeholder('now'),
        })
        .onConflictDoNothing(),
    )
    .change({
      id: newId<'outbox'>(now),
      kind: row.kind,
      ref: row.ref,
      receiver: receiverKey(row.to),
      platform: row.platform ?? null,
      urgency: row.urgency,
      dedupeKey: row.dedupeKey,
      frozen: row.frozen ?? null,
      replyTo: row.replyTo ?? null,
      notBefore: row.notBefore ?? now,
      sendBy: row.sendBy ?? null,
      now,
    });
  return put > 0;
}

export async function putMessage(tx: Tx, now: Instant, message: Outgoing): Promise<void> {
  const { to, kind, ref, dedupeKey, notBefore, sendBy } = message;
  await putRow(tx, now, {
    to,
    kind,
    ref,
    dedupeKey,
    urgency: message.urgency ?? 'normal',
    ...(notBefore === undefined ? {} : { notBefore }),
    ...(sendBy === undefined ? {} : { sendBy }),
  });
}

/** An update for every live card that shows this, except one. Cards past their platform's life are left alone. */
export async function putRefresh(
  tx: Tx,
  now: Instant,
  shown: Shown,
  options: { except?: CardId; cardLifeMs: number },
): Promise<void> {
  const live = await tx
    .prepared('cards.live', (q) =>
      q
        .select({
          id: cards.id,
          revision: cards.revision,
          platform: cards.platform,
          viewerId: cards.viewerId,
          chatId: cards.chatId,
        })
        .from(cards)
        .where(
          and(
            eq(cards.kind, placeholder('kind')),
            eq(cards.ref, placeholder('ref')),
            eq(cards.gone, false),
            gt(cards.sentAt, placeholder('since')),
          ),
        ),
    )
    .execute({ kind: shown.kind, ref: shown.ref, since: now - options.cardLifeMs });
  for (const card of live) if (card.id !== options.except) await putUpdate(tx, now, card, shown);
}

type Live = { id: CardId; revision: number; platform: PlatformName; viewerId: PersonId | null; chatId: ChatId | null };

/** A second update of the same drawing is the same row while it waits; one that was settled without a drawing begins anew. */
export async function putUpdate(tx: Tx, now: Instant, card: Live, shown: Shown, updateToken?: string): Promise<void> {
  const to: Receiver = card.viewerId ? { person: card.viewerId } : { chat: card.chatId as ChatId };
  await tx.prepared('outbox.put-update', buildUpdate).change({
    id: newId<'outbox'>(now),
    kind: shown.kind,
    ref: shown.ref,
    updateToken: updateToken ?? null,
    receiver: receiverKey(to),
    platform: card.platform,
    dedupeKey: `update:${card.id}:${card.revision}`,
    cardId: card.id,
    now,
  });
}

function buildUpdate(q: Pick<Tx, 'insert'>) {
  const now = sql`${placeholder('now')}`;
  const fresh = { state: 'waiting' as const, attempts: 0, firstAttemptAt: null, lastCode: null, settledAt: null };
  return q
    .insert(outbox)
    .values({
      ...fresh,
      id: placeholder('id'),
      purpose: 'update',
      kind: placeholder('kind'),
      ref: placeholder('ref'),
      receiver: placeholder('receiver'),
      platform: placeholder('platform'),
      urgency: 'reply',
      dedupeKey: placeholder('dedupeKey'),
      cardId: placeholder('cardId'),
      updateToken: placeholder('updateToken'),
      notBefore: placeholder('now'),
      createdAt: placeholder('now'),
    })
    .onConflictDoUpdate({
      target: outbox.dedupeKey,
      set: {
        ...fresh,
        kind: sql`${placeholder('kind')}`,
        ref: sql`${placeholder('ref')}`,
        updateToken: sql`${placeholder('updateToken')}`,
        notBefore: now,
        createdAt: now,
      },
      setWhere: notInArray(outbox.state, ['waiting', 'sending']),
    });
}
