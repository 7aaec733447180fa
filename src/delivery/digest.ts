import type { Card } from '../chat/index.ts';
import { Refusal } from '../core/errors.ts';
import type { Id } from '../core/ids.ts';
import { and, asc, eq } from '../db/index.ts';
import type { Feature, Message } from './manifest.ts';
import { receiverKey, putRow } from './outbox.ts';
import { outbox } from './schema.ts';
import { text } from './text.ts';

/** What was held in quiet hours, one line each, read again when it is shown: never two cards for one thing, never one for nothing. */
export const DIGEST = 'delivery.digest';

/** The most pressing first; of the same, the oldest. */
const PRESSING: Card['tone'][] = ['bad', 'warning', 'info', 'good', 'neutral'];

const digest: Message = {
  unknownOutcome: 'again',
  async build(context, ref) {
    const { viewer, read, language } = context;
    if (viewer.kind !== 'person') return undefined;
    const held = await read
      .select()
      .from(outbox)
      .where(and(eq(outbox.digestId, ref as Id<'outbox'>), eq(outbox.receiver, receiverKey({ person: viewer.person.id }))))
      .orderBy(asc(outbox.id));
    const say = text(language).digest;
    const entries = [];
    for (const row of held) {
      const message = context.features
        .flatMap((one) => Object.entries(one.messages ?? {}))
        .find(([kind]) => kind === row.kind)?.[1];
      const card = row.frozen && 'card' in row.frozen ? row.frozen.card : await message?.build(context, row.ref);
      if (card) entries.push({ row, card });
    }
    if (entries.length === 0) return undefined;
    const items = entries
      .sort((a, b) => PRESSING.indexOf(a.card.tone) - PRESSING.indexOf(b.card.tone))
      .map(({ row, card }) => ({
        text: [{ bold: card.title }],
        ...(card.tag ? { detail: card.tag.text } : {}),
        buttons: [{ label: say.open, action: 'delivery.open', params: { row: row.id } }],
      }));
    return {
      title: say.title,
      tone: 'info',
      blocks: [
        { block: 'text', text: say.why(items.length) },
        { block: 'list', items },
        { block: 'note', text: say.note },
      ],
    };
  },
};

/** Part of the pipe, written as a feature: it has messages and an action like any other. */
export const deliveryFeature: Feature = {
  name: 'delivery',
  messages: { [DIGEST]: digest },
  actions: {
    'delivery.open': async (context, { params }) => {
      const receiver = receiverKey({ person: context.person.id });
      const [row] = await context.tx
        .select()
        .from(outbox)
        .where(and(eq(outbox.id, String(params.row) as Id<'outbox'>), eq(outbox.receiver, receiver)));
      if (!row) throw new Refusal('delivery.gone', (language) => text(language).digest.gone);
      await putRow(context.tx, context.now, {
        to: { person: context.person.id },
        kind: row.kind,
        ref: row.ref,
        ...(row.frozen ? { frozen: row.frozen } : {}),
        platform: context.platform,
        dedupeKey: `opened:${row.id}:${context.now}`,
        urgency: 'reply',
      });
      return { toast: { tone: 'success', text: (language) => text(language).digest.opened } };
    },
  },
  personalData: {
    tables: {
      inbox: 'who sent which event; no content; pruned after seven days',
      outbox: 'who was sent what kind of message; answers pruned after ninety days, messages after two years',
      cards: 'who was shown which card; pruned when it can no longer be pressed',
      presses: 'who pressed which button; pruned with its card',
    },
  },
};
