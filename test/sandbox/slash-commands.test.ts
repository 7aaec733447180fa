import type * as lark from '@larksuiteoapi/node-sdk';
import { describe, expect, test } from 'vitest';
import { startSandbox } from '../../src/sandbox/index.ts';
import { openIdOf } from '../../src/sandbox/feishu/ids.ts';
import { smallCompany, START_AT } from '../support/sandbox-company.ts';
import { control, officialClient, refusalOf, sandboxForTest, temporaryFile, type Loose } from './bench.ts';

const PATH = '/open-apis/application/v7/app_slash_commands';
type Listed = { data: { items: { command_id: string; command: string; description: Loose }[] } };

const commandsOf = (client: lark.Client) => ({
  list: async () => (await client.request<Listed>({ method: 'GET', url: PATH })).data.items,
  add: (data: unknown) => client.request<{ data: { command_id: string } }>({ method: 'POST', url: PATH, data }),
  change: (id: string, data: unknown) => client.request<Loose>({ method: 'PATCH', url: `${PATH}/${id}`, data }),
  remove: (id: string) => client.request<Loose>({ method: 'DELETE', url: `${PATH}/${id}` }),
});

const okr = { command: 'okr', description: { default_value: '我的目标', i18n: { zh_cn: '我的目标', en_us: 'My goals' } } };

describe('slash commands through the official SDK', () => {
  test('are registered, listed, described anew and taken away, and outlive a restart', async () => {
    const journal = temporaryFile('journal');
    const sandbox = await startSandbox({ port: 0, company: smallCompany, startAt: START_AT, frozen: true, journal });
    const commands = commandsOf(officialClient(sandbox));
    expect(await commands.list()).toEqual([]);
    const { data } = await commands.add(okr);
    expect(await commands.list()).toEqual([{ command_id: data.command_id, ...okr }]);
    await commands.change(data.command_id, { description: { default_value: '目标' } });
    await sandbox.close();

    const again = commandsOf(officialClient(await sandboxForTest({ journal })));
    expect(await again.list()).toEqual([{ command_id: data.command_id, command: 'okr', description: { default_value: '目标' } }]);
    await again.remove(data.command_id);
    expect(await again.list()).toEqual([]);
  });

  test.each([
    ['a slash in the name', { ...okr, command: '/okr' }, 99992402],
    ['capital letters', { ...okr, command: 'Okr' }, 99992402],
    ['a Chinese name', { ...okr, command: '目标' }, 99992402],
    ['no name', { description: okr.description }, 99992402],
    ['no description', { command: 'okr' }, 99992402],
    ['a description without its default', { command: 'okr', description: { i18n: { zh_cn: '目标' } } }, 99992402],
    [
      'a language written with a hyphen',
      { command: 'okr', description: { default_value: 'x', i18n: { 'zh-CN': 'x' } } },
      99992402,
    ],
    ['a field nobody knows', { ...okr, icon: 'star' }, 99992402],
  ])('refuses %s', async (_what, body, code) => {
    const commands = commandsOf(officialClient(await sandboxForTest()));
    expect(await refusalOf(commands.add(body))).toMatchObject({ status: 400, code });
    expect(await commands.list()).toEqual([]);
  });

  test('refuses a second one of a name, a hundred and first, and one it does not know', async () => {
    const sandbox = await sandboxForTest();
    const commands = commandsOf(officialClient(sandbox));
    await commands.add(okr);
    expect(await refusalOf(commands.add(okr))).toMatchObject({ code: 40000000, msg: 'command already exists' });
    for (let i = 1; i < 100; i += 1) {
      // Fifty calls a second.
      if (i % 40 === 0) await control(sandbox).post('/clock', { advance: 'PT1S' });
      await commands.add({ ...okr, command: `c${i}` });
    }
    expect(await refusalOf(commands.add({ ...okr, command: 'one-more' }))).toMatchObject({ code: 40000000 });
    expect(await refusalOf(commands.change('none', { description: okr.description }))).toMatchObject({ code: 40000000 });
    expect(await refusalOf(commands.remove('none'))).toMatchObject({ code: 40000000 });
  });
});

describe('scopes', () => {
  test('are listed with whether they were granted', async () => {
    const sandbox = await sandboxForTest();
    const client = officialClient(sandbox);
    await control(sandbox).post('/faults', { set: { withoutScopes: ['im:chat:readonly'] } });
    const { data } = await client.application.v6.scope.list();
    const stateOf = (name: string) => data?.scopes?.find((one) => one.scope_name === name)?.grant_status;
    expect([stateOf('im:chat:readonly'), stateOf('im:message:send_as_bot'), stateOf('im:nothing')]).toEqual([2, 1, undefined]);
  });

  test('withheld ones refuse the call and name themselves', async () => {
    const sandbox = await sandboxForTest();
    const drive = control(sandbox);
    const client = officialClient(sandbox);
    await drive.post('/faults', { set: { withoutScopes: ['im:chat:readonly', 'application:app_slash_command:write'] } });
    expect(await refusalOf(client.im.v1.chat.list())).toMatchObject({ status: 400, code: 99991672 });
    const refused = await refusalOf(commandsOf(client).add(okr));
    expect(refused).toMatchObject({
      code: 99991672,
      msg: expect.stringContaining('application:app_slash_command:write') as string,
    });
    expect(await commandsOf(client).list()).toEqual([]);
    await drive.post('/faults', { set: { withoutScopes: [] } });
    await commandsOf(client).add(okr);
    expect((await drive.raw('POST', '/faults', { set: { withoutScopes: ['im:nothing'] } })).status).toBe(400);
  });

  test('withheld fields of people and departments are absent, and nothing is said about it', async () => {
    const sandbox = await sandboxForTest();
    const client = officialClient(sandbox);
    const withoutScopes = [
      'contact:user.employee:readonly',
      'contact:user.employee_number:read',
      'contact:department.base:readonly',
    ];
    await control(sandbox).post('/faults', { set: { withoutScopes } });
    const { data } = await client.contact.v3.user.get({ path: { user_id: openIdOf('E004') } });
    expect(data?.user).toMatchObject({ name: '王芳', leader_user_id: openIdOf('E003') });
    expect(data?.user).not.toHaveProperty('employee_no');
    const children = await client.contact.v3.department.children({ path: { department_id: '0' } });
    expect(children.data?.items?.[0]).toHaveProperty('open_department_id');
    expect(children.data?.items?.[0]).not.toHaveProperty('name');
    await control(sandbox).post('/faults', { set: { withoutScopes: [...withoutScopes, 'contact:user.department:readonly'] } });
    expect((await client.contact.v3.user.get({ path: { user_id: openIdOf('E004') } })).data?.user).not.toHaveProperty(
      'leader_user_id',
    );
  });
});
