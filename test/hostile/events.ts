import { isDeepStrictEqual } from 'node:util';
import type { House } from './house.ts';

type Card = { openId: string; messageId: string; chatId: string };
/** A button as it lies on somebody's card, with the form around it. Pressed, it is as the redrawn card has it. */
export type Button = Card & { value: Record<string, unknown>; fields: readonly string[] };

export function buttonsOn(raw: unknown, card: Card): Button[] {
  const found: Button[] = [];
  const walk = (node: unknown, fields: readonly string[]): void => {
    if (typeof node !== 'object' || node === null) return;
    if (Array.isArray(node)) {
      for (const one of node) walk(one, fields);
      return;
    }
    const { tag, behaviors } = node as { tag?: unknown; behaviors?: { type: string; value: Record<string, unknown> }[] };
    const within = tag === 'form' ? namesIn(node) : fields;
    for (const one of behaviors ?? []) if (one.type === 'callback') found.push({ ...card, value: one.value, fields: within });
    for (const inner of Object.values(node)) walk(inner, within);
  };
  walk(raw, []);
  return found;
}

/** After a press the card was drawn anew, and its buttons have fresh tokens. */
export function redrawn(button: Button, answer: string): void {
  const card = (JSON.parse(answer) as { card?: { data: unknown } }).card?.data;
  const same = ({ value }: Button): boolean =>
    value['a'] === button.value['a'] && isDeepStrictEqual(value['p'], button.value['p']);
  const now = card === undefined ? undefined : buttonsOn(card, button).find(same);
  if (now) button.value = now.value;
}

function namesIn(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  const own = (node as { name?: unknown }).name;
  return [...(typeof own === 'string' ? [own] : []), ...Object.values(node).flatMap(namesIn)];
}

/** Ids the bot has never seen; each event under its own. */
let made = 0;
export const fresh = (): string => `${process.pid.toString(36)}${(made += 1).toString(36)}`;

const NOBODY = { open_id: 'ou_nobody', union_id: 'on_nobody', user_id: 'nobody' };

/** An event of every type that is listened to, well-formed, about nobody the bot knows. */
export function eventOf(
  house: House,
  type: string,
  event: unknown,
): { schema: string; header: Record<string, string>; event: unknown } {
  const { verificationToken, appId, tenantKey } = house.keys;
  return {
    schema: '2.0',
    header: {
      event_id: `ev_${fresh()}`,
      event_type: type,
      create_time: String(house.now),
      token: verificationToken,
      app_id: appId,
      tenant_key: tenantKey,
    },
    event,
  };
}

export const EVENTS: readonly (readonly [string, object])[] = [
  [
    'im.chat.member.bot.added_v1',
    { chat_id: 'oc_far', operator_id: NOBODY, external: false, operator_tenant_key: 'tk', name: '群' },
  ],
  ['im.chat.member.bot.deleted_v1', { chat_id: 'oc_far', operator_id: NOBODY, external: true, name: '群' }],
  ['im.chat.disbanded_v1', { chat_id: 'oc_far', operator_id: NOBODY, external: false, name: '群' }],
  ['im.chat.updated_v1', { chat_id: 'oc_far', operator_id: NOBODY, after_change: { name: '新' }, before_change: { name: '旧' } }],
  ['im.chat.access_event.bot_p2p_chat_entered_v1', { chat_id: 'oc_far', operator_id: NOBODY, last_message_id: 'om_0' }],
  ['application.bot.menu_v6', { operator: { operator_id: NOBODY }, event_key: 'help', timestamp: 1_788_742_800 }],
  ['contact.user.created_v3', { object: { open_id: 'ou_nobody', name: '新人', department_ids: ['od-1'], employee_no: '1' } }],
  ['contact.user.updated_v3', { object: { open_id: 'ou_nobody', name: '新人' }, old_object: { name: '旧人' } }],
  ['contact.user.deleted_v3', { object: { open_id: 'ou_nobody' }, old_object: { department_ids: [], open_id: 'ou_nobody' } }],
  [
    'contact.department.created_v3',
    { object: { open_department_id: 'od-x', name: '部', leaders: [{ leaderType: 1, leaderID: 'x' }] } },
  ],
  ['contact.department.updated_v3', { object: { open_department_id: 'od-x' }, old_object: { name: '旧' } }],
  ['contact.department.deleted_v3', { object: { open_department_id: 'od-x', status: { is_deleted: true } } }],
  ['contact.scope.updated_v3', { added: { departments: [], users: [{ open_id: 'ou_nobody' }] }, removed: {} }],
  ['im.message.reaction.created_v1', { message_id: 'om_0', reaction_type: { emoji_type: 'SMILE' } }],
  ['toString', { chat_id: 'oc_far' }],
  ['__proto__', {}],
];

/** What people, and programs that pretend to be people, put into a message. */
export const MESSAGE_TYPES: readonly (readonly [string, unknown])[] = [
  ['text', { text: '你好 @_user_1' }],
  [
    'post',
    {
      title: '题',
      content: [
        [
          { tag: 'text', text: '一' },
          { tag: 'a', text: 'b', href: 'https://x.y' },
          { tag: 'at', user_id: '@_user_1' },
        ],
      ],
    },
  ],
  ['audio', { file_key: 'file_v3_x', duration: 2000 }],
  ['image', { image_key: 'img_x' }],
  ['file', { file_key: 'file_v3_x', file_name: '王小明的手机.xlsx' }],
  ['interactive', { elements: [] }],
  ['merge_forward', {}],
];

export function messageEvent(
  house: House,
  who: { openId: string; chat: string; group?: boolean },
  type: string,
  content: unknown,
): object {
  return eventOf(house, 'im.message.receive_v1', {
    sender: {
      sender_id: { open_id: who.openId, union_id: 'on_x', user_id: 'x' },
      sender_type: 'user',
      tenant_key: house.keys.tenantKey,
    },
    message: {
      message_id: `om_${fresh()}`,
      root_id: 'om_root',
      create_time: String(house.now),
      chat_id: who.chat,
      chat_type: who.group ? 'group' : 'p2p',
      message_type: type,
      content: JSON.stringify(content),
      mentions: [{ key: '@_user_1', id: NOBODY, mentioned_type: 'user', name: '王小明的手机', tenant_key: 'tk' }],
    },
  });
}

export function pressEvent(
  house: House,
  button: Button,
  over: { value?: unknown; form?: unknown; openId?: string; messageId?: string },
): object {
  return eventOf(house, 'card.action.trigger', {
    operator: { open_id: over.openId ?? button.openId, union_id: 'on_x', user_id: 'x', tenant_key: house.keys.tenantKey },
    token: `c-${fresh()}`,
    action: {
      tag: 'button',
      value: over.value ?? button.value,
      timezone: 'Asia/Shanghai',
      ...(over.form !== undefined && { form_value: over.form }),
    },
    host: 'im_message',
    context: { open_message_id: over.messageId ?? button.messageId, open_chat_id: button.chatId },
  });
}
