import { describe, expect, test } from 'vitest';
import type * as lark from '@larksuiteoapi/node-sdk';
import { groupChatIdOf, openIdOf } from '../../src/sandbox/feishu/ids.ts';
import { control, officialClient, refusalOf, sandboxForTest } from './bench.ts';
import { reviewCard, sayCard } from './cards-for-test.ts';

type Sent = { code?: number | undefined; data?: { message_id?: string | undefined; chat_id?: string | undefined } | undefined };

const text = (words: string): { msg_type: string; content: string } => ({
  msg_type: 'text',
  content: JSON.stringify({ text: words }),
});
const card = (wire: object): { msg_type: string; content: string } => ({
  msg_type: 'interactive',
  content: JSON.stringify(wire),
});

function sender(
  client: lark.Client,
): (to: string, message: { msg_type: string; content: string }, uuid?: string) => Promise<Sent> {
  return (to, message, uuid) =>
    client.im.v1.message.create({
      params: { receive_id_type: to.startsWith('oc_') ? 'chat_id' : 'open_id' },
      data: { receive_id: to, ...message, ...(uuid === undefined ? {} : { uuid }) },
    });
}

async function ready() {
  const sandbox = await sandboxForTest();
  const client = officialClient(sandbox);
  return { sandbox, client, send: sender(client), drive: control(sandbox) };
}

const idOf = (sent: Sent): string => sent.data?.message_id ?? '';

describe('messages through the official SDK', () => {
  test('a text reaches its person and can be read back', async () => {
    const { client, send, drive } = await ready();
    const sent = await send(openIdOf('E004'), text('早'));
    expect(sent).toMatchObject({
      code: 0,
      data: { msg_type: 'text', deleted: false, updated: false, sender: { sender_type: 'app' } },
    });
    const read = await client.im.v1.message.get({ path: { message_id: idOf(sent) } });
    expect(read.data?.items?.[0]).toMatchObject({ message_id: idOf(sent), body: { content: '{"text":"早"}' } });
    expect(await drive.get('/messages?platform=feishu&person=E004')).toMatchObject([
      { id: idOf(sent), from: 'bot', type: 'text', outline: '早', raw: { text: '早' } },
    ]);
  });

  test('the other kinds of id find the same person', async () => {
    const { client, send } = await ready();
    const user = (await client.contact.v3.user.get({ path: { user_id: openIdOf('E004') } })).data?.user;
    const first = await send(openIdOf('E004'), text('一'));
    for (const [receive_id_type, receive_id] of [
      ['union_id', user?.union_id],
      ['user_id', user?.user_id],
      ['chat_id', first.data?.chat_id],
    ] as const) {
      const sent = await client.im.v1.message.create({
        params: { receive_id_type },
        data: { receive_id: receive_id ?? '', ...text('二') },
      });
      expect(sent.data?.chat_id).toBe(first.data?.chat_id);
    }
  });

  test('a reply names what it answers', async () => {
    const { client, send } = await ready();
    const first = await send(groupChatIdOf('g-course'), text('一'));
    const reply = await client.im.v1.message.reply({ path: { message_id: idOf(first) }, data: text('二') });
    expect(reply.data).toMatchObject({ root_id: idOf(first), parent_id: idOf(first), chat_id: groupChatIdOf('g-course') });
  });

  test('the same uuid sends once within an hour, and again after it', async () => {
    const { send, drive } = await ready();
    const first = await send(openIdOf('E004'), text('一'), 'same');
    expect(idOf(await send(openIdOf('E004'), text('一'), 'same'))).toBe(idOf(first));
    await drive.post('/clock', { advance: 'PT59M' });
    expect(idOf(await send(openIdOf('E004'), text('一'), 'same'))).toBe(idOf(first));
    await drive.post('/clock', { advance: 'PT1M' });
    expect(idOf(await send(openIdOf('E004'), text('一'), 'same'))).not.toBe(idOf(first));
    expect(await drive.get('/messages?platform=feishu&person=E004')).toHaveLength(2);
    await expect(refusalOf(send(openIdOf('E004'), text('一'), 'x'.repeat(51)))).resolves.toMatchObject({
      status: 400,
      code: 99992402,
    });
  });

  test('a card is replaced in place, within 14 days and while it stands', async () => {
    const { sandbox, client, send, drive } = await ready();
    const message_id = idOf(await send(openIdOf('E004'), card(sayCard('一'))));
    const patchBy = (by: lark.Client, content: string) => by.im.v1.message.patch({ path: { message_id }, data: { content } });
    const patch = (content: string) => patchBy(client, content);
    expect(await patch(JSON.stringify(sayCard('二')))).toMatchObject({ code: 0 });
    expect(await drive.get('/messages?platform=feishu&person=E004')).toMatchObject([{ id: message_id, outline: '二' }]);
    expect(await refusalOf(patch(JSON.stringify({ elements: [] })))).toMatchObject({
      status: 400,
      code: 230099,
      msg: expect.stringContaining('ErrCode: 200830') as string,
    });
    await drive.post('/clock', { advance: 'P14D' });
    // The SDK would go on with a token that is two weeks old.
    const later = officialClient(sandbox);
    expect(await patchBy(later, JSON.stringify(sayCard('三')))).toMatchObject({ code: 0 });
    await drive.post('/clock', { advance: 'PT1S' });
    expect(await refusalOf(patchBy(later, JSON.stringify(sayCard('四'))))).toMatchObject({ status: 400, code: 230031 });
  });

  test('one message is changed at most five times a second', async () => {
    const { client, send } = await ready();
    const message_id = idOf(await send(openIdOf('E004'), card(sayCard('一'))));
    const patch = () => client.im.v1.message.patch({ path: { message_id }, data: { content: JSON.stringify(sayCard('二')) } });
    for (let i = 0; i < 5; i += 1) expect(await patch()).toMatchObject({ code: 0 });
    expect(await refusalOf(patch())).toMatchObject({ status: 400, code: 230020 });
  });

  test('what was recalled can be neither changed nor answered', async () => {
    const { client, send, drive } = await ready();
    const message_id = idOf(await send(openIdOf('E004'), card(sayCard('一'))));
    expect(await client.im.v1.message.delete({ path: { message_id } })).toMatchObject({ code: 0 });
    expect(
      await refusalOf(client.im.v1.message.patch({ path: { message_id }, data: { content: JSON.stringify(sayCard('二')) } })),
    ).toMatchObject({ code: 230011 });
    expect(await refusalOf(client.im.v1.message.reply({ path: { message_id }, data: text('二') }))).toMatchObject({
      code: 230011,
    });
    expect((await client.im.v1.message.get({ path: { message_id } })).data?.items?.[0]).toMatchObject({ deleted: true });
    expect(await drive.get('/messages?platform=feishu&person=E004')).toMatchObject([{ recalled: true, outline: '[已撤回]' }]);
  });

  test('a text can be edited, a card can not', async () => {
    const { client, send } = await ready();
    const message_id = idOf(await send(openIdOf('E004'), text('一')));
    expect(await client.im.v1.message.update({ path: { message_id }, data: text('二') })).toMatchObject({
      code: 0,
      data: { body: { content: '{"text":"二"}' } },
    });
    const other = idOf(await send(openIdOf('E004'), card(sayCard('一'))));
    expect(await refusalOf(client.im.v1.message.update({ path: { message_id: other }, data: text('二') }))).toMatchObject({
      code: 230001,
    });
  });

  test('people who left, strangers, groups without the bot and dissolved ones are four different refusals', async () => {
    const { send, drive } = await ready();
    await drive.post('/people/changes', { kind: 'leave', employeeNo: 'E005' });
    expect(await refusalOf(send(openIdOf('E005'), text('一')))).toMatchObject({ status: 400, code: 230013 });
    expect(await refusalOf(send('ou_nobody', text('一')))).toMatchObject({ status: 400, code: 230034 });
    await drive.post('/chats/g-course/changes', { kind: 'bot-removed' });
    expect(await refusalOf(send(groupChatIdOf('g-course'), text('一')))).toMatchObject({ status: 400, code: 230002 });
    await drive.post('/chats/g-market/changes', { kind: 'dissolved' });
    expect(await refusalOf(send(groupChatIdOf('g-market'), text('一')))).toMatchObject({ status: 400, code: 232009 });
  });

  test('malformed calls are refused with the code for what is wrong', async () => {
    const { client, send } = await ready();
    const to = openIdOf('E004');
    expect(
      await refusalOf(
        client.im.v1.message.create({
          params: { receive_id_type: 'name' as 'open_id' },
          data: { receive_id: to, ...text('一') },
        }),
      ),
    ).toMatchObject({ code: 99992402 });
    expect(await refusalOf(send(to, { msg_type: 'text', content: '早' }))).toMatchObject({ code: 230001 });
    expect(
      await refusalOf(send(to, { msg_type: 'text', content: JSON.stringify({ text: 'x'.repeat(150 * 1024) }) })),
    ).toMatchObject({ code: 230025 });
    expect(await refusalOf(send(to, { msg_type: 'post', content: '{}' }))).toMatchObject({ code: 230001 });
    expect(await refusalOf(send(to, { msg_type: 'interactive', content: '{' }))).toMatchObject({
      code: 230099,
      msg: expect.stringContaining('ErrCode: 200621') as string,
    });
    expect(await refusalOf(send(to, card(sayCard('长'.repeat(10240)))))).toMatchObject({ code: 230025 });
    expect(await refusalOf(client.im.v1.message.get({ path: { message_id: 'nonsense' } }))).toMatchObject({ code: 99992354 });
  });

  test('a bad card is refused with the path to what is wrong', async () => {
    const { send } = await ready();
    const bad = { schema: '2.0', body: { elements: [{ tag: 'note', elements: [] }] } };
    expect(await refusalOf(send(openIdOf('E004'), card(bad)))).toMatchObject({
      status: 400,
      code: 230099,
      msg: expect.stringMatching(
        /^Failed to create card content, ext=ErrCode: 200861; ErrPath: ROOT -> body -> elements -> \[0\]\(tag: note\); ErrMsg: /,
      ) as string,
    });
  });

  test('urgent goes to those who are there, and names the others', async () => {
    const { client, send, drive } = await ready();
    const message_id = idOf(await send(groupChatIdOf('g-course'), text('急')));
    const urge = (ids: string[]) =>
      client.im.v1.message.urgentApp({ path: { message_id }, params: { user_id_type: 'open_id' }, data: { user_id_list: ids } });
    expect(await urge([openIdOf('E004'), openIdOf('E006')])).toMatchObject({
      code: 0,
      data: { invalid_user_id_list: [openIdOf('E006')] },
    });
    expect(await refusalOf(urge([openIdOf('E006')]))).toMatchObject({ code: 230001 });
    expect(await drive.get('/messages?chat=g-course')).toMatchObject([{ urgent: ['E004'] }]);
    const theirs = await drive.post<{ id: string }>('/messages', {
      platform: 'feishu',
      from: 'E004',
      chat: 'g-course',
      text: '好',
    });
    const notOurs = client.im.v1.message.urgentApp({
      path: { message_id: theirs.id },
      params: { user_id_type: 'open_id' },
      data: { user_id_list: [openIdOf('E004')] },
    });
    expect(await refusalOf(notOurs)).toMatchObject({ code: 230012 });
  });

  test('what was spoken can be fetched as a file', async () => {
    const { client, drive } = await ready();
    const { id } = await drive.post<{ id: string }>('/messages', {
      platform: 'feishu',
      from: 'E004',
      chat: 'bot',
      voice: { text: '更新 KR-1', seconds: 4 },
    });
    const [message] = await drive.get<{ raw: { file_key: string; duration: number }; outline: string }[]>(
      '/messages?platform=feishu&person=E004',
    );
    expect(message).toMatchObject({ raw: { duration: 4000 }, outline: '[语音 4 秒] 更新 KR-1' });
    const get = (file_key: string) =>
      client.im.v1.messageResource.get({ path: { message_id: id, file_key }, params: { type: 'file' } });
    const chunks: Buffer[] = [];
    for await (const chunk of (await get(message?.raw.file_key ?? '')).getReadableStream()) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).subarray(0, 4).toString()).toBe('OggS');
    expect(await refusalOf(get('file_v3_other'))).toMatchObject({ status: 400 });
  });

  test('a card reads as indented plain text', async () => {
    const { send, drive } = await ready();
    await send(openIdOf('E004'), card(reviewCard));
    const [message] = await drive.get<{ outline: string }[]>('/messages?platform=feishu&person=E004');
    expect(message?.outline.split('\n')).toEqual([
      '双周回顾 [待办]',
      '请在周五前完成',
      '[form] review',
      '  [field] why: 为什么 (text; required)',
      '  [field] more:  (text) = 老样子',
      '  [field] level: 打分 (1=低 | 2=高)',
      '  [field] with: 和谁 (people)',
      '  [field] owner:  (person)',
      '  [field] due:  (date) = 2026-09-30',
      '  [field] time:  (time)',
      '  [field] moment:  (date and time)',
      '  [field] sure: 确认 (yes or no) = false',
      '  (button) send: 提交',
      '  (button) again: 重填',
      '(button) #2: 收到',
      '(button) #3: 不能按 [disabled]',
      '(button) #4: 去看 -> https://example.invalid/okr',
      '[field] quick:  (1=低)',
    ]);
  });
});
