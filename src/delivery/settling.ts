import type { PlatformError } from '../core/errors.ts';
import type { Instant } from '../core/clock.ts';
import { HOUR, MINUTE } from '../core/clock.ts';
import { eq, type Tx } from '../db/index.ts';
import { markChat, markUnreachable } from '../people/index.ts';
import { cards, outbox, type OutboxState } from './schema.ts';
import { UNKNOWN, type Plan } from './plan.ts';

/** An hour of an outage, and then some: the platform may be away longer than that only on a bad day. */
const GIVE_UP_AFTER_MS = 24 * HOUR;

/** 1 s, 2 s, 4 s … up to five minutes. */
export const backOffMs = (attempts: number): number => Math.min(5 * MINUTE, 1000 * 2 ** Math.min(attempts - 1, 12));

export async function settleSent(tx: Tx, now: Instant, plan: Plan, messageId: string | undefined): Promise<void> {
  await tx.update(outbox).set({ state: 'sent', settledAt: now, wire: null, lastCode: null }).where(eq(outbox.id, plan.row.id));
  if (messageId !== undefined) await tx.update(cards).set({ messageId, sentAt: now }).where(eq(cards.id, plan.row.id));
}

/**
 * What a failed call means for its row. Answered-no, unreachable and rate-limited are three different things: the first is
 * never repeated, the second is repeated under the same uuid, the third only waits.
 */
export async function settleFailed(tx: Tx, now: Instant, plan: Plan, error: PlatformError): Promise<void> {
  const { row, platform } = plan;
  const code = String(error.code);
  switch (error.reaction) {
    case 'rate-limited':
      return await wait(tx, plan, { notBefore: now + (error.retryAfterMs ?? 1000), code, counted: false });
    case 'unknown-outcome':
      return await wait(tx, plan, { notBefore: now + backOffMs(row.attempts), code: UNKNOWN, counted: true });
    case 'transient':
    case 'token-invalid':
    case 'administrator':
      if (now - row.createdAt > GIVE_UP_AFTER_MS) return await giveUp(tx, now, plan, 'dead', code);
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
      await tx
        .update(cards)
        .set({ gone: true })
        .where(eq(cards.id, row.cardId ?? row.id));
      return await giveUp(tx, now, plan, 'dropped', code);
    case 'refused':
      return await giveUp(tx, now, plan, 'dead', code);
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

async function giveUp(tx: Tx, now: Instant, plan: Plan, state: OutboxState, code: string): Promise<void> {
  await tx.update(outbox).set({ state, settledAt: now, wire: null, lastCode: code }).where(eq(outbox.id, plan.row.id));
}
