import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { envExample } from '../src/config-variables.ts';
import { readConfig } from '../src/config.ts';
import { ConfigError } from '../src/core/errors.ts';
import { loadOrCreateSecret, secretKeyOf } from '../src/secret.ts';

const feishu = { FEISHU_APP_ID: 'cli_a1', FEISHU_APP_SECRET: 'topsecretvalue' };
const dingtalk = { DINGTALK_CLIENT_ID: 'ding1', DINGTALK_CLIENT_SECRET: 'topsecretvalue', DINGTALK_CORP_ID: 'corp1' };

function refused(env: Record<string, string>): ConfigError {
  try {
    readConfig(env);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    expect(JSON.stringify([(error as ConfigError).message, (error as ConfigError).remedy])).not.toContain('topsecretvalue');
    return error as ConfigError;
  }
  throw new Error('was accepted');
}

describe('without any variable', () => {
  const config = readConfig({});

  it('bot and sandbox run in one process, on this machine only, with invented people', () => {
    expect(config).toEqual({
      mode: 'sandbox',
      sandbox: { run: 'with-bot', port: 3900, url: undefined, receive: 'webhook' },
      port: 3000,
      host: '127.0.0.1',
      database: { kind: 'sqlite', url: 'file:data/sandbox.db', file: 'data/sandbox.db' },
      company: { zone: 'Asia/Shanghai', language: 'zh-CN' },
      logLevel: 'info',
      publicUrl: undefined,
      secretKey: undefined,
      ingestSecret: undefined,
      feishu: undefined,
      dingtalk: undefined,
    });
  });

  it('the value is frozen to its depth', () => {
    expect(Object.isFrozen(config) && Object.isFrozen(config.company) && Object.isFrozen(config.database)).toBe(true);
  });

  it('an empty variable is an absent one', () => {
    expect(readConfig({ PORT: '', FEISHU_APP_ID: ' ', SANDBOX: '', DATABASE_URL: '' })).toEqual(config);
  });
});

describe('with credentials', () => {
  it('a real company is served, from its own database, without a sandbox', () => {
    const config = readConfig({ ...feishu, NODE_ENV: 'production' });
    expect(config).toMatchObject({ mode: 'tenant', sandbox: { run: 'none', url: undefined }, host: '0.0.0.0' });
    expect(config.database).toMatchObject({ file: 'data/okr-pulse.db' });
    expect(config.feishu).toEqual({
      appId: 'cli_a1',
      appSecret: 'topsecretvalue',
      encryptKey: undefined,
      verificationToken: undefined,
      baseUrl: 'https://open.feishu.cn',
      receive: 'long-connection',
    });
  });

  it('both platforms may be served at once', () => {
    const config = readConfig({ ...feishu, ...dingtalk });
    expect([config.feishu?.appId, config.dingtalk?.corpId, config.dingtalk?.receive]).toEqual(['cli_a1', 'corp1', 'stream']);
    expect(config.dingtalk).toMatchObject({ apiUrl: 'https://api.dingtalk.com', oapiUrl: 'https://oapi.dingtalk.com' });
  });

  it.each([
    [{ FEISHU_APP_ID: 'cli_a1' }, 'FEISHU_APP_SECRET'],
    [{ FEISHU_APP_SECRET: 'topsecretvalue' }, 'FEISHU_APP_ID'],
    [{ FEISHU_ENCRYPT_KEY: 'topsecretvalue' }, 'FEISHU_APP_ID and FEISHU_APP_SECRET'],
    [{ ...feishu, FEISHU_RECEIVE: 'webhook' }, 'FEISHU_VERIFICATION_TOKEN'],
    [{ DINGTALK_CLIENT_ID: 'ding1', DINGTALK_CLIENT_SECRET: 'topsecretvalue' }, 'DINGTALK_CORP_ID'],
    [{ ...feishu, DINGTALK_CORP_ID: 'corp1' }, 'DINGTALK_CLIENT_ID and DINGTALK_CLIENT_SECRET'],
    [{ ...dingtalk, DINGTALK_RECEIVE: 'http' }, 'DINGTALK_EVENT_TOKEN and DINGTALK_EVENT_AES_KEY'],
  ])('half a set is refused, saying what to set: %j', (env, missing) => {
    expect(refused(env).remedy).toBe(`Set ${missing}.`);
  });

  it('production without any is refused, in each form of the sandbox', () => {
    for (const env of [{}, { SANDBOX: 'only' }, { SANDBOX_URL: 'http://127.0.0.1:3900' }]) {
      const error = refused({ NODE_ENV: 'production', ...env });
      expect(error.remedy).toContain('FEISHU_APP_ID');
      expect(error.remedy).toContain('DINGTALK_CORP_ID');
    }
  });
});

describe('the sandbox in a process of its own', () => {
  const url = 'http://127.0.0.1:3900';

  it('runs alone with SANDBOX=only, whatever credentials lie about', () => {
    expect(readConfig({ SANDBOX: 'only', SANDBOX_PORT: '0', ...feishu })).toMatchObject({
      mode: 'sandbox',
      sandbox: { run: 'only', port: 0 },
      feishu: undefined,
    });
  });

  it('is reached by the bot under SANDBOX_URL, which then is in sandbox mode too', () => {
    const config = readConfig({ SANDBOX_URL: `${url}/` });
    expect(config).toMatchObject({ mode: 'sandbox', sandbox: { run: 'none', url }, feishu: undefined, host: '127.0.0.1' });
  });

  it('receives what its demo credentials are used for, and nothing else does', () => {
    const config = readConfig({ SANDBOX_URL: url, ...feishu, FEISHU_VERIFICATION_TOKEN: 'v' });
    expect(config.feishu).toMatchObject({ baseUrl: `${url}/feishu`, receive: 'webhook' });
    expect(config.mode).toBe('sandbox');
    const elsewhere = refused({
      SANDBOX_URL: url,
      ...feishu,
      FEISHU_VERIFICATION_TOKEN: 'v',
      FEISHU_BASE_URL: 'https://open.feishu.cn',
    });
    expect(elsewhere.message).toContain('never meet');
    refused({ SANDBOX_URL: url, ...dingtalk, DINGTALK_OAPI_URL: 'https://oapi.dingtalk.com' });
  });

  it('is heard by webhook unless the long connection is asked for, with or without credentials', () => {
    expect(readConfig({}).sandbox.receive).toBe('webhook');
    expect(readConfig({ FEISHU_RECEIVE: 'long-connection' })).toMatchObject({
      sandbox: { run: 'with-bot', receive: 'long-connection' },
      feishu: undefined,
    });
    expect(readConfig({ SANDBOX_URL: url, ...feishu, FEISHU_RECEIVE: 'long-connection' })).toMatchObject({
      sandbox: { receive: 'long-connection' },
      feishu: { receive: 'long-connection' },
    });
    refused({ FEISHU_RECEIVE: 'pigeon' });
  });

  it('is on this machine, alone or elsewhere but not both', () => {
    refused({ SANDBOX_URL: 'https://open.feishu.cn' });
    refused({ SANDBOX_URL: url, SANDBOX: 'only' });
    refused({ SANDBOX: 'yes' });
    refused({ PORT: '3900' });
  });
});

describe('each variable', () => {
  it.each([
    ['PORT', '80a'],
    ['PORT', '65536'],
    ['SANDBOX_PORT', '-1'],
    ['DATABASE_URL', 'data/okr.db'],
    ['COMPANY_TZ', 'Shanghai'],
    ['COMPANY_LANG', 'zh'],
    ['LOG_LEVEL', 'loud'],
    ['PUBLIC_URL', 'okr.example.com'],
    ['PUBLIC_URL', 'javascript:alert(1)'],
    ['SECRET_KEY', 'topsecretvalue'],
    ['INGEST_SECRET', 'topsecretvalue'],
  ])('%s is refused with its name when it is %s', (name, value) => {
    expect(refused({ [name]: value }).message).toContain(name);
  });

  it('is taken when it is right', () => {
    const config = readConfig({
      PORT: '0',
      HOST: '::',
      DATABASE_URL: 'postgres://okr@db/okr',
      COMPANY_TZ: 'Europe/Berlin',
      COMPANY_LANG: 'en-US',
      LOG_LEVEL: 'silent',
      PUBLIC_URL: 'https://okr.example.com/pulse/',
      INGEST_SECRET: '0123456789abcdef',
    });
    expect(config).toMatchObject({
      port: 0,
      host: '::',
      database: { kind: 'postgres', url: 'postgres://okr@db/okr' },
      company: { zone: 'Europe/Berlin', language: 'en-US' },
      logLevel: 'silent',
      publicUrl: 'https://okr.example.com/pulse',
      ingestSecret: '0123456789abcdef',
    });
    expect(readConfig({ DATABASE_URL: 'file:///var/okr.db' }).database).toMatchObject({ file: '/var/okr.db' });
    expect(readConfig({ DATABASE_URL: 'file::memory:' }).database).toMatchObject({ file: ':memory:' });
  });

  it('stands in .env.example, which is in step and by itself changes nothing', () => {
    const text = readFileSync(new URL('../.env.example', import.meta.url), 'utf8');
    expect(text).toBe(envExample());
    const standard: Record<string, string> = {};
    for (const [, name = '', value = ''] of text.matchAll(/^#([A-Z_]+)=(.*)$/gm)) standard[name] = value;
    expect(Object.keys(standard)).toHaveLength(29);
    expect(readConfig(standard)).toEqual(readConfig({}));
  });

  it('that stands in .env.example is read', () => {
    const asked = new Set<string>();
    const watched = (env: Record<string, string>): Record<string, string> =>
      new Proxy(env, {
        get: (target, name: string): string | undefined => {
          asked.add(name);
          return target[name];
        },
      });
    readConfig(watched({ ...feishu, ...dingtalk }));
    readConfig(watched({}));
    const named = [...envExample().matchAll(/^#([A-Z_]+)=/gm)].map(([, name]) => name);
    expect([...asked].sort()).toEqual(named.sort());
  });
});

describe('the key that signs', () => {
  const folder = mkdtempSync(join(tmpdir(), 'okr-pulse-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const sqlite = (file: string) => ({ secretKey: undefined, database: { kind: 'sqlite', url: `file:${file}`, file } }) as const;

  it('is made once beside the database, readable by its owner alone', () => {
    const database = join(folder, 'deep', 'okr.db');
    const first = secretKeyOf(sqlite(database));
    expect(first.length).toBeGreaterThanOrEqual(43);
    expect(secretKeyOf(sqlite(database))).toBe(first);
    expect(statSync(`${database}.key`).mode & 0o777).toBe(0o600);
  });

  it('is closed again when it was left open', () => {
    const file = join(folder, 'open.key');
    const first = loadOrCreateSecret(file);
    chmodSync(file, 0o644);
    expect(loadOrCreateSecret(file)).toBe(first);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('is not replaced when it was damaged', () => {
    const file = join(folder, 'damaged.key');
    writeFileSync(file, 'short\n');
    expect(() => loadOrCreateSecret(file)).toThrow(ConfigError);
    expect(readFileSync(file, 'utf8')).toBe('short\n');
  });

  it("is the administrator's when given, and must be with PostgreSQL", () => {
    const file = join(folder, 'given.db');
    expect(secretKeyOf({ ...sqlite(file), secretKey: 'x'.repeat(32) })).toBe('x'.repeat(32));
    expect(existsSync(`${file}.key`)).toBe(false);
    const postgres = { secretKey: undefined, database: { kind: 'postgres', url: 'postgres://db' } } as const;
    expect(() => secretKeyOf(postgres)).toThrow(ConfigError);
  });

  it('lives as long as the process for a database in memory', () => {
    expect(secretKeyOf(sqlite(':memory:'))).not.toBe(secretKeyOf(sqlite(':memory:')));
  });
});
