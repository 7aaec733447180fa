import { newId } from '../../core/ids.ts';
import type { ActContext } from '../../delivery/index.ts';
import { show } from '../kinds.ts';
import { append } from '../ledger.ts';
import { USUAL_DIMENSION, type ActId } from '../model.ts';
import type { Head } from '../rules/chain.ts';
import { monthOf } from '../rules/months.ts';
import { acts } from '../schema.ts';
import { checkAllowance, checkAsked, type Wanted } from './asking.ts';

export type Gift = Wanted & { amount: number };

export async function checkGift(context: ActContext, gift: Gift): Promise<Head> {
  checkAsked(context, gift);
  return await checkAllowance(context, gift.receivers, gift.amount);
}

/** From one's own allowance, at once: everybody named gets the amount, and is told. */
export async function give(context: ActContext, gift: Gift, head: Head): Promise<ActId> {
  const { tx, now, person, today } = context;
  const act = await openAct(context, 'gift', gift);
  const dimension = gift.dimension ?? USUAL_DIMENSION;
  const entries = await append(
    tx,
    head,
    gift.receivers.map((receiver) => ({
      personId: receiver.id,
      giverId: person.id,
      dimension,
      amount: gift.amount,
      kind: 'peer' as const,
      actId: act,
      at: now,
      month: monthOf(today),
      text: gift.reason,
    })),
  );
  for (const entry of entries) {
    await context.post({
      to: { person: entry.personId },
      ...show.received(entry.number),
      dedupeKey: `points.received:${entry.number}`,
    });
  }
  return act;
}

export async function openAct(context: ActContext, kind: 'gift' | 'mark', wanted: Wanted): Promise<ActId> {
  const { tx, now, person, place } = context;
  const id = newId<'points-act'>(now);
  const chatId = place.kind === 'group' ? place.chatId : null;
  await tx.insert(acts).values({ id, kind, byId: person.id, chatId, usualDimension: wanted.dimension === undefined, at: now });
  return id;
}
