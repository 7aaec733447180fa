import type * as lark from '@larksuiteoapi/node-sdk';
import { describe, expect, test } from 'vitest';
import { groupChatIdOf, openIdOf } from '../../src/sandbox/feishu/ids.ts';
import { officialClient, refusalOf, sandboxWithBot } from './bench.ts';
import type { Loose } from './bench.ts';
import { reviewCard, sayCard } from './cards-for-test.ts';

type Pressed = {
  status: string;
  code?: number;
  message?: string;
  toast?: Loose;
  card?: Loose | null;
  url?: string;
  ms: number;
  answers?: string[];
};
type Pressing = { token: string; action: Loose; operator: Loose; context: Loose };

async function ready(card: object = reviewCard, options: { deadlineMs?: number } = {}) {
  const { sandbox, bot, drive } = await sandboxWithBot([], options);
  const client = officialClient(sandbox);
  const sent = await client.im.v1.message.create({
    params: { receive_id_type: 'open_id' },
    data: { receive_id: openIdOf('E004'), msg_type: 'interactive', content: JSON.stringify(card) },
  });
  const message = sent.data?.message_id ?? '';
  const press = (action: string, values: Loose = {}, by = 'E004') =>
    drive.post<Pressed>('/clicks', { platform: 'feishu', by, message, action, values });
  const raw = async () => (await drive.get<{ raw: Loose }[]>('/messages?platform=feishu&person=E004'))[0]?.raw;
  return { sandbox, bot, drive, client, message, press, raw, last: () => bot.received.at(-1) as unknown as Pressing & Loose };
}

const delayed = (client: lark.Client, token: string, card: object) =>
  client.request<{ code: number }>({ method: 'POST', url: '/open-apis/interactive/v1/card/update', data: { token, card } });

describe('pressing a card', () => {
  test('a form comes to the bot in wire form, from neutral values', async () => {
    const { sandbox, message, press, last } = await ready();
    const values = {
      why: '进展顺利',
      level: '2',
      with: ['E003', 'E005'],
      owner: 'E002',
      time: '09:30',
      moment: '2026-09-30T10:15',
      sure: true,
    };
    expect(await press('send', values)).toMatchObject({ status: 'ok', card: null });
    expect(last()).toMatchObject({
      event_type: 'card.action.trigger',
      create_time: `${sandbox.clock.now()}000`,
      operator: { open_id: openIdOf('E004') },
      host: 'im_message',
      context: { open_message_id: message },
      action: {
        tag: 'button',
        name: 'send',
        value: { act: 'review', id: 17 },
        timezone: 'Asia/Shanghai',
        form_value: {
          why: '进展顺利',
          more: '老样子',
          level: '2',
          with: [openIdOf('E003'), openIdOf('E005')],
          owner: openIdOf('E002'),
          due: '2026-09-30 +0800',
          time: '09:30 +0800',
          moment: '2026-09-30 10:15 +0800',
          sure: true,
        },
      },
    });
  });

  test('buttons are pressed by label or place, selects outside forms report their option', async () => {
    const { press, last, bot } = await ready();
    await press('收到');
    expect(last()['action']).toEqual({ tag: 'button', timezone: 'Asia/Shanghai', value: { act: 'ack' } });
    await press('#2');
    expect(last()['action']).toMatchObject({ value: { act: 'ack' } });
    await press('quick', { quick: '1' });
    expect(last()['action']).toMatchObject({ tag: 'select_static', name: 'quick', option: '1', value: { act: 'quick' } });
    expect(await press('去看')).toMatchObject({ status: 'ok', url: 'https://example.invalid/okr' });
    expect(await press('again')).toMatchObject({ status: 'ok' });
    expect(bot.received).toHaveLength(3);
  });

  test('what the client would not let happen is not sent', async () => {
    const { press, bot, drive } = await ready();
    const refusals = [
      ['nothing', {}, '卡片上没有「nothing」'],
      ['不能按', {}, '不能按'],
      ['send', {}, '必填'],
      ['send', { why: '一二三四五六七八九十一' }, '最多 10 个字'],
      ['send', { why: '一', level: '7' }, '没有选项 7'],
      ['send', { why: '一', due: '2026-02-30' }, '日期'],
      ['send', { why: '一', owner: 'E999' }, '选不到'],
      ['send', { why: '一', other: '二' }, '没有「other」'],
    ] as const;
    for (const [action, values, why] of refusals)
      expect(await press(action, values)).toMatchObject({ status: 'error', message: expect.stringContaining(why) as string });
    expect(await press('收到', {}, 'E007')).toMatchObject({
      status: 'error',
      message: expect.stringContaining('不在') as string,
    });
    await drive.post('/clock', { advance: 'P14DT1S' });
    expect(await press('收到')).toMatchObject({ status: 'error', message: expect.stringContaining('14 天') as string });
    expect(bot.received).toEqual([]);
  });

  test('a nameless field fails when the form is submitted', async () => {
    const form = {
      tag: 'form',
      name: 'f',
      elements: [
        { tag: 'input' },
        { tag: 'button', name: 'send', form_action_type: 'submit', text: { tag: 'plain_text', content: '好' } },
      ],
    };
    const { press, bot } = await ready({ schema: '2.0', body: { elements: [form] } });
    expect(await press('send')).toMatchObject({ status: 'error', code: 200530 });
    expect(bot.received).toEqual([]);
  });

  test('a toast is shown and the card replaced in place', async () => {
    const { press, bot, raw } = await ready();
    bot.answer = () => ({ toast: { type: 'success', content: '已提交' }, card: { type: 'raw', data: sayCard('已提交') } });
    expect(await press('收到')).toMatchObject({
      status: 'ok',
      toast: { type: 'success', content: '已提交' },
      card: sayCard('已提交'),
    });
    expect(await raw()).toEqual(sayCard('已提交'));
  });

  test.each([
    ['not 200', 200671, () => ({ status: 500, text: '{}' })],
    ['not JSON', 200672, () => ({ status: 200, text: 'ok' })],
    ['a toast of an unknown kind', 200672, () => ({ status: 200, text: '{"toast":{"type":"loud","content":"好"}}' })],
    [
      'a card as a text',
      200673,
      () => ({ status: 200, text: JSON.stringify({ card: { type: 'raw', data: JSON.stringify(sayCard('好')) } }) }),
    ],
    [
      'a malformed card',
      200673,
      () => ({
        status: 200,
        text: JSON.stringify({ card: { type: 'raw', data: { schema: '2.0', body: { elements: [{ tag: 'note' }] } } } }),
      }),
    ],
    ['a 1.0 card', 200830, () => ({ status: 200, text: JSON.stringify({ card: { type: 'raw', data: { elements: [] } } }) })],
  ] as const)('an answer that is %s shows %i', async (_, code, answer) => {
    const { press, bot, raw } = await ready();
    bot.raw = answer;
    expect(await press('收到')).toMatchObject({ status: 'error', code });
    expect(await raw()).toEqual(reviewCard);
    expect(bot.received).toHaveLength(1);
  });

  test('no answer in time shows 200341, nobody there 200342, and neither is tried again', async () => {
    const { press, bot, drive } = await ready(reviewCard, { deadlineMs: 50 });
    bot.raw = () => 'never';
    expect(await press('收到')).toMatchObject({ status: 'error', code: 200341 });
    await drive.post('/clock', { advance: 'P1D' });
    expect(bot.received).toHaveLength(1);
    await bot.close();
    expect(await press('收到')).toMatchObject({ status: 'error', code: 200342 });
  });

  test('the card can be changed twice with the token of the press, once it was answered, within half an hour', async () => {
    const { press, bot, client, last, raw, sandbox, drive } = await ready();
    let early: Promise<{ code: number }> | undefined;
    bot.answer = (event) => {
      early = refusalOf(delayed(client, event['token'] as string, sayCard('早')));
      return early.then(() => ({}));
    };
    await press('收到');
    expect(await early).toMatchObject({ code: 300090 });
    const { token } = last();
    expect(await delayed(client, token, sayCard('一'))).toMatchObject({ code: 0 });
    expect(await raw()).toEqual(sayCard('一'));
    expect(await refusalOf(delayed(client, token, { elements: [] }))).toMatchObject({ code: 200830 });
    expect(await delayed(client, token, sayCard('二'))).toMatchObject({ code: 0 });
    expect(await refusalOf(delayed(client, token, sayCard('三')))).toMatchObject({ code: 300040 });
    expect(await refusalOf(delayed(client, 'c-unknown', sayCard('三')))).toMatchObject({ code: 10002 });
    bot.answer = () => ({});
    await drive.post('/clock', { advance: 'PT1S' });
    expect(await press('#0')).toMatchObject({ status: 'error' });
    expect(sandbox.clock.now()).toBeGreaterThan(0);
  });

  test('the token of a press expires after half an hour', async () => {
    const { press, client, last, drive } = await ready();
    await press('收到');
    await drive.post('/clock', { advance: 'PT30M1S' });
    expect(await refusalOf(delayed(client, last().token, sayCard('一')))).toMatchObject({ code: 300030 });
  });

  test('while a press is being answered the card is locked for everything else', async () => {
    const { press, bot, client, message } = await ready();
    const patch = () =>
      client.im.v1.message.patch({ path: { message_id: message }, data: { content: JSON.stringify(sayCard('一')) } });
    let during: { code: number; msg: string } | undefined;
    bot.answer = async () => {
      during = await refusalOf(patch());
      return {};
    };
    await press('收到');
    expect(during).toMatchObject({ code: 230099, msg: expect.stringContaining('card action is lock') as string });
    expect(await patch()).toMatchObject({ code: 0 });
  });

  test('two presses at once both reach the bot, each with its own event and token', async () => {
    const { press, bot } = await ready();
    await Promise.all([press('收到'), press('收到')]);
    expect(new Set(bot.received.map((event) => event.event_id)).size).toBe(2);
    expect(new Set(bot.received.map((event) => event['token'])).size).toBe(2);
  });

  test('answers the bot sends later in the chat are named with the press', async () => {
    const { press, bot, client } = await ready();
    bot.onTick = async () => {
      await client.im.v1.message.create({
        params: { receive_id_type: 'open_id' },
        data: { receive_id: openIdOf('E004'), msg_type: 'text', content: '{"text":"好"}' },
      });
      return null;
    };
    expect((await press('收到')).answers).toHaveLength(1);
  });

  test('anybody in a group can press', async () => {
    const { bot, drive, client } = await ready();
    const sent = await client.im.v1.message.create({
      params: { receive_id_type: 'chat_id' },
      data: { receive_id: groupChatIdOf('g-course'), msg_type: 'interactive', content: JSON.stringify(reviewCard) },
    });
    await drive.post('/clicks', { platform: 'feishu', by: 'E005', message: sent.data?.message_id, action: '收到' });
    expect(bot.received).toMatchObject([
      { operator: { open_id: openIdOf('E005') }, context: { open_chat_id: groupChatIdOf('g-course') } },
    ]);
  });
});
