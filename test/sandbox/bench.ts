import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AxiosInstance, AxiosResponse } from 'axios';
import * as lark from '@larksuiteoapi/node-sdk';
import { onTestFinished } from 'vitest';
import { startSandbox } from '../../src/sandbox/index.ts';
import type { Sandbox, SandboxOptions } from '../../src/sandbox/index.ts';
import { smallCompany, START_AT } from '../support/sandbox-company.ts';

export type Loose = Record<string, unknown>;

const quiet = { error: () => {}, warn: () => {}, info: () => {}, debug: () => {}, trace: () => {} };

/** The official client, with a token cache and an HTTP client of its own, deaf to proxies. */
export function officialClient(sandbox: Sandbox, over: { appSecret?: string } = {}): lark.Client {
  const { appId, appSecret } = sandbox.credentials;
  const axios = (lark.defaultHttpInstance as unknown as AxiosInstance).create({ proxy: false });
  axios.interceptors.response.use((response) => {
    const wantsHeaders = (response.config as { $return_headers?: boolean }).$return_headers;
    return (wantsHeaders ? { data: response.data as unknown, headers: response.headers } : response.data) as AxiosResponse;
  });
  return new lark.Client({
    appId,
    appSecret: over.appSecret ?? appSecret,
    domain: sandbox.feishuUrl,
    cache: new lark.DefaultCache(),
    logger: quiet,
    httpInstance: axios as unknown as lark.HttpInstance,
  });
}

export async function sandboxForTest(options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  const sandbox = await startSandbox({ port: 0, company: smallCompany, startAt: START_AT, frozen: true, ...options });
  onTestFinished(() => sandbox.close());
  return sandbox;
}

export function temporaryFile(name: string): string {
  return join(mkdtempSync(join(tmpdir(), 'sandbox-')), name);
}

export type Got<T = Loose> = { status: number; body: T };

export function control(sandbox: Sandbox): {
  get<T = Loose>(path: string): Promise<T>;
  post<T = Loose>(path: string, body?: unknown): Promise<T>;
  raw(method: string, path: string, body?: unknown): Promise<Got>;
} {
  const raw = async (method: string, path: string, body?: unknown): Promise<Got> => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    const response = await fetch(`${sandbox.url}/control${path}`, { method, ...sent });
    return { status: response.status, body: (await response.json()) as Loose };
  };
  const fine = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const got = await raw(method, path, body);
    if (got.status !== 200) throw new Error(`${method} ${path}: ${got.status} ${JSON.stringify(got.body)}`);
    return got.body as T;
  };
  return { get: (path) => fine('GET', path), post: (path, body = {}) => fine('POST', path, body), raw };
}

export type ReceivedEvent = { event_type: string; event_id: string; create_time: string } & Loose;

export type FakeBot = {
  url: string;
  /** What the official dispatcher made of every push it took for genuine. */
  received: ReceivedEvent[];
  ticks: number[];
  /** Says how the next pushes are answered; `undefined` is what a handler that returns nothing sends. */
  answer: (event: ReceivedEvent) => unknown;
  /** Overrides the HTTP answer as a whole. */
  raw: ((event: ReceivedEvent) => { status: number; text: string } | 'never') | undefined;
  onTick: (now: number) => Promise<number | null> | number | null;
  requests: { headers: http.IncomingHttpHeaders; text: string }[];
  close(): Promise<void>;
};

/** A bot that is nothing but the official SDK's dispatcher behind a bare HTTP server. */
export async function fakeBot(sandbox: Sandbox, eventTypes: readonly string[]): Promise<FakeBot> {
  const { encryptKey, verificationToken } = sandbox.credentials;
  const dispatcher = new lark.EventDispatcher({ encryptKey, verificationToken, logger: quiet, cache: new lark.DefaultCache() });
  const bot: FakeBot = {
    url: '',
    received: [],
    ticks: [],
    answer: () => ({}),
    raw: undefined,
    onTick: () => null,
    requests: [],
    close: () => new Promise((resolve) => void (server.closeAllConnections(), server.close(() => resolve()))),
  };
  const take = (event: unknown): unknown => {
    bot.received.push(event as ReceivedEvent);
    return bot.answer(event as ReceivedEvent);
  };
  dispatcher.register(Object.fromEntries([...eventTypes, 'card.action.trigger'].map((type) => [type, take])));
  const server = http.createServer((request, response) => void serve(bot, dispatcher, encryptKey, request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  bot.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  onTestFinished(() => bot.close());
  return bot;
}

async function serve(
  bot: FakeBot,
  dispatcher: lark.EventDispatcher,
  encryptKey: string,
  request: http.IncomingMessage,
  response: http.ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  const body = JSON.parse(text) as Loose;
  const send = (status: number, out: string): void =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(out);
  if (request.url === '/sandbox/tick') {
    const now = body['now'] as number;
    bot.ticks.push(now);
    return send(200, JSON.stringify({ now, nextDueAt: await bot.onTick(now) }));
  }
  const { isChallenge, challenge } = lark.generateChallenge(body, { encryptKey });
  if (isChallenge) return send(200, JSON.stringify(challenge));
  bot.requests.push({ headers: request.headers, text });
  const before = bot.received.length;
  const answer: unknown = await dispatcher.invoke(Object.assign(Object.create({ headers: request.headers }) as object, body));
  const event = bot.received[before];
  const raw = event && bot.raw?.(event);
  if (raw === 'never') return;
  if (raw) return send(raw.status, raw.text);
  if (!event) return send(401, JSON.stringify({ error: 'not genuine' }));
  return send(200, JSON.stringify(answer ?? {}));
}

/** A sandbox with a registered bot. */
export async function sandboxWithBot(
  eventTypes: readonly string[],
  options: Partial<SandboxOptions> = {},
): Promise<{ sandbox: Sandbox; bot: FakeBot; drive: ReturnType<typeof control> }> {
  const sandbox = await sandboxForTest(options);
  const bot = await fakeBot(sandbox, eventTypes);
  const drive = control(sandbox);
  await drive.post('/bot', { url: bot.url });
  return { sandbox, bot, drive };
}

/** What the platform said no with: by HTTP, or in a body with a code of its own. */
export async function refusalOf(
  call: Promise<unknown>,
): Promise<{ status: number; code: number; msg: string; headers: Record<string, string> }> {
  const answer = (await call.catch((error: unknown) => (error as { response?: unknown }).response ?? error)) as Loose;
  const data = (answer['data'] ?? answer) as { code?: number; msg?: string };
  return {
    status: (answer['status'] as number | undefined) ?? 200,
    code: data.code ?? 0,
    msg: data.msg ?? '',
    headers: (answer['headers'] ?? {}) as Record<string, string>,
  };
}
