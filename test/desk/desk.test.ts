import { expect, it } from 'vitest';
import { desk, deskFeature } from '../../src/desk/index.ts';
import { company, textOf } from '../support/company.ts';

const open = () => company({ features: [deskFeature], desk });

it('answers unknown words with a sentence and buttons, never silence', async () => {
  const c = await open();
  const [answer] = await c.says('1003', '今天天气真好');
  expect(answer && textOf(answer.paper)).toContain('我没看懂这句话');
  expect(answer && 'card' in answer.paper && answer.paper.buttons.map((one) => one.label)).toEqual([
    '我的目标',
    '我的待办',
    '帮助',
  ]);
});

it('offers the command that was probably meant, by one tap', async () => {
  const c = await open();
  const [answer] = await c.says('1003', '/hepl');
  if (!answer) throw new Error('nothing was answered');
  expect(textOf(answer.paper)).toContain('你是想用 /help 吗');
  await c.presses('1003', answer, '用 /help');
  expect(textOf(c.lastOf('1003').paper)).toContain('我能帮你做什么');
});

it('speaks the language a person chose, and only to that person', async () => {
  const c = await open();
  await c.says('1003', '/language en');
  await c.says('1003', '/todo');
  await c.says('1004', '/todo');
  expect(textOf(c.lastOf('1003').paper)).toContain('Nothing open');
  expect(textOf(c.lastOf('1004').paper)).toContain('没有待办');
});

it('leaves one line in a group and sends what is personal by direct message', async () => {
  const c = await open();
  await c.says('1003', '/todo', { group: 'oc_team' });
  expect(c.inGroup('oc_team').map((one) => textOf(one.paper))).toEqual(['涉及个人内容,已私聊发给你。']);
  expect(textOf(c.lastOf('1003').paper)).toContain('没有待办');
});

it('answers a message that comes twice once', async () => {
  const c = await open();
  await c.says('1003', '/help', { key: 'om_1' });
  await c.says('1003', '/help', { key: 'om_1' });
  expect(c.cardsOf('1003')).toHaveLength(1);
});

it.each([
  ['todo', '没有待办'],
  ['/todo', '没有待办'],
  ['language_en', 'I’ll speak English'],
  ['of-an-older-menu', '我能帮你做什么'],
])('takes the key of a menu entry, %s, for the command of that name', async (menuKey, answer) => {
  const c = await open();
  const head = { platform: 'feishu' as const, key: `menu-${menuKey}`, type: 'application.bot.menu_v6', sentAt: c.clock.now() };
  await c.receive({ ...head, kind: 'lifecycle', event: 'menu', from: { externalId: 'ou_1003' }, menuKey });
  await c.pipe.tick();
  expect(textOf(c.lastOf('1003').paper)).toContain(answer);
});
