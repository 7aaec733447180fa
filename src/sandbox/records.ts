import type { Instant } from '../core/clock.ts';
import type { SandboxPerson } from './company.ts';
import type { Carrier } from './feishu/coverage.ts';
import { chatsOf, enrol, openGroup, openP2p } from './state.ts';
import type { CardToken, Message, PendingEvent, SlashCommand, State } from './state.ts';

/** Everything that can happen here. The state is what these add up to, and the journal is their list. */
export type Happening =
  | { k: 'time'; at: Instant }
  | { k: 'message'; message: Message; uuid?: string; file?: { key: string; base64: string } }
  | { k: 'content'; message: string; content: string; at: Instant; edited?: true }
  | { k: 'recall'; message: string; at: Instant }
  | { k: 'urgent'; message: string; people: string[] }
  | { k: 'p2p'; person: string }
  | { k: 'entered'; chat: string }
  | { k: 'read'; chat: string; person: string; upTo: number }
  | { k: 'group'; key: string; name: string; members: string[] }
  | { k: 'group-change'; chat: string; botIn?: boolean; dissolved?: true; name?: string }
  | { k: 'join'; person: SandboxPerson }
  | { k: 'leave'; person: string }
  | { k: 'person-change'; person: string; department?: string; superior?: string | null }
  | { k: 'event'; event: PendingEvent }
  | { k: 'event-later'; id: string; dueAt: Instant; attempts: number }
  | { k: 'event-done'; id: string }
  | { k: 'card-token'; token: CardToken }
  | { k: 'tenant-token'; token: string; expiresAt: Instant }
  | { k: 'tokens-revoked' }
  | { k: 'slash-command'; command: SlashCommand }
  | { k: 'slash-command-gone'; id: string }
  /** `receives` is absent in journals written before there was a choice. */
  | { k: 'bot'; url: string; receives?: Carrier };

const KEEP_UUID_MS = 60 * 60_000;

export function apply(state: State, it: Happening): void {
  switch (it.k) {
    case 'time':
      state.now = Math.max(state.now, it.at);
      return;
    case 'message':
      return addMessage(state, it);
    case 'content':
      return changeContent(state, it);
    case 'recall':
      return change(state, it.message, (message) => Object.assign(message, { recalled: true, updatedAt: it.at }));
    case 'urgent':
      return addUrgent(state, it.message, it.people);
    case 'p2p':
      openP2p(state, it.person);
      return;
    case 'entered':
      return void Object.assign(state.chats.get(it.chat) ?? {}, { entered: true });
    case 'read':
      return markRead(state, it);
    case 'group':
      openGroup(state, it.key, it.name, it.members);
      return;
    case 'group-change':
      return changeGroup(state, it);
    case 'join':
      enrol(state, it.person);
      return;
    case 'leave':
      return leave(state, it.person);
    case 'person-change':
      return move(state, it);
    case 'event':
      state.pending.set(it.event.id, it.event);
      return;
    case 'event-later':
      return void Object.assign(state.pending.get(it.id) ?? {}, { dueAt: it.dueAt, attempts: it.attempts });
    case 'event-done':
      state.pending.delete(it.id);
      return;
    case 'card-token':
      state.cardTokens.set(it.token.token, it.token);
      return;
    case 'tenant-token':
      state.tenantTokens.set(it.token, it.expiresAt);
      return;
    case 'tokens-revoked':
      state.tenantTokens.clear();
      return;
    case 'slash-command':
      state.slashCommands.set(it.command.id, it.command);
      return;
    case 'slash-command-gone':
      state.slashCommands.delete(it.id);
      return;
    case 'bot':
      state.botUrl = it.url;
      state.botReceives = it.receives ?? 'webhook';
      return;
  }
}

function addMessage(state: State, { message, uuid, file }: Extract<Happening, { k: 'message' }>): void {
  state.now = Math.max(state.now, message.at);
  state.messages.set(message.id, message);
  state.chats.get(message.chat)?.messages.push(message);
  if (file) state.resources.set(file.key, file.base64);
  if (uuid === undefined) return;
  // Insertion order is time order, so what has expired is at the front.
  for (const [old, sent] of state.sentUuids) {
    if (message.at - sent.at < KEEP_UUID_MS) break;
    state.sentUuids.delete(old);
  }
  state.sentUuids.set(uuid, { message: message.id, at: message.at });
}

function change(state: State, id: string, how: (message: Message) => void): void {
  const message = state.messages.get(id);
  if (message) how(message);
}

function changeContent(state: State, it: Extract<Happening, { k: 'content' }>): void {
  change(state, it.message, (message) => {
    message.content = it.content;
    message.updatedAt = it.at;
    if (it.edited) message.edits = (message.edits ?? 0) + 1;
  });
}

function addUrgent(state: State, id: string, people: string[]): void {
  change(state, id, (message) => (message.urgent = [...new Set([...(message.urgent ?? []), ...people])]));
  for (const person of people) state.unreadUrgents.set(person, new Set([...(state.unreadUrgents.get(person) ?? []), id]));
}

function markRead(state: State, it: Extract<Happening, { k: 'read' }>): void {
  const chat = state.chats.get(it.chat);
  chat?.readUpTo.set(it.person, it.upTo);
  const urgent = state.unreadUrgents.get(it.person);
  for (const id of urgent ?? []) if (state.messages.get(id)?.chat === it.chat) urgent?.delete(id);
}

function changeGroup(state: State, it: Extract<Happening, { k: 'group-change' }>): void {
  const chat = state.chats.get(it.chat);
  if (!chat) return;
  if (it.botIn !== undefined) chat.botIn = it.botIn;
  if (it.dissolved) chat.dissolved = true;
  if (it.name !== undefined) chat.name = it.name;
}

function leave(state: State, employeeNo: string): void {
  const person = state.people.get(employeeNo);
  if (!person) return;
  person.status = 'left';
  for (const chat of chatsOf(state, employeeNo)) {
    if (chat.kind === 'group') chat.members = chat.members.filter((member) => member !== employeeNo);
  }
  for (const department of state.departments.values()) if (department.head === employeeNo) department.head = null;
}

function move(state: State, it: Extract<Happening, { k: 'person-change' }>): void {
  const person = state.people.get(it.person);
  if (!person) return;
  if (it.department !== undefined) person.department = it.department;
  if (it.superior !== undefined) person.superior = it.superior;
}
