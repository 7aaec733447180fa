import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import type { Environment } from './config-variables.ts';
import {
  demand,
  read,
  readAll,
  readChoice,
  readPort,
  readSecret,
  readSet,
  readUrl,
  readZone,
  wrong,
} from './config-variables.ts';
import { ConfigError } from './core/errors.ts';
import { LOG_LEVELS, type LogLevel } from './core/log.ts';
import { LANGUAGES, type Language } from './core/text.ts';

export interface Config {
  /** Invented people or a real company: decides the database and is written into it. */
  readonly mode: 'sandbox' | 'tenant';
  readonly sandbox: {
    /** With the bot in one process, alone in this process, or not here. */
    readonly run: 'with-bot' | 'only' | 'none';
    readonly port: number;
    /** Root of a sandbox in another process, whose clock the bot takes. */
    readonly url: string | undefined;
    /** How the bot hears from it. */
    readonly receive: FeishuConfig['receive'];
  };
  readonly port: number;
  readonly host: string;
  readonly database: DatabaseConfig;
  readonly company: { readonly zone: string; readonly language: Language };
  readonly logLevel: LogLevel;
  /** Where people's browsers reach the bot, without a slash at the end. */
  readonly publicUrl: string | undefined;
  readonly secretKey: string | undefined;
  readonly ingestSecret: string | undefined;
  readonly feishu: FeishuConfig | undefined;
  readonly dingtalk: DingtalkConfig | undefined;
}

export type DatabaseConfig =
  { readonly kind: 'sqlite'; readonly url: string; readonly file: string } | { readonly kind: 'postgres'; readonly url: string };

export interface FeishuConfig {
  readonly appId: string;
  readonly appSecret: string;
  readonly encryptKey: string | undefined;
  readonly verificationToken: string | undefined;
  readonly baseUrl: string;
  readonly receive: 'long-connection' | 'webhook';
}

export interface DingtalkConfig {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly corpId: string;
  readonly apiUrl: string;
  readonly oapiUrl: string;
  readonly receive: 'stream' | 'http';
  readonly eventToken: string | undefined;
  readonly eventAesKey: string | undefined;
  readonly cardSecret: string | undefined;
  readonly cardTemplateId: string | undefined;
}

/** The process's own variables; what they leave out may stand in `.env` in the working directory. */
function environment(): Environment {
  const file = existsSync('.env') ? parseEnv(readFileSync('.env', 'utf8')) : {};
  return { ...file, ...process.env };
}

/** The one reader of the environment. Half a set of credentials, or a value that is not understood, is a `ConfigError`. */
export function readConfig(env: Environment = environment()): Config {
  const elsewhere = sandboxElsewhere(env);
  const feishu = feishuFrom(env, elsewhere);
  const dingtalk = dingtalkFrom(env, elsewhere);
  const sandbox = sandboxFrom(env, elsewhere, feishu !== undefined || dingtalk !== undefined);
  const mode = sandbox.run === 'none' && sandbox.url === undefined ? 'tenant' : 'sandbox';
  if (mode === 'sandbox' && read(env, 'NODE_ENV') === 'production') throw noCompany();
  const port = readPort(env, 'PORT');
  if (sandbox.run === 'with-bot' && port === sandbox.port && port !== 0) {
    throw new ConfigError('PORT and SANDBOX_PORT are the same.', 'Set one of them to another port.');
  }
  return deepFreeze({
    mode,
    sandbox,
    port,
    host: read(env, 'HOST') ?? (mode === 'sandbox' ? '127.0.0.1' : '0.0.0.0'),
    database: databaseFrom(read(env, 'DATABASE_URL') ?? (mode === 'sandbox' ? 'file:data/sandbox.db' : 'file:data/okr-pulse.db')),
    company: { zone: readZone(env, 'COMPANY_TZ'), language: readChoice(env, 'COMPANY_LANG', LANGUAGES) },
    logLevel: readChoice(env, 'LOG_LEVEL', LOG_LEVELS),
    publicUrl: readUrl(env, 'PUBLIC_URL'),
    secretKey: readSecret(env, 'SECRET_KEY', 32),
    ingestSecret: readSecret(env, 'INGEST_SECRET', 16),
    feishu: sandbox.run === 'only' ? undefined : feishu,
    dingtalk: sandbox.run === 'only' ? undefined : dingtalk,
  });
}

function noCompany(): ConfigError {
  return new ConfigError(
    'NODE_ENV is production, but no platform has credentials.',
    'Set FEISHU_APP_ID and FEISHU_APP_SECRET, or DINGTALK_CLIENT_ID, DINGTALK_CLIENT_SECRET and DINGTALK_CORP_ID, and neither SANDBOX nor SANDBOX_URL. For the sandbox leave NODE_ENV out.',
  );
}

/** Root of a sandbox that another process runs. */
function sandboxElsewhere(env: Environment): string | undefined {
  const url = readUrl(env, 'SANDBOX_URL');
  if (url !== undefined && !['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname)) {
    throw wrong('SANDBOX_URL', 'on this machine, like http://127.0.0.1:3900: a sandbox listens nowhere else');
  }
  return url;
}

function sandboxFrom(env: Environment, url: string | undefined, credentials: boolean): Config['sandbox'] {
  const port = readPort(env, 'SANDBOX_PORT');
  const alone = readSet(env, 'SANDBOX') !== undefined && readChoice(env, 'SANDBOX', ['only']) === 'only';
  if (alone && url !== undefined) {
    throw new ConfigError(
      'SANDBOX=only and SANDBOX_URL are both set.',
      'SANDBOX=only is for the sandbox, SANDBOX_URL for the bot beside it.',
    );
  }
  const receive = receiveFrom(env, 'webhook');
  if (alone) return { run: 'only', port, url, receive };
  return { run: credentials || url !== undefined ? 'none' : 'with-bot', port, url, receive };
}

/** In the sandbox by webhook unless somebody says otherwise: what goes over the wire is easier to read there. */
function receiveFrom(env: Environment, standard: FeishuConfig['receive']): FeishuConfig['receive'] {
  if (readSet(env, 'FEISHU_RECEIVE') === undefined) return standard;
  return readChoice(env, 'FEISHU_RECEIVE', ['long-connection', 'webhook']);
}

function feishuFrom(env: Environment, sandboxUrl: string | undefined): FeishuConfig | undefined {
  const needed = ['FEISHU_APP_ID', 'FEISHU_APP_SECRET'] as const;
  const given = readAll(env, needed, ['FEISHU_ENCRYPT_KEY', 'FEISHU_VERIFICATION_TOKEN']);
  if (!given) return undefined;
  const receive = receiveFrom(env, sandboxUrl === undefined ? 'long-connection' : 'webhook');
  if (receive === 'webhook') demand(env, ['FEISHU_VERIFICATION_TOKEN'], 'Feishu is to call POST /feishu/events');
  return {
    appId: given.FEISHU_APP_ID,
    appSecret: given.FEISHU_APP_SECRET,
    encryptKey: read(env, 'FEISHU_ENCRYPT_KEY'),
    verificationToken: read(env, 'FEISHU_VERIFICATION_TOKEN'),
    baseUrl: platformRoot(env, 'FEISHU_BASE_URL', sandboxUrl, '/feishu'),
    receive,
  };
}

function dingtalkFrom(env: Environment, sandboxUrl: string | undefined): DingtalkConfig | undefined {
  const needed = ['DINGTALK_CLIENT_ID', 'DINGTALK_CLIENT_SECRET', 'DINGTALK_CORP_ID'] as const;
  const given = readAll(env, needed, ['DINGTALK_EVENT_TOKEN', 'DINGTALK_EVENT_AES_KEY', 'DINGTALK_CARD_SECRET']);
  if (!given) return undefined;
  const receive = readChoice(env, 'DINGTALK_RECEIVE', ['stream', 'http']);
  if (receive === 'http') demand(env, ['DINGTALK_EVENT_TOKEN', 'DINGTALK_EVENT_AES_KEY'], 'DINGTALK_RECEIVE is http');
  const eventAesKey = read(env, 'DINGTALK_EVENT_AES_KEY');
  if (eventAesKey !== undefined && eventAesKey.length !== 43) throw wrong('DINGTALK_EVENT_AES_KEY', '43 characters long');
  return {
    clientId: given.DINGTALK_CLIENT_ID,
    clientSecret: given.DINGTALK_CLIENT_SECRET,
    corpId: given.DINGTALK_CORP_ID,
    apiUrl: platformRoot(env, 'DINGTALK_API_URL', sandboxUrl, '/dingtalk'),
    oapiUrl: platformRoot(env, 'DINGTALK_OAPI_URL', sandboxUrl, '/dingtalk'),
    receive,
    eventToken: read(env, 'DINGTALK_EVENT_TOKEN'),
    eventAesKey,
    cardSecret: read(env, 'DINGTALK_CARD_SECRET'),
    cardTemplateId: read(env, 'DINGTALK_CARD_TEMPLATE_ID'),
  };
}

/** With a sandbox's clock nothing may go to a real platform. */
function platformRoot(
  env: Environment,
  name: 'FEISHU_BASE_URL' | 'DINGTALK_API_URL' | 'DINGTALK_OAPI_URL',
  sandboxUrl: string | undefined,
  path: string,
): string {
  const url = readUrl(env, name) as string;
  if (sandboxUrl === undefined) return url;
  if (readSet(env, name) === undefined) return sandboxUrl + path;
  if (new URL(url).origin === new URL(sandboxUrl).origin) return url;
  throw new ConfigError(
    `SANDBOX_URL is set, but ${name} is somewhere else: invented people and real ones never meet.`,
    `Leave out ${name} for the sandbox, or SANDBOX_URL for a real company.`,
  );
}

/** What `DATABASE_URL` may say. */
export function databaseFrom(url: string): DatabaseConfig {
  if (/^postgres(ql)?:\/\/./.test(url)) return { kind: 'postgres', url };
  const file = /^file:(?:\/\/)?(.+)$/.exec(url)?.[1];
  if (file === undefined) throw wrong('DATABASE_URL', 'file:path/to/file.db or postgres://…');
  return { kind: 'sqlite', url, file };
}

function deepFreeze<T extends object>(value: T): T {
  for (const part of Object.values(value)) if (typeof part === 'object' && part !== null) deepFreeze(part as object);
  return Object.freeze(value);
}
