import type { Platform } from '../chat/index.ts';
import type { Instant } from '../core/clock.ts';
import { newId } from '../core/ids.ts';
import { and, asc, eq, inArray, isNull, lte, ne, type Tx } from '../db/index.ts';
import type { House } from './contexts.ts';
import { DIGEST } from './digest.ts';
import { buildCard } from './drawing.ts';
import { UNKNOWN, type OutboxRow } from './plan.ts';
import { nextOpen, type OpenHours } from './quiet.ts';
import { outbox, type OutboxId } from './schema.ts';
import type { Target } from './target.ts';

type Holding = { house: House; openHours: OpenHours };

/** What may have arrived is repeated while the platform still knows it for the same: later it would come twice, or never. */
const mustNotWait = (row: OutboxRow, now: Instant, platform: Platform): boolean =>
  row.lastCode === UNKNOWN && now - (row.firstAttemptAt ?? now) < platform.limits.repeatSafeForMs;

export async function putOffInQuietHours(
  post: Holding,
  tx: Tx,
  now: Instant,
  row: OutboxRow,
  platform: Platform,
): Promise<boolean> {
  if (row.purpose !== 'send' || row.urgency !== 'normal' || mustNotWait(row, now, platform)) return false;
  const opens = nextOpen(post.house.calendar, post.openHours, now);
  if (opens <= now) return false;
  await tx.update(outbox).set({ held: true, notBefore: opens }).where(eq(outbox.id, row.id));
  return true;
}

/** Two or more messages held for one person, and still wanted, come as one digest. Answers whether this row is done with. */
export async function joinDigest(post: Holding, tx: Tx, now: Instant, row: OutboxRow, target: Target): Promise<boolean> {
  if (!row.held || row.kind === DIGEST || row.attempts > 0 || row.firstAttemptAt !== null || target.viewer?.kind !== 'person')
    return false;
  const held = await heldFor(tx, now, row.receiver);
  if (held.length < 2) return false;
  const wanted: OutboxId[] = [];
  for (const one of held) {
    if (one.id === row.id || (await isWanted(post, tx, now, one, target))) wanted.push(one.id);
    else
      await tx.update(outbox).set({ state: 'dropped', lastCode: 'nothing-to-show', settledAt: now }).where(eq(outbox.id, one.id));
  }
  if (wanted.length < 2 || !(await isWanted(post, tx, now, row, target))) return false;
  await putDigest(tx, now, row, wanted);
  return true;
}

function heldFor(tx: Tx, now: Instant, receiver: string): PromiseLike<OutboxRow[]> {
  return tx
    .select()
    .from(outbox)
    .where(
      and(
        eq(outbox.receiver, receiver),
        eq(outbox.state, 'waiting'),
        eq(outbox.held, true),
        eq(outbox.attempts, 0),
        isNull(outbox.firstAttemptAt),
        ne(outbox.kind, DIGEST),
        lte(outbox.notBefore, now),
      ),
    )
    .orderBy(asc(outbox.id));
}

async function isWanted(post: Holding, tx: Tx, now: Instant, row: OutboxRow, target: Target): Promise<boolean> {
  if (row.sendBy !== null && now > row.sendBy) return false;
  if (!target.viewer) return false;
  return (await buildCard(post.house, tx, now, target.viewer, row, row.frozen)) !== undefined;
}

async function putDigest(tx: Tx, now: Instant, row: OutboxRow, ids: readonly OutboxId[]): Promise<void> {
  const digestId = newId<'outbox'>(now);
  await tx.insert(outbox).values({
    id: digestId,
    purpose: 'send',
    kind: DIGEST,
    ref: digestId,
    receiver: row.receiver,
    platform: row.platform,
    urgency: 'normal',
    dedupeKey: `digest:${digestId}`,
    notBefore: now,
    state: 'waiting',
    createdAt: now,
  });
  await tx
    .update(outbox)
    .set({ state: 'digested', digestId, settledAt: now })
    .where(inArray(outbox.id, [...ids]));
}
