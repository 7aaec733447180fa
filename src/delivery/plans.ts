import type { Address, Card, Platform, PlatformName, Wire } from '../chat/index.ts';
import type { Instant } from '../core/clock.ts';
import { newId } from '../core/ids.ts';
import { and, eq, inArray, lt, lte, sql, type Tx } from '../db/index.ts';
import { addressesOf, chatById, personById } from '../people/index.ts';
import type { House } from './contexts.ts';
import { viewerLanguage } from './contexts.ts';
import { buildCard, drawCard } from './drawing.ts';
import type { Viewer } from './manifest.ts';
import { readReceiver } from './outbox.ts';
import type { OpenHours } from './quiet.ts';
import { nextOpen } from './quiet.ts';
import { cards, outbox, type OutboxState } from './schema.ts';
import { UNKNOWN, type OutboxRow, type Plan } from './plan.ts';
import { text } from './text.ts';
import { DIGEST } from './digest.ts';


export type Post = {
  house: House;
  platforms: ReadonlyMap<PlatformName, Platform>;
  secret: string;
  openHours: OpenHours;
};

/** The plan for a due row, or nothing when the row was settled or put off instead; all in the caller's transaction. */
export async function planRow(post: Post, tx: Tx, now: Instant, row: OutboxRow): Promise<Plan | undefined> {
  if (row.sendBy !== null && now > row.sendBy) return await settle(tx, now, row, 'dropped', 'too-late');
  if (await putOffInQuietHours(post, tx, now, row)) return undefined;
  if (await joinDigest(tx, now, row)) return undefined;
  const ahead = await earlierInOrder(tx, row);
  if (ahead !== undefined) return await putOff(tx, row, Math.max(ahead, now) + 1);

  const target = await findTarget(post, tx, row);
  if (!target) return await settle(tx, now, row, 'dead', 'no-address');
  if (row.lastCode === UNKNOWN && now - (row.firstAttemptAt ?? now) >= target.platform.limits.repeatSafeForMs) {
    const policy = post.house.registry.messages.get(row.kind)?.unknownOutcome ?? 'drop';
    if (row.purpose === 'send' && policy === 'drop') return await settle(tx, now, row, 'unknown', UNKNOWN);
    Object.assign(row, { uuid: `${row.id}-${row.attempts}`, wire: null, firstAttemptAt: null, lastCode: 'repeated' });
  }
  return row.purpose === 'send' ? await planSend(post, tx, now, row, target) : await planUpdate(post, tx, now, row, target);
}

type Target = { platform: Platform; address: Address; viewer: Viewer | undefined };

async function findTarget(post: Post, tx: Tx, row: OutboxRow): Promise<Target | undefined> {
  const to = readReceiver(row.receiver);
  if ('chat' in to) {
    const chat = await chatById(tx, to.chat);
    const platform = chat?.state === 'active' ? post.platforms.get(chat.platform) : undefined;
    if (!chat || !platform) return undefined;
    return { platform, address: { to: 'chat', externalChatId: chat.externalId }, viewer: { kind: 'group', chatId: to.chat } };
  }
  if ('account' in to) {
    const platform = row.platform ? post.platforms.get(row.platform) : undefined;
    return platform && { platform, address: { to: 'person', externalId: to.account }, viewer: undefined };
  }
  const person = await personById(tx, to.person);
  if (person?.status !== 'active') return undefined;
  const addresses = await addressesOf(tx, to.person);
  const usable = addresses.filter((one) => post.platforms.has(one.platform));
  const chosen = usable.find((one) => one.platform === row.platform) ?? usable.find((one) => one.reachable) ?? usable[0];
  const platform = chosen && post.platforms.get(chosen.platform);
  return platform && { platform, address: { to: 'person', externalId: chosen.externalId }, viewer: { kind: 'person', person } };
}

async function planSend(post: Post, tx: Tx, now: Instant, row: OutboxRow, target: Target): Promise<Plan | undefined> {
  const wire = row.wire ?? (await drawFirst(post, tx, now, row, target));
  if (wire === undefined) return await settle(tx, now, row, 'dropped', 'nothing-to-show');
  return await begin(tx, now, row, target, { wire });
}

async function drawFirst(post: Post, tx: Tx, now: Instant, row: OutboxRow, target: Target): Promise<Wire | undefined> {
  const { platform, viewer } = target;
  if (row.frozen && 'line' in row.frozen) return platform.renderText(row.frozen.line);
  const card = viewer && (await buildCard(post.house, tx, now, viewer, row, row.frozen));
  if (!card) return undefined;
  if (row.lastCode === 'repeated') card.blocks.push({ block: 'note', text: text(viewerLanguage(post.house, viewer)).repeated });
  await tx
    .insert(cards)
    .values({
      id: row.id,
      platform: platform.name,
      kind: row.kind,
      ref: row.ref,
      frozen: row.frozen,
      viewerId: viewer.kind === 'person' ? viewer.person.id : null,
      chatId: viewer.kind === 'group' ? viewer.chatId : null,
      revision: 1,
      sentAt: now,
    })
    .onConflictDoNothing();
  return await draw(post, tx, target, viewer, card, row, 1);
}

async function planUpdate(post: Post, tx: Tx, now: Instant, row: OutboxRow, target: Target): Promise<Plan | undefined> {
  const [card] = await tx
    .select()
    .from(cards)
    .where(eq(cards.id, row.cardId ?? row.id));
  if (!card || card.gone || !target.viewer) return await settle(tx, now, row, 'dropped', 'card-gone');
  if (card.messageId === null) {
    const [sending] = await tx.select({ state: outbox.state }).from(outbox).where(eq(outbox.id, card.id));
    if (sending?.state === 'waiting' || sending?.state === 'sending') return await putOff(tx, row, now + 1000);
    return await settle(tx, now, row, 'dropped', 'never-sent');
  }
  const built = await buildCard(post.house, tx, now, target.viewer, card, card.frozen);
  if (!built) return await settle(tx, now, row, 'dropped', 'nothing-to-show');
  const revision = card.revision + 1;
  await tx.update(cards).set({ revision }).where(eq(cards.id, card.id));
  const wire = await draw(post, tx, target, target.viewer, built, card, revision);
  return await begin(tx, now, row, target, { wire, messageId: card.messageId });
}

function draw(
  post: Post,
  tx: Tx,
  target: Target,
  viewer: Viewer,
  card: Card,
  of: { id: OutboxRow['id'] },
  revision: number,
): Promise<Wire> {
  const input = { house: post.house, platform: target.platform, read: tx, secret: post.secret, viewer };
  return drawCard(input, card, { card: of.id, revision });
}

/** The attempt's time is committed before the call: after a crash the row is known to have an unknown outcome. */
async function begin(
  tx: Tx,
  now: Instant,
  row: OutboxRow,
  target: Target,
  call: { wire: Wire; messageId?: string },
): Promise<Plan> {
  const attempt = {
    state: 'sending' as const,
    attempts: row.attempts + 1,
    firstAttemptAt: row.firstAttemptAt ?? now,
    uuid: row.uuid ?? row.id,
    lastCode: row.lastCode,
    wire: row.purpose === 'send' ? call.wire : null,
  };
  await tx.update(outbox).set(attempt).where(eq(outbox.id, row.id));
  return { row: { ...row, ...attempt }, platform: target.platform, address: target.address, ...call };
}

async function putOffInQuietHours(post: Post, tx: Tx, now: Instant, row: OutboxRow): Promise<boolean> {
  if (row.purpose !== 'send' || row.urgency !== 'normal') return false;
  const opens = nextOpen(post.house.calendar, post.openHours, now);
  if (opens <= now) return false;
  await tx.update(outbox).set({ held: true, notBefore: opens }).where(eq(outbox.id, row.id));
  return true;
}

/** Two or more messages held for one receiver come as one digest. */
async function joinDigest(tx: Tx, now: Instant, row: OutboxRow): Promise<boolean> {
  if (!row.held || row.kind === DIGEST || row.attempts > 0) return false;
  const held = await tx
    .select({ id: outbox.id })
    .from(outbox)
    .where(
      and(
        eq(outbox.receiver, row.receiver),
        eq(outbox.state, 'waiting'),
        eq(outbox.held, true),
        eq(outbox.attempts, 0),
        lte(outbox.notBefore, now),
      ),
    );
  if (held.length < 2) return false;
  const digestId = newId<'outbox'>(now);
  await tx.insert(outbox).values({
    id: digestId,
    purpose: 'send',
    kind: DIGEST,
    ref: digestId,
    receiver: row.receiver,
    platform: row.platform,
    urgency: 'normal',
    dedupeKey: `digest:${digestId}`,
    notBefore: now,
    state: 'waiting',
    createdAt: now,
  });
  const ids = held.map((one) => one.id);
  await tx.update(outbox).set({ state: 'digested', digestId, settledAt: now }).where(inArray(outbox.id, ids));
  return true;
}

/** Messages about one thing to one receiver keep their order: when the one ahead is due, if there is one. */
async function earlierInOrder(tx: Tx, row: OutboxRow): Promise<Instant | undefined> {
  if (row.ref === '') return undefined;
  const [ahead] = await tx
    .select({ notBefore: outbox.notBefore })
    .from(outbox)
    .where(
      and(
        eq(outbox.receiver, row.receiver),
        eq(outbox.ref, row.ref),
        sql`${outbox.state} in ('waiting', 'sending')`,
        lt(outbox.id, row.id),
        lte(outbox.createdAt, row.createdAt),
        // A reminder that is only due next week doesn't stand in the way of what is due today.
        sql`(${outbox.attempts} > 0 or ${outbox.notBefore} <= ${row.notBefore})`,
      ),
    )
    .limit(1);
  return ahead?.notBefore;
}

async function putOff(tx: Tx, row: OutboxRow, notBefore: Instant): Promise<undefined> {
  await tx.update(outbox).set({ notBefore }).where(eq(outbox.id, row.id));
}

async function settle(tx: Tx, now: Instant, row: OutboxRow, state: OutboxState, code: string): Promise<undefined> {
  await tx.update(outbox).set({ state, settledAt: now, lastCode: code, wire: null }).where(eq(outbox.id, row.id));
}
