import type { Instant } from '../core/clock.ts';
import { and, asc, eq, lt, lte, placeholder, sql, type Tx } from '../db/index.ts';
import type { OutboxRow } from './plan.ts';
import { outbox } from './schema.ts';

/** While another process is calling for the one ahead, nobody knows how long. */
const LOOK_AGAIN_MS = 1000;

/**
 * Messages about one thing to one receiver keep their order: the row whose turn it is when this one is due, itself mostly.
 * Nothing when it was put off behind one that can't go yet.
 */
export async function rowInTurn(tx: Tx, now: Instant, row: OutboxRow): Promise<OutboxRow | undefined> {
  const ahead = await rowsAhead(tx, row);
  const [first] = ahead;
  if (!first) return row;
  const free = Math.max(...ahead.map((one) => (one.state === 'sending' ? now + LOOK_AGAIN_MS : one.notBefore)));
  if (free <= now) return first;
  await tx
    .update(outbox)
    .set({ notBefore: free + 1 })
    .where(eq(outbox.id, row.id));
  return undefined;
}

async function rowsAhead(tx: Tx, row: OutboxRow): Promise<OutboxRow[]> {
  if (row.ref === '') return [];
  const { receiver, ref, id, createdAt, notBefore } = row;
  return await tx
    .prepared('outbox.ahead', (q) =>
      q
        .select()
        .from(outbox)
        .where(
          and(
            eq(outbox.receiver, placeholder('receiver')),
            eq(outbox.ref, placeholder('ref')),
            sql`${outbox.state} in ('waiting', 'sending')`,
            lt(outbox.id, placeholder('id')),
            lte(outbox.createdAt, placeholder('createdAt')),
            // A reminder that is only due next week doesn't stand in the way of what is due today; one that was begun does.
            sql`(${outbox.firstAttemptAt} is not null or ${outbox.notBefore} <= ${placeholder('notBefore')})`,
          ),
        )
        .orderBy(asc(outbox.id))
        .limit(20),
    )
    .execute({ receiver, ref, id, createdAt, notBefore });
}
