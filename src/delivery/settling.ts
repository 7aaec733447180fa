import type { PlatformError } from '../core/errors.ts';
import type { Instant } from '../core/clock.ts';
import { MINUTE } from '../core/clock.ts';
import { eq, placeholder, sql, type Tx } from '../db/index.ts';
import { markChat, markReachable, markUnreachable } from '../people/index.ts';
import { cards, outbox, type CardId, type OutboxState } from './schema.ts';
import { UNKNOWN, type OutboxRow, type Plan } from './plan.ts';

/** A day of tries every five minutes. Not by age: a row may have waited a week for its time. */
const GIVE_UP_AFTER_ATTEMPTS = 24 * 12;

/** 1 s, 2 s, 4 s … up to five minutes. */
export const backOffMs = (attempts: number, atMostMs = 5 * MINUTE): number =>
  Math.min(atMostMs, 1000 * 2 ** Math.min(attempts - 1, 20));

export async function settleSent(tx: Tx, now: Instant, plan: Plan, messageId: string | undefined): Promise<void> {
  await tx
    .prepared('outbox.sent', (q) =>
      q
        .update(outbox)
        .set({ state: 'sent', settledAt: sql`${placeholder('now')}`, wire: null, lastCode: null })
        .where(eq(outbox.id, placeholder('id'))),
    )
    .change({ id: plan.row.id, now });
  if (messageId === undefined) return;
  await tx
    .prepared('cards.sent', (q) =>
      q
        .update(cards)
        .set({ messageId: sql`${placeholder('messageId')}`, sentAt: sql`${placeholder('now')}` })
        .where(eq(cards.id, placeholder('id'))),
    )
    .change({ id: plan.row.id, messageId, now });
  if (plan.address.to === 'person')
    await markReachable(tx, { platform: plan.platform.name, externalId: plan.address.externalId });
}

/**
 * What a failed call means for its row. Answered-no, unreachable and rate-limited are three different things: the first is
 * never repeated, the second is repeated under the same uuid, the third only waits.
 */
export async function settleFailed(tx: Tx, now: Instant, plan: Plan, error: PlatformError): Promise<void> {
  const { row, platform } = plan;
  const code = String(error.code);
  switch (error.reaction) {
    case 'sent-already':
      // Its id stays unknown until somebody presses it.
      return await settleSent(tx, now, plan, undefined);
    case 'rate-limited':
    case 'receiver-busy':
      return await wait(tx, plan, { notBefore: now + (error.retryAfterMs ?? 1000), code, counted: false });
    case 'unknown-outcome':
      if (row.attempts >= GIVE_UP_AFTER_ATTEMPTS) return await giveUp(tx, now, plan, 'unknown', UNKNOWN);
      return await wait(tx, plan, { notBefore: now + backOffMs(row.attempts), code: UNKNOWN, counted: true });
    case 'transient':
    case 'token-invalid':
    case 'administrator':
      if (row.attempts >= GIVE_UP_AFTER_ATTEMPTS) return await giveUp(tx, now, plan, 'dead', code);
      return await wait(tx, plan, { notBefore: now + backOffMs(row.attempts), code, counted: true });
    case 'person-unreachable':
      if (plan.address.to === 'person') {
        await markUnreachable(tx, { platform: platform.name, externalId: plan.address.externalId, reason: code, now });
      }
      return await giveUp(tx, now, plan, 'dead', code);
    case 'chat-left':
      if (plan.address.to === 'chat') {
        await markChat(tx, { platform: platform.name, externalId: plan.address.externalChatId, state: 'left', now });
      }
      return await giveUp(tx, now, plan, 'dead', code);
    case 'message-gone':
      if (row.purpose === 'send') return await withoutReplyTo(tx, now, plan, code);
      await tx
        .update(cards)
        .set({ gone: true })
        .where(eq(cards.id, row.cardId as CardId));
      return await giveUp(tx, now, plan, 'dropped', code);
    case 'refused':
      // A no to the repetition doesn't say whether the first one arrived.
      return await giveUp(tx, now, plan, row.purpose === 'send' && row.lastCode === UNKNOWN ? 'unknown' : 'dead', code);
  }
}

async function wait(tx: Tx, plan: Plan, after: { notBefore: Instant; code: string; counted: boolean }): Promise<void> {
  const { row } = plan;
  await tx
    .update(outbox)
    .set({
      state: 'waiting',
      notBefore: after.notBefore,
      // A later refusal doesn't undo that an earlier attempt may have arrived.
      lastCode: row.lastCode === UNKNOWN ? UNKNOWN : after.code,
      attempts: after.counted ? row.attempts : row.attempts - 1,
    })
    .where(eq(outbox.id, row.id));
}

/** Somebody took back the words that this answers: the answer is still theirs. */
async function withoutReplyTo(tx: Tx, now: Instant, plan: Plan, code: string): Promise<void> {
  if (plan.row.replyTo === null) return await giveUp(tx, now, plan, 'dead', code);
  await tx.update(outbox).set({ state: 'waiting', replyTo: null, notBefore: now }).where(eq(outbox.id, plan.row.id));
}

/** Its card could not be drawn: a mistake of ours, tried again like an outage, so that a mended version still sends it. */
export async function settleFaulty(tx: Tx, now: Instant, row: OutboxRow, error: unknown): Promise<void> {
  const attempts = row.attempts + 1;
  const lastCode = row.lastCode === UNKNOWN ? UNKNOWN : error instanceof Error ? error.name : 'unknown';
  const over = attempts >= GIVE_UP_AFTER_ATTEMPTS;
  await tx
    .update(outbox)
    .set(
      over
        ? { state: 'dead', attempts, lastCode, settledAt: now, wire: null }
        : { attempts, lastCode, notBefore: now + backOffMs(attempts) },
    )
    .where(eq(outbox.id, row.id));
}

async function giveUp(tx: Tx, now: Instant, plan: Plan, state: OutboxState, code: string): Promise<void> {
  await tx.update(outbox).set({ state, settledAt: now, wire: null, lastCode: code }).where(eq(outbox.id, plan.row.id));
}
