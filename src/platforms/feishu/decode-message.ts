import { type Inbound, type Mention, mentionMark, type Place, type Sender } from '../../chat/index.ts';
import type { Head } from './head.ts';
import { type Json, listIn, objectIn, parsed, textIn } from './json.ts';

export function decodeMessage(event: Json, head: Head, botOpenId: string | undefined): Inbound {
  const message = objectIn(event['message']);
  const from = senderIn(event['sender']);
  const messageId = textIn(message['message_id']);
  if (!from || !messageId) return { kind: 'other', ...head };
  // One message may come under several event ids; its own id stays the same. Property by property: copying costs more, and
  // every message comes through here.
  const { platform, type, sentAt } = head;
  const known: Known = { platform, key: messageId, type, sentAt, from, place: placeIn(message), messageId };
  const content = objectIn(parsed(textIn(message['content']) ?? ''));
  switch (message['message_type']) {
    case 'text':
      return written(known, textIn(content['text']) ?? '', message, botOpenId);
    case 'post':
      return written(known, flattened(content), message, botOpenId);
    case 'audio': {
      const fileKey = textIn(content['file_key']);
      const durationMs = Number(content['duration']);
      return fileKey
        ? { kind: 'voice', ...known, fileKey, durationMs: durationMs > 0 ? durationMs : 0 }
        : { kind: 'other', ...known };
    }
    default:
      return { kind: 'other', ...known };
  }
}

type Known = Head & { from: Sender; place: Place; messageId: string };

function senderIn(value: unknown): Sender | undefined {
  const sender = objectIn(value);
  const externalId = textIn(objectIn(sender['sender_id'])['open_id']);
  if (!externalId) return undefined;
  const from: Sender = { externalId };
  const tenantKey = textIn(sender['tenant_key']);
  if (tenantKey) from.tenantKey = tenantKey;
  if (sender['sender_type'] !== 'user') from.bot = true;
  return from;
}

const PLACES: Record<string, Place['kind']> = { p2p: 'direct', group: 'group' };

function placeIn(message: Json): Place {
  const kind = PLACES[textIn(message['chat_type']) ?? ''] ?? 'unknown';
  const externalChatId = textIn(message['chat_id']);
  return externalChatId ? { kind, externalChatId } : { kind };
}

/** A slash of either width, then letters of one script, so that `/目标new` and `/points+10` need no space. */
const COMMAND = /^[/／]\s*(\p{Script=Latin}[\p{Script=Latin}\p{N}_-]*|\p{Script=Han}+)\s*([\s\S]*)$/u;

function written(known: Known, raw: string, message: Json, botOpenId: string | undefined): Inbound {
  const { text, mentions } = withMentions(raw, message['mentions'], botOpenId);
  const command = COMMAND.exec(text);
  if (!command) return Object.assign(known, { kind: 'message' as const, text, mentions });
  const [, word = '', rest = ''] = command;
  return Object.assign(known, { kind: 'command' as const, command: word.normalize('NFKC').toLowerCase(), rest, mentions });
}

/** One line with single spaces, without mentions, links or anything else that is rewritten below. */
const PLAIN = /^(?:(?! {2})[^@[\t\n\r\u00A0\u2000-\u200A\u202F\u3000\uE000\uE001])*$/;

type Placeholder = { mention: Mention; own: boolean; index: number };

function withMentions(raw: string, list: unknown, botOpenId: string | undefined): { text: string; mentions: Mention[] } {
  if (listIn(list).length === 0 && PLAIN.test(raw)) return { text: raw.trim(), mentions: [] };
  const byKey = placeholdersIn(list, botOpenId);
  const mentions: Mention[] = [];
  for (const placeholder of byKey.values()) {
    if (placeholder.own) continue;
    placeholder.index = mentions.length;
    mentions.push(placeholder.mention);
  }
  const unforged = raw.replace(/[\uE000\uE001]/g, '');
  const unwrapped = unforged.includes('](') ? unwrapLinks(unforged) : unforged;
  if (!unwrapped.includes('@_')) return { text: tidied(unwrapped), mentions };
  const marked = unwrapped
    .replace(/@_all(?![A-Za-z0-9_])/g, ' ')
    // All digits at once: `@_user_1` must not be found inside `@_user_12`.
    .replace(/@_user_\d+/g, (key) => {
      const found = byKey.get(key);
      if (!found) return key;
      return found.own ? ' ' : ` ${mentionMark(found.index)} `;
    });
  return { text: tidied(marked), mentions };
}

function placeholdersIn(list: unknown, botOpenId: string | undefined): Map<string, Placeholder> {
  const byKey = new Map<string, Placeholder>();
  for (const item of listIn(list)) {
    const entry = objectIn(item);
    const key = textIn(entry['key']);
    const externalId = textIn(objectIn(entry['id'])['open_id']);
    if (!key || !externalId) continue;
    const bot = entry['mentioned_type'] === 'bot';
    const mention: Mention = { externalId, name: textIn(entry['name']) ?? '', ...(bot && { bot }) };
    byKey.set(key, { mention, own: externalId === botOpenId, index: -1 });
  }
  if (botOpenId === undefined) takeOnlyBotForOurs(byKey);
  return byKey;
}

/** Before the platform told us who we are: a group message reaches us because we were mentioned. */
function takeOnlyBotForOurs(byKey: Map<string, Placeholder>): void {
  const bots = [...byKey.values()].filter(({ mention }) => mention.bot);
  if (new Set(bots.map(({ mention }) => mention.externalId)).size === 1) for (const bot of bots) bot.own = true;
}

/** `[t](url)` is how the platform hands on a link: the label, and the address where it says more. */
function unwrapLinks(text: string): string {
  return text.replace(/\[([^[\]]*)\]\(((?:https?|lark):\/\/[^\s()]+)\)/gi, (_whole, label: string, url: string) =>
    linked(label, url),
  );
}

function linked(label: string, url: string): string {
  const said = label.trim();
  const bare = (address: string): string => address.replace(/^https?:\/\//i, '').replace(/\/$/, '');
  return said === '' || bare(said) === bare(url) ? url : `${said} ${url}`;
}

const tidied = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[ \t\u00A0\u2000-\u200A\u202F\u3000]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim();

function flattened(post: Json): string {
  const lines = listIn(post['content']).map((line) => listIn(line).map(spoken).join(''));
  const title = textIn(post['title']);
  return (title ? [title, ...lines] : lines).join('\n');
}

function spoken(item: unknown): string {
  const element = objectIn(item);
  const text = textIn(element['text']) ?? '';
  switch (element['tag']) {
    case 'a':
      return linked(text, textIn(element['href']) ?? text);
    case 'at':
      return ` ${textIn(element['user_id']) ?? ''} `;
    default:
      return text;
  }
}
