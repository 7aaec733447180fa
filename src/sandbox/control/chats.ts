import { enterP2p, tellBotAdded, tellBotRemoved, tellDissolved, tellRenamed } from '../feishu/events.ts';
import { previewOf } from '../feishu/outline.ts';
import { p2pWith } from '../feishu/wire.ts';
import { isText, listOf, textAt } from '../json.ts';
import type { JsonObject } from '../json.ts';
import { chatsOf, groupNamed } from '../state.ts';
import type { Chat } from '../state.ts';
import type { World } from '../world.ts';
import { bodyOf, groupCalled, personNamed, wordIn } from './asked.ts';
import { ControlRefusal } from './refusal.ts';

export function listGroups(world: World, person: string | undefined): JsonObject[] {
  const groups = [...world.state.chats.values()].filter((chat) => chat.kind === 'group' && !chat.dissolved);
  return groups.filter((chat) => person === undefined || chat.members.includes(person)).map(groupOnControl);
}

function groupOnControl(chat: Chat): JsonObject {
  return {
    platform: 'feishu',
    id: chat.key,
    chatId: chat.id,
    name: chat.name,
    members: chat.members,
    kind: 'group',
    botIn: chat.botIn,
  };
}

/** What one person finds in the list of conversations, newest first; the bot is always there. */
export function inboxOf(world: World, employeeNo: string): JsonObject[] {
  personNamed(world, employeeNo);
  const chats = [...chatsOf(world.state, employeeNo)].filter((chat) => !chat.dissolved && chat.members.includes(employeeNo));
  const entries = chats.map((chat) => entryOf(world, chat, employeeNo));
  if (!chats.some((chat) => chat.kind === 'p2p'))
    entries.push({ platform: 'feishu', chat: 'bot', name: world.state.botName, lastAt: null, preview: '', unread: 0 });
  return entries.sort((a, b) => Number(b['lastAt'] ?? 0) - Number(a['lastAt'] ?? 0));
}

function entryOf(world: World, chat: Chat, reader: string): JsonObject {
  const last = chat.messages.at(-1);
  let unread = 0;
  for (let i = chat.messages.length - 1; i >= (chat.readUpTo.get(reader) ?? 0); i -= 1)
    if (chat.messages[i]?.from !== reader) unread += 1;
  return {
    platform: 'feishu',
    chat: chat.kind === 'p2p' ? 'bot' : chat.key,
    name: chat.kind === 'p2p' ? world.state.botName : chat.name,
    lastAt: last?.at ?? null,
    preview: last ? previewOf(world.state, last) : '',
    unread,
  };
}

export async function markRead(world: World, raw: unknown): Promise<JsonObject> {
  const body = bodyOf(raw);
  const person = personNamed(world, body['person']);
  const chat = body['chat'] === 'bot' ? p2pWith(world, person.employeeNo) : groupCalled(world, body['chat']);
  world.happen({ k: 'read', chat: chat.id, person: person.employeeNo, upTo: chat.messages.length });
  const entered = chat.kind === 'p2p' && person.status === 'active' && (await enterP2p(world, person));
  return { entered };
}

export async function makeGroup(world: World, raw: unknown): Promise<JsonObject> {
  const body = bodyOf(raw);
  const key = textAt(body, 'id') || `group-${world.state.chats.size + 1}`;
  if (groupNamed(world.state, key)) throw new ControlRefusal(`there is a group ${key} already`, 409);
  const members = listOf(body['members'])
    .filter(isText)
    .map((no) => personNamed(world, no).employeeNo);
  world.happen({ k: 'group', key, name: wordIn(body, 'name'), members });
  const chat = groupCalled(world, key);
  await tellBotAdded(world, chat);
  world.stream.say({ event: 'directory', data: {} });
  return groupOnControl(chat);
}

export async function changeGroup(world: World, key: string, raw: unknown): Promise<JsonObject> {
  const body = bodyOf(raw);
  const chat = groupCalled(world, key);
  if (chat.dissolved) throw new ControlRefusal(`the group ${key} has been dissolved`, 409);
  const told = await CHANGES[wordIn(body, 'kind')]?.(world, chat, body);
  if (told === undefined) throw new ControlRefusal(`kind must be ${Object.keys(CHANGES).join(', ')}`);
  world.stream.say({ event: 'directory', data: {} });
  return { told };
}

const CHANGES: Record<string, (world: World, chat: Chat, body: JsonObject) => Promise<boolean>> = {
  'bot-added'(world, chat) {
    world.happen({ k: 'group-change', chat: chat.id, botIn: true });
    return tellBotAdded(world, chat);
  },
  'bot-removed'(world, chat) {
    world.happen({ k: 'group-change', chat: chat.id, botIn: false });
    return tellBotRemoved(world, chat);
  },
  dissolved(world, chat) {
    world.happen({ k: 'group-change', chat: chat.id, dissolved: true });
    return tellDissolved(world, chat);
  },
  async renamed(world, chat, body) {
    const before = chat.name;
    world.happen({ k: 'group-change', chat: chat.id, name: wordIn(body, 'name') });
    // Whoever is not in the group hears nothing of it.
    return chat.botIn && tellRenamed(world, chat, before);
  },
};
