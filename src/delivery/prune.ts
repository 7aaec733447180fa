import { DAY } from '../core/clock.ts';
import { and, eq, inArray, like, lt, not, or } from '../db/index.ts';
import { WELCOME } from './lifecycle.ts';
import type { Feature, WorkContext } from './manifest.ts';
import { cards, inbox, outbox, presses, workItems } from './schema.ts';

/**
 * Keys of events are kept longer than any platform repeats one; cards a day longer than Feishu lets them be pressed. A feature
 * relies on its `dedupeKey` as long as what it is about may live; an answer's never comes again.
 */
const KEEP = { inboxMs: 7 * DAY, cardsMs: 15 * DAY, answersMs: 90 * DAY, messagesMs: 730 * DAY, workMs: 90 * DAY };
/** Rows a chunk: well under twenty milliseconds. */
const CHUNK = 500;

type Step = (context: WorkContext) => Promise<{ length: number }>;

const steps: Step[] = [
  async ({ tx, now }) => {
    const before = now - KEEP.inboxMs;
    const old = tx.select({ key: inbox.key }).from(inbox).where(lt(inbox.receivedAt, before)).limit(CHUNK);
    return await tx
      .delete(inbox)
      .where(and(inArray(inbox.key, old), lt(inbox.receivedAt, before)))
      .returning({ key: inbox.key });
  },
  async ({ tx, now }) => {
    const old = tx
      .select({ id: cards.id })
      .from(cards)
      .where(lt(cards.sentAt, now - KEEP.cardsMs))
      .limit(CHUNK);
    await tx.delete(presses).where(inArray(presses.cardId, old));
    return await tx.delete(cards).where(inArray(cards.id, old)).returning({ id: cards.id });
  },
  async ({ tx, now }) => {
    const isAnswer = and(eq(outbox.urgency, 'reply'), not(like(outbox.dedupeKey, `${WELCOME}%`)));
    const settled = and(
      lt(outbox.settledAt, now - KEEP.answersMs),
      or(isAnswer, lt(outbox.settledAt, now - KEEP.messagesMs)),
      inArray(outbox.state, ['sent', 'dropped', 'digested']),
    );
    const old = tx.select({ id: outbox.id }).from(outbox).where(settled).limit(CHUNK);
    return await tx.delete(outbox).where(inArray(outbox.id, old)).returning({ id: outbox.id });
  },
  async ({ tx, now }) => {
    const old = tx
      .select({ id: workItems.id })
      .from(workItems)
      .where(lt(workItems.doneAt, now - KEEP.workMs))
      .limit(CHUNK);
    return await tx.delete(workItems).where(inArray(workItems.id, old)).returning({ id: workItems.id });
  },
];

export const pruneFeature: Feature = {
  name: 'delivery.prune',
  jobs: [
    {
      name: 'delivery.prune',
      schedule: { dailyAt: '03:23' },
      missed: 'newest',
      async work(context, { cursor }) {
        const at = Number(cursor ?? 0);
        const step = steps[at];
        if (!step) return undefined;
        const removed = await step(context);
        return String(removed.length < CHUNK ? at + 1 : at);
      },
    },
  ],
};
