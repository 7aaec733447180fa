import { openP2p } from '../state.ts';
import type { Chat, Message, State } from '../state.ts';
import { openIdOf, p2pChatIdOf } from './ids.ts';
import type { JsonObject } from '../json.ts';
import type { World } from '../world.ts';

/** A message as the platform shows it in API answers. */
export function messageOnWire(world: World, message: Message): JsonObject {
  const { appId, tenantKey } = world.credentials;
  const sender =
    message.from === 'bot'
      ? { id: appId, id_type: 'app_id', sender_type: 'app' }
      : { id: openIdOf(message.from), id_type: 'open_id', sender_type: 'user' };
  return {
    message_id: message.id,
    ...(message.root === undefined ? {} : { root_id: message.root }),
    ...(message.parent === undefined ? {} : { parent_id: message.parent }),
    msg_type: message.type,
    create_time: String(message.at),
    update_time: String(message.updatedAt),
    deleted: message.recalled === true,
    updated: message.updatedAt > message.at,
    chat_id: message.chat,
    sender: { ...sender, tenant_key: tenantKey },
    body: { content: message.recalled ? 'This message was recalled' : message.content },
    ...(message.mentions
      ? {
          mentions: message.mentions.map((each) => ({
            key: each.key,
            id: each.openId,
            id_type: 'open_id',
            name: each.name,
            tenant_key: tenantKey,
          })),
        }
      : {}),
  };
}

/** How the control API and the stream name the place a message is in. */
export function placeOf(chat: Chat): { chat: string } | { person: string } {
  return chat.kind === 'group' ? { chat: chat.key } : { person: chat.key };
}

export function chatOf(state: State, message: Message): Chat {
  return state.chats.get(message.chat) as Chat;
}

export function sayChanged(world: World, message: Message, event: 'message' | 'update'): void {
  world.stream.say({ event, data: { platform: 'feishu', ...placeOf(chatOf(world.state, message)), id: message.id } });
}

/** The chat between the bot and one person; made at the first word from either side. */
export function p2pWith(world: World, employeeNo: string): Chat {
  const known = world.state.chats.get(p2pChatIdOf(employeeNo));
  if (known) return known;
  world.happen({ k: 'p2p', person: employeeNo });
  return openP2p(world.state, employeeNo);
}
