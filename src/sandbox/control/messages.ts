import { tellMenu, tellMessage } from '../feishu/events.ts';
import { newFileKey, newMessageId } from '../feishu/ids.ts';
import { placeMentions } from '../feishu/mentions.ts';
import { outlineOf } from '../feishu/outline.ts';
import { spokenFile } from '../feishu/voice.ts';
import { p2pWith, placeOf, sayChanged } from '../feishu/wire.ts';
import { isObject, parseJson, textAt } from '../json.ts';
import type { JsonObject } from '../json.ts';
import type { Pulse } from '../pulse.ts';
import type { Chat, Message, Person } from '../state.ts';
import type { Happening } from '../records.ts';
import type { World } from '../world.ts';
import { bodyOf, groupCalled, personNamed, wordIn } from './asked.ts';
import { ControlRefusal } from './refusal.ts';

export function listMessages(world: World, query: { person?: string; chat?: string }): JsonObject[] {
  const group = query.chat !== undefined && query.chat !== 'bot';
  const chat = group ? groupCalled(world, query.chat) : p2pOf(world, personNamed(world, query.person).employeeNo);
  return (chat?.messages ?? []).map((message) => onControl(world, message));
}

/** Looking must not open a chat. */
function p2pOf(world: World, employeeNo: string): Chat | undefined {
  return [...(world.state.chatsOfPerson.get(employeeNo) ?? [])].find((chat) => chat.kind === 'p2p');
}

function onControl(world: World, message: Message): JsonObject {
  return {
    id: message.id,
    at: message.at,
    updatedAt: message.updatedAt,
    from: message.from,
    fromName: message.from === 'bot' ? world.state.botName : (world.state.people.get(message.from)?.name ?? message.from),
    type: message.type,
    raw: parseJson(message.content) ?? message.content,
    outline: outlineOf(world.state, message),
    ...(message.mentions && message.mentions.length > 0 ? { mentions: message.mentions } : {}),
    ...(message.voice ? { voice: message.voice } : {}),
    ...(message.urgent ? { urgent: message.urgent } : {}),
    ...(message.recalled ? { recalled: true } : {}),
  };
}

/** Somebody says something; answered when the bot has nothing more to do. */
export async function say(world: World, pulse: Pulse, raw: unknown): Promise<JsonObject> {
  const body = bodyOf(raw);
  const from = personNamed(world, body['from']);
  if (from.status === 'left') throw new ControlRefusal(`${from.name} has left the company`, 409);
  const chat = body['chat'] === 'bot' ? p2pWith(world, from.employeeNo) : groupCalled(world, body['chat']);
  if (!chat.members.includes(from.employeeNo)) throw new ControlRefusal(`${from.name} is not in the group ${chat.name}`, 403);
  if (chat.dissolved) throw new ControlRefusal(`the group ${chat.name} has been dissolved`, 409);
  const { message, file } = compose(world, chat, from, body);
  const before = answersSince(world, chat, from);
  world.happen({ k: 'message', message, ...(file ? { file } : {}) });
  sayChanged(world, message, 'message');
  if (reachesBot(chat, message)) {
    await whileTyping(world, chat, async () => {
      await tellMessage(world, message, chat, from);
      await pulse.answer();
    });
  }
  return { id: message.id, answers: before() };
}

type Composed = { message: Message; file?: NonNullable<Extract<Happening, { k: 'message' }>['file']> };

function compose(world: World, chat: Chat, from: Person, body: JsonObject): Composed {
  const at = world.clock.now();
  const seed = { id: newMessageId(), at, updatedAt: at, chat: chat.id, from: from.employeeNo };
  const voice = body['voice'];
  if (isObject(voice)) {
    const seconds = Math.max(1, Math.min(60, Number(voice['seconds'] ?? 3)));
    const key = newFileKey();
    const spoken = wordIn(voice, 'text');
    const message = {
      ...seed,
      type: 'audio',
      content: JSON.stringify({ file_key: key, duration: Math.round(seconds * 1000) }),
      voice: { text: spoken, seconds },
    };
    return { message, file: { key, base64: spokenFile(spoken).toString('base64') } };
  }
  const text = textAt(body, 'text');
  if (text.trim() === '') throw new ControlRefusal('text or voice is missing');
  // Between two, everything typed stays as it is; placeholders come up in groups only (reference §1.5).
  const typed = chat.kind === 'group' ? placeMentions(world, chat, text) : { text, mentions: [] };
  const message: Message = { ...seed, type: 'text', content: JSON.stringify({ text: typed.text }) };
  return { message: typed.mentions.length > 0 ? { ...message, mentions: typed.mentions } : message };
}

/** With the scope im:message.group_at_msg:readonly a bot hears in groups only what is said to it. */
function reachesBot(chat: Chat, message: Message): boolean {
  return chat.kind === 'p2p' || (chat.botIn && (message.mentions ?? []).some((mention) => mention.kind === 'bot'));
}

/** Called later, gives the bot's messages that came since, in this chat and in the one between the bot and the person. */
export function answersSince(world: World, chat: Chat, person: Person): () => string[] {
  const places = [...new Set([chat, p2pOf(world, person.employeeNo)])].filter((each) => each !== undefined);
  const counts = places.map((place) => ({ place, from: place.messages.length }));
  return () => {
    const late = p2pOf(world, person.employeeNo);
    if (late && !places.includes(late)) counts.push({ place: late, from: 0 });
    return counts.flatMap(({ place, from }) =>
      place.messages
        .slice(from)
        .filter((each) => each.from === 'bot')
        .map((each) => each.id),
    );
  };
}

export async function whileTyping<T>(world: World, chat: Chat, wait: () => Promise<T>): Promise<T> {
  world.stream.say({ event: 'typing', data: { ...placeOf(chat), on: true } });
  try {
    return await wait();
  } finally {
    world.stream.say({ event: 'typing', data: { ...placeOf(chat), on: false } });
  }
}

/** The bot's menu below the chat, set up in the console on the real platform. */
export async function pressMenu(world: World, pulse: Pulse, raw: unknown): Promise<JsonObject> {
  const body = bodyOf(raw);
  const person = personNamed(world, body['by']);
  const chat = p2pWith(world, person.employeeNo);
  const answers = answersSince(world, chat, person);
  await whileTyping(world, chat, async () => {
    await tellMenu(world, person, wordIn(body, 'key'));
    await pulse.answer();
  });
  return { answers: answers() };
}
