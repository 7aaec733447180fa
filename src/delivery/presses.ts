import type { Answer, Platform, PlatformName, Toast, Values, Wire } from '../chat/index.ts';
import type { Instant } from '../core/clock.ts';
import { Refusal } from '../core/errors.ts';
import type { Language, Sentence } from '../core/text.ts';
import type { PersonId } from '../core/ids.ts';
import { and, eq, type Tx } from '../db/index.ts';
import { chatById, personByAccount, type Person } from '../people/index.ts';
import { actContext, type Where } from './contexts.ts';
import { recordEvent, settleEvent } from './dispatch.ts';
import type { Dispatch } from './receiving.ts';
import { buildCard, drawCard } from './drawing.ts';
import type { PressReply, Reply, Viewer } from './manifest.ts';
import { putUpdate, receiverKey } from './outbox.ts';
import { rightToPress, type CardRow, type Press, type Right } from './press-right.ts';
import { putReply } from './replies.ts';
import { cards, outbox, presses } from './schema.ts';
import { text } from './text.ts';
import type { PressToken } from './token.ts';

export type PressDesk = Dispatch & { platforms: ReadonlyMap<PlatformName, Platform>; secret: string };

const say = (tone: Toast['tone'], sentence: Sentence, language: Language): Answer => ({
  kind: 'press',
  toast: { tone, text: sentence(language) },
});

/**
 * One accepted press, one effect. The token is consumed in the effect's own savepoint, so that a refusal leaves it usable;
 * a later press of the same drawing gets the stored answer and the card as it is now.
 */
export async function takePress(desk: PressDesk, tx: Tx, now: Instant, press: Press): Promise<Answer> {
  await recordEvent(tx, now, press);
  const right = await rightToPress(desk, tx, now, press);
  if ('refused' in right) {
    await settleEvent(tx, press, { state: 'ignored', code: `delivery.${right.refused}` });
    return say('warning', (l) => text(l)[right.refused], right.language);
  }
  const { token, language } = right;
  try {
    return await tx.nested((inner) => actOnce(desk, inner, now, press, right));
  } catch (error) {
    if (error instanceof Refusal) {
      await settleEvent(tx, press, { state: 'refused', code: error.code });
      return say('warning', error.say, language);
    }
    desk.log.error({ err: error, platform: press.platform, action: token.action, key: press.key }, 'an action failed');
    await settleEvent(tx, press, { state: 'failed', code: error instanceof Error ? error.name : 'unknown' });
    return say('error', (l) => text(l).failed, language);
  }
}

/**
 * The answer came after the platform had stopped waiting: the card is drawn anew, and what went wrong is said in a message. Only
 * for the card that was pressed and whoever may press it: a forwarded copy has a token of its own and other readers.
 */
export async function putLateAnswer(
  desk: PressDesk,
  tx: Tx,
  now: Instant,
  press: Press,
  answer: Answer | undefined,
): Promise<void> {
  const right = await rightToPress(desk, tx, now, press);
  if ('refused' in right) return;
  const { card, person, language } = right;
  await putUpdate(tx, now, card, card, press.updateToken);
  const toast = answer?.kind === 'press' ? answer.toast : undefined;
  if (!toast || (toast.tone !== 'warning' && toast.tone !== 'error')) return;
  const reply: Reply = { audience: 'personal', say: () => toast.text, tone: 'warning' };
  const asked = { platform: press.platform, key: `late:${press.key}`, person, language, groupLanguage: language };
  await putReply(tx, now, { ...asked, place: { kind: 'direct' } }, reply);
}

async function actOnce(desk: PressDesk, tx: Tx, now: Instant, press: Press, right: Right): Promise<Answer> {
  const { token, card, viewer, person, language } = right;
  const stored = await storedPress(tx, token, person);
  if (stored) return await redraw(desk, tx, now, card, viewer, stored.toast ?? { tone: 'info', text: text(language).done });
  const place = await placeOfCard(tx, card);
  const values = await readValues(tx, press.platform, press.values);
  const reply = await act(desk, tx, now, { token, person, place, values, press });
  if (reply.then) await putThen(desk, tx, now, { press, person, place, reply: reply.then, language });
  return await answerPress(desk, tx, now, { card, viewer, reply, token, person, language });
}

type Acting = { token: PressToken; person: Person; place: Where; values: Values; press: Press };

async function act(desk: PressDesk, tx: Tx, now: Instant, acting: Acting): Promise<PressReply> {
  const { token, person, place, values, press } = acting;
  await tx
    .insert(presses)
    .values({ cardId: token.card, revision: token.revision, slot: token.slot, personId: person.id, at: now });
  const action = desk.house.registry.actions.get(token.action);
  // A card of an older version may carry an action that is no more.
  if (!action) return { toast: { tone: 'info', text: (l) => text(l).outdated } };
  const context = actContext(desk.house, tx, now, { person, platform: press.platform, place, pressed: token.card });
  return await action(context, { params: token.params, values });
}

type Then = { press: Press; person: Person; place: Where; reply: Reply; language: Language };

async function putThen(desk: PressDesk, tx: Tx, now: Instant, then: Then): Promise<void> {
  const { press, person, reply, language } = then;
  // The presser sees a toast: no line in the group is needed for what goes by direct message.
  const place: Where = reply.audience === 'public' ? then.place : { kind: 'direct' };
  const groupLanguage = desk.house.companyLanguage;
  await putReply(tx, now, { platform: press.platform, key: `press:${press.key}`, person, place, language, groupLanguage }, reply);
}

type Answering = { card: CardRow; viewer: Viewer; reply: PressReply; token: PressToken; person: Person; language: Language };

async function answerPress(desk: PressDesk, tx: Tx, now: Instant, answering: Answering): Promise<Answer> {
  const { card, viewer, reply, token, person, language } = answering;
  const sentAside =
    card.chatId && reply.then?.audience === 'personal'
      ? { tone: 'info' as const, text: (l: Language) => text(l).sent }
      : undefined;
  const said = reply.toast ?? sentAside;
  const toast: Toast | undefined = said && { tone: said.tone, text: said.text(language) };
  if (toast) {
    await tx.update(presses).set({ toast }).where(pressOf(token, person));
  }
  if (reply.show) {
    card.kind = reply.show.kind;
    card.ref = reply.show.ref;
    card.frozen = null;
    await tx.update(cards).set({ kind: card.kind, ref: card.ref, frozen: null }).where(eq(cards.id, card.id));
  }
  return await redraw(desk, tx, now, card, viewer, toast);
}

async function redraw(
  desk: PressDesk,
  tx: Tx,
  now: Instant,
  card: CardRow,
  viewer: Viewer,
  toast: Toast | undefined,
): Promise<Answer> {
  const platform = desk.platforms.get(card.platform);
  const built = await buildCard(desk.house, tx, now, viewer, card, card.frozen);
  let wire: Wire | undefined;
  if (platform && built) {
    const revision = card.revision + 1;
    await tx.update(cards).set({ revision }).where(eq(cards.id, card.id));
    card.revision = revision;
    wire = await drawCard({ house: desk.house, platform, read: tx, secret: desk.secret, viewer }, built, {
      card: card.id,
      revision,
    });
  }
  await followUpdateUnderWay(tx, now, card);
  return { kind: 'press', ...(toast ? { toast } : {}), ...(wire ? { card: wire } : {}) };
}

/** A change drawn before this press may arrive after its answer and cover it: another one sets it right. */
async function followUpdateUnderWay(tx: Tx, now: Instant, card: CardRow): Promise<void> {
  const receiver = receiverKey(card.chatId ? { chat: card.chatId } : { person: card.viewerId as PersonId });
  const [underWay] = await tx
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(eq(outbox.receiver, receiver), eq(outbox.cardId, card.id), eq(outbox.state, 'sending')));
  if (underWay) await putUpdate(tx, now, card, card);
}

async function placeOfCard(tx: Tx, card: CardRow): Promise<Where> {
  if (!card.chatId) return { kind: 'direct' };
  const chat = await chatById(tx, card.chatId);
  return { kind: 'group', chatId: card.chatId, name: chat?.name ?? '' };
}

const pressOf = (token: PressToken, person: Person) =>
  and(
    eq(presses.cardId, token.card),
    eq(presses.revision, token.revision),
    eq(presses.slot, token.slot),
    eq(presses.personId, person.id),
  );

async function storedPress(tx: Tx, token: PressToken, person: Person): Promise<{ toast: Toast | null } | undefined> {
  const [row] = await tx.select({ toast: presses.toast }).from(presses).where(pressOf(token, person));
  return row;
}

/** Accounts become people; somebody not in the directory is left out, and with nobody left so is the value. */
async function readValues(tx: Tx, platform: PlatformName, values: Values): Promise<Values> {
  const read: Values = {};
  for (const [name, value] of Object.entries(values)) {
    if (value.type !== 'accounts') {
      read[name] = value;
      continue;
    }
    const people = [];
    for (const account of value.externalIds) {
      const person = await personByAccount(tx, platform, account);
      if (person) people.push(person.id);
    }
    if (people.length > 0) read[name] = { type: 'people', people };
  }
  return read;
}
