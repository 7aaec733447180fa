import type { Inbound } from '../chat/index.ts';
import type { Instant } from '../core/clock.ts';
import { newId } from '../core/ids.ts';
import type { Tx } from '../db/index.ts';
import { applyPersonGone, markChat, personByAccount, rememberChat } from '../people/index.ts';
import { actContext, workContext } from './contexts.ts';
import type { Dispatch, Outcome } from './receiving.ts';
import { runHooks } from './hooks.ts';
import { putRow } from './outbox.ts';
import { putLine, putReply } from './replies.ts';
import { workItems } from './schema.ts';
import { text } from './text.ts';

type Change = Extract<Inbound, { kind: 'directory-change' }>;
type Lifecycle = Extract<Inbound, { kind: 'lifecycle' }>;

/** Job names of what the pipe itself reads again from the platform. */
export const REREAD = 'people.reread';
export const SYNC = 'people.sync';

export async function takeLifecycle(pipe: Dispatch, tx: Tx, now: Instant, event: Change | Lifecycle): Promise<Outcome> {
  return event.kind === 'directory-change' ? await takeChange(pipe, tx, now, event) : await takeChatEvent(pipe, tx, now, event);
}

/** A leaver is certain at once; everything else is read again, since events carry only what changed, and not all of it. */
async function takeChange(pipe: Dispatch, tx: Tx, now: Instant, event: Change): Promise<Outcome> {
  if (event.change === 'person-left' && event.externalId) {
    const changes = await applyPersonGone(tx, { platform: event.platform, externalId: event.externalId, now });
    await runHooks(pipe.house, workContext(pipe.house, tx, now), changes);
    return { state: 'done' };
  }
  const one = event.change === 'person' && event.externalId;
  await tx
    .insert(workItems)
    .values({
      id: newId<'work-item'>(now),
      job: one ? REREAD : SYNC,
      key: `${event.platform}:${event.key}`,
      slotAt: now,
      cursor: one ? event.externalId : null,
      state: 'open',
      notBefore: now,
    })
    .onConflictDoNothing();
  return { state: 'done' };
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

async function takeVisit(pipe: Dispatch, tx: Tx, now: Instant, event: Lifecycle): Promise<Outcome> {
  const person = event.from && (await personByAccount(tx, event.platform, event.from.externalId));
  if (!person || person.status === 'left') return { state: 'ignored', code: 'delivery.stranger' };
  const { platform } = event;
  if (event.event === 'direct-opened') {
    await putRow(tx, now, {
      ...pipe.desk.welcome,
      to: { person: person.id },
      platform,
      dedupeKey: `welcome:${person.id}`,
      urgency: 'reply',
    });
    return { state: 'done' };
  }
  const context = actContext(pipe.house, tx, now, { person, platform, place: { kind: 'direct' } });
  const reply = await pipe.desk.menu(context, event.menuKey ?? '');
  await putReply(
    tx,
    now,
    {
      platform,
      key: event.key,
      person,
      place: context.place,
      language: context.language,
      groupLanguage: pipe.house.companyLanguage,
    },
    reply,
  );
  return { state: 'done' };
}
