import { DAY, HOUR } from '../../core/clock.ts';
import { isObject, parseJson, textAt } from '../json.ts';
import type { JsonObject } from '../json.ts';
import type { Chat, Message, Person, State } from '../state.ts';
import type { World } from '../world.ts';
import { refuse } from './answers.ts';
import type { Answer } from './answers.ts';
import { refuseBadCard } from './cardRefusal.ts';
import type { About, Call } from './endpoint.ts';
import { newMessageId } from './ids.ts';
import { bodyOf, bodyText, queryOneOf } from './parameters.ts';
import { chatOf, messageOnWire, p2pWith, placeOf, sayChanged } from './wire.ts';

const RECEIVE_ID_TYPES = ['open_id', 'union_id', 'user_id', 'email', 'chat_id'] as const;
const TEXT_LIMIT_BYTES = 150 * 1024;
const UUID_LIMIT = 50;
const UUID_MS = HOUR;
/** A card can be changed for two weeks, and is dead after them (reference §0 trap 8). */
export const CARD_LIFE_MS = 14 * DAY;

export function createMessage(call: Call): Answer {
  const body = bodyOf(call.body);
  const idType = queryOneOf(call.query, 'receive_id_type', RECEIVE_ID_TYPES);
  const chat = receiver(call.world, idType, bodyText(body, 'receive_id'));
  return send(call, chat, body, {});
}

export function replyToMessage(call: Call): Answer {
  const parent = messageNamed(call);
  if (parent.recalled) throw refuse(230011, 'The message was withdrawn.');
  return send(call, chatOf(call.world.state, parent), bodyOf(call.body), { parent: parent.id, root: parent.root ?? parent.id });
}

function receiver(world: World, idType: (typeof RECEIVE_ID_TYPES)[number], id: string): Chat {
  const { state } = world;
  if (idType === 'chat_id') {
    const chat = state.chats.get(id);
    if (!chat) throw refuse(230034, 'The receive_id is invalid.');
    return chat;
  }
  const person = personById(state, idType, id);
  if (!person) throw refuse(230034, 'The receive_id is invalid.');
  if (person.status === 'left') throw refuse(230013, 'Bot has NO availability to this user.');
  return p2pWith(world, person.employeeNo);
}

export function personById(state: State, idType: 'open_id' | 'union_id' | 'user_id' | 'email', id: string): Person | undefined {
  if (idType === 'open_id') return state.byOpenId.get(id);
  if (idType === 'email') return undefined;
  const key = idType === 'union_id' ? 'unionId' : 'userId';
  return [...state.people.values()].find((person) => person[key] === id);
}

function send({ world, limits, about }: Call, chat: Chat, body: JsonObject, thread: { parent?: string; root?: string }): Answer {
  const now = world.clock.now();
  const uuid = uuidOf(body);
  const earlier = uuid === undefined ? undefined : world.state.sentUuids.get(uuid);
  if (earlier && now - earlier.at < UUID_MS) {
    Object.assign(about, { messageId: earlier.message }, placeOf(chat));
    if (world.faults.repeatedUuid === 'error')
      throw refuse(230001, 'Your request contains an invalid request parameter, ext=the uuid has been used already.');
    return { data: messageOnWire(world, world.state.messages.get(earlier.message) as Message) };
  }
  requireOpenTo(world.state, chat);
  if (chat.kind === 'p2p' && world.faults.outOfReach.includes(chat.key))
    throw refuse(230013, 'Bot has NO availability to this user.');
  Object.assign(about, placeOf(chat));
  const type = bodyText(body, 'msg_type');
  const content = bodyText(body, 'content');
  requireGoodContent(world.state, type, content);
  limits.admitReceiver(`chat:${chat.id}`, now);
  const message: Message = { id: newMessageId(), at: now, updatedAt: now, chat: chat.id, from: 'bot', type, content, ...thread };
  world.happen({ k: 'message', message, ...(uuid === undefined ? {} : { uuid }) });
  about.messageId = message.id;
  sayChanged(world, message, 'message');
  return { data: messageOnWire(world, message) };
}

function uuidOf(body: JsonObject): string | undefined {
  const uuid = body['uuid'];
  if (uuid === undefined || uuid === '') return undefined;
  if (typeof uuid !== 'string' || [...uuid].length > UUID_LIMIT)
    throw refuse(99992402, `field validation failed: uuid must be a string of at most ${UUID_LIMIT} characters`);
  return uuid;
}

function requireOpenTo(state: State, chat: Chat): void {
  if (chat.dissolved) throw refuse(232009, 'Your request specifies a chat which has already been dissolved.');
  if (!chat.botIn) throw refuse(230002, 'The bot can not be outside the group.');
  if (chat.kind === 'p2p' && state.people.get(chat.key)?.status === 'left')
    throw refuse(230013, 'Bot has NO availability to this user.');
}

function requireGoodContent(state: State, type: string, content: string): void {
  const size = Buffer.byteLength(content);
  if (type === 'interactive') return refuseBadCard(state, content);
  const parsed = parseJson(content);
  if (!isObject(parsed))
    throw refuse(230001, 'Your request contains an invalid request parameter, ext=content is not a JSON object.');
  if (type === 'text') {
    if (size > TEXT_LIMIT_BYTES) throw refuse(230025, 'The length of the message content reaches its limit.');
    if (textAt(parsed, 'text') === '')
      throw refuse(230001, 'Your request contains an invalid request parameter, ext=text content is empty.');
    return;
  }
  // Posts, pictures and files are nothing the bot sends; what is not built is refused rather than waved through.
  throw refuse(
    230001,
    `Your request contains an invalid request parameter, ext=msg_type ${type} is not supported by the sandbox.`,
  );
}

export function messageNamed({ world, path, about }: { world: World; path: Record<string, string>; about: About }): Message {
  const id = path['message_id'] ?? '';
  if (!/^om_[0-9A-Za-z_-]+$/.test(id)) throw refuse(99992354, 'id not exist: open_message_id is invalid');
  const message = world.state.messages.get(id);
  if (!message) throw refuse(230001, 'Your request contains an invalid request parameter, ext=message id is unknown.');
  Object.assign(about, { messageId: id }, placeOf(chatOf(world.state, message)));
  return message;
}

export function patchMessage(call: Call): Answer {
  const { world, limits } = call;
  const message = messageNamed(call);
  const content = bodyText(bodyOf(call.body), 'content');
  const now = world.clock.now();
  if (message.type !== 'interactive')
    throw refuse(230001, 'Your request contains an invalid request parameter, ext=only cards can be patched.');
  if (message.recalled) throw refuse(230011, 'The message was withdrawn.');
  if (now - message.at > CARD_LIFE_MS) throw refuse(230031, 'The message is too old to be updated: more than 14 days.');
  requireOpenTo(world.state, chatOf(world.state, message));
  refuseBadCard(world.state, content, 'replaces a 2.0 card');
  if (world.inInteraction.has(message.id))
    throw refuse(230099, 'Failed to create card content, ext=ErrCode: 11310; ErrMsg: card action is lock; ');
  limits.admitReceiver(`patch:${message.id}`, now);
  world.happen({ k: 'content', message: message.id, content, at: now });
  sayChanged(world, message, 'update');
  return { data: {} };
}

const EDITS_LIMIT = 20;

export function editMessage(call: Call): Answer {
  const { world } = call;
  const message = messageNamed(call);
  const body = bodyOf(call.body);
  const content = bodyText(body, 'content');
  if (message.from !== 'bot') throw refuse(230071, 'The operator is not the sender of the message.');
  if (message.recalled) throw refuse(230011, 'The message was withdrawn.');
  if (message.type !== 'text' || bodyText(body, 'msg_type') !== 'text')
    throw refuse(230001, 'Your request contains an invalid request parameter, ext=only text can be edited.');
  if ((message.edits ?? 0) >= EDITS_LIMIT) throw refuse(230072, 'The message has reached the number of times it can be edited.');
  requireGoodContent(world.state, 'text', content);
  world.happen({ k: 'content', message: message.id, content, at: world.clock.now(), edited: true });
  sayChanged(world, message, 'update');
  return { data: messageOnWire(world, message) };
}

export function getMessage(call: Call): Answer {
  const message = messageNamed(call);
  if (!chatOf(call.world.state, message).botIn) throw refuse(230002, 'The bot can not be outside the group.');
  return { data: { items: [messageOnWire(call.world, message)] } };
}

export function recallMessage(call: Call): Answer {
  const { world } = call;
  const message = messageNamed(call);
  if (message.from !== 'bot') throw refuse(230026, 'No permission to recall this message.');
  if (message.recalled) throw refuse(230011, 'The message was withdrawn.');
  world.happen({ k: 'recall', message: message.id, at: world.clock.now() });
  sayChanged(world, message, 'update');
  return { data: {} };
}
