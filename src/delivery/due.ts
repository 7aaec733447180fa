import type { Instant } from '../core/clock.ts';
import { and, asc, eq, gt, lte, min, notInArray, placeholder, sql, type Tx } from '../db/index.ts';
import type { Urgency } from './manifest.ts';
import type { OutboxRow } from './plan.ts';
import { outbox } from './schema.ts';

/** Usually one place is free for one row: what is read for it and not begun is read for nothing. */
export const PAGE = 16;
const URGENCIES: Urgency[] = ['reply', 'urgent', 'normal'];

/**
 * What is due, answers before everything else: whoever is waiting doesn't stand in line behind three thousand check-ins.
 * `except`: receivers that have to wait, whose rows would only fill the page.
 */
export async function dueRows(tx: Tx, now: Instant, except: readonly string[]): Promise<OutboxRow[]> {
  const replies = await duePage(tx, now, 'reply', except);
  const pressing = [...replies, ...(await duePage(tx, now, 'urgent', except))].sort(byTime).slice(0, PAGE);
  if (pressing.length >= PAGE) return pressing;
  const all = [...pressing, ...(await duePage(tx, now, 'normal', except))];
  // Where all of it goes out at once anyway, in the order in which it came.
  return all.length <= PAGE ? all.sort(byTime) : all.slice(0, PAGE);
}

const byTime = (a: OutboxRow, b: OutboxRow): number => a.notBefore - b.notBefore || (a.id < b.id ? -1 : 1);

/**
 * One urgency at a time and in the index's own order: of two together, or by id as well, every due row would be read and sorted for
 * each page, and a hundred thousand may have been put off to the same instant. What is about one thing keeps its order by `rowInTurn`.
 */
function duePage(tx: Tx, now: Instant, which: Urgency, except: readonly string[]): PromiseLike<OutboxRow[]> {
  if (except.length === 0) {
    return tx
      .prepared('outbox.due', (q) =>
        q
          .select()
          .from(outbox)
          .where(
            and(eq(outbox.state, 'waiting'), eq(outbox.urgency, placeholder('which')), lte(outbox.notBefore, placeholder('now'))),
          )
          .orderBy(asc(outbox.notBefore))
          .limit(PAGE),
      )
      .execute({ which, now });
  }
  return tx
    .select()
    .from(outbox)
    .where(
      and(
        eq(outbox.state, 'waiting'),
        eq(outbox.urgency, which),
        lte(outbox.notBefore, now),
        notInArray(outbox.receiver, [...except]),
      ),
    )
    .orderBy(asc(outbox.notBefore))
    .limit(PAGE);
}

/** When the next row that isn't due yet will be. */
export async function nextAfter(tx: Tx, now: Instant): Promise<Instant> {
  let next = Infinity;
  for (const urgency of URGENCIES) {
    const [row] = await tx
      .prepared('outbox.next', (q) =>
        q
          .select({ at: min(outbox.notBefore) })
          .from(outbox)
          .where(
            and(
              eq(outbox.state, 'waiting'),
              eq(outbox.urgency, sql.placeholder('urgency')),
              gt(outbox.notBefore, sql.placeholder('now')),
            ),
          ),
      )
      .execute({ urgency, now });
    next = Math.min(next, row?.at ?? Infinity);
  }
  return next;
}
