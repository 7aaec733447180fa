import { expect, it } from 'vitest';
import type { Inbound } from '../../src/chat/index.ts';
import { DAY } from '../../src/core/clock.ts';
import { eq } from '../../src/db/index.ts';
import { inbox, outbox } from '../../src/delivery/schema.ts';
import { applyPersonGone } from '../../src/people/index.ts';
import { company, textOf, type TestCompany } from '../support/company.ts';
import { countOf, notes, rowsOf } from './notes.ts';

const GROUP = 'oc_group';

function command(c: TestCompany, key: string, rest: string, more: Partial<Extract<Inbound, { kind: 'command' }>> = {}): Inbound {
  return {
    platform: 'feishu',
    key,
    type: 'im.message.receive_v1',
    sentAt: c.clock.now(),
    kind: 'command',
    from: { externalId: 'ou_1003' },
    place: { kind: 'direct', externalChatId: 'oc_1003' },
    messageId: `om_${key}`,
    command: 'note',
    rest,
    mentions: [],
    ...more,
  };
}

const recorded = async (c: TestCompany, key: string) => (await c.db.read.select().from(inbox).where(eq(inbox.key, key)))[0];

it('an event that comes twice has one effect and one answer', async () => {
  const c = await company({ features: [notes().feature] });
  const event = command(c, 'ev', 'add A');
  await c.receive(event);
  await c.pipe.tick();
  await c.receive(event);
  await c.pipe.tick();
  expect(await countOf(c.db.read, 'A')).toBe(1);
  expect(c.cardsOf('1003')).toHaveLength(2);
});

it('the answer is in the tables as soon as the event is: no crash can come between them', async () => {
  const c = await company({ features: [notes().feature] });
  await c.receive(command(c, 'ev', 'add A'));
  const answers = c.db.read.select().from(outbox).where(eq(outbox.dedupeKey, 'reply:feishu:ev'));
  expect(await answers).toHaveLength(1);
});

it('twenty copies at once have one effect', async () => {
  const c = await company({ features: [notes().feature] });
  const event = command(c, 'ev', 'add A');
  const answers = await Promise.all(Array.from({ length: 20 }, () => c.receive(event)));
  await c.pipe.tick();
  expect(answers).toEqual(answers.map(() => ({ kind: 'recorded' })));
  expect(await countOf(c.db.read, 'A')).toBe(1);
  expect((await recorded(c, 'ev'))?.state).toBe('done');
});

it('a mistake of ours is recorded, told, and leaves no half effects', async () => {
  const c = await company({ features: [notes().feature] });
  const answer = await c.says('1003', '/note break A', { key: 'ev' });
  expect(answer.map((one) => textOf(one.paper))).toEqual([expect.stringContaining('没有执行成功')]);
  expect(await countOf(c.db.read, 'A')).toBe(0);
  expect(await rowsOf(c.db, 'A')).toEqual([]);
  expect(await recorded(c, 'ev')).toMatchObject({ state: 'failed', code: 'TypeError' });
});

it('nothing of it stays either when only the words of the answer fail', async () => {
  const c = await company({ features: [notes().feature] });
  const answer = await c.says('1003', '/note mumble A', { key: 'ev' });
  expect(answer.map((one) => textOf(one.paper))).toEqual([expect.stringContaining('没有执行成功')]);
  expect(await countOf(c.db.read, 'A')).toBe(0);
  expect((await recorded(c, 'ev'))?.state).toBe('failed');
});

it('what is refused is undone and said', async () => {
  const c = await company({ features: [notes().feature] });
  const answer = await c.says('1003', '/note refuse A', { key: 'ev' });
  expect(answer.map((one) => textOf(one.paper).trim())).toEqual(['no A']);
  expect(await countOf(c.db.read, 'A')).toBe(0);
  expect(await recorded(c, 'ev')).toMatchObject({ state: 'refused', code: 'note.refused' });
});

it('a stranger gets one line a day and has no effect', async () => {
  const c = await company({ features: [notes().feature] });
  const stranger = { from: { externalId: 'ou_stranger' } };
  const said = () => c.platform.messages.map((one) => textOf(one.paper));
  for (const key of ['a', 'b']) await c.receive(command(c, key, `add ${key}`, stranger));
  await c.pipe.tick();
  expect(said()).toEqual([expect.stringContaining('通讯录')]);
  await c.goTo(c.clock.now() + DAY);
  await c.receive(command(c, 'c', 'add c', stranger));
  await c.pipe.tick();
  expect(said()).toHaveLength(2);
  expect(await countOf(c.db.read, 'a')).toBe(0);
});

it('somebody who has left is a stranger', async () => {
  const c = await company({ features: [notes().feature] });
  await c.db.transaction((tx) => applyPersonGone(tx, { platform: 'feishu', externalId: 'ou_1003', now: c.clock.now() }));
  await c.receive(command(c, 'a', 'add a'));
  await c.pipe.tick();
  expect(c.cardsOf('1003').map((one) => textOf(one.paper))).toEqual([expect.stringContaining('通讯录')]);
  expect(await countOf(c.db.read, 'a')).toBe(0);
});

it('a bot is not answered', async () => {
  const c = await company({ features: [notes().feature] });
  await c.receive(command(c, 'a', 'add a', { from: { externalId: 'ou_bot', bot: true } }));
  await c.pipe.tick();
  expect(c.platform.messages).toEqual([]);
});

it('whoever joined a minute ago is met by asking the platform', async () => {
  const c = await company({ features: [notes().feature] });
  const [someone] = c.platform.company.people;
  if (!someone) throw new Error('an empty company');
  c.platform.company.people.push({ ...someone, externalId: 'ou_new', employeeNo: '2001', name: '新人' });
  await c.receive(command(c, 'a', 'add a', { from: { externalId: 'ou_new' } }));
  expect(await countOf(c.db.read, 'a')).toBe(1);
});

it('a stranger is asked about once in ten minutes, also when the platform does not answer', async () => {
  const c = await company({ features: [notes().feature] });
  let asked = 0;
  c.platform.readPerson = () => {
    asked += 1;
    return Promise.reject(new Error('no answer'));
  };
  for (const key of ['a', 'b', 'c']) await c.receive(command(c, key, 'add a', { from: { externalId: 'ou_stranger' } }));
  expect(asked).toBe(1);
  c.clock.advance(10 * 60_000);
  await c.receive(command(c, 'd', 'add a', { from: { externalId: 'ou_stranger' } }));
  expect(asked).toBe(2);
});

it('a personal answer leaves one line in the group and goes to the person; a public one stays there', async () => {
  const c = await company({ features: [notes().feature] });
  await c.says('1003', '/note add A', { group: GROUP });
  expect(c.inGroup(GROUP).map((one) => textOf(one.paper))).toEqual([expect.stringContaining('私聊')]);
  expect(textOf(c.lastOf('1003').paper)).toContain('for a person');
  await c.says('1003', '/note public B', { group: GROUP, key: 'ev' });
  const last = c.inGroup(GROUP).at(-1);
  expect(last && textOf(last.paper)).toContain('for a group');
  expect(last?.replyTo).toBe('ev');
});

it('in a group with outsiders it says once a day that it does not work there', async () => {
  const c = await company({ features: [notes().feature] });
  await c.receive({
    ...{ platform: 'feishu', key: 'added', type: 'bot.added', sentAt: c.clock.now(), kind: 'lifecycle', event: 'bot-added' },
    ...{ externalChatId: GROUP, chatName: '客户群', external: true },
  });
  for (const name of ['A', 'B']) await c.says('1003', `/note public ${name}`, { group: GROUP });
  expect(c.inGroup(GROUP).map((one) => textOf(one.paper).slice(0, 5))).toEqual(['这是外部群', '这是外部群']);
  expect(await countOf(c.db.read, 'A')).toBe(0);
});

it('a group that was left and speaks again is answered', async () => {
  const c = await company({ features: [notes().feature] });
  await c.says('1003', '/note public A', { group: GROUP });
  await c.receive({
    ...{ platform: 'feishu', key: 'gone', type: 'bot.deleted', sentAt: c.clock.now(), kind: 'lifecycle', event: 'bot-removed' },
    externalChatId: GROUP,
  });
  const [answer] = await c.says('1003', '/note public B', { group: GROUP });
  expect(answer && textOf(answer.paper)).toContain('note B');
});

it('a Chinese alias needs no space behind it', async () => {
  const c = await company({ features: [notes().feature] });
  await c.says('1003', '/便签add A');
  expect(await countOf(c.db.read, 'A')).toBe(1);
});
