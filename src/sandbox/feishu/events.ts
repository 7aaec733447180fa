import type { JsonObject } from '../json.ts';
import { openIdOf } from './ids.ts';
import type { Chat, Message, Person } from '../state.ts';
import type { World } from '../world.ts';
import { OPEN_IDS, userOnWire } from './contacts.ts';
import { tellBot } from './queue.ts';
import { p2pWith, placeOf } from './wire.ts';

const idsOf = (person: Person): JsonObject => ({ open_id: person.openId, union_id: person.unionId, user_id: person.userId });

export function tellMessage(world: World, message: Message, chat: Chat, from: Person): Promise<boolean> {
  const { tenantKey } = world.credentials;
  const mentions = message.mentions?.map((each) => ({
    key: each.key,
    id: { open_id: each.openId, union_id: each.unionId, user_id: each.userId },
    mentioned_type: each.kind,
    name: each.name,
    tenant_key: tenantKey,
  }));
  const event = {
    sender: { sender_id: idsOf(from), sender_type: 'user', tenant_key: tenantKey },
    message: {
      message_id: message.id,
      create_time: String(message.at),
      update_time: String(message.updatedAt),
      chat_id: chat.id,
      chat_type: chat.kind,
      message_type: message.type,
      content: message.content,
      ...(mentions && mentions.length > 0 ? { mentions } : {}),
    },
  };
  return tellBot(world, 'im.message.receive_v1', event, { ...placeOf(chat), person: from.employeeNo, messageId: message.id });
}

/** Who did it: somebody of the group, the bot's owner for want of anybody. */
function operatorOf(world: World, chat: Chat): JsonObject {
  const person = world.state.people.get(chat.members[0] ?? '') ?? [...world.state.people.values()][0];
  return person ? idsOf(person) : {};
}

function chatEvent(world: World, chat: Chat): JsonObject {
  return {
    chat_id: chat.id,
    operator_id: operatorOf(world, chat),
    external: false,
    operator_tenant_key: world.credentials.tenantKey,
    name: chat.name,
    i18n_names: { zh_cn: chat.name, en_us: chat.name, ja_jp: chat.name },
  };
}

export function tellBotAdded(world: World, chat: Chat): Promise<boolean> {
  return tellBot(world, 'im.chat.member.bot.added_v1', chatEvent(world, chat), placeOf(chat));
}

export function tellBotRemoved(world: World, chat: Chat): Promise<boolean> {
  return tellBot(world, 'im.chat.member.bot.deleted_v1', chatEvent(world, chat), placeOf(chat));
}

export function tellDissolved(world: World, chat: Chat): Promise<boolean> {
  return tellBot(world, 'im.chat.disbanded_v1', chatEvent(world, chat), placeOf(chat));
}

export function tellRenamed(world: World, chat: Chat, before: string): Promise<boolean> {
  const { name: _name, i18n_names: _names, ...rest } = chatEvent(world, chat);
  return tellBot(
    world,
    'im.chat.updated_v1',
    { ...rest, before_change: { name: before }, after_change: { name: chat.name } },
    placeOf(chat),
  );
}

/** The platform says this on every entry; here only on the first one, so that looking around doesn't wake the bot. */
export async function enterP2p(world: World, person: Person): Promise<boolean> {
  const chat = p2pWith(world, person.employeeNo);
  if (chat.entered) return false;
  world.happen({ k: 'entered', chat: chat.id });
  const last = chat.messages.at(-1);
  const event = {
    chat_id: chat.id,
    operator_id: idsOf(person),
    ...(last ? { last_message_id: last.id, last_message_create_time: String(last.at) } : {}),
  };
  return tellBot(world, 'im.chat.access_event.bot_p2p_chat_entered_v1', event, { person: person.employeeNo });
}

export function tellMenu(world: World, person: Person, key: string): Promise<boolean> {
  const event = {
    operator: { operator_name: person.name, operator_id: idsOf(person) },
    event_key: key,
    timestamp: Math.floor(world.clock.now() / 1000),
  };
  return tellBot(world, 'application.bot.menu_v6', event, { person: person.employeeNo });
}

export function tellJoined(world: World, person: Person): Promise<boolean> {
  return tellBot(
    world,
    'contact.user.created_v3',
    { object: userOnWire(world.state, person, OPEN_IDS) },
    { person: person.employeeNo },
  );
}

/** `before` holds what changed and nothing else. */
export function tellChanged(world: World, person: Person, before: JsonObject): Promise<boolean> {
  return tellBot(
    world,
    'contact.user.updated_v3',
    { object: userOnWire(world.state, person, OPEN_IDS), old_object: before },
    { person: person.employeeNo },
  );
}

export function tellLeft(world: World, person: Person, departmentId: string): Promise<boolean> {
  const event = {
    object: userOnWire(world.state, person, OPEN_IDS),
    old_object: { department_ids: [departmentId], open_id: openIdOf(person.employeeNo) },
  };
  return tellBot(world, 'contact.user.deleted_v3', event, { person: person.employeeNo });
}
