import type { PlatformName } from '../chat/index.ts';
import type { Instant } from '../core/clock.ts';
import { newId, type Id } from '../core/ids.ts';
import { and, eq, placeholder, type Reader, type Tx } from '../db/index.ts';
import { chats, type ChatState } from './schema.ts';

export type ChatId = Id<'chat'>;
export type Chat = { id: ChatId; platform: PlatformName; externalId: string; name: string; state: ChatState; external: boolean };

const columns = {
  id: chats.id,
  platform: chats.platform,
  externalId: chats.externalId,
  name: chats.name,
  state: chats.state,
  external: chats.external,
};

type Seen = { platform: PlatformName; externalId: string; name: string; external?: boolean; now: Instant };

/** The bot is in this chat: new, back again, or under another name. An empty name keeps the one we know. */
export async function rememberChat(tx: Tx, { platform, externalId, name, external, now }: Seen): Promise<Chat> {
  const rows = await tx
    .insert(chats)
    .values({ id: newId<'chat'>(now), platform, externalId, name, state: 'active', external: external ?? false, changedAt: now })
    .onConflictDoUpdate({
      target: [chats.platform, chats.externalId],
      set: { state: 'active', changedAt: now, ...(name ? { name } : {}), ...(external === undefined ? {} : { external }) },
    })
    .returning(columns);
  return rows[0] as Chat;
}

/** The bot was removed, or the group is no more: nothing is sent there any longer. Answers the chat if it was in use until now. */
export async function markChat(
  tx: Tx,
  { platform, externalId, state, now }: { platform: PlatformName; externalId: string; state: ChatState; now: Instant },
): Promise<Chat | undefined> {
  const known = await chatByExternalId(tx, platform, externalId);
  if (!known || known.state === state) return undefined;
  const rows = await tx.update(chats).set({ state, changedAt: now }).where(eq(chats.id, known.id)).returning(columns);
  return rows[0];
}

export async function chatByExternalId(read: Reader, platform: PlatformName, externalId: string): Promise<Chat | undefined> {
  const rows = await read
    .prepared('people.chat-by-external-id', (q) =>
      q
        .select(columns)
        .from(chats)
        .where(and(eq(chats.platform, placeholder('platform')), eq(chats.externalId, placeholder('externalId')))),
    )
    .execute({ platform, externalId });
  return rows[0];
}

export async function chatById(read: Reader, id: ChatId): Promise<Chat | undefined> {
  return (await read.select(columns).from(chats).where(eq(chats.id, id)))[0];
}

export async function activeChats(read: Reader): Promise<Chat[]> {
  return await read.select(columns).from(chats).where(eq(chats.state, 'active'));
}
