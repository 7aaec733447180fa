import type { Card, Platform, PlatformName, Wire } from '../chat/index.ts';
import type { Instant } from '../core/clock.ts';
import { eq, placeholder, sql, type Tx } from '../db/index.ts';
import { viewerLanguage, type House } from './contexts.ts';
import { buildCard, drawCard } from './drawing.ts';
import { joinDigest, putOffInQuietHours } from './holding.ts';
import type { Viewer } from './manifest.ts';
import { UNKNOWN, type OutboxRow, type Plan } from './plan.ts';
import type { OpenHours } from './quiet.ts';
import { cards, outbox, type OutboxState } from './schema.ts';
import { findTarget, type Target } from './target.ts';
import { text } from './text.ts';

export type Post = {
  house: House;
  platforms: ReadonlyMap<PlatformName, Platform>;
  secret: string;
  openHours: OpenHours;
};

/** A call to make, or not yet; `settled`: the row is done with, or due at another time now. */
export type Planned = Plan | { waitUntil: Instant } | 'settled';

/** What is to be done about a due row, written down in the caller's transaction. `allowedAt`: the limits of a platform. */
export async function planRow(
  post: Post,
  tx: Tx,
  now: Instant,
  row: OutboxRow,
  allowedAt: (platform: PlatformName) => Instant,
): Promise<Planned> {
  if (row.sendBy !== null && now > row.sendBy) {
    const mayHaveArrived = row.purpose === 'send' && row.lastCode === UNKNOWN;
    return await settle(tx, now, row, mayHaveArrived ? 'unknown' : 'dropped', 'too-late');
  }
  const target = await findTarget(post.platforms, tx, row);
  if (target === 'left') return await settle(tx, now, row, 'dropped', 'person-left');
  if (!target) return await settle(tx, now, row, 'dead', 'no-address');
  if (await putOffInQuietHours(post, tx, now, row, target.platform)) return 'settled';
  if (await joinDigest(post, tx, now, row, target)) return 'settled';
  const waitUntil = allowedAt(target.platform.name);
  if (waitUntil > now) return { waitUntil };

  if (row.lastCode === UNKNOWN && now - (row.firstAttemptAt ?? now) >= target.platform.limits.repeatSafeForMs) {
    const policy = post.house.registry.messages.get(row.kind)?.unknownOutcome ?? 'drop';
    if (row.purpose === 'send' && policy === 'drop') return await settle(tx, now, row, 'unknown', UNKNOWN);
    Object.assign(row, { uuid: `${row.id}-${row.attempts}`, wire: null, firstAttemptAt: null, lastCode: REPEATED });
  }
  return row.purpose === 'send' ? await planSend(post, tx, now, row, target) : await planUpdate(post, tx, now, row, target);
}

/** Sent again although it may have arrived, and marked as such. */
const REPEATED = 'repeated';

async function planSend(post: Post, tx: Tx, now: Instant, row: OutboxRow, target: Target): Promise<Planned> {
  const wire = row.wire ?? (await drawFirst(post, tx, now, row, target));
  if (wire === undefined) return await settle(tx, now, row, 'dropped', 'nothing-to-show');
  return await begin(tx, now, row, target, { wire });
}

async function drawFirst(post: Post, tx: Tx, now: Instant, row: OutboxRow, target: Target): Promise<Wire | undefined> {
  const { platform, viewer } = target;
  if (row.frozen && 'line' in row.frozen) return platform.renderText(row.frozen.line);
  const card = viewer && (await buildCard(post.house, tx, now, viewer, row, row.frozen));
  if (!card) return undefined;
  await tx
    .prepared('cards.put', (q) =>
      q
        .insert(cards)
        .values({
          id: placeholder('id'),
          platform: placeholder('platform'),
          kind: placeholder('kind'),
          ref: placeholder('ref'),
          frozen: placeholder('frozen'),
          viewerId: placeholder('viewerId'),
          chatId: placeholder('chatId'),
          revision: 1,
          sentAt: placeholder('now'),
        })
        .onConflictDoNothing(),
    )
    .change({
      id: row.id,
      platform: platform.name,
      kind: row.kind,
      ref: row.ref,
      frozen: row.frozen,
      viewerId: viewer.kind === 'person' ? viewer.person.id : null,
      chatId: viewer.kind === 'group' ? viewer.chatId : null,
      now,
    });
  const note = { block: 'note' as const, text: text(viewerLanguage(post.house, viewer)).repeated };
  const drawn = row.lastCode === REPEATED ? { ...card, blocks: [...card.blocks, note] } : card;
  return await draw(post, tx, target, viewer, drawn, row, 1);
}

async function planUpdate(post: Post, tx: Tx, now: Instant, row: OutboxRow, target: Target): Promise<Planned> {
  const [card] = await tx
    .select()
    .from(cards)
    .where(eq(cards.id, row.cardId ?? row.id));
  if (!card || card.gone || !target.viewer) return await settle(tx, now, row, 'dropped', 'card-gone');
  if (card.messageId === null) {
    const [sending] = await tx
      .select({ state: outbox.state, notBefore: outbox.notBefore })
      .from(outbox)
      .where(eq(outbox.id, card.id));
    if (sending?.state === 'waiting' || sending?.state === 'sending')
      return await putOff(tx, row, Math.max(sending.notBefore, now) + 1000);
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
    // Counts from the first attempt that may have arrived: what was clearly refused left nothing to de-duplicate.
    firstAttemptAt: row.lastCode === UNKNOWN && row.firstAttemptAt !== null ? row.firstAttemptAt : now,
    uuid: row.uuid ?? row.id,
    lastCode: row.lastCode,
    wire: row.purpose === 'send' ? call.wire : null,
  };
  await tx
    .prepared('outbox.begin', (q) =>
      q
        .update(outbox)
        .set({
          state: sql`${placeholder('state')}`,
          attempts: sql`${placeholder('attempts')}`,
          firstAttemptAt: sql`${placeholder('firstAttemptAt')}`,
          uuid: sql`${placeholder('uuid')}`,
          lastCode: sql`${placeholder('lastCode')}`,
          wire: sql`${placeholder('wire')}`,
        })
        .where(eq(outbox.id, placeholder('id'))),
    )
    .change({ ...attempt, id: row.id });
  return { row: { ...row, ...attempt }, platform: target.platform, address: target.address, ...call };
}

async function putOff(tx: Tx, row: OutboxRow, notBefore: Instant): Promise<'settled'> {
  await tx.update(outbox).set({ notBefore }).where(eq(outbox.id, row.id));
  return 'settled';
}

async function settle(tx: Tx, now: Instant, row: OutboxRow, state: OutboxState, code: string): Promise<'settled'> {
  await tx.update(outbox).set({ state, settledAt: now, lastCode: code, wire: null }).where(eq(outbox.id, row.id));
  return 'settled';
}
