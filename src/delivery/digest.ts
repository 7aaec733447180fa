import { Refusal } from '../core/errors.ts';
import type { Id } from '../core/ids.ts';
import { and, asc, eq } from '../db/index.ts';
import type { Feature, Message } from './manifest.ts';
import { receiverKey, putRow } from './outbox.ts';
import { outbox } from './schema.ts';
import { text } from './text.ts';

/** What was held in quiet hours, one line each, read again when it is shown: never two cards for one thing, never one for nothing. */
export const DIGEST = 'delivery.digest';

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
    const items = [];
    for (const row of held) {
      const message = context.features
        .flatMap((one) => Object.entries(one.messages ?? {}))
        .find(([kind]) => kind === row.kind)?.[1];
      const card = row.frozen && 'card' in row.frozen ? row.frozen.card : await message?.build(context, row.ref);
      if (!card) continue;
      items.push({
        text: [{ bold: card.title }],
        ...(card.tag ? { detail: card.tag.text } : {}),
        buttons: [{ label: say.open, action: 'delivery.open', params: { row: row.id } }],
      });
    }
    if (items.length === 0) return undefined;
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
      outbox: 'who was sent what kind of message; pruned after ninety days',
      cards: 'who was shown which card; pruned when it can no longer be pressed',
      presses: 'who pressed which button; pruned with its card',
    },
  },
};
