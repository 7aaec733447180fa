import { performance } from 'node:perf_hooks';
import { HOUR, type Clock, type Instant } from '../core/clock.ts';
import { Refusal } from '../core/errors.ts';
import { newId } from '../core/ids.ts';
import type { Log } from '../core/log.ts';
import { lastSlot, nextSlot, type Schedule } from '../core/schedule.ts';
import { and, asc, eq, inArray, lte, min, sql, type Database, type Tx } from '../db/index.ts';
import { workContext, type House } from './contexts.ts';
import type { Job } from './manifest.ts';
import { FIRST_CHUNK, nextChunk } from './pace.ts';
import { jobs, workItems } from './schema.ts';
import { backOffMs } from './settling.ts';

/** Work that talks to a platform and so can't be inside a transaction; done again after a crash. */
export type Chore = { name: string; schedule?: Schedule; run(item: { key: string; cursor: string | undefined }): Promise<void> };

export type Work = {
  /** Claims the slots that are due and works off what is open. Answers when the next slot or retry is due. */
  run(options: {
    /** Whether this process is the one that talks to the platforms. */
    leading: boolean;
  }): Promise<Instant>;
};

type Item = typeof workItems.$inferSelect;
/** About a day of back-off, the later ones an hour apart; then the item is left for the administrator. */
const ATTEMPTS = 30;
/** Items worked at in turns, a chunk each: one that takes long doesn't hold up the others. */
const IN_TURNS = 20;
/** Another process is at all of it: looked at again after about as long as a few chunks take it. */
const ELSEWHERE_MS = 200;

export function workRunner(input: { db: Database; house: House; clock: Clock; log: Log; chores: readonly Chore[] }): Work {
  const { db, house, clock, log, chores } = input;
  const { zone } = house.calendar;
  const featureJobs = new Map(house.registry.jobs.map((job) => [job.name, job]));
  const byName = new Map(chores.map((chore) => [chore.name, chore]));
  const scheduled = [
    ...house.registry.jobs.map(({ name, schedule, missed }) => ({ name, schedule, missed })),
    ...chores.flatMap(({ name, schedule }) => (schedule ? [{ name, schedule, missed: 'newest' as const }] : [])),
  ];
  /** Slots known to be claimed, so that an idle heartbeat costs no statement. */
  const claimed = new Map<string, Instant>();
  const since = new Map<string, Instant>();
  /** Rows for the next chunk of an item: what a row costs is another thing every day, so each item finds its own number. */
  const paces = new Map<string, number>();

  return {
    async run({ leading }) {
      for (;;) {
        await claimDue(clock.now());
        const items = (await openItems(clock.now())).filter((item) => leading || featureJobs.has(item.job));
        if (items.length === 0) return await nextAt(clock.now(), leading);
        let elsewhere = 0;
        for (const item of items) {
          if ((await workOff(item)) === 'elsewhere') elsewhere += 1;
          // Between chunks everybody else gets the event loop.
          await new Promise((resolve) => setImmediate(resolve));
        }
        if (elsewhere === items.length) return clock.now() + ELSEWHERE_MS;
      }
    },
  };

  async function claimDue(now: Instant): Promise<void> {
    for (const job of scheduled) {
      const slotAt = lastSlot(job.schedule, now, zone);
      if (claimed.get(job.name) === slotAt || slotAt < (await knownSince(job.name, now))) continue;
      if (!isTooOld(job.missed, now, slotAt)) await claim(job.name, slotAt, now);
      claimed.set(job.name, slotAt);
    }
  }

  async function claim(job: string, slotAt: Instant, now: Instant): Promise<void> {
    await db.transaction(async (tx) => {
      await tx
        .insert(workItems)
        .values({ id: newId<'work-item'>(now), job, key: String(slotAt), slotAt, state: 'open', notBefore: slotAt })
        .onConflictDoNothing();
    });
  }

  async function knownSince(name: string, now: Instant): Promise<Instant> {
    const known = since.get(name);
    if (known !== undefined) return known;
    const at = await db.transaction(async (tx) => {
      await tx.insert(jobs).values({ name, since: now }).onConflictDoNothing();
      const [row] = await tx.select().from(jobs).where(eq(jobs.name, name));
      return row?.since ?? now;
    });
    since.set(name, at);
    return at;
  }

  function openItems(now: Instant): PromiseLike<Item[]> {
    return db.read
      .select()
      .from(workItems)
      .where(and(eq(workItems.state, 'open'), lte(workItems.notBefore, now)))
      .orderBy(asc(workItems.notBefore), asc(workItems.id))
      .limit(IN_TURNS);
  }

  async function workOff(item: Item): Promise<'done' | 'elsewhere'> {
    const now = clock.now();
    try {
      const job = featureJobs.get(item.job);
      if (job) return await workChunk(job, item, now);
      await runChore(item, now);
    } catch (error) {
      await putBack(item, now, error);
    }
    return 'done';
  }

  /** The chunk's rows and its cursor are one transaction: done or not done, never half. */
  async function workChunk(job: Job, item: Item, now: Instant): Promise<'done' | 'elsewhere'> {
    const most = paces.get(item.id) ?? FIRST_CHUNK;
    const chunk = await db.transaction(async (tx) => {
      if (!(await isStillThere(tx, item))) return undefined;
      const begunAt = performance.now();
      const cursor = await job.work(workContext(house, tx, now), { slotAt: item.slotAt, cursor: item.cursor ?? undefined, most });
      const tookMs = performance.now() - begunAt;
      await tx
        .update(workItems)
        .set(cursor === undefined ? { state: 'done', doneAt: now, cursor: null } : { cursor, attempts: 0 })
        .where(eq(workItems.id, item.id));
      return { isLast: cursor === undefined, tookMs };
    });
    if (!chunk || chunk.isLast) paces.delete(item.id);
    else paces.set(item.id, nextChunk(most, chunk.tookMs));
    return chunk ? 'done' : 'elsewhere';
  }

  /** Locks the item where engines lock rows; another process may be at this chunk, or have done it since we read of it. */
  async function isStillThere(tx: Tx, item: Item): Promise<boolean> {
    const rows = await tx.rows(
      sql`select id from ${workItems} where id = ${item.id} and state = 'open' and cursor is not distinct from ${item.cursor} ${tx.skipLocked}`,
    );
    return rows.length > 0;
  }

  async function runChore(item: Item, now: Instant): Promise<void> {
    // Counted before it begins: what changes from here on needs another reading.
    await db.transaction(async (tx) => {
      await tx
        .update(workItems)
        .set({ attempts: item.attempts + 1 })
        .where(eq(workItems.id, item.id));
    });
    await byName.get(item.job)?.run({ key: item.key, cursor: item.cursor ?? undefined });
    await db.transaction(async (tx) => {
      await tx.update(workItems).set({ state: 'done', doneAt: now }).where(eq(workItems.id, item.id));
    });
  }

  async function putBack(item: Item, now: Instant, error: unknown): Promise<void> {
    const attempts = item.attempts + 1;
    const code = error instanceof Refusal ? error.code : error instanceof Error ? error.name : 'unknown';
    log.error({ err: error, job: item.job, attempts }, 'a piece of work failed');
    await db.transaction(async (tx) => {
      await tx
        .update(workItems)
        .set({
          attempts,
          lastCode: code,
          notBefore: now + backOffMs(attempts, HOUR),
          state: attempts >= ATTEMPTS ? 'failed' : 'open',
        })
        .where(eq(workItems.id, item.id));
    });
  }

  async function nextAt(now: Instant, leading: boolean): Promise<Instant> {
    const [row] = await db.read
      .select({ at: min(workItems.notBefore) })
      .from(workItems)
      .where(and(eq(workItems.state, 'open'), leading ? undefined : inArray(workItems.job, [...featureJobs.keys()])));
    const slots = scheduled.map((job) => nextSlot(job.schedule, now, zone));
    return Math.min(row?.at ?? Infinity, ...slots);
  }
}

function isTooOld(missed: Job['missed'], now: Instant, slotAt: Instant): boolean {
  return missed !== 'newest' && now - slotAt > missed.withinMs;
}
