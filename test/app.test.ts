import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { getTableConfig } from 'drizzle-orm/sqlite-core';
import { expect, it, onTestFinished } from 'vitest';
import { FEATURES, startApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { systemClock } from '../src/core/clock.ts';
import { createLog } from '../src/core/log.ts';
import { deliveryFeature } from '../src/delivery/digest.ts';
import { fastFolder } from './support/fast-folder.ts';
import { schemaFiles } from './support/template.ts';

/** A column that names a person: by its name, since an id is only a text to the database. */
const NAMES_A_PERSON =
  /(^|_)(person|owner|author|responsible|giver|receiver|superior|viewer|creator|reader|actor|heir|decider|marker)(_id)?$|_by(_id)?$|^by(_id)?$/;

async function tablesWithPeople(): Promise<string[]> {
  const found: string[] = [];
  for (const file of schemaFiles()) {
    const exported: Record<string, unknown> = await import(file);
    for (const value of Object.values(exported)) {
      if (typeof value !== 'object' || value === null || !(Symbol.for('drizzle:Name') in value)) continue;
      const { name, columns } = getTableConfig(value as Parameters<typeof getTableConfig>[0]);
      if (columns.some((column) => NAMES_A_PERSON.test(column.name))) found.push(name);
    }
  }
  return found.sort();
}

it('every table that names a person says what becomes of it when the person leaves or asks', async () => {
  const said = new Set([deliveryFeature, ...FEATURES].flatMap((feature) => Object.keys(feature.personalData?.tables ?? {})));
  const tables = await tablesWithPeople();
  expect(tables.length).toBeGreaterThan(15);
  expect(tables.filter((table) => !said.has(table))).toEqual([]);
});

it.each([
  [
    'A PostgreSQL server',
    { DATABASE_URL: 'postgres://me:secret@127.0.0.1:1/okr', SECRET_KEY: 'x'.repeat(40) },
    "postgres://127.0.0.1:1/okr can't be reached",
  ],
  [
    'DingTalk',
    { DINGTALK_CLIENT_ID: 'ding1', DINGTALK_CLIENT_SECRET: 's', DINGTALK_CORP_ID: 'c' },
    'does not speak DingTalk yet',
  ],
])('%s, which the environment names and the bot can’t have, is refused with a sentence', async (_what, env, sentence) => {
  const config = readConfig(env);
  const started = startApp({ config, feishu: config.feishu, clock: systemClock, log: createLog({ level: 'silent' }) });
  await expect(started).rejects.toThrow(sentence);
});

it('starts while the platform is away; alive at once, ready once it is connected', async () => {
  const folder = mkdtempSync(join(fastFolder(), 'okr-pulse-away-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const config = readConfig({
    FEISHU_APP_ID: 'cli_0123456789abcdef',
    FEISHU_APP_SECRET: 's',
    FEISHU_BASE_URL: 'http://127.0.0.1:1',
    DATABASE_URL: `file:${join(folder, 'app.db')}`,
  });
  const app = await startApp({ config, feishu: config.feishu, clock: systemClock, log: createLog({ level: 'silent' }) });
  onTestFinished(() => app.close());
  app.beat();
  const reason = async (): Promise<unknown> => (await app.server.inject('/readyz')).json<{ reason: string }>().reason;
  await expect.poll(reason, { timeout: 15_000 }).toContain('could not be reached');
  const readiness = await app.server.inject('/readyz');
  expect([readiness.statusCode, readiness.json()]).toMatchObject([503, { status: 'no-connection', platform: 'feishu' }]);
  expect((await app.server.inject('/healthz')).statusCode).toBe(200);
});

it('an app id the long connection would sit idle with is refused at start', async () => {
  const config = readConfig({ FEISHU_APP_ID: 'cli_a1', FEISHU_APP_SECRET: 's', DATABASE_URL: 'file::memory:' });
  const started = startApp({ config, feishu: config.feishu, clock: systemClock, log: createLog({ level: 'silent' }) });
  await expect(started).rejects.toThrow('FEISHU_APP_ID');
});
