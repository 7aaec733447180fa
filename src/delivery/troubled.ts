import type { Instant } from '../core/clock.ts';
import { and, asc, count, eq, inArray, or, sql, type Reader } from '../db/index.ts';
import { chatById, peopleByIds } from '../people/index.ts';
import { readReceiver } from './outbox.ts';
import { outbox, type OutboxId } from './schema.ts';

/** A message that went wrong, without a word of what it says. */
export type Troubled = {
  id: OutboxId;
  kind: string;
  /** Name and 工号, or the group's name. */
  to: string;
  /** `dead`: given up. `unknown`: nobody knows whether it arrived. `repeated`: sent again, marked, because nobody knew. */
  state: 'dead' | 'unknown' | 'repeated';
  lastCode: string | null;
  at: Instant;
};

const LOST = ['dead', 'unknown'] as const;

/** For the administrator: what was given up, and what nobody knows the fate of, or didn't when it was sent again. Oldest first. */
export async function listTroubled(read: Reader): Promise<Troubled[]> {
  const rows = await read
    .select({
      id: outbox.id,
      kind: outbox.kind,
      receiver: outbox.receiver,
      state: outbox.state,
      lastCode: outbox.lastCode,
      at: outbox.createdAt,
    })
    .from(outbox)
    // Its first uuid is its own id: another one was taken when the platform no longer knew the first.
    .where(
      or(
        inArray(outbox.state, [...LOST]),
        and(eq(outbox.state, 'sent'), eq(outbox.purpose, 'send'), sql`${outbox.uuid} <> ${outbox.id}`),
      ),
    )
    .orderBy(asc(outbox.createdAt), asc(outbox.id));
  const nameOf = await receiverNames(
    read,
    rows.map((row) => row.receiver),
  );
  return rows.map(({ receiver, state, ...row }) => ({
    ...row,
    state: state === 'dead' || state === 'unknown' ? state : 'repeated',
    to: nameOf(receiver),
  }));
}

/** How many were given up or are of unknown fate. */
export async function countTroubled(read: Reader): Promise<number> {
  const [row] = await read
    .select({ n: count() })
    .from(outbox)
    .where(inArray(outbox.state, [...LOST]));
  return Number(row?.n ?? 0);
}

async function receiverNames(read: Reader, keys: readonly string[]): Promise<(key: string) => string> {
  const names = new Map<string, string>();
  const receivers = [...new Set(keys)].map((key) => ({ key, to: readReceiver(key) }));
  const people = await peopleByIds(
    read,
    receivers.flatMap(({ to }) => ('person' in to ? [to.person] : [])),
  );
  for (const { key, to } of receivers) {
    if ('account' in to) names.set(key, to.account);
    else if ('chat' in to) names.set(key, (await chatById(read, to.chat))?.name ?? key);
    else names.set(key, `${people.get(to.person)?.name ?? key} (${people.get(to.person)?.employeeNo ?? '?'})`);
  }
  return (key) => names.get(key) ?? key;
}
