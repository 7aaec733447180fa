import { isObject, parseJson, textAt } from '../json.ts';
import type { Json, JsonObject } from '../json.ts';
import type { Chat, Message, Person } from '../state.ts';
import type { World } from '../world.ts';
import { faultOf } from './cardRefusal.ts';
import { controlCalled, controlsOf, initialValue, isField, labelOf } from './controls.ts';
import type { Control } from './controls.ts';
import { newCardToken, newEventId } from './ids.ts';
import { CARD_LIFE_MS } from './messages.ts';
import { ClientRefusal, wireValue } from './neutral.ts';
import { isSubscribed, push } from './push.ts';
import type { Pushed } from './pushed.ts';
import { chatOf, placeOf, sayChanged } from './wire.ts';

export type Toast = { type: string; content: string };
export type ClickOutcome = {
  status: 'ok' | 'error';
  code?: number;
  message?: string;
  toast?: Toast;
  card?: JsonObject | null;
  url?: string;
};

type Click = { by: Person; message: Message; chat: Chat; control: Control; action: JsonObject };

/** One press, as the client makes it: its own rules first, then the callback, then what came back. */
export async function press(
  world: World,
  by: Person,
  messageId: string,
  action: string,
  values: JsonObject,
): Promise<ClickOutcome> {
  try {
    const message = messageToPress(world, by, messageId);
    const chat = chatOf(world.state, message);
    const card = parseJson(message.content) as JsonObject;
    const controls = controlsOf(card);
    const control = controlCalled(controls, action);
    if (!control)
      throw new ClientRefusal(
        `卡片上没有「${action}」;可以按:${controls
          .filter((each) => !isField(each))
          .map((each) => each.name || labelOf(each))
          .join('、')}。`,
      );
    if (control.object['disabled'] === true) throw new ClientRefusal(`「${labelOf(control) || control.name}」现在不能按。`);
    requireKnown(controls.filter(isField), values);
    const sent = actionOf(world, controls, control, values, action);
    const link = linkOf(control);
    if (sent === undefined) return { status: 'ok', card: null, ...link };
    return { ...(await callBack(world, { by, message, chat, control, action: sent })), ...link };
  } catch (error) {
    if (!(error instanceof ClientRefusal)) throw error;
    return { status: 'error', message: error.message, ...(error.code === undefined ? {} : { code: error.code }) };
  }
}

function messageToPress(world: World, by: Person, id: string): Message {
  const message = world.state.messages.get(id);
  if (!message) throw new ClientRefusal(`没有消息 ${id}。`);
  if (message.type !== 'interactive') throw new ClientRefusal('这条消息不是卡片。');
  if (message.recalled) throw new ClientRefusal('这条消息已撤回。');
  if (!chatOf(world.state, message).members.includes(by.employeeNo)) throw new ClientRefusal(`${by.name} 不在这个会话里。`);
  if (by.status === 'left') throw new ClientRefusal(`${by.name} 已离职。`);
  if (world.clock.now() - message.at > CARD_LIFE_MS) throw new ClientRefusal('这张卡片已超过 14 天,不能再操作。');
  return message;
}

function linkOf(control: Control): { url?: string } {
  for (const behavior of behaviorsOf(control)) {
    const url = behavior['default_url'] ?? behavior['pc_url'];
    if (behavior['type'] === 'open_url' && typeof url === 'string') return { url };
  }
  return {};
}

function behaviorsOf(control: Control): JsonObject[] {
  return Array.isArray(control.object['behaviors']) ? control.object['behaviors'].filter(isObject) : [];
}

/** `undefined`: nothing leaves the client (a link, a reset, a box that only toggles). */
function actionOf(
  world: World,
  controls: readonly Control[],
  control: Control,
  values: JsonObject,
  calledAs: string,
): JsonObject | undefined {
  const callback = behaviorsOf(control).find((behavior) => behavior['type'] === 'callback');
  const common = { tag: control.tag, timezone: 'Asia/Shanghai', ...(control.name === '' ? {} : { name: control.name }) };
  if (control.form && control.tag === 'button' && control.object['form_action_type'] === 'submit') {
    const fields = controls.filter((each) => each.form === control.form && isField(each));
    requireNames(controls.filter((each) => each.form === control.form));
    return { ...common, ...(callback ? { value: callback['value'] ?? {} } : {}), form_value: formValue(world, fields, values) };
  }
  if (control.object['form_action_type'] === 'reset' || !callback) return undefined;
  if (!isObject(callback['value'])) throw new ClientRefusal('回传数据不是对象。', 200671);
  return {
    ...common,
    value: callback['value'],
    ...chosen(world, control, values[control.name] ?? values[calledAs] ?? values['value'] ?? null),
  };
}

/** A script that misspells a field would otherwise send an empty one and never know. */
function requireKnown(fields: readonly Control[], values: JsonObject): void {
  const names = new Set(['value', ...fields.flatMap((field) => [field.name, textAt(field.object, 'element_id'), field.tag])]);
  const unknown = Object.keys(values).find((name) => !names.has(name));
  if (unknown !== undefined)
    throw new ClientRefusal(`卡片上没有「${unknown}」这一项;有:${fields.map((field) => field.name).join('、')}。`);
}

/** The platform takes such a card, and fails when somebody submits it (reference §4.2). */
function requireNames(controls: readonly Control[]): void {
  const nameless = controls.find((control) => control.name === '');
  if (nameless) throw new ClientRefusal(`表单里的「${labelOf(nameless) || nameless.tag}」没有 name。`, 200530);
}

function formValue(world: World, fields: readonly Control[], values: JsonObject): JsonObject {
  const filled: JsonObject = {};
  for (const field of fields) {
    const touched = values[field.name];
    const changed = touched !== undefined && field.object['disabled'] !== true;
    const value = changed ? wireValue(world.state, field, touched) : initialValue(field);
    if (value === undefined && field.object['required'] === true)
      throw new ClientRefusal(`「${labelOf(field) || field.name}」是必填项。`);
    if (value !== undefined) filled[field.name] = value;
    else if (field.tag === 'input') filled[field.name] = '';
  }
  return filled;
}

function chosen(world: World, control: Control, touched: Json): JsonObject {
  if (control.tag === 'button' || control.tag === 'interactive_container') return {};
  const value = wireValue(world.state, control, touched);
  if (value === undefined) throw new ClientRefusal(`「${labelOf(control) || control.name}」还没有选。`);
  if (control.tag === 'checker') return { checked: value };
  if (control.tag === 'input') return { input_value: value };
  return Array.isArray(value) ? { options: value } : { option: value };
}

async function callBack(world: World, { by, message, chat, action }: Click): Promise<ClickOutcome> {
  if (!isSubscribed(world)) return failed(200340, '应用没有配置回调地址。');
  const id = newEventId();
  const token = newCardToken();
  world.happen({ k: 'card-token', token: { token, message: message.id, issuedAt: world.clock.now(), answered: false, uses: 0 } });
  const { tenantKey, verificationToken, appId } = world.credentials;
  const envelope = {
    schema: '2.0',
    // Card callbacks count in microseconds, 16 digits (reference §1.1).
    header: {
      event_id: id,
      token: verificationToken,
      create_time: `${world.clock.now()}000`,
      event_type: 'card.action.trigger',
      tenant_key: tenantKey,
      app_id: appId,
    },
    event: {
      operator: { tenant_key: tenantKey, open_id: by.openId, union_id: by.unionId, user_id: by.userId },
      token,
      action,
      host: 'im_message',
      context: { open_message_id: message.id, open_chat_id: chat.id },
    },
  };
  const { state } = world;
  world.inInteraction.set(message.id, (world.inInteraction.get(message.id) ?? 0) + 1);
  const pushed = await push(world, envelope, {
    id,
    type: 'card.action.trigger',
    ...placeOf(chat),
    person: by.employeeNo,
    messageId: message.id,
  });
  const others = (world.inInteraction.get(message.id) ?? 1) - 1;
  if (others > 0) world.inInteraction.set(message.id, others);
  else world.inInteraction.delete(message.id);
  if (world.state !== state) return failed(300000, '沙箱已重置。');
  const issued = state.cardTokens.get(token);
  if (pushed.outcome === 'answered' && issued) world.happen({ k: 'card-token', token: { ...issued, answered: true } });
  return applied(world, message, pushed);
}

const failed = (code: number, message: string): ClickOutcome => ({ status: 'error', code, message });

/** Reference §3: what the bot said, or the code the person gets to see instead. */
function applied(world: World, message: Message, pushed: Pushed): ClickOutcome {
  if (pushed.outcome !== 'answered')
    return pushed.outcome === 'timeout' ? failed(200341, '机器人 3 秒内没有回应。') : failed(200342, '连不上机器人。');
  if (pushed.status !== 200) return failed(200671, `机器人返回了 ${pushed.status}。`);
  const body = parseJson(pushed.text);
  if (!isObject(body)) return failed(200672, '机器人的回应不是 JSON 对象。');
  const toast = toastIn(body['toast']);
  if (toast === 'malformed') return failed(200672, '回应里的 toast 不合格式。');
  const card = cardIn(world, body['card']);
  if ('code' in card) return failed(card.code, card.why);
  if (card.card) {
    world.happen({ k: 'content', message: message.id, content: JSON.stringify(card.card), at: world.clock.now() });
    sayChanged(world, message, 'update');
  }
  return { status: 'ok', ...(toast ? { toast } : {}), card: card.card };
}

const TOASTS = ['info', 'success', 'error', 'warning'];

function toastIn(toast: Json | undefined): Toast | 'malformed' | undefined {
  if (toast === undefined || toast === null) return undefined;
  if (!isObject(toast)) return 'malformed';
  const { type = 'info', content, i18n } = toast;
  const localized = isObject(i18n) ? i18n['zh_cn'] : undefined;
  const said = typeof localized === 'string' ? localized : content;
  return typeof type === 'string' && TOASTS.includes(type) && typeof said === 'string' ? { type, content: said } : 'malformed';
}

function cardIn(world: World, wrapped: Json | undefined): { card: JsonObject | null } | { code: number; why: string } {
  if (wrapped === undefined || wrapped === null) return { card: null };
  if (!isObject(wrapped) || !isObject(wrapped['data']))
    return { code: 200673, why: '回应里的 card 要写成 {"type":"raw","data":{…}}。' };
  if (wrapped['type'] !== 'raw') return { code: 200673, why: '沙箱里没有卡片模板,card.type 只能是 raw。' };
  const card = wrapped['data'];
  const fault = faultOf(world.state, card, true);
  if (!fault) return { card };
  return {
    code: fault.code === 200830 ? 200830 : 200673,
    why: `ErrCode: ${fault.code}; ErrPath: ${fault.path}; ErrMsg: ${fault.message}`,
  };
}
