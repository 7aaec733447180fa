import { performance } from 'node:perf_hooks';
import type { Clock, Instant } from '../core/clock.ts';
import { PlatformError, type PlatformReaction } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import type { PlatformName } from '../chat/index.ts';
import { and, eq, inArray, type Database, type Tx } from '../db/index.ts';
import { callPlatform } from './calling.ts';
import { dueRows, nextAfter, PAGE } from './due.ts';
import { sendLimits, type SendLimits } from './limits.ts';
import { rowInTurn } from './order.ts';
import { readReceiver } from './outbox.ts';
import { UNKNOWN, type OutboxRow, type Plan } from './plan.ts';
import { planRow, type Planned, type Post } from './plans.ts';
import { outbox, type OutboxId } from './schema.ts';
import { settleFailed, settleFaulty, settleSent } from './settling.ts';
import { bell } from './waiting.ts';

/** Pages of rows looked at in one transaction when all of them have to wait, so that it stays within some ten milliseconds. */
const PAGES = 12;
/** Cards drawn in one transaction: as many as fit into this, and one at least; the others in the next one. */
const PICK_MS = 10;

export type Worker = {
  /** Sends what is due and allowed at the clock's now. Answers when there is more to do; nothing when there is nothing. */
  drain(): Promise<Instant | undefined>;
  /** Something new was put into the outbox: a drain that waits for a slow call looks again. */
  nudge(): void;
  /** Attempts under way that are none of this process's: whoever began them is gone, and nobody knows their outcome. */
  recover(): Promise<void>;
};

export type CountSend = (platform: PlatformName, outcome: 'sent' | PlatformReaction) => void;

type Picked = { plans: Plan[]; settled: number; nextAt: Instant };

export function outboxWorker(input: { db: Database; post: Post; clock: Clock; log: Log; count: CountSend | undefined }): Worker {
  const { db, post, clock, log, count } = input;
  const limits = new Map<PlatformName, SendLimits>();
  for (const [name, platform] of post.platforms) limits.set(name, sendLimits(platform.limits));
  const only = limits.size === 1 ? [...limits.keys()][0] : undefined;
  /** By receiver: one call at a time keeps their order. */
  const underWay = new Map<string, { id: OutboxId; call: Promise<void> }>();
  /** Called, but their outcome could not be written down. */
  const unsettled = new Set<OutboxId>();
  const changed = bell();

  async function drain(): Promise<Instant | undefined> {
    for (;;) {
      await putBackUnsettled();
      const heard = changed.count();
      const picked = await pickAndBegin(clock.now());
      if (picked.plans.length > 0 || picked.settled > 0 || changed.count() !== heard) continue;
      if (underWay.size === 0) return picked.nextAt === Infinity ? undefined : picked.nextAt;
      await changed.next(picked.nextAt - clock.now());
    }
  }

  async function pickAndBegin(now: Instant): Promise<Picked> {
    const started: Plan[] = [];
    try {
      const picked = await db.transaction((tx) => pick(tx, now, started));
      for (const plan of picked.plans) begin(plan);
      return picked;
    } catch (error) {
      giveBack(started);
      throw error;
    }
  }

  /** What a run of `pick` that was undone had taken of the limits. */
  function giveBack(started: Plan[]): void {
    for (const plan of started.splice(0)) limits.get(plan.platform.name)?.giveBack(limitKey(plan.row));
  }

  /** When anything at all may be sent. */
  const opensAt = (now: Instant): Instant =>
    limits.size === 0 ? now : Math.min(...[...limits.values()].map((one) => one.allowedAt(undefined, now)));

  async function pick(tx: Tx, now: Instant, started: Plan[]): Promise<Picked> {
    giveBack(started);
    const begunAt = performance.now();
    const seen = new Set(underWay.keys());
    let nextAt = await nextAfter(tx, now);
    let settled = 0;
    const openAt = opensAt(now);
    if (openAt > now) return { plans: [], settled, nextAt: Math.min(nextAt, openAt) };
    for (let page = 0; page < PAGES; page += 1) {
      // Receivers under way rarely have more due: only what follows a page in which all had to wait is asked for without them.
      const due = await dueRows(tx, now, page === 0 ? [] : [...seen]);
      for (const row of due) {
        if (seen.has(row.receiver)) continue;
        if (started.length + settled > 0 && (performance.now() - begunAt > PICK_MS || opensAt(now) > now)) break;
        seen.add(row.receiver);
        const planned = await planWithin(tx, now, row);
        if (planned === 'settled') settled += 1;
        else if ('waitUntil' in planned) nextAt = Math.min(nextAt, planned.waitUntil);
        else {
          limits.get(planned.platform.name)?.start(limitKey(planned.row));
          started.push(planned);
        }
      }
      if (due.length < PAGE || started.length > 0 || settled > 0) break;
    }
    return { plans: started, settled, nextAt };
  }

  async function planWithin(tx: Tx, now: Instant, due: OutboxRow): Promise<Planned> {
    const row = await rowInTurn(tx, now, due);
    if (!row) return 'settled';
    const allowedAt = (platform: PlatformName): Instant => limits.get(platform)?.allowedAt(limitKey(row), now) ?? now;
    const known = row.platform ?? only;
    const waitUntil = known ? allowedAt(known) : now;
    if (waitUntil > now) return { waitUntil };
    try {
      return await tx.nested((inner) => planRow(post, inner, now, row, allowedAt));
    } catch (error) {
      // One that can't be drawn takes nobody else's place.
      log.error({ err: error, kind: row.kind, attempts: row.attempts }, 'a message could not be drawn');
      await settleFaulty(tx, now, row, error);
      return 'settled';
    }
  }

  function begin(plan: Plan): void {
    const { receiver } = plan.row;
    const call = deliver(plan).finally(() => {
      underWay.delete(receiver);
      changed.ring();
    });
    underWay.set(receiver, { id: plan.row.id, call });
  }

  async function deliver(plan: Plan): Promise<void> {
    const limit = limits.get(plan.platform.name);
    const outcome = await callPlatform(plan);
    limit?.end(limitKey(plan.row), clock.now());
    count?.(plan.platform.name, outcome instanceof PlatformError ? outcome.reaction : 'sent');
    if (outcome instanceof PlatformError) {
      log.warn(
        { kind: plan.row.kind, code: outcome.code, reaction: outcome.reaction, attempts: plan.row.attempts },
        'a message was not taken',
      );
      if (outcome.reaction === 'rate-limited') limit?.pause(clock.now(), outcome.retryAfterMs);
      if (outcome.reaction === 'receiver-busy') limit?.pause(clock.now(), outcome.retryAfterMs, limitKey(plan.row));
    } else limit?.served();
    const now = clock.now();
    try {
      await db.transaction((tx) =>
        outcome instanceof PlatformError ? settleFailed(tx, now, plan, outcome) : settleSent(tx, now, plan, outcome?.messageId),
      );
    } catch (error) {
      log.error({ err: error, kind: plan.row.kind }, 'the outcome of a call could not be written down');
      unsettled.add(plan.row.id);
    }
  }

  async function putBackUnsettled(): Promise<void> {
    if (unsettled.size === 0) return;
    const ids = [...unsettled];
    await db.transaction((tx) => putBack(tx, clock.now(), ids));
    for (const id of ids) unsettled.delete(id);
  }

  return {
    drain,
    nudge: () => changed.ring(),
    recover: () =>
      db.transaction(async (tx) => {
        const ours = new Set([...underWay.values()].map(({ id }) => id));
        const found = await tx.select({ id: outbox.id }).from(outbox).where(eq(outbox.state, 'sending'));
        await putBack(
          tx,
          clock.now(),
          found.map(({ id }) => id).filter((id) => !ours.has(id)),
        );
      }),
  };
}

async function putBack(tx: Tx, now: Instant, ids: readonly OutboxId[]): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .update(outbox)
    .set({ state: 'waiting', lastCode: UNKNOWN, notBefore: now })
    .where(and(eq(outbox.state, 'sending'), inArray(outbox.id, [...ids])));
}

/** Changing a message counts against the message, sending against the receiver (Feishu: five a second either way). */
function limitKey(row: OutboxRow): string {
  if (row.purpose === 'update') return `m:${row.cardId}`;
  const to = readReceiver(row.receiver);
  return 'chat' in to ? `c:${to.chat}` : row.receiver;
}
