import type { Card, PlatformName } from '../chat/index.ts';
import type { Instant } from '../core/clock.ts';
import type { Refusal } from '../core/errors.ts';
import type { Language } from '../core/text.ts';
import type { Tx } from '../db/index.ts';
import type { Person } from '../people/index.ts';
import type { Where } from './contexts.ts';
import type { Reply, Shown } from './manifest.ts';
import { putRow, type Receiver, type Row } from './outbox.ts';
import type { Frozen } from './schema.ts';
import { text } from './text.ts';

/** Kind of a saying: no manifest builds it, the outbox row holds it. */
const SAID = 'delivery.said';

export type Asked = {
  platform: PlatformName;
  key: string;
  person: Person;
  place: Where;
  messageId?: string;
  language: Language;
  groupLanguage: Language;
};

export const refusalReply = (refusal: Refusal): Reply => ({ audience: 'personal', say: refusal.say, tone: 'warning' });

/** Puts a reply into the outbox: in a group a personal one leaves a line there and goes by direct message. */
export async function putReply(tx: Tx, now: Instant, asked: Asked, reply: Reply): Promise<void> {
  for (const row of replyRows(asked, reply)) await putRow(tx, now, row);
}

/** Everything of a feature's that a reply runs runs here; what is left is writing the rows down. */
export function replyRows(asked: Asked, reply: Reply): Row[] {
  const { place, person, platform, key } = asked;
  const inGroup = place.kind === 'group';
  const toGroup = inGroup && reply.audience === 'public';
  const to: Receiver = toGroup ? { chat: place.chatId } : { person: person.id };
  const { kind, ref, frozen } = said(reply, toGroup ? asked.groupLanguage : asked.language);
  const row: Row = { kind, ref, to, platform, dedupeKey: `reply:${platform}:${key}`, urgency: 'reply' };
  if (frozen) row.frozen = frozen;
  if (toGroup && asked.messageId) row.replyTo = asked.messageId;
  if (!inGroup || toGroup) return [row];
  const pointer = lineRow({
    ...asked,
    to: { chat: place.chatId },
    line: text(asked.groupLanguage).pointer,
    dedupeKey: `pointer:${platform}:${key}`,
  });
  return [pointer, row];
}

type Line = { to: Receiver; line: string; platform: PlatformName; dedupeKey: string; messageId?: string };

export const putLine = (tx: Tx, now: Instant, line: Line): Promise<boolean> => putRow(tx, now, lineRow(line));

function lineRow(line: Line): Row {
  return {
    to: line.to,
    kind: SAID,
    ref: line.dedupeKey,
    platform: line.platform,
    dedupeKey: line.dedupeKey,
    urgency: 'reply',
    frozen: { line: line.line },
    ...(line.messageId ? { replyTo: line.messageId } : {}),
  };
}

function said(reply: Reply, language: Language): Shown & { frozen?: Frozen } {
  if ('show' in reply) return reply.show;
  const card: Card = { title: '', tone: reply.tone ?? 'neutral', blocks: [{ block: 'text', text: reply.say(language) }] };
  const buttons = reply.buttons?.(language) ?? [];
  if (buttons.length > 0) card.blocks.push({ block: 'actions', buttons });
  return { kind: SAID, ref: '', frozen: { card } };
}
