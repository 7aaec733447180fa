import type { PlatformName } from '../chat/index.ts';
import type { Calendar } from '../core/calendar.ts';
import type { Instant } from '../core/clock.ts';
import type { Language } from '../core/text.ts';
import type { Reader, Tx } from '../db/index.ts';
import type { Person } from '../people/index.ts';
import type { ActContext, ChatId, Viewer, ViewContext, WorkContext } from './manifest.ts';
import { putMessage, putRefresh } from './outbox.ts';
import type { Registry } from './registry.ts';
import type { CardId } from './schema.ts';

/** What the pipe needs to know to make any context. */
export type House = {
  registry: Registry;
  calendar: Calendar;
  companyLanguage: Language;
  /** The shortest card life of the platforms in use. */
  cardLifeMs: number;
};

export const languageOf = (house: House, person: Person): Language => person.language ?? house.companyLanguage;

/** A group is spoken to in the company's language (UX-8). */
export const viewerLanguage = (house: House, viewer: Viewer): Language =>
  viewer.kind === 'person' ? languageOf(house, viewer.person) : house.companyLanguage;

export function viewContext(house: House, read: Reader, now: Instant, viewer: Viewer): ViewContext {
  return {
    read,
    viewer,
    language: viewerLanguage(house, viewer),
    companyLanguage: house.companyLanguage,
    now,
    today: house.calendar.dayOf(now),
    calendar: house.calendar,
    features: house.registry.features,
  };
}

/** `pressed`: the card whose press is being answered; its own redraw is the answer. */
export function workContext(house: House, tx: Tx, now: Instant, pressed?: CardId): WorkContext {
  const options = { cardLifeMs: house.cardLifeMs, ...(pressed ? { except: pressed } : {}) };
  return {
    tx,
    now,
    companyLanguage: house.companyLanguage,
    today: house.calendar.dayOf(now),
    calendar: house.calendar,
    features: house.registry.features,
    post: (message) => putMessage(tx, now, message),
    async refresh(shown) {
      await putRefresh(tx, now, shown, options);
      for (const kind of house.registry.followers.get(shown.kind) ?? []) await putRefresh(tx, now, { kind, ref: '' }, options);
    },
  };
}

export type Where = { kind: 'direct' } | { kind: 'group'; chatId: ChatId; name: string };

export function actContext(
  house: House,
  tx: Tx,
  now: Instant,
  who: { person: Person; platform: PlatformName; place: Where; pressed?: CardId },
): ActContext {
  return Object.assign(workContext(house, tx, now, who.pressed), {
    person: who.person,
    language: languageOf(house, who.person),
    platform: who.platform,
    place: who.place,
  });
}
