import { isWire, number, text, type Wire } from '../card/wire.ts';
import type { Values } from '../card/fields.ts';

const PLATFORM = 'feishu';
export const BOT = 'bot';

export interface Person {
  readonly employeeNo: string;
  readonly name: string;
  readonly department: string;
  readonly departmentPath?: string;
  readonly superior: string | null;
  readonly title?: string;
  readonly status: 'active' | 'left';
  readonly openId?: string;
}

export interface Chat {
  readonly id: string;
  readonly name: string;
  readonly members: readonly string[];
}

export interface InboxEntry {
  readonly chat: string;
  readonly name: string;
  readonly lastAt: number | null;
  readonly preview: string;
  readonly unread: number;
}

export interface Message {
  readonly id: string;
  readonly at: number;
  readonly updatedAt: number;
  readonly from: string;
  readonly fromName: string;
  readonly type: string;
  readonly raw: Wire;
  readonly outline: string;
  readonly recalled?: boolean;
  readonly mentions?: readonly { readonly key: string; readonly name: string; readonly openId: string }[];
  readonly voice?: { readonly text: string; readonly seconds: number };
}

export interface Config {
  readonly feishu: { readonly botOpenId: string; readonly botName: string };
  readonly bot: { readonly url: string | null; readonly reachable: boolean };
}

export interface ClockState {
  readonly now: number;
  readonly running: boolean;
}

export interface Toast {
  readonly type: string;
  readonly content: string;
}

export interface Pressed {
  readonly ok: boolean;
  readonly code?: number;
  readonly sentence?: string;
  readonly toast?: Toast;
}

class Unanswered extends Error {
  constructor(
    readonly status: number,
    sentence: string,
  ) {
    super(sentence);
    this.name = 'Unanswered';
  }
}

async function call(path: string, body?: unknown): Promise<unknown> {
  const init =
    body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(`control${path}`, init);
  const answer: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw new Unanswered(response.status, sentenceOf(answer) ?? `HTTP ${response.status}`);
  return answer;
}

const sentenceOf = (answer: unknown): string | undefined =>
  isWire(answer) ? (text(answer, 'sentence') ?? text(answer, 'message') ?? text(answer, 'error')) : undefined;

const query = (of: Record<string, string>): string => new URLSearchParams(of).toString();

export const loadConfig = async (): Promise<Config> => (await call('/config')) as Config;
export const loadPeople = async (): Promise<readonly Person[]> => (await call('/people')) as readonly Person[];
export const loadChats = async (): Promise<readonly Chat[]> => (await call('/chats')) as readonly Chat[];
export const loadInbox = async (person: string): Promise<readonly InboxEntry[]> =>
  (await call(`/inbox?${query({ person })}`)) as readonly InboxEntry[];

export const loadMessages = async (person: string, chat: string): Promise<readonly Message[]> =>
  (await call(`/messages?${query({ platform: PLATFORM, ...(chat === BOT ? { person } : { chat }) })}`)) as readonly Message[];

export const markRead = (person: string, chat: string): Promise<unknown> => call('/read', { platform: PLATFORM, person, chat });

export type Said = { readonly text: string } | { readonly voice: { readonly text: string; readonly seconds: number } };

export const send = (from: string, chat: string, said: Said): Promise<unknown> =>
  call('/messages', { platform: PLATFORM, from, chat, ...said });

/** A refused or failed press is an answer too: the client shows its code and sentence. */
export async function press(by: string, message: string, action: string, values: Values): Promise<Pressed> {
  const answer = await call('/clicks', { platform: PLATFORM, by, message, action, values }).catch((failure: unknown) =>
    failure instanceof Unanswered ? { status: 'error', message: failure.message } : { status: 'error' },
  );
  if (!isWire(answer)) return { ok: false };
  const toast = isWire(answer['toast'])
    ? { type: text(answer['toast'], 'type') ?? 'info', content: text(answer['toast'], 'content') ?? '' }
    : undefined;
  const code = number(answer, 'code');
  const sentence = sentenceOf(answer);
  return {
    ok: answer['status'] === 'ok',
    ...(code === undefined ? {} : { code }),
    ...(sentence === undefined ? {} : { sentence }),
    ...(toast === undefined || toast.content === '' ? {} : { toast }),
  };
}

export type ClockCommand = { readonly advance: string } | { readonly set: string } | { readonly running: boolean };

export const loadClock = async (): Promise<ClockState> => (await call('/clock')) as ClockState;
export const moveClock = (command: ClockCommand): Promise<unknown> => call('/clock', command);
