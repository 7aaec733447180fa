import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Card } from '../../../src/chat/index.ts';
import { DAY, manualClock } from '../../../src/core/clock.ts';
import { createLog } from '../../../src/core/log.ts';
import { feishu, type FeishuPlatform, feishuRoutes } from '../../../src/platforms/feishu/index.ts';
import { DEMO_CREDENTIALS, type Sandbox, type SandboxCompany, startSandbox } from '../../../src/sandbox/index.ts';
import type { PersonId } from '../../../src/core/ids.ts';
import { CONTEXT, everyBlock } from './cards.ts';

const NAMES = Array.from({ length: 120 }, (_, i) => ({
  employeeNo: String(1000 + i),
  name: `员工${i}`,
  department: 'many',
  superior: 'E1',
}));
const COMPANY: SandboxCompany = {
  name: '云课堂',
  departments: [
    { id: 'all', name: '云课堂', parent: null, head: 'E1' },
    { id: 'dev', name: '课程研发', parent: 'all', head: 'E2' },
    { id: 'many', name: '讲师运营', parent: 'all', head: null },
  ],
  people: [
    { employeeNo: 'E1', name: '李静', department: 'all', superior: null, title: '总经理', joinedOn: '2020-03-01' },
    { employeeNo: 'E2', name: '王磊', department: 'dev', superior: 'E1' },
    ...NAMES,
  ],
  groups: [{ id: 'g1', name: '产品群', members: ['E1', 'E2'] }],
  botName: '绩效脉搏',
};
const START = Date.parse('2026-09-07T01:00:00Z');
const card: Card = {
  title: '待填写',
  tone: 'info',
  blocks: [
    { block: 'text', text: '你好' },
    { block: 'actions', buttons: [{ label: '好', action: 'x.y' }] },
  ],
};

let sandbox: Sandbox;
const quiet = createLog({ level: 'silent' });
const client = (more: { baseUrl?: string; appSecret?: string; timeoutMs?: number } = {}): FeishuPlatform =>
  feishu({
    ...DEMO_CREDENTIALS,
    baseUrl: sandbox.feishuUrl,
    log: quiet,
    clock: sandbox.clock,
    pause: async () => undefined,
    ...more,
  });

async function control<T>(path: string, body?: unknown): Promise<T> {
  const asked =
    body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const answer = await fetch(`${sandbox.url}/control${path}`, asked);
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}
type Shown = { id: string; from: string; raw: { content: string }; outline: string };
const seenBy = (person: string): Promise<Shown[]> => control(`/messages?platform=feishu&person=${person}`);
const fault = (set: Record<string, unknown>): Promise<unknown> => control('/faults', { set });

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, company: COMPANY, startAt: START, frozen: true });
});
afterAll(() => sandbox.close());
/** The sandbox's clock stands still, and with it its limits of calls a second. */
beforeEach(() => control('/clock', { advance: 'PT2M' }));
afterEach(() => fault({ status429: 0, status500Before: 0, status500After: 0, dropAnswer: 0, slowMs: 0 }));

async function openIds(platform: FeishuPlatform): Promise<Map<string, string>> {
  const { people } = await platform.readDirectory();
  await control('/clock', { advance: 'PT1M' });
  return new Map(people.map(({ employeeNo, externalId }) => [employeeNo ?? '', externalId]));
}

describe('with the official SDK against the sandbox', () => {
  it('the directory is read whole, page by page', async () => {
    const snapshot = await client().readDirectory();
    expect(snapshot.complete).toBe(true);
    expect(snapshot.people).toHaveLength(122);
    expect(snapshot.departments.map(({ name }) => name)).toEqual(expect.arrayContaining(['课程研发', '讲师运营']));
    const byNo = new Map(snapshot.people.map((person) => [person.employeeNo, person]));
    expect(byNo.get('E1')).toMatchObject({ name: '李静', title: '总经理', joinedOn: '2020-03-01' });
    expect(byNo.get('E2')?.superiorExternalId).toBe(byNo.get('E1')?.externalId);
  });

  it('a person, a department, a group are read by themselves, and are nothing when they are not there', async () => {
    const platform = client();
    const { departments, people } = await platform.readDirectory();
    const dev = departments.find(({ name }) => name === '课程研发');
    const one = people.find(({ employeeNo }) => employeeNo === 'E2');
    expect(await platform.readPerson(one?.externalId ?? '')).toEqual(one);
    expect(await platform.readDepartment(dev?.externalId ?? '')).toEqual(dev);
    expect(await platform.readPerson('ou_nobody')).toBeUndefined();
    expect(await platform.readDepartment('od-nothing')).toBeUndefined();
    const [group] = await control<{ chatId: string }[]>('/chats');
    const chat = await platform.readChat(group?.chatId ?? '');
    expect(chat).toMatchObject({ name: '产品群', external: false });
    expect(chat?.memberExternalIds).toHaveLength(2);
    expect(await platform.readChat('oc_nothing')).toBeUndefined();
  });

  it('a card arrives once, however often it is sent under its uuid, and can be changed', async () => {
    const platform = client();
    const externalId = (await openIds(platform)).get('1001') ?? '';
    const wire = platform.render(card, CONTEXT);
    const sent = await platform.send({ to: 'person', externalId }, wire, { uuid: 'u-1' });
    expect(await platform.send({ to: 'person', externalId }, wire, { uuid: 'u-1' })).toEqual(sent);
    await platform.update(sent.messageId, platform.render({ ...card, title: '已提交' }, CONTEXT));
    const messages = await seenBy('1001');
    expect(messages.filter(({ from }) => from === 'bot')).toHaveLength(1);
    expect(messages[0]?.outline).toContain('已提交');
    expect(sent.externalChatId).toMatch(/^oc_/);
  });

  it('one of everything a card may hold is taken by the platform’s rules', async () => {
    const platform = client();
    const ids = await openIds(platform);
    const context = { ...CONTEXT, externalIdOf: (person: PersonId) => ids.get(person) };
    const wire = platform.render(everyBlock('E1' as PersonId, 'E2' as PersonId), context);
    await platform.send({ to: 'person', externalId: ids.get('1007') ?? '' }, wire, { uuid: 'e-1' });
    const [message] = await seenBy('1007');
    expect(message?.outline).toContain('[field] text_title: 目标');
    expect(message?.outline).toContain('(button) checkin_submit_5: 提交');
  });

  it('a text and an answer to a message arrive too', async () => {
    const platform = client();
    const externalId = (await openIds(platform)).get('1002') ?? '';
    const first = await platform.send({ to: 'person', externalId }, platform.renderText('你好 <at user_id="all"></at>'), {
      uuid: 'u-2',
    });
    await platform.send({ to: 'person', externalId }, platform.renderText('再见'), { uuid: 'u-3', replyTo: first.messageId });
    expect((await seenBy('1002')).map(({ outline }) => outline).join('\n')).toMatch(/你好[\s\S]*再见/);
  });

  it('a token the platform no longer takes is dropped, and the call made once more', async () => {
    const platform = client();
    const externalId = (await openIds(platform)).get('1003') ?? '';
    await fault({ revokeToken: true });
    await platform.send({ to: 'person', externalId }, platform.renderText('在'), { uuid: 'u-4' });
    expect(await seenBy('1003')).toHaveLength(1);
  });

  it('a wrong secret is the administrator’s business', async () => {
    await expect(client({ appSecret: 'wrong' }).botOpenId()).rejects.toMatchObject({ reaction: 'administrator', code: 10014 });
  });

  it('what the platform refuses is told apart', async () => {
    const platform = client();
    const ids = await openIds(platform);
    const externalId = ids.get('1004') ?? '';
    const text = platform.renderText('x');
    await fault({ status429: 1 });
    await expect(platform.send({ to: 'person', externalId }, text, { uuid: 'r-1' })).rejects.toMatchObject({
      reaction: 'rate-limited',
    });
    await fault({ status500Before: 1 });
    await expect(platform.send({ to: 'person', externalId }, text, { uuid: 'r-2' })).rejects.toMatchObject({
      reaction: 'unknown-outcome',
    });
    await fault({ dropAnswer: 1 });
    await expect(platform.send({ to: 'person', externalId }, text, { uuid: 'r-3' })).rejects.toMatchObject({
      reaction: 'unknown-outcome',
    });
    await platform.send({ to: 'person', externalId }, text, { uuid: 'r-3' });
    await expect(platform.send({ to: 'person', externalId: 'ou_nobody' }, text, { uuid: 'r-4' })).rejects.toMatchObject({
      reaction: 'refused',
    });
    await expect(
      platform.send({ to: 'person', externalId }, '{"schema":"2.0","body":{"elements":[{"tag":"note"}]}}', { uuid: 'r-5' }),
    ).rejects.toMatchObject({
      code: 230099,
      message: expect.stringMatching(/ErrCode \d+ at ROOT/),
    });
    expect(await seenBy('1004')).toHaveLength(1);
  });

  it('an answer that takes too long leaves open whether it was sent', async () => {
    const patient = client();
    const externalId = (await openIds(patient)).get('1005') ?? '';
    const hasty = client({ timeoutMs: 200 });
    await hasty.botOpenId();
    await fault({ slowMs: 600 });
    await expect(hasty.send({ to: 'person', externalId }, patient.renderText('x'), { uuid: 's-1' })).rejects.toMatchObject({
      reaction: 'unknown-outcome',
    });
  });

  it('a server that is not there was never reached', async () => {
    const platform = client({ baseUrl: 'http://127.0.0.1:1' });
    await expect(platform.send({ to: 'chat', externalChatId: 'oc_1' }, '{"text":"x"}', { uuid: 'd-1' })).rejects.toMatchObject({
      reaction: 'transient',
    });
  });

  it('we know who we are', async () => {
    const platform = client();
    const { feishu: described } = await control<{ feishu: { botOpenId: string } }>('/config');
    expect(platform.knownBotOpenId()).toBeUndefined();
    expect(await platform.botOpenId()).toBe(described.botOpenId);
    expect(platform.knownBotOpenId()).toBe(described.botOpenId);
  });

  it('a card older than two weeks can’t be changed any more', async () => {
    const platform = client();
    const externalId = (await openIds(platform)).get('1006') ?? '';
    const sent = await platform.send({ to: 'person', externalId }, platform.render(card, CONTEXT), { uuid: 'o-1' });
    await control('/clock', { advance: 'P15D' });
    await expect(platform.update(sent.messageId, platform.render(card, CONTEXT))).rejects.toMatchObject({
      reaction: 'message-gone',
    });
    expect(platform.limits.cardLifeMs).toBe(14 * DAY);
  });
});

describe('the whole way round, page to bot and back', () => {
  let bot: FastifyInstance;
  afterEach(() => bot.close());

  it('a message is decoded as typed, a press answered, and its card changed by its token', async () => {
    const platform = client();
    bot = fastify();
    const received: string[] = [];
    let token = '';
    feishuRoutes(bot, {
      ...DEMO_CREDENTIALS,
      clock: sandbox.clock,
      log: quiet,
      botOpenId: platform.knownBotOpenId,
      receive: async (inbound) => {
        received.push(inbound.kind === 'command' ? `/${inbound.command} ${inbound.rest}` : inbound.kind);
        if (inbound.kind !== 'submission') return { kind: 'recorded' };
        token = inbound.updateToken ?? '';
        expect(inbound.value).toEqual({ token: 'x.y#0' });
        return {
          kind: 'press',
          toast: { tone: 'success', text: '已提交' },
          card: platform.render({ ...card, title: '已提交' }, CONTEXT),
        };
      },
    });
    await platform.botOpenId();
    await bot.listen({ port: 0, host: '127.0.0.1' });
    const address = bot.server.address();
    await control('/bot', { url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}` });
    await control('/messages', { platform: 'feishu', from: 'E1', chat: 'bot', text: '/okr 本季度' });
    expect(received).toContain('/okr 本季度');

    const sent = await platform.send(
      { to: 'person', externalId: (await openIds(platform)).get('E1') ?? '' },
      platform.render(card, CONTEXT),
      { uuid: 'p-1' },
    );
    const pressed = await control<{ toast: unknown }>('/clicks', {
      platform: 'feishu',
      by: 'E1',
      message: sent.messageId,
      action: 'x_y_0',
      values: {},
    });
    expect(pressed.toast).toMatchObject({ type: 'success', content: '已提交' });
    await platform.updateByToken(token, platform.render({ ...card, title: '李静 已回复' }, CONTEXT));
    const shown = (await seenBy('E1')).find(({ id }) => id === sent.messageId);
    expect(shown?.outline).toContain('李静 已回复');
    await platform.updateByToken(token, platform.render(card, CONTEXT));
    await expect(platform.updateByToken(token, platform.render(card, CONTEXT))).rejects.toMatchObject({ code: 300040 });
  });
});

describe('a fresh client', () => {
  it('fetches one token however many ask at once', async () => {
    let tokens = 0;
    const server = fastify();
    server.post('/open-apis/auth/v3/tenant_access_token/internal', async () => {
      tokens += 1;
      return { code: 0, msg: 'ok', tenant_access_token: `t-${tokens}`, expire: 7200 };
    });
    server.get('/open-apis/bot/v3/info', async () => ({ code: 0, msg: 'ok', bot: { open_id: 'ou_bot' } }));
    await server.listen({ port: 0, host: '127.0.0.1' });
    const address = server.server.address();
    const baseUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
    const platform = feishu({ appId: 'cli_1', appSecret: 's', baseUrl: `${baseUrl}/`, log: quiet, clock: manualClock(START) });
    await Promise.all(Array.from({ length: 10 }, () => platform.botOpenId()));
    await server.close();
    expect(tokens).toBe(1);
  });

  it('is told the answer’s code even when HTTP says all is well', async () => {
    const server = fastify();
    server.post('/open-apis/auth/v3/tenant_access_token/internal', async () => ({
      code: 0,
      tenant_access_token: 't-1',
      expire: 7200,
    }));
    server.patch('/open-apis/im/v1/messages/:id', async () => ({ code: 230011, msg: 'withdrawn' }));
    await server.listen({ port: 0, host: '127.0.0.1' });
    const address = server.server.address();
    const platform = feishu({
      appId: 'cli_1',
      appSecret: 's',
      baseUrl: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
      log: quiet,
      clock: manualClock(START),
    });
    await expect(platform.update('om_1', '{"schema":"2.0"}')).rejects.toMatchObject({ reaction: 'message-gone' });
    await server.close();
  });
});
