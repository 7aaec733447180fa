import { Writable } from 'node:stream';
import { expect, it } from 'vitest';
import { announce, commandPanel } from '../src/announce.ts';
import { FEATURES } from '../src/app.ts';
import { createLog } from '../src/core/log.ts';
import { feishu } from '../src/platforms/feishu/index.ts';
import type { Sandbox } from '../src/sandbox/index.ts';
import { control, officialClient, sandboxForTest } from './sandbox/bench.ts';

const PATH = '/open-apis/application/v7/app_slash_commands';
type Item = { command_id: string; command: string; description: { default_value: string; i18n: Record<string, string> } };

async function registered(sandbox: Sandbox): Promise<Item[]> {
  return (await officialClient(sandbox).request<{ data: { items: Item[] } }>({ method: 'GET', url: PATH })).data.items;
}

function announcing(sandbox: Sandbox) {
  const lines: Record<string, unknown>[] = [];
  const destination = new Writable({
    write(line: Buffer, _encoding, done) {
      lines.push(JSON.parse(line.toString()) as Record<string, unknown>);
      done();
    },
  });
  const log = createLog({ level: 'info', destination });
  const platform = feishu({ ...sandbox.credentials, baseUrl: sandbox.feishuUrl, clock: sandbox.clock, log });
  return { lines, run: () => announce([platform], { features: FEATURES, language: 'zh-CN', log }) };
}

/** What was written, by method; reading is not. */
async function writes(sandbox: Sandbox): Promise<string[]> {
  const { entries } = await control(sandbox).get<{ entries: { path: string; method: string }[] }>('/log?after=0');
  return entries
    .filter(({ path, method }) => path.includes('app_slash_commands') && method !== 'GET')
    .map(({ method }) => method);
}

it('shows what is for everybody, in both languages, and leaves out what is for a few', () => {
  const { shown, hidden } = commandPanel(FEATURES);
  const names = shown.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['help', 'todo', 'okr', 'checkin', 'points', 'task', 'language']));
  expect(hidden).toEqual(expect.arrayContaining(['settings', 'role', 'setup']));
  for (const { name, description } of shown) {
    expect(name).toMatch(/^[a-z0-9][a-z0-9_-]*$/);
    expect(description['zh-CN']).toMatch(/[一-龥]/);
    expect(description['en-US']).not.toMatch(/[一-龥]/);
  }
});

it('registers the commands once, and writes nothing where nothing has changed', async () => {
  const sandbox = await sandboxForTest();
  const { run, lines } = announcing(sandbox);
  await run();
  const { shown } = commandPanel(FEATURES);
  const there = await registered(sandbox);
  expect(there.map(({ command }) => command)).toEqual(shown.map(({ name }) => name));
  const okr = shown.find(({ name }) => name === 'okr');
  expect(there.find(({ command }) => command === 'okr')?.description).toEqual({
    default_value: okr?.description['zh-CN'],
    i18n: { zh_cn: okr?.description['zh-CN'], en_us: okr?.description['en-US'] },
  });
  await run();
  expect(await writes(sandbox)).toEqual(shown.map(() => 'POST'));
  expect(lines).toEqual([expect.objectContaining({ level: 30, added: shown.length, changed: 0, removed: 0 })]);
});

it('puts right what differs, takes away what is ours and not for everybody, and leaves what somebody else put there', async () => {
  const sandbox = await sandboxForTest();
  const client = officialClient(sandbox);
  const add = (command: string) =>
    client.request({ method: 'POST', url: PATH, data: { command, description: { default_value: 'as somebody else put it' } } });
  for (const command of ['okr', 'settings', 'canteen']) await add(command);
  await announcing(sandbox).run();
  const there = await registered(sandbox);
  expect(there.find(({ command }) => command === 'okr')?.description.default_value).toMatch(/[一-龥]/);
  expect(there.some(({ command }) => command === 'settings')).toBe(false);
  expect(there.find(({ command }) => command === 'canteen')?.description).toEqual({ default_value: 'as somebody else put it' });
  const after = await writes(sandbox);
  expect([after.filter((method) => method === 'PATCH'), after.filter((method) => method === 'DELETE')]).toEqual([
    ['PATCH'],
    ['DELETE'],
  ]);
});

it.each(['read', 'write'])('says in one line which scopes to add when the one to %s is missing', async (which) => {
  const sandbox = await sandboxForTest();
  const { run, lines } = announcing(sandbox);
  await control(sandbox).post('/faults', { set: { withoutScopes: [`application:app_slash_command:${which}`] } });
  await run();
  const reason = ['application:app_slash_command:read', 'application:app_slash_command:write'];
  expect(lines).toEqual([expect.objectContaining({ level: 30, code: 99991672, reason })]);
});

it('is a line in the log and nothing else where the platform is away', async () => {
  const sandbox = await sandboxForTest();
  const { run, lines } = announcing(sandbox);
  await sandbox.close().catch(() => undefined);
  await run();
  expect(lines.at(-1)).toMatchObject({ level: 30, msg: 'the panel of commands could not be brought up to date' });
});
