import { createHash } from 'node:crypto';
import * as lark from '@larksuiteoapi/node-sdk';
import { describe, expect, test } from 'vitest';
import { encrypt, sign } from '../../src/sandbox/feishu/encryption.ts';
import { EVENTS } from '../../src/sandbox/feishu/coverage.ts';
import { groupChatIdOf, openDepartmentIdOf, openIdOf } from '../../src/sandbox/feishu/ids.ts';
import { control, fakeBot, sandboxForTest, sandboxWithBot } from './bench.ts';
import type { LogEntry } from '../../src/sandbox/log.ts';

type Received = {
  sender: { sender_id: object };
  message: { message_id: string; content: string; chat_type: string; message_type: string; mentions?: object[] };
};

describe('encryption and signature', () => {
  test('the documented vector: key "test key", text "hello world"', () => {
    const documented = 'P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk=';
    const iv = Buffer.from(documented, 'base64').subarray(0, 16);
    expect(encrypt('hello world', 'test key', iv)).toBe(documented);
  });

  test('the official SDK reads what is encrypted here, Chinese included', () => {
    expect(new lark.AESCipher('test key').decrypt(encrypt('绩效目标', 'test key'))).toBe('绩效目标');
  });

  test('the signature is SHA-256 over timestamp, nonce, key and body', () => {
    expect(sign('1', '2', '3', '{"encrypt":"a"}')).toBe(createHash('sha256').update('123{"encrypt":"a"}').digest('hex'));
  });
});

describe('events to the bot', () => {
  test('what is said to the bot arrives as the dispatcher of the official SDK knows it', async () => {
    const { sandbox, bot, drive } = await sandboxWithBot(EVENTS);
    const said = await drive.post<{ id: string; answers: string[] }>('/messages', {
      platform: 'feishu',
      from: 'E004',
      chat: 'bot',
      text: '/okr 请看 @陈立',
    });
    expect(bot.received).toHaveLength(1);
    const [event] = bot.received;
    expect(event).toMatchObject({
      event_type: 'im.message.receive_v1',
      app_id: sandbox.credentials.appId,
      create_time: String(sandbox.clock.now()),
    });
    const { sender, message } = event as unknown as Received;
    expect(sender.sender_id).toMatchObject({ open_id: openIdOf('E004') });
    expect(message).toMatchObject({
      message_id: said.id,
      chat_type: 'p2p',
      message_type: 'text',
      content: '{"text":"/okr 请看 @陈立"}',
    });
    expect(message.mentions).toBeUndefined();
    expect(bot.ticks).toEqual([sandbox.clock.now()]);
  });

  test('in a group the bot hears only what mentions it; placeholders stand for people', async () => {
    const { bot, drive } = await sandboxWithBot(EVENTS);
    await drive.post('/messages', { platform: 'feishu', from: 'E004', chat: 'g-course', text: '大家早 @陈立' });
    await drive.post('/messages', {
      platform: 'feishu',
      from: 'E004',
      chat: 'g-course',
      text: '@bot /points +5 @王芳(E007) 和 @王芳,再看 @绩效脉搏 @bottle',
    });
    expect(bot.received).toHaveLength(1);
    const { message } = bot.received[0] as unknown as Received;
    expect(message).toMatchObject({
      chat_type: 'group',
      content: '{"text":"@_user_1 /points +5 @_user_2 和 @_user_3,再看 @_user_1 @bottle"}',
    });
    expect(message.mentions).toMatchObject([
      { key: '@_user_1', mentioned_type: 'bot', name: '绩效脉搏' },
      { key: '@_user_2', id: { open_id: openIdOf('E007') } },
      { key: '@_user_3', id: { open_id: openIdOf('E004') } },
    ]);
    expect((await drive.get<{ outline: string }[]>('/messages?chat=g-course')).at(-1)?.outline).toContain(
      '@绩效脉搏 /points +5 @王芳',
    );
  });

  test('pushes are compact, encrypted and signed; the SDK takes them and refuses them tampered with', async () => {
    const { sandbox, bot, drive } = await sandboxWithBot(EVENTS);
    await drive.post('/messages', { platform: 'feishu', from: 'E004', chat: 'bot', text: '/help' });
    const [push] = bot.requests;
    expect(push?.text).toBe(JSON.stringify(JSON.parse(push?.text ?? '')));
    expect(Object.keys(JSON.parse(push?.text ?? '{}') as object)).toEqual(['encrypt']);
    expect(push?.text).not.toContain('/help');
    const again = async (headers: object, body: unknown) =>
      (await drive.post<{ status: number }>('/deliver', { platform: 'feishu', headers, body })).status;
    const headers = {
      'x-lark-request-timestamp': push?.headers['x-lark-request-timestamp'],
      'x-lark-request-nonce': push?.headers['x-lark-request-nonce'],
      'x-lark-signature': push?.headers['x-lark-signature'],
    };
    expect(await again(headers, push?.text)).toBe(200);
    expect(bot.received).toHaveLength(2);
    expect(await again({ ...headers, 'x-lark-request-nonce': 'other' }, push?.text)).toBe(401);
    expect(await again({ ...headers, 'x-lark-signature': 'f'.repeat(64) }, push?.text)).toBe(401);
    expect(await again(headers, { encrypt: encrypt('{"schema":"2.0"}', sandbox.credentials.encryptKey) })).toBe(401);
    expect(bot.received).toHaveLength(2);
  });

  test('a raw event can be put before the bot, sealed as the platform seals', async () => {
    const { bot, drive } = await sandboxWithBot(EVENTS);
    const body = { schema: '2.0', header: { event_id: 'mine', event_type: 'im.message.receive_v1' }, event: { odd: true } };
    expect(await drive.post('/deliver', { platform: 'feishu', body })).toMatchObject({ status: 200 });
    expect(bot.received).toMatchObject([{ event_id: 'mine', odd: true }]);
  });

  test('an unanswered event comes again after 15 s, 5 min, 1 h and 6 h, the same event each time, then never', async () => {
    const { sandbox, bot, drive } = await sandboxWithBot(EVENTS);
    bot.raw = () => ({ status: 503, text: '' });
    const begun = sandbox.clock.now();
    await drive.post('/messages', { platform: 'feishu', from: 'E004', chat: 'bot', text: '/help' });
    await drive.post('/clock', { advance: 'P2D' });
    const pushed = (await drive.get<{ entries: LogEntry[] }>('/log?after=0')).entries.filter(
      (entry) => entry.eventType === 'im.message.receive_v1',
    );
    expect(pushed.map((entry) => (entry.at - begun) / 1000)).toEqual([0, 15, 315, 3915, 25515]);
    expect(new Set(bot.received.map((event) => event.event_id)).size).toBe(1);
  });

  test('an event taken at the second try is not sent a third time', async () => {
    const { bot, drive } = await sandboxWithBot(EVENTS);
    bot.raw = () => ({ status: 503, text: '' });
    await drive.post('/messages', { platform: 'feishu', from: 'E004', chat: 'bot', text: '/help' });
    bot.raw = undefined;
    await drive.post('/clock', { advance: 'P2D' });
    expect(bot.received).toHaveLength(2);
  });

  test('what happens before a bot has registered waits for it by the same timetable', async () => {
    const sandbox = await sandboxForTest();
    const drive = control(sandbox);
    await drive.post('/messages', { platform: 'feishu', from: 'E004', chat: 'bot', text: '/help' });
    expect(await drive.get('/log')).toMatchObject({ entries: [{ direction: 'to-bot', status: 0, response: 'unreachable' }] });
    const bot = await fakeBot(sandbox, EVENTS);
    expect(await drive.post('/bot', { url: bot.url })).toMatchObject({ now: sandbox.clock.now() });
    await drive.post('/clock', { advance: 'PT14S' });
    expect(bot.received).toEqual([]);
    await drive.post('/clock', { advance: 'PT1S' });
    expect(bot.received).toHaveLength(1);
  });

  test('a request URL that does not return the challenge is not accepted', async () => {
    const sandbox = await sandboxForTest();
    const answer = await fetch(`${sandbox.url}/control/bot`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ url: `${sandbox.url}/nothing` }),
    });
    expect(answer.status).toBe(502);
  });

  test('everything on the coverage list can happen', async () => {
    const { bot, drive } = await sandboxWithBot(EVENTS);
    await drive.post('/messages', { platform: 'feishu', from: 'E004', chat: 'bot', text: '/help' });
    await drive.post('/menu', { platform: 'feishu', by: 'E004', key: 'todo' });
    await drive.post('/read', { platform: 'feishu', person: 'E005', chat: 'bot' });
    await drive.post('/read', { platform: 'feishu', person: 'E005', chat: 'bot' });
    await drive.post('/chats', { id: 'g-new', name: '新群', members: ['E004', 'E005'] });
    await drive.post('/chats/g-new/changes', { kind: 'renamed', name: '老群' });
    await drive.post('/chats/g-new/changes', { kind: 'bot-removed' });
    await drive.post('/chats/g-course/changes', { kind: 'dissolved' });
    await drive.post('/people/changes', {
      kind: 'join',
      employeeNo: 'E100',
      name: '韩梅',
      department: 'market',
      superior: 'E006',
      title: '专员',
    });
    await drive.post('/people/changes', { kind: 'move', employeeNo: 'E100', department: 'course', superior: 'E002' });
    await drive.post('/people/changes', { kind: 'superior', employeeNo: 'E100', superior: 'E003' });
    await drive.post('/people/changes', { kind: 'leave', employeeNo: 'E100' });
    expect(new Set(bot.received.map((event) => event.event_type))).toEqual(new Set(EVENTS));
    const of = (type: string) => bot.received.filter((event) => event.event_type === type);
    expect(of('im.chat.access_event.bot_p2p_chat_entered_v1')).toMatchObject([{ operator_id: { open_id: openIdOf('E005') } }]);
    expect(of('application.bot.menu_v6')).toMatchObject([
      { event_key: 'todo', operator: { operator_id: { open_id: openIdOf('E004') } }, timestamp: expect.any(Number) as number },
    ]);
    expect(of('im.chat.updated_v1')).toMatchObject([
      { chat_id: groupChatIdOf('g-new'), before_change: { name: '新群' }, after_change: { name: '老群' } },
    ]);
    expect(of('contact.user.created_v3')).toMatchObject([{ object: { employee_no: 'E100', leader_user_id: openIdOf('E006') } }]);
    expect(of('contact.user.updated_v3')).toMatchObject([
      {
        object: { leader_user_id: openIdOf('E002') },
        old_object: { department_ids: [openDepartmentIdOf('market')], leader_user_id: openIdOf('E006') },
      },
      { object: { leader_user_id: openIdOf('E003') }, old_object: { leader_user_id: openIdOf('E002') } },
    ]);
    expect(of('contact.user.deleted_v3')).toMatchObject([
      {
        object: { status: { is_resigned: true } },
        old_object: { open_id: openIdOf('E100'), department_ids: [openDepartmentIdOf('course')] },
      },
    ]);
  });
});
