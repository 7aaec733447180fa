import type { Instant } from '../core/clock.ts';
import type { SandboxCompany, SandboxDepartment, SandboxPerson } from './company.ts';
import type { Carrier } from './feishu/coverage.ts';
import { groupChatIdOf, openDepartmentIdOf, openIdOf, p2pChatIdOf, unionIdOf, userIdOf } from './feishu/ids.ts';
import type { JsonObject } from './json.ts';

export type Person = SandboxPerson & { status: 'active' | 'left'; openId: string; unionId: string; userId: string };
export type Department = SandboxDepartment & { openId: string };

export type Mention = { key: string; openId: string; unionId: string; userId: string; name: string; kind: 'bot' | 'user' };

export type Message = {
  id: string;
  at: Instant;
  updatedAt: Instant;
  chat: string;
  from: 'bot' | string;
  type: string;
  /** The wire form to the letter: a JSON text. */
  content: string;
  parent?: string;
  root?: string;
  mentions?: Mention[];
  voice?: { text: string; seconds: number };
  edits?: number;
  recalled?: boolean;
  urgent?: string[];
};

export type Chat = {
  /** As the platform calls it (`oc_…`). */
  id: string;
  kind: 'p2p' | 'group';
  /** As the control API calls it: the group's id, or the 工号 of the person who talks with the bot. */
  key: string;
  name: string;
  members: string[];
  botIn: boolean;
  dissolved: boolean;
  /** Somebody has looked at it at least once; until then a p2p chat is only an address. */
  entered: boolean;
  messages: Message[];
  readUpTo: Map<string, number>;
};

/** An event on its way to the bot; `attempts` counts those that failed. */
export type PendingEvent = {
  id: string;
  type: string;
  about: { chat?: string; person?: string };
  envelope: JsonObject;
  dueAt: Instant;
  attempts: number;
  /** Waits for the next one to overtake it. */
  overtaken?: true;
};

export type CardToken = { token: string; message: string; issuedAt: Instant; answered: boolean; uses: number };

export type SlashCommand = { id: string; command: string; description: JsonObject };

export type State = {
  companyName: string;
  botName: string;
  people: Map<string, Person>;
  byOpenId: Map<string, Person>;
  byName: Map<string, Person[]>;
  longestName: number;
  departments: Map<string, Department>;
  chats: Map<string, Chat>;
  chatsOfPerson: Map<string, Set<Chat>>;
  messages: Map<string, Message>;
  sentUuids: Map<string, { message: string; at: Instant }>;
  pending: Map<string, PendingEvent>;
  cardTokens: Map<string, CardToken>;
  tenantTokens: Map<string, Instant>;
  resources: Map<string, string>;
  unreadUrgents: Map<string, Set<string>>;
  slashCommands: Map<string, SlashCommand>;
  botUrl: string | null;
  /** How the bot wants to hear; its address serves the sandbox's clock either way. */
  botReceives: Carrier;
  now: Instant;
};

export function emptyState(company: SandboxCompany, startAt: Instant): State {
  const state: State = {
    companyName: company.name,
    botName: company.botName,
    people: new Map(),
    byOpenId: new Map(),
    byName: new Map(),
    longestName: 0,
    departments: new Map(company.departments.map((each) => [each.id, { ...each, openId: openDepartmentIdOf(each.id) }])),
    chats: new Map(),
    chatsOfPerson: new Map(),
    messages: new Map(),
    sentUuids: new Map(),
    pending: new Map(),
    cardTokens: new Map(),
    tenantTokens: new Map(),
    resources: new Map(),
    unreadUrgents: new Map(),
    slashCommands: new Map(),
    botUrl: null,
    botReceives: 'webhook',
    now: startAt,
  };
  for (const person of company.people) enrol(state, person);
  for (const group of company.groups) openGroup(state, group.id, group.name, group.members);
  return state;
}

export function enrol(state: State, seed: SandboxPerson): Person {
  const no = seed.employeeNo;
  const person: Person = { ...seed, status: 'active', openId: openIdOf(no), unionId: unionIdOf(no), userId: userIdOf(no) };
  state.people.set(no, person);
  state.byOpenId.set(person.openId, person);
  state.byName.set(person.name, [...(state.byName.get(person.name) ?? []).filter((other) => other.employeeNo !== no), person]);
  state.longestName = Math.max(state.longestName, person.name.length);
  return person;
}

export function openGroup(state: State, key: string, name: string, members: string[]): Chat {
  return addChat(state, { id: groupChatIdOf(key), kind: 'group', key, name, members: [...members], entered: true });
}

export function openP2p(state: State, employeeNo: string): Chat {
  const found = state.chats.get(p2pChatIdOf(employeeNo));
  if (found) return found;
  const name = state.people.get(employeeNo)?.name ?? employeeNo;
  return addChat(state, {
    id: p2pChatIdOf(employeeNo),
    kind: 'p2p',
    key: employeeNo,
    name,
    members: [employeeNo],
    entered: false,
  });
}

function addChat(state: State, seed: Pick<Chat, 'id' | 'kind' | 'key' | 'name' | 'members' | 'entered'>): Chat {
  const chat: Chat = { ...seed, botIn: true, dissolved: false, messages: [], readUpTo: new Map() };
  state.chats.set(chat.id, chat);
  for (const member of chat.members) chatsOf(state, member).add(chat);
  return chat;
}

export function chatsOf(state: State, employeeNo: string): Set<Chat> {
  const found = state.chatsOfPerson.get(employeeNo) ?? new Set();
  state.chatsOfPerson.set(employeeNo, found);
  return found;
}

/** A group by its own id or by the platform's. */
export function groupNamed(state: State, key: string): Chat | undefined {
  const chat = state.chats.get(key) ?? state.chats.get(groupChatIdOf(key));
  return chat?.kind === 'group' ? chat : undefined;
}

export function mainDepartments(state: State, parent: string | null): Department[] {
  return [...state.departments.values()].filter((each) => each.parent === parent);
}

export function departmentPath(state: State, id: string): string {
  const names: string[] = [];
  for (let at = state.departments.get(id); at; at = at.parent === null ? undefined : state.departments.get(at.parent))
    names.unshift(at.name);
  return names.join(' / ');
}
