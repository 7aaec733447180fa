import type { Inbound } from '../../chat/index.ts';
import { decodeMessage } from './decode-message.ts';
import { decodePress } from './decode-press.ts';
import { CARD_PRESS, type Head, instantIn } from './head.ts';
import { type Json, isObject, objectIn, textIn } from './json.ts';

type Decoder = (event: Json, head: Head) => Inbound;

/**
 * An event as the platform sent it, already verified and decrypted. `undefined`: not an event at all.
 * A kind we don't know is `other`; so is a known kind that lacks what makes it one.
 */
export function decode(envelope: unknown, botOpenId: string | undefined): Inbound | undefined {
  if (!isObject(envelope)) return undefined;
  if (envelope['schema'] === undefined) return decodeV1(envelope);
  const header = objectIn(envelope['header']);
  const key = textIn(header['event_id']);
  const type = textIn(header['event_type']);
  if (!key || !type) return undefined;
  const head: Head = { platform: 'feishu', key, type, sentAt: instantIn(header['create_time']) };
  const event = objectIn(envelope['event']);
  if (type === 'im.message.receive_v1') return decodeMessage(event, head, botOpenId);
  return Object.hasOwn(DECODERS, type) ? (DECODERS[type] as Decoder)(event, head) : { kind: 'other', ...head };
}

/** The old envelope; none of what we use comes in it any more. */
function decodeV1(envelope: Json): Inbound | undefined {
  const key = textIn(envelope['uuid']);
  const type = textIn(objectIn(envelope['event'])['type']);
  if (!key || !type) return undefined;
  return { kind: 'other', platform: 'feishu', key, type, sentAt: instantIn(envelope['ts']) };
}

const person =
  (change: 'person' | 'person-left'): Decoder =>
  (event, head) => {
    const externalId = textIn(objectIn(event['object'])['open_id']) ?? textIn(objectIn(event['old_object'])['open_id']);
    return { kind: 'directory-change', change, ...head, ...(externalId && { externalId }) };
  };

const department: Decoder = (event, head) => {
  const externalId = textIn(objectIn(event['object'])['open_department_id']);
  return { kind: 'directory-change', change: 'department', ...head, ...(externalId && { externalId }) };
};

const chat =
  (what: 'bot-added' | 'bot-removed' | 'chat-dissolved'): Decoder =>
  (event, head) => {
    const openId = textIn(objectIn(event['operator_id'])['open_id']);
    const tenantKey = textIn(event['operator_tenant_key']);
    return {
      kind: 'lifecycle',
      event: what,
      ...head,
      ...chatIn(event),
      ...(openId && { from: { externalId: openId, ...(tenantKey && { tenantKey }) } }),
    };
  };

function chatIn(event: Json): { externalChatId?: string; chatName?: string; external?: boolean } {
  const externalChatId = textIn(event['chat_id']);
  const chatName = textIn(event['name']);
  return {
    ...(externalChatId && { externalChatId }),
    ...(chatName && { chatName }),
    ...(typeof event['external'] === 'boolean' && { external: event['external'] }),
  };
}

const renamed: Decoder = (event, head) => {
  const chatName = textIn(objectIn(event['after_change'])['name']);
  if (!chatName) return { kind: 'other', ...head };
  return { kind: 'lifecycle', event: 'chat-renamed', ...head, ...chatIn(event), chatName };
};

const directOpened: Decoder = (event, head) => {
  const openId = textIn(objectIn(event['operator_id'])['open_id']);
  return {
    kind: 'lifecycle',
    event: 'direct-opened',
    ...head,
    ...chatIn(event),
    ...(openId && { from: { externalId: openId } }),
  };
};

const menu: Decoder = (event, head) => {
  const openId = textIn(objectIn(objectIn(event['operator'])['operator_id'])['open_id']);
  const menuKey = textIn(event['event_key']);
  if (!openId || !menuKey) return { kind: 'other', ...head };
  return { kind: 'lifecycle', event: 'menu', ...head, from: { externalId: openId }, menuKey };
};

const DECODERS: Record<string, Decoder> = {
  [CARD_PRESS]: decodePress,
  'application.bot.menu_v6': menu,
  'im.chat.member.bot.added_v1': chat('bot-added'),
  'im.chat.member.bot.deleted_v1': chat('bot-removed'),
  'im.chat.disbanded_v1': chat('chat-dissolved'),
  'im.chat.updated_v1': renamed,
  'im.chat.access_event.bot_p2p_chat_entered_v1': directOpened,
  'contact.user.created_v3': person('person'),
  'contact.user.updated_v3': person('person'),
  'contact.user.deleted_v3': person('person-left'),
  'contact.department.created_v3': department,
  'contact.department.updated_v3': department,
  'contact.department.deleted_v3': department,
  'contact.scope.updated_v3': (_event, head) => ({ kind: 'directory-change', change: 'scope', ...head }),
};
