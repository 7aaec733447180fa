import { PlatformError } from '../core/errors.ts';
import type { Clock, Instant } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import type { PlatformName } from '../chat/index.ts';
import { and, asc, eq, lte, min, sql, type Database, type Tx } from '../db/index.ts';
import { sendLimits, type SendLimits } from './limits.ts';
import { UNKNOWN, type OutboxRow, type Plan } from './plan.ts';
import { planRow, type Post } from './plans.ts';
import { readReceiver } from './outbox.ts';
import { outbox } from './schema.ts';
import { settleFailed, settleSent } from './settling.ts';

/** Rows looked at in one transaction, so that it stays within some ten milliseconds. */
const BATCH = 50;

export type Worker = {
  /** Sends what is due and allowed at the clock's now. Answers when there is more to do; nothing when there is nothing. */
  drain(): Promise<Instant | undefined>;
  /** Attempts found under way when no process was running: nobody knows their outcome. */
  recover(): Promise<void>;
};

export function outboxWorker(input: { db: Database; post: Post; clock: Clock; log: Log }): Worker {
  const { db, post, clock, log } = input;
  const limits = new Map<PlatformName, SendLimits>();
  for (const [name, platform] of post.platforms) limits.set(name, sendLimits(platform.limits));
  const limitsOf = (row: OutboxRow): SendLimits | undefined =>
    limits.get(row.platform ?? [...post.platforms.keys()][0] ?? 'feishu');

  return {
    async recover() {
      await db.transaction(async (tx) => {
        await tx
          .update(outbox)
          .set({ state: 'waiting', lastCode: UNKNOWN, notBefore: clock.now() })
          .where(eq(outbox.state, 'sending'));
      });
    },
    async drain() {
      for (;;) {
        const now = clock.now();
        const picked = await db.transaction((tx) => pick(tx, now));
        if (picked.plans.length === 0 && !picked.again) return picked.nextAt ?? (await nextDue(db));
        await Promise.all(picked.plans.map(deliver));
      }
    },
  };

  async function pick(tx: Tx, now: Instant): Promise<{ plans: Plan[]; again: boolean; nextAt?: Instant }> {
    const due = await dueRows(tx, now);
    const plans: Plan[] = [];
    const busy = new Set<string>();
    let settled = 0;
    let nextAt: Instant | undefined;
    for (const row of due) {
      // One call at a time per receiver keeps their order.
      if (busy.has(row.receiver)) continue;
      const limit = limitsOf(row);
      const allowedAt = limit?.allowedAt(limitKey(row), now) ?? now;
      if (allowedAt > now) {
        nextAt = Math.min(nextAt ?? allowedAt, allowedAt);
        busy.add(row.receiver);
        continue;
      }
      busy.add(row.receiver);
      const plan = await planRow(post, tx, now, row);
      if (!plan) {
        settled += 1;
        busy.delete(row.receiver);
        continue;
      }
      limit?.start(limitKey(row));
      plans.push(plan);
    }
    return { plans, again: settled > 0, ...(nextAt === undefined ? {} : { nextAt }) };
  }

  async function deliver(plan: Plan): Promise<void> {
    const limit = limits.get(plan.platform.name);
    const outcome = await call(plan);
    limit?.end(limitKey(plan.row), clock.now());
    if (outcome instanceof PlatformError) {
      log.warn(
        { kind: plan.row.kind, code: outcome.code, reaction: outcome.reaction, attempts: plan.row.attempts },
        'a message was not taken',
      );
      if (outcome.reaction === 'rate-limited') limit?.pauseUntil(clock.now() + (outcome.retryAfterMs ?? 1000));
    }
    const now = clock.now();
    await db.transaction((tx) =>
      outcome instanceof PlatformError ? settleFailed(tx, now, plan, outcome) : settleSent(tx, now, plan, outcome?.messageId),
    );
  }
}

async function call(plan: Plan): Promise<{ messageId: string } | undefined | PlatformError> {
  const { platform, row, wire } = plan;
  try {
    if (row.purpose === 'send') {
      const replyTo = row.replyTo ? { replyTo: row.replyTo } : {};
      return await platform.send(plan.address, wire, { uuid: row.uuid ?? row.id, ...replyTo });
    }
    await change(plan);
    return undefined;
  } catch (error) {
    if (error instanceof PlatformError) return error;
    return new PlatformError(platform.name, 'unknown-outcome', 'internal', error instanceof Error ? error.name : 'unknown');
  }
}

/** By the press's own token first (it costs no message quota), by the message's id where that no longer works. */
async function change(plan: Plan): Promise<void> {
  const { platform, row, wire, messageId } = plan;
  if (row.updateToken && row.attempts === 1) {
    try {
      return await platform.updateByToken(row.updateToken, wire);
    } catch (error) {
      if (!(error instanceof PlatformError) || error.reaction === 'rate-limited') throw error;
    }
  }
  await platform.update(messageId ?? '', wire);
}

function dueRows(tx: Tx, now: Instant): Promise<OutboxRow[]> {
  return tx
    .prepared('outbox.due', (q) =>
      q
        .select()
        .from(outbox)
        .where(and(eq(outbox.state, 'waiting'), lte(outbox.notBefore, sql.placeholder('now'))))
        .orderBy(asc(outbox.notBefore), asc(outbox.id))
        .limit(BATCH),
    )
    .execute({ now });
}

async function nextDue(db: Database): Promise<Instant | undefined> {
  const [row] = await db.read
    .select({ at: min(outbox.notBefore) })
    .from(outbox)
    .where(eq(outbox.state, 'waiting'));
  return row?.at ?? undefined;
}

/** Changing a message counts against the message, sending against the receiver (Feishu: five a second either way). */
function limitKey(row: OutboxRow): string {
  if (row.purpose === 'update') return `m:${row.cardId}`;
  const to = readReceiver(row.receiver);
  return 'chat' in to ? `c:${to.chat}` : row.receiver;
}
