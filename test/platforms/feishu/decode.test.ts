import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mentionMark } from '../../../src/chat/index.ts';
import { decode } from '../../../src/platforms/feishu/decode.ts';
import { numberIn, valuesIn } from '../../../src/platforms/feishu/decode-press.ts';

const BOT = 'ou_bot';

const envelope = (event_type: string, event: unknown, header: Record<string, unknown> = {}): unknown => ({
  schema: '2.0',
  header: {
    event_id: 'ev_1',
    event_type,
    create_time: '1763800000123',
    token: 'vt',
    app_id: 'cli_1',
    tenant_key: 'tk1',
    ...header,
  },
  event,
});

const mention = (n: number, openId: string, name: string, bot = false): unknown => ({
  key: `@_user_${n}`,
  id: { open_id: openId, union_id: '', user_id: '' },
  mentioned_type: bot ? 'bot' : 'user',
  name,
});

const message = (content: unknown, more: Record<string, unknown> = {}): unknown =>
  envelope('im.message.receive_v1', {
    sender: { sender_id: { open_id: 'ou_1', union_id: 'on_1' }, sender_type: 'user', tenant_key: 'tk1' },
    message: {
      message_id: 'om_1',
      create_time: '1763800000001',
      chat_id: 'oc_1',
      chat_type: 'group',
      message_type: 'text',
      content: JSON.stringify(content),
      ...more,
    },
  });

const text = (words: string, mentions?: unknown[]): unknown => message({ text: words }, mentions ? { mentions } : {});
const mark = mentionMark;

describe('a message', () => {
  it('is a command when it begins with a slash, our own mention taken out', () => {
    expect(decode(text('@_user_1 /okr 本季度', [mention(1, BOT, '绩效助手', true)]), BOT)).toEqual({
      kind: 'command',
      platform: 'feishu',
      key: 'om_1',
      type: 'im.message.receive_v1',
      sentAt: 1763800000123,
      from: { externalId: 'ou_1', tenantKey: 'tk1' },
      place: { kind: 'group', externalChatId: 'oc_1' },
      messageId: 'om_1',
      command: 'okr',
      rest: '本季度',
      mentions: [],
    });
  });

  it('is known by its own id, since it may come under several event ids', () => {
    const again = {
      ...(text('/okr') as object),
      header: { event_id: 'ev_2', event_type: 'im.message.receive_v1', create_time: '1' },
    };
    expect(decode(again, BOT)?.key).toBe('om_1');
  });

  it.each([
    ['／okr', 'okr', ''],
    ['/ OKR  new', 'okr', 'new'],
    ['／ＯＫＲ new', 'okr', 'new'],
    ['/目标new', '目标', 'new'],
    ['/okr团队', 'okr', '团队'],
    ['/points+10 谢谢', 'points', '+10 谢谢'],
    ['\u00A0/okr\u00A0\u00A0 本季度\u3000 末 ', 'okr', '本季度 末'],
    ['@_all /okr', 'okr', ''],
    ['/okr new 标题\n  第二行', 'okr', 'new 标题\n第二行'],
  ])('%j is the command %s', (words, command, rest) => {
    expect(decode(text(words), BOT)).toMatchObject({ kind: 'command', command, rest });
  });

  it.each(['你好', '1/2 做完了', '/', '//', '/?', ''])('%j is no command', (words) => {
    expect(decode(text(words), BOT)).toMatchObject({ kind: 'message', text: words });
  });

  it('keeps the people mentioned as marks, and never finds user 1 inside user 12', () => {
    const mentions = [mention(1, BOT, '绩效助手', true), mention(2, 'ou_2', '李静'), mention(12, 'ou_12', '王磊')];
    expect(decode(text('@_user_1 /points @_user_12@_user_2 帮我', mentions), BOT)).toMatchObject({
      command: 'points',
      rest: `${mark(1)} ${mark(0)} 帮我`,
      mentions: [
        { externalId: 'ou_2', name: '李静' },
        { externalId: 'ou_12', name: '王磊' },
      ],
    });
  });

  it('takes out every mention of ours, wherever it stands', () => {
    const mentions = [mention(1, BOT, '绩效助手', true), mention(2, BOT, '绩效助手', true)];
    expect(decode(text('/okr @_user_1 本季度 @_user_2', mentions), BOT)).toMatchObject({
      command: 'okr',
      rest: '本季度',
      mentions: [],
    });
  });

  it('keeps another bot as somebody mentioned', () => {
    const mentions = [mention(1, BOT, '我们', true), mention(2, 'ou_other', '别的', true)];
    expect(decode(text('@_user_1 @_user_2 你好', mentions), BOT)).toMatchObject({
      text: `${mark(0)} 你好`,
      mentions: [{ externalId: 'ou_other', name: '别的', bot: true }],
    });
  });

  it('takes the only bot mentioned for us before we know who we are', () => {
    expect(decode(text('@_user_1 /okr', [mention(1, 'ou_x', '我们', true)]), undefined)).toMatchObject({
      kind: 'command',
      command: 'okr',
    });
  });

  it('leaves a placeholder alone that stands for nobody, and lets nobody type a mark', () => {
    expect(decode(text(`@_user_7 ${mark(0)} 好`), BOT)).toMatchObject({ text: '@_user_7 0 好', mentions: [] });
  });

  it.each([
    ['看 [文档](https://a.example/x) 吧', '看 文档 https://a.example/x 吧'],
    ['[https://a.example](https://a.example/)', 'https://a.example/'],
    ['[a.example/x](https://a.example/x)', 'https://a.example/x'],
    ['[完成](50%)', '[完成](50%)'],
  ])('unwraps links: %j', (words, said) => {
    expect(decode(text(words), BOT)).toMatchObject({ text: said });
  });

  it('is read from a post as plain lines', () => {
    const post = {
      title: '/okr new',
      content: [
        [
          { tag: 'text', text: '提升 ' },
          { tag: 'a', text: '文档', href: 'https://a.example' },
          { tag: 'at', user_id: '@_user_2', user_name: '李静' },
        ],
        [
          { tag: 'img', image_key: 'i' },
          { tag: 'text', text: '第二行' },
        ],
      ],
    };
    const mentions = [mention(1, BOT, '我们', true), mention(2, 'ou_2', '李静')];
    expect(decode(message(post, { message_type: 'post', mentions }), BOT)).toMatchObject({
      kind: 'command',
      command: 'okr',
      rest: `new\n提升 文档 https://a.example ${mark(0)}\n第二行`,
      mentions: [{ externalId: 'ou_2', name: '李静' }],
    });
  });

  it('spoken is a voice message', () => {
    expect(decode(message({ file_key: 'f1', duration: 2000 }, { message_type: 'audio', chat_type: 'p2p' }), BOT)).toMatchObject({
      kind: 'voice',
      fileKey: 'f1',
      durationMs: 2000,
      place: { kind: 'direct', externalChatId: 'oc_1' },
    });
  });

  it.each(['image', 'file', 'sticker', 'interactive', 'merge_forward'])(
    'of type %s is other, with who sent it and where',
    (message_type) => {
      expect(decode(message({ image_key: 'x' }, { message_type }), BOT)).toMatchObject({
        kind: 'other',
        from: { externalId: 'ou_1' },
        place: { kind: 'group' },
        messageId: 'om_1',
      });
    },
  );

  it('of a bot says so', () => {
    const event = {
      sender: { sender_id: { open_id: 'ou_b' }, sender_type: 'app' },
      message: { message_id: 'om_2', message_type: 'text', content: '{"text":"hi"}' },
    };
    expect(decode(envelope('im.message.receive_v1', event), BOT)).toMatchObject({
      from: { externalId: 'ou_b', bot: true },
      place: { kind: 'unknown' },
    });
  });

  it('whose content is no JSON is an empty one', () => {
    expect(decode(message(null, { content: '{"text":' }), BOT)).toMatchObject({ kind: 'message', text: '' });
  });
});

describe('a press', () => {
  const press = (action: unknown): unknown =>
    envelope(
      'card.action.trigger',
      {
        operator: { tenant_key: 'tk1', open_id: 'ou_1', union_id: 'on_1' },
        token: 'c-0f3a',
        action,
        host: 'im_message',
        context: { open_message_id: 'om_5', open_chat_id: 'oc_1' },
      },
      { event_id: 'ev_9', create_time: '1763800000123456' },
    );

  it('carries the button’s value, the typed fields and the token to change the card with', () => {
    const form_value = {
      text_done: '好',
      text_plan: '前半',
      text2_plan: '后半',
      text_empty: ' ',
      number_score: '１，２３４.5',
      number_doubt: '约 50',
      date_due: '2026-04-01 +0800',
      choice_load: 'busy',
      choice_none: '',
      people_owner: 'ou_2',
      people_many: ['ou_3', 'ou_4'],
      people_none: [],
      unknown: 'x',
    };
    const inbound = decode(
      press({ tag: 'button', name: 'checkin_submit_0', value: { a: 'checkin.submit', t: 'tok' }, form_value }),
      BOT,
    );
    expect(inbound).toMatchObject({
      kind: 'submission',
      key: 'ev_9',
      sentAt: 1763800000123,
      from: { externalId: 'ou_1', tenantKey: 'tk1' },
      place: { kind: 'unknown', externalChatId: 'oc_1' },
      messageId: 'om_5',
      value: { a: 'checkin.submit', t: 'tok' },
      updateToken: 'c-0f3a',
    });
    expect(inbound?.kind === 'submission' && { ...inbound.values }).toEqual({
      done: { type: 'text', text: '好' },
      plan: { type: 'text', text: '前半后半' },
      score: { type: 'number', number: 1234.5 },
      doubt: { type: 'text', text: '约 50' },
      due: { type: 'date', day: '2026-04-01' },
      load: { type: 'choice', option: 'busy' },
      owner: { type: 'accounts', externalIds: ['ou_2'] },
      many: { type: 'accounts', externalIds: ['ou_3', 'ou_4'] },
    });
  });

  it('without a form has no values, and a value that is no object is none', () => {
    expect(decode(press({ tag: 'button', value: 'text' }), BOT)).toMatchObject({ kind: 'submission', value: {}, values: {} });
  });

  it('is not fooled by fields called like what every object has', () => {
    const values = valuesIn(JSON.parse('{"text___proto__":"x","text_constructor":"y","__proto__":{"text_z":"q"}}'));
    expect(Object.keys(values).sort()).toEqual(['__proto__', 'constructor']);
    expect(values['toString']).toBeUndefined();
    expect(({} as Record<string, unknown>)['text']).toBeUndefined();
  });

  it.each([
    ['42', 42],
    ['-3.5', -3.5],
    ['+7', 7],
    ['５０', 50],
    ['1,234,567', 1234567],
    ['１２，３４５', 12345],
    ['−8', -8],
    ['.5', 0.5],
    ['12 000', 12000],
    ['1,5', undefined],
    ['50%', undefined],
    ['1e9', undefined],
    ['0x10', undefined],
    ['12 34', undefined],
    ['', undefined],
    ['Infinity', undefined],
  ])('reads the number %j as %j', (typed, number) => {
    expect(numberIn(typed)).toBe(number);
  });
});

describe('an event about the surroundings', () => {
  it.each([
    [
      'im.chat.member.bot.added_v1',
      { chat_id: 'oc_1', operator_id: { open_id: 'ou_1' }, external: true, name: '产品群' },
      {
        kind: 'lifecycle',
        event: 'bot-added',
        externalChatId: 'oc_1',
        chatName: '产品群',
        external: true,
        from: { externalId: 'ou_1' },
      },
    ],
    ['im.chat.member.bot.deleted_v1', { chat_id: 'oc_1', name: '产品群' }, { event: 'bot-removed', externalChatId: 'oc_1' }],
    ['im.chat.disbanded_v1', { chat_id: 'oc_1' }, { event: 'chat-dissolved', externalChatId: 'oc_1' }],
    [
      'im.chat.updated_v1',
      { chat_id: 'oc_1', after_change: { name: '新名' }, before_change: { name: '旧名' } },
      { event: 'chat-renamed', chatName: '新名' },
    ],
    ['im.chat.updated_v1', { chat_id: 'oc_1', after_change: { avatar: 'x' } }, { kind: 'other' }],
    [
      'im.chat.access_event.bot_p2p_chat_entered_v1',
      { chat_id: 'oc_2', operator_id: { open_id: 'ou_1' } },
      { event: 'direct-opened', externalChatId: 'oc_2', from: { externalId: 'ou_1' } },
    ],
    [
      'application.bot.menu_v6',
      { operator: { operator_id: { open_id: 'ou_1' } }, event_key: 'my_okr', timestamp: 1763800000 },
      { event: 'menu', menuKey: 'my_okr', from: { externalId: 'ou_1' } },
    ],
    [
      'contact.user.created_v3',
      { object: { open_id: 'ou_7' } },
      { kind: 'directory-change', change: 'person', externalId: 'ou_7' },
    ],
    ['contact.user.updated_v3', { object: { open_id: 'ou_7' }, old_object: {} }, { change: 'person', externalId: 'ou_7' }],
    [
      'contact.user.deleted_v3',
      { object: { open_id: 'ou_7' }, old_object: { open_id: 'ou_7', department_ids: [] } },
      { change: 'person-left', externalId: 'ou_7' },
    ],
    ['contact.department.updated_v3', { object: { open_department_id: 'od-1' } }, { change: 'department', externalId: 'od-1' }],
    ['contact.scope.updated_v3', { added: { users: [] } }, { change: 'scope' }],
    ['drive.file.edit_v1', { anything: 1 }, { kind: 'other', type: 'drive.file.edit_v1', key: 'ev_1' }],
    ['toString', {}, { kind: 'other' }],
  ])('%s is understood', (type, event, expected) => {
    expect(decode(envelope(type, event), BOT)).toMatchObject(expected);
  });

  it('in the old envelope is recorded as other', () => {
    const old = { ts: '1763800000.5', uuid: 'u-1', token: 'vt', type: 'event_callback', event: { type: 'approval_instance' } };
    expect(decode(old, BOT)).toEqual({
      kind: 'other',
      platform: 'feishu',
      key: 'u-1',
      type: 'approval_instance',
      sentAt: 1763800000500,
    });
  });
});

describe('garbage', () => {
  it.each([null, 1, 'x', [], {}, { schema: '2.0' }, { schema: '2.0', header: { event_id: 'e' } }, { uuid: 1 }])(
    '%j is not an event',
    (garbage) => {
      expect(decode(garbage, BOT)).toBeUndefined();
    },
  );

  it('of any shape never throws', () => {
    const types = fc.constantFrom(
      'im.message.receive_v1',
      'card.action.trigger',
      'application.bot.menu_v6',
      'contact.user.updated_v3',
      'im.chat.updated_v1',
      'x',
    );
    const shape = fc.dictionary(
      fc.constantFrom('message', 'sender', 'action', 'operator', 'context', 'object', 'form_value', 'content', 'mentions'),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(types, shape, (type, event) => {
        const inbound = decode(envelope(type, event), BOT);
        expect(inbound?.platform).toBe('feishu');
      }),
    );
  });
});
