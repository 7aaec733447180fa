import { Refusal } from '../../core/errors.ts';
import type { Action } from '../../delivery/index.ts';
import { personById } from '../../people/index.ts';
import { show } from '../kinds.ts';
import { bookedByNumber, markById } from '../queries.ts';
import { thanks } from '../schema.ts';
import { says } from '../text/says.ts';

/** 回谢, once: to whoever gave, and to whoever had marked it. */
export const thank: Action = async (context, { params }) => {
  const { tx, now, person } = context;
  const booked = await bookedByNumber(tx, Number(params['entry']));
  if (booked?.entry.personId !== person.id) throw new Refusal('points.not-yours', (language) => says(language).notYours);
  const { entry } = booked;
  if (booked.reversedBy !== null) return { toast: { tone: 'info', text: (language) => says(language).thanksForReversed } };
  const fresh = await tx
    .insert(thanks)
    .values({ entry: entry.number, byId: person.id, at: now })
    .onConflictDoNothing()
    .returning({ entry: thanks.entry });
  if (fresh.length === 0) return { toast: { tone: 'info', text: (language) => says(language).thankedAlready } };
  const told = entry.markId ? await markById(tx, entry.markId) : undefined;
  for (const one of new Set([entry.giverId, ...(told ? [told.mark.authorId] : [])])) {
    if ((await personById(tx, one))?.status !== 'active') continue;
    await context.post({
      to: { person: one },
      ...show.thanked(entry.number),
      dedupeKey: `points.thanked:${entry.number}:${one}`,
    });
  }
  return { toast: { tone: 'success', text: (language) => says(language).thanked } };
};
