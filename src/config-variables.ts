import { ConfigError } from './core/errors.ts';
import { LOG_LEVELS } from './core/log.ts';
import { isZone } from './core/zone.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Every variable there is, by group, with the value it has when absent and what it is for; `.env.example` is made from this. */
const VARIABLES = {
  'The bot': {
    PORT: ['3000', 'where the bot listens'],
    HOST: ['', 'the address it listens on: 127.0.0.1 in the sandbox, otherwise 0.0.0.0'],
    DATABASE_URL: ['', 'file:… or postgres://…; file:data/sandbox.db in the sandbox, otherwise file:data/okr-pulse.db'],
    COMPANY_TZ: ['Asia/Shanghai', "the company's time zone"],
    COMPANY_LANG: ['zh-CN', "the company's language: zh-CN or en-US; people may choose their own"],
    LOG_LEVEL: ['info', LOG_LEVELS.join(', ')],
    PUBLIC_URL: ['', "where people's browsers reach the bot, for links in cards"],
    SECRET_KEY: ['', 'signs the buttons of cards, at least 32 characters; made once and kept beside the database when absent'],
    INGEST_SECRET: ['', 'signs what is sent to POST /ingest, at least 16 characters; the route is closed when absent'],
    NODE_ENV: ['', 'production refuses to start without the credentials of a platform'],
  },
  'Feishu / Lark (developer console: Credentials, Event subscriptions)': {
    FEISHU_APP_ID: ['', 'with FEISHU_APP_SECRET: connects to a real tenant'],
    FEISHU_APP_SECRET: ['', ''],
    FEISHU_RECEIVE: [
      '',
      'long-connection needs no public address and is taken for a real tenant; webhook, in the sandbox, is POST /feishu/events',
    ],
    FEISHU_VERIFICATION_TOKEN: ['', 'needed for webhook'],
    FEISHU_ENCRYPT_KEY: ['', 'recommended for webhook'],
    FEISHU_BASE_URL: ['https://open.feishu.cn', 'Lark: https://open.larksuite.com'],
  },
  'DingTalk (developer console: Credentials, Event subscriptions)': {
    DINGTALK_CLIENT_ID: ['', 'with DINGTALK_CLIENT_SECRET and DINGTALK_CORP_ID: connects to a real tenant'],
    DINGTALK_CLIENT_SECRET: ['', ''],
    DINGTALK_CORP_ID: ['', ''],
    DINGTALK_RECEIVE: ['stream', 'stream needs no public address; http is POST /dingtalk/…'],
    DINGTALK_EVENT_TOKEN: ['', 'needed for http'],
    DINGTALK_EVENT_AES_KEY: ['', 'needed for http, 43 characters'],
    DINGTALK_CARD_SECRET: ['', 'signs card callbacks over http'],
    DINGTALK_CARD_TEMPLATE_ID: ['', 'the imported card template; without it forms are asked question by question'],
    DINGTALK_API_URL: ['https://api.dingtalk.com', ''],
    DINGTALK_OAPI_URL: ['https://oapi.dingtalk.com', ''],
  },
  'The sandbox (runs when no platform has credentials)': {
    SANDBOX: ['', 'only: the sandbox alone, for a bot in another process'],
    SANDBOX_PORT: ['3900', 'where it listens, always on 127.0.0.1'],
    SANDBOX_URL: ['', 'of a sandbox in another process, for example http://127.0.0.1:3900'],
  },
} as const;

type Groups = typeof VARIABLES;
export type Name = { [G in keyof Groups]: keyof Groups[G] }[keyof Groups] & string;

const STANDARD = Object.fromEntries(
  Object.values(VARIABLES).flatMap((group) => Object.entries(group).map(([name, [standard]]) => [name, standard])),
) as Record<Name, string>;

/** The text of `.env.example`: every variable, commented out, with its standard value. */
export function envExample(): string {
  const groups = Object.entries(VARIABLES).map(([title, group]) => {
    const lines = Object.entries(group).flatMap(([name, [standard, about]]) => [
      ...(about === '' ? [] : [`# ${about}`]),
      `#${name}=${standard}`,
    ]);
    return `## ${title}\n${lines.join('\n')}\n`;
  });
  return `# Copy to .env and take away the # where you set something. Nothing is needed for the sandbox.\n\n${groups.join('\n')}`;
}

/** A variable's value, its standard value, or nothing; blanks around it don't count. */
export function read(env: Environment, name: Name): string | undefined {
  return env[name]?.trim() || STANDARD[name] || undefined;
}

/** What somebody set, leaving the standard value aside. */
export function readSet(env: Environment, name: Name): string | undefined {
  return env[name]?.trim() || undefined;
}

/** Never says the value: it may be a secret in the wrong place. */
export function wrong(name: Name, wanted: string): ConfigError {
  return new ConfigError(`${name} is not understood.`, `It must be ${wanted}.`);
}

export function readPort(env: Environment, name: Name): number {
  const text = read(env, name) ?? '';
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw wrong(name, 'a number from 0 to 65535');
  return port;
}

export function readChoice<const T extends string>(env: Environment, name: Name, choices: readonly T[]): T {
  const text = read(env, name);
  const found = choices.find((one) => one === text);
  if (found === undefined) throw wrong(name, choices.join(' or '));
  return found;
}

/** An http or https address without a slash at the end. */
export function readUrl(env: Environment, name: Name): string | undefined {
  const text = read(env, name);
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '' || url.username !== '') {
    throw wrong(name, 'an address like https://example.com');
  }
  return url.href.replace(/\/+$/, '');
}

export function readSecret(env: Environment, name: Name, atLeast: number): string | undefined {
  const text = read(env, name);
  if (text !== undefined && text.length < atLeast) throw wrong(name, `at least ${atLeast} characters long`);
  return text;
}

export function readZone(env: Environment, name: Name): string {
  const zone = read(env, name) ?? '';
  if (!isZone(zone)) throw wrong(name, 'a time zone like Asia/Shanghai');
  return zone;
}

/** All of a set of credentials, or nothing when none of them is there; half a set is refused. */
export function readAll<const N extends Name>(
  env: Environment,
  needed: readonly N[],
  belonging: readonly Name[],
): Record<N, string> | undefined {
  const present = [...needed, ...belonging].filter((name) => readSet(env, name) !== undefined);
  if (present.length === 0) return undefined;
  demand(env, needed, `${present.join(', ')} ${present.length === 1 ? 'is' : 'are'} set`);
  return Object.fromEntries(needed.map((name) => [name, readSet(env, name)])) as Record<N, string>;
}

export function demand(env: Environment, names: readonly Name[], because: string): void {
  const missing = names.filter((name) => readSet(env, name) === undefined);
  if (missing.length === 0) return;
  const list = missing.join(' and ');
  throw new ConfigError(`${because}, but ${list} ${missing.length === 1 ? 'is' : 'are'} missing.`, `Set ${list}.`);
}
