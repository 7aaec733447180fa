import type { Inbound } from '../chat/index.ts';
import type { Instant } from '../core/clock.ts';
import { newId } from '../core/ids.ts';
import { and, eq, type Tx } from '../db/index.ts';
import { applyPersonGone, markChat, personByAccount, rememberChat, type Person } from '../people/index.ts';
import { answerWithin } from './answering.ts';
import { workContext } from './contexts.ts';
import type { Dispatch, Outcome } from './receiving.ts';
import { runHooks } from './hooks.ts';
import { putRow } from './outbox.ts';
import { putLine } from './replies.ts';
import { cards, workItems } from './schema.ts';
import { text } from './text.ts';

type Change = Extract<Inbound, { kind: 'directory-change' }>;
type Lifecycle = Extract<Inbound, { kind: 'lifecycle' }>;

/** Job names of what the pipe itself reads again from the platform. */
export const REREAD = 'people.reread';
export const SYNC = 'people.sync';
/** Once for each person, however often they open the chat. */
export const WELCOME = 'welcome:';

export async function takeLifecycle(pipe: Dispatch, tx: Tx, now: Instant, event: Change | Lifecycle): Promise<Outcome> {
  return event.kind === 'directory-change' ? await takeChange(pipe, tx, now, event) : await takeChatEvent(pipe, tx, now, event);
}

/** A leaver is certain at once; everything else is read again, since events carry only what changed, and not all of it. */
async function takeChange(pipe: Dispatch, tx: Tx, now: Instant, event: Change): Promise<Outcome> {
  if (event.change === 'person-left' && event.externalId) {
    return await takeLeaver(pipe, tx, now, event, event.externalId);
  }
  if (event.change === 'person' && event.externalId) await putReread(tx, now, event, event.externalId);
  else await putSync(tx, now, event);
  return { state: 'done' };
}

/** When a feature fails to take leave, nothing of it stays, and the person is read again until it works. */
async function takeLeaver(pipe: Dispatch, tx: Tx, now: Instant, event: Change, externalId: string): Promise<Outcome> {
  try {
    await tx.nested(async (inner) => {
      const changes = await applyPersonGone(inner, { platform: event.platform, externalId, now });
      await runHooks(pipe.house, workContext(pipe.house, inner, now), changes);
    });
    return { state: 'done' };
  } catch (error) {
    pipe.log.error({ err: error, platform: event.platform, key: event.key }, 'a leaver could not be taken leave of');
    await putReread(tx, now, event, externalId);
    return { state: 'failed', code: error instanceof Error ? error.name : 'unknown' };
  }
}

async function putReread(tx: Tx, now: Instant, event: Change, externalId: string): Promise<void> {
  await putWork(tx, now, { job: REREAD, key: `${event.platform}:${event.key}`, cursor: externalId });
}

/** One reading that hasn't begun takes in any number of changed departments. */
async function putSync(tx: Tx, now: Instant, event: Change): Promise<void> {
  const [toCome] = await tx
    .select({ id: workItems.id })
    .from(workItems)
    .where(and(eq(workItems.job, SYNC), eq(workItems.state, 'open'), eq(workItems.attempts, 0)));
  if (!toCome) await putWork(tx, now, { job: SYNC, key: `${event.platform}:${event.key}`, cursor: null });
}

async function putWork(tx: Tx, now: Instant, item: { job: string; key: string; cursor: string | null }): Promise<void> {
  await tx
    .insert(workItems)
    .values({ ...item, id: newId<'work-item'>(now), slotAt: now, state: 'open', notBefore: now })
    .onConflictDoNothing();
}

async function takeChatEvent(pipe: Dispatch, tx: Tx, now: Instant, event: Lifecycle): Promise<Outcome> {
  const { platform, externalChatId } = event;
  switch (event.event) {
    case 'bot-added':
      return externalChatId ? await greetGroup(pipe, tx, now, event, externalChatId) : { state: 'ignored' };
    case 'bot-removed':
    case 'chat-dissolved':
      if (externalChatId)
        await markChat(tx, {
          platform,
          externalId: externalChatId,
          state: event.event === 'bot-removed' ? 'left' : 'dissolved',
          now,
        });
      return { state: 'done' };
    case 'chat-renamed':
      if (externalChatId) await rememberChat(tx, { platform, externalId: externalChatId, name: event.chatName ?? '', now });
      return { state: 'done' };
    case 'direct-opened':
    case 'menu':
      return await takeVisit(pipe, tx, now, event);
  }
}

async function greetGroup(pipe: Dispatch, tx: Tx, now: Instant, event: Lifecycle, externalId: string): Promise<Outcome> {
  const { platform } = event;
  const chat = await rememberChat(tx, {
    platform,
    externalId,
    name: event.chatName ?? '',
    external: event.external === true,
    now,
  });
  const dedupeKey = `group-welcome:${platform}:${event.key}`;
  if (event.external) {
    await putLine(tx, now, { to: { chat: chat.id }, line: text(pipe.house.companyLanguage).external, platform, dedupeKey });
    return { state: 'ignored', code: 'delivery.external-group' };
  }
  await putRow(tx, now, { ...pipe.desk.groupWelcome, to: { chat: chat.id }, platform, dedupeKey, urgency: 'reply' });
  return { state: 'done' };
}

async function knowsUs(tx: Tx, person: Person): Promise<boolean> {
  const [card] = await tx.select({ id: cards.id }).from(cards).where(eq(cards.viewerId, person.id)).limit(1);
  return card !== undefined;
}

async function takeVisit(pipe: Dispatch, tx: Tx, now: Instant, event: Lifecycle): Promise<Outcome> {
  const person = event.from && (await personByAccount(tx, event.platform, event.from.externalId));
  if (!person || person.status === 'left') return { state: 'ignored', code: 'delivery.stranger' };
  const { platform } = event;
  if (event.event === 'direct-opened') {
    // Somebody we have written to already knows us.
    if (await knowsUs(tx, person)) return { state: 'done' };
    await putRow(tx, now, {
      ...pipe.desk.welcome,
      to: { person: person.id },
      platform,
      dedupeKey: `${WELCOME}${person.id}`,
      urgency: 'reply',
    });
    return { state: 'done' };
  }
  return await answerWithin(pipe, tx, now, { event, person, place: { kind: 'direct' } }, (context) =>
    pipe.desk.menu(context, event.menuKey ?? ''),
  );
}
