import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CALLBACKS, ENDPOINTS, EVENTS } from '../../src/sandbox/feishu/coverage.ts';
import { botOpenIdOf, openIdOf } from '../../src/sandbox/feishu/ids.ts';
import { trafficLog } from '../../src/sandbox/log.ts';
import { control, officialClient, sandboxForTest, sandboxWithBot, temporaryFile } from './bench.ts';

describe('the control API', () => {
  test('says how to reach the platform, and whether the bot is there', async () => {
    const { sandbox, bot, drive } = await sandboxWithBot(EVENTS);
    const { appId, encryptKey } = sandbox.credentials;
    expect(await drive.get('/config')).toMatchObject({
      platforms: ['feishu'],
      feishu: { baseUrl: `${sandbox.url}/feishu`, appId, encryptKey, botOpenId: botOpenIdOf(appId), botName: '绩效脉搏' },
      bot: { url: bot.url, reachable: true },
    });
    await bot.close();
    expect(await drive.get('/config')).toMatchObject({ bot: { reachable: false } });
  });

  test('people come with department, superior and standing', async () => {
    const drive = control(await sandboxForTest());
    expect((await drive.get<object[]>('/people'))[3]).toMatchObject({
      employeeNo: 'E004',
      name: '王芳',
      department: 'AI 课程组',
      departmentPath: '课程研发 / AI 课程组',
      superior: 'E003',
      platforms: ['feishu'],
      status: 'active',
    });
    await drive.post('/people/changes', { kind: 'leave', employeeNo: 'E004' });
    expect((await drive.get<object[]>('/people'))[3]).toMatchObject({ status: 'left' });
    expect(await drive.get('/chats?person=E005')).toMatchObject([
      { id: 'g-course', members: ['E002', 'E003', 'E005'], kind: 'group' },
    ]);
  });

  test('the inbox counts what is unread, newest first', async () => {
    const sandbox = await sandboxForTest();
    const drive = control(sandbox);
    expect(await drive.get('/inbox?person=E004')).toMatchObject([
      { chat: 'g-course', unread: 0 },
      { chat: 'bot', name: '绩效脉搏', unread: 0 },
    ]);
    await drive.post('/messages', { platform: 'feishu', from: 'E003', chat: 'g-course', text: '早' });
    await drive.post('/clock', { advance: 'PT1M' });
    const card = { schema: '2.0', config: { summary: { content: '到你了' } }, body: { elements: [{ tag: 'hr' }] } };
    await officialClient(sandbox).im.v1.message.create({
      params: { receive_id_type: 'open_id' },
      data: { receive_id: openIdOf('E004'), msg_type: 'interactive', content: JSON.stringify(card) },
    });
    expect(await drive.get('/inbox?person=E004')).toMatchObject([
      { chat: 'bot', preview: '到你了', unread: 1 },
      { chat: 'g-course', preview: '早', unread: 1 },
    ]);
    await drive.post('/read', { platform: 'feishu', person: 'E004', chat: 'g-course' });
    expect(await drive.get('/inbox?person=E004')).toMatchObject([{ unread: 1 }, { unread: 0 }]);
    expect(await drive.get('/inbox?person=E003')).toMatchObject([{ chat: 'g-course', unread: 0 }, { chat: 'bot' }]);
  });

  test('whoever asks for somebody or something unknown gets a sentence', async () => {
    const drive = control(await sandboxForTest());
    expect(await drive.raw('GET', '/inbox?person=E999')).toEqual({ status: 404, body: { error: 'nobody has the 工号 E999' } });
    expect(await drive.raw('POST', '/messages', { platform: 'dingtalk', from: 'E004', chat: 'bot', text: '一' })).toMatchObject({
      status: 400,
    });
    expect(await drive.raw('POST', '/messages', { from: 'E006', chat: 'g-course', text: '一' })).toMatchObject({ status: 403 });
    expect(await drive.raw('POST', '/people/changes', { kind: 'promote', employeeNo: 'E004' })).toMatchObject({ status: 400 });
    expect(await drive.raw('GET', '/nothing')).toMatchObject({ status: 404 });
  });

  test('the log names every call and push, with what was asked and answered', async () => {
    const { sandbox, drive } = await sandboxWithBot(EVENTS);
    await drive.post('/messages', { platform: 'feishu', from: 'E004', chat: 'bot', text: '一' });
    const sent = await officialClient(sandbox).im.v1.message.create({
      params: { receive_id_type: 'open_id' },
      data: { receive_id: openIdOf('E004'), msg_type: 'text', content: '{"text":"二"}' },
    });
    const { entries, last } = await drive.get<{ entries: object[]; last: number }>('/log?after=0');
    expect(entries).toMatchObject([
      { n: 1, direction: 'to-bot', status: 200, eventType: 'im.message.receive_v1', person: 'E004', request: { schema: '2.0' } },
      { n: 2, direction: 'from-bot', path: '/open-apis/auth/v3/tenant_access_token/internal', code: 0 },
      {
        n: 3,
        direction: 'from-bot',
        method: 'POST',
        status: 200,
        code: 0,
        person: 'E004',
        messageId: sent.data?.message_id,
        request: { msg_type: 'text' },
        response: { code: 0 },
      },
    ]);
    expect(await drive.get(`/log?after=${last}`)).toEqual({ entries: [], last });
  });

  test('the log keeps the newest entries only', () => {
    const log = trafficLog(3);
    const entry = {
      at: 0,
      direction: 'to-bot',
      method: 'POST',
      path: '/',
      status: 200,
      code: null,
      ms: 0,
      request: null,
      response: null,
    } as const;
    for (let i = 0; i < 5; i += 1) log.add(entry);
    expect(log.after(0).entries.map((each) => each.n)).toEqual([3, 4, 5]);
    expect(log.after(4).entries.map((each) => each.n)).toEqual([5]);
  });

  test('whoever listens hears of messages, typing, people and the clock', async () => {
    const { sandbox, drive } = await sandboxWithBot(EVENTS);
    const stop = new AbortController();
    const response = await fetch(`${sandbox.url}/control/stream`, { signal: stop.signal });
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    const decoder = new TextDecoder();
    const said = await drive.post<{ id: string }>('/messages', {
      platform: 'feishu',
      from: 'E004',
      chat: 'g-course',
      text: '@bot 一',
    });
    await drive.post('/people/changes', { kind: 'leave', employeeNo: 'E005' });
    await drive.post('/clock', { advance: 'PT1S' });
    let heard = '';
    while (!heard.includes('event: clock')) heard += decoder.decode((await reader.read()).value, { stream: true });
    stop.abort();
    expect(heard).toContain(`event: message\ndata: {"platform":"feishu","chat":"g-course","id":"${said.id}"}\n\n`);
    expect(heard).toContain('event: typing\ndata: {"chat":"g-course","on":true}\n\n');
    expect(heard).toContain('event: typing\ndata: {"chat":"g-course","on":false}\n\n');
    expect(heard).toContain('event: directory\ndata: {}\n\n');
  });

  test('the page is served when it is built, and said to be missing when it is not', async () => {
    const bare = await sandboxForTest();
    expect(await (await fetch(bare.url)).text()).toContain('has not been built yet');
    const index = temporaryFile('page/index.html');
    mkdirSync(join(dirname(index), 'assets'), { recursive: true });
    writeFileSync(index, '<!doctype html><title>沙箱</title>');
    writeFileSync(join(dirname(index), 'assets', 'a.js'), 'void 0');
    const sandbox = await sandboxForTest({ pageDir: dirname(index) });
    const get = async (path: string) => {
      const response = await fetch(sandbox.url + path);
      return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
    };
    expect(await get('/')).toMatchObject({
      status: 200,
      type: 'text/html; charset=utf-8',
      text: expect.stringContaining('沙箱') as string,
    });
    expect(await get('/chat/E004')).toMatchObject({ status: 200, text: expect.stringContaining('沙箱') as string });
    expect(await get('/assets/a.js')).toMatchObject({ status: 200, type: 'text/javascript; charset=utf-8' });
    expect(await get('/assets/b.js')).toMatchObject({ status: 404 });
    expect(await get('/..%2f..%2fpackage.json')).toMatchObject({ status: 404 });
  });
});

describe('the coverage list', () => {
  test('names what is registered, no more and no less', async () => {
    const sandbox = await sandboxForTest();
    const registered = sandbox.routes.filter((route) => route.includes(' /feishu/')).map((route) => route.replace('/feishu', ''));
    expect([...registered].sort()).toEqual([...ENDPOINTS].sort());
    expect(CALLBACKS).toEqual(['card.action.trigger']);
  });
});
