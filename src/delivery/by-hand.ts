import type { Platform } from '../chat/index.ts';
import type { Calendar } from '../core/calendar.ts';
import type { Instant } from '../core/clock.ts';
import { newId } from '../core/ids.ts';
import type { Language } from '../core/text.ts';
import { eq, type Database } from '../db/index.ts';
import { accountOf, type Person } from '../people/index.ts';
import { buildCard, drawCard } from './drawing.ts';
import type { Feature, Shown, Viewer } from './manifest.ts';
import { registerFeatures } from './registry.ts';
import { cards } from './schema.ts';

export type ByHand = {
  db: Database;
  platform: Platform;
  features: readonly Feature[];
  calendar: Calendar;
  companyLanguage: Language;
  secret: string;
};

/**
 * One card sent past the outbox, by whoever tries an installation; the running bot knows it and answers its buttons. False: the
 * person has no account on this platform.
 */
export async function sendByHand(hand: ByHand, to: Person, shown: Shown, now: Instant): Promise<boolean> {
  const { db, platform, secret, calendar, companyLanguage } = hand;
  const externalId = await accountOf(db.read, platform.name, to.id);
  if (externalId === undefined) return false;
  const house = { registry: registerFeatures(hand.features), calendar, companyLanguage, cardLifeMs: platform.limits.cardLifeMs };
  const viewer: Viewer = { kind: 'person', person: to };
  const card = await buildCard(house, db.read, now, viewer, shown);
  if (!card) throw new Error(`nothing to show for ${shown.kind}`);
  const id = newId<'outbox'>(now);
  await db.transaction(async (tx) => {
    const row = { id, platform: platform.name, kind: shown.kind, ref: shown.ref, viewerId: to.id, revision: 1, sentAt: now };
    await tx.insert(cards).values(row);
  });
  const wire = await drawCard({ house, platform, read: db.read, secret, viewer }, card, { card: id, revision: 1 });
  try {
    const { messageId } = await platform.send({ to: 'person', externalId }, wire, { uuid: id });
    await db.transaction(async (tx) => {
      await tx.update(cards).set({ messageId }).where(eq(cards.id, id));
    });
    return true;
  } catch (error) {
    await db.transaction(async (tx) => {
      await tx.update(cards).set({ gone: true }).where(eq(cards.id, id));
    });
    throw error;
  }
}
