import type { Inbound } from '../chat/index.ts';
import type { Instant } from '../core/clock.ts';
import type { Language } from '../core/text.ts';
import { and, eq, or, type Tx } from '../db/index.ts';
import { personByAccount, personById, type Person } from '../people/index.ts';
import { languageOf, type House } from './contexts.ts';
import type { Viewer } from './manifest.ts';
import { UNKNOWN } from './plan.ts';
import { cards, outbox, type CardId } from './schema.ts';
import { readToken, type PressToken } from './token.ts';

export type Press = Extract<Inbound, { kind: 'submission' }>;
export type CardRow = typeof cards.$inferSelect;
/** Whoever pressed may, on the card as we sent it. */
export type Right = { token: PressToken; card: CardRow; viewer: Viewer; person: Person; language: Language };
type NoRight = { refused: 'stranger' | 'unreadable' | 'notYours'; language: Language };

export async function rightToPress(
  desk: { house: House; secret: string },
  tx: Tx,
  now: Instant,
  press: Press,
): Promise<Right | NoRight> {
  const person = await personByAccount(tx, press.platform, press.from.externalId);
  if (!person || person.status === 'left') return { refused: 'stranger', language: desk.house.companyLanguage };
  const language = languageOf(desk.house, person);
  const token = readToken(desk.secret, press.value);
  const card = token ? await cardOf(tx, token.card) : undefined;
  if (!token || !card || !isThatMessage(card, press)) return { refused: 'unreadable', language };
  const viewer = await viewerOf(tx, card);
  if (!viewer || (viewer.kind === 'person' && viewer.person.id !== person.id)) return { refused: 'notYours', language };
  if (card.messageId === null) await learnMessage(tx, now, card, press.messageId);
  return { token, card, viewer, person, language };
}

async function cardOf(tx: Tx, id: CardId): Promise<CardRow | undefined> {
  const [row] = await tx.select().from(cards).where(eq(cards.id, id));
  return row;
}

/** A forwarded copy is another message: not ours to act on. */
const isThatMessage = (card: CardRow, press: Press): boolean =>
  card.platform === press.platform && (card.messageId === null || card.messageId === press.messageId);

/** A send whose answer was lost is learnt here: the message has arrived, or nobody could have pressed it. */
async function learnMessage(tx: Tx, now: Instant, card: CardRow, messageId: string): Promise<void> {
  await tx.update(cards).set({ messageId }).where(eq(cards.id, card.id));
  card.messageId = messageId;
  await tx
    .update(outbox)
    .set({ state: 'sent', settledAt: now, wire: null })
    .where(
      and(
        eq(outbox.id, card.id),
        or(eq(outbox.state, 'unknown'), and(eq(outbox.state, 'waiting'), eq(outbox.lastCode, UNKNOWN))),
      ),
    );
}

async function viewerOf(tx: Tx, card: CardRow): Promise<Viewer | undefined> {
  if (card.chatId) return { kind: 'group', chatId: card.chatId };
  const person = card.viewerId ? await personById(tx, card.viewerId) : undefined;
  return person && person.status === 'active' ? { kind: 'person', person } : undefined;
}
