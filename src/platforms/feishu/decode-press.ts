import type { Inbound, Value, Values } from '../../chat/index.ts';
import { parseDay } from '../../core/days.ts';
import type { Head } from './head.ts';
import { isObject, type Json, listIn, objectIn, textIn } from './json.ts';
import { fieldIn } from './wire-names.ts';

export function decodePress(event: Json, head: Head): Inbound {
  const operator = objectIn(event['operator']);
  const context = objectIn(event['context']);
  const externalId = textIn(operator['open_id']);
  const messageId = textIn(context['open_message_id']);
  if (!externalId || !messageId) return { kind: 'other', ...head };
  const action = objectIn(event['action']);
  const tenantKey = textIn(operator['tenant_key']);
  const externalChatId = textIn(context['open_chat_id']);
  const updateToken = textIn(event['token']);
  return {
    kind: 'submission',
    ...head,
    from: { externalId, ...(tenantKey && { tenantKey }) },
    place: { kind: 'unknown', ...(externalChatId && { externalChatId }) },
    messageId,
    value: isObject(action['value']) ? action['value'] : {},
    values: valuesIn(action['form_value']),
    ...(updateToken && { updateToken }),
  };
}

/** Without a prototype: a field may be called what it likes. */
export function valuesIn(form: unknown): Values {
  const values = Object.create(null) as Values;
  const parts = new Map<string, string[]>();
  for (const [wireName, entered] of Object.entries(objectIn(form))) {
    const field = fieldIn(wireName);
    if (!field) continue;
    if (field.type === 'text') {
      if (typeof entered === 'string') partsOf(parts, field.name)[field.part] = entered;
      continue;
    }
    const value = READERS[field.type](entered);
    if (value) values[field.name] = value;
  }
  for (const [name, pieces] of parts) {
    const text = pieces.join('');
    if (text.trim() !== '') values[name] = { type: 'text', text };
  }
  return values;
}

function partsOf(parts: Map<string, string[]>, name: string): string[] {
  let pieces = parts.get(name);
  if (!pieces) parts.set(name, (pieces = []));
  return pieces;
}

const READERS: Record<'number' | 'date' | 'choice' | 'people', (entered: unknown) => Value | undefined> = {
  number: (entered) => {
    const text = typeof entered === 'number' ? String(entered) : textIn(entered)?.trim();
    if (!text) return undefined;
    const number = numberIn(text);
    return number === undefined ? { type: 'text', text } : { type: 'number', number };
  },
  date: (entered) => {
    const text = textIn(entered)?.trim();
    if (!text) return undefined;
    // `yyyy-MM-dd +0800`: the zone is that of the device, not of the day that was chosen.
    const day = parseDay(text.slice(0, 10));
    return day === undefined ? { type: 'text', text } : { type: 'date', day };
  },
  choice: (entered) => {
    const option = textIn(entered);
    return option === undefined ? undefined : { type: 'choice', option };
  },
  people: (entered) => {
    const externalIds = (Array.isArray(entered) ? listIn(entered) : [entered]).filter(
      (id): id is string => textIn(id) !== undefined,
    );
    return externalIds.length === 0 ? undefined : { type: 'accounts', externalIds };
  },
};

/** Digits and signs of either width, thousands separated by commas, apostrophes or spaces; anything doubtful is no number. */
export function numberIn(text: string): number | undefined {
  const plain = text
    .normalize('NFKC')
    .replace(/[\u2212\u2013]/g, '-')
    .trim();
  const joined = /^[+-]?\d{1,3}([,' \u2019]\d{3})+(\.\d+)?$/.test(plain) ? plain.replace(/[,' \u2019]/g, '') : plain;
  if (!/^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(joined)) return undefined;
  const number = Number(joined);
  return Number.isFinite(number) ? number : undefined;
}
