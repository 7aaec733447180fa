import { expect, it } from 'vitest';
import { HOUR } from '../../src/core/clock.ts';
import { PlatformError } from '../../src/core/errors.ts';
import { putMessage } from '../../src/delivery/outbox.ts';
import { chatByExternalId } from '../../src/people/index.ts';
import { company, textOf, type TestCompany } from '../support/company.ts';
import type { PaperMessage } from '../support/paper.ts';
import { notes, post, rowsOf, stateOf } from './notes.ts';

const NIGHT = '2026-09-07T21:00:00+08:00';
const MORNING = '2026-09-08T09:00:00+08:00';

async function atNight(): Promise<{ c: TestCompany; n: ReturnType<typeof notes> }> {
  const n = notes();
  const c = await company({ features: [n.feature] });
  await c.goTo(NIGHT);
  return { c, n };
}

const titles = (message: PaperMessage | undefined): string[] =>
  message && 'card' in message.paper
    ? message.paper.card.blocks.flatMap((one) => (one.block === 'list' ? one.items.map((item) => JSON.stringify(item.text)) : []))
    : [];

it('an ordinary message waits for the morning, an answer and an urgent one do not', async () => {
  const { c } = await atNight();
  await post(c, '1003', { ref: 'ordinary' });
  await post(c, '1003', { ref: 'urgent', urgency: 'urgent' });
  await c.says('1003', '/note public answer');
  expect(c.cardsOf('1003').map((one) => textOf(one.paper).split('\n')[0])).toEqual(['note urgent', 'note answer']);
  await c.goTo(Date.parse(MORNING) - 1);
  expect(c.cardsOf('1003')).toHaveLength(2);
});

it('a single held message comes as itself', async () => {
  const { c } = await atNight();
  await post(c, '1003', { ref: 'A' });
  await c.goTo(MORNING);
  expect(c.cardsOf('1003').map((one) => textOf(one.paper).split('\n')[0])).toEqual(['note A']);
});

it('several held come as one digest, the most pressing first, and each opens', async () => {
  const { c, n } = await atNight();
  n.tones.set('B', 'bad');
  for (const ref of ['A', 'B', 'C']) await post(c, '1003', { ref });
  await post(c, '1004', { ref: 'A' });
  await c.goTo(MORNING);
  const [digest, ...more] = c.cardsOf('1003');
  expect(more).toEqual([]);
  expect(titles(digest)).toEqual(['[{"bold":"note B"}]', '[{"bold":"note A"}]', '[{"bold":"note C"}]']);
  expect(c.cardsOf('1004')).toHaveLength(1);
  if (!digest || !('card' in digest.paper)) throw new Error('no digest');
  await c.presses('1003', digest, 'delivery.open');
  expect(textOf(c.lastOf('1003').paper).split('\n')[0]).toBe('note B');
  await c.presses('1003', c.lastOf('1003'), 'note.step');
});

it('what was no longer needed in the morning is not in it, and one that is left comes as itself', async () => {
  const { c, n } = await atNight();
  for (const ref of ['A', 'B', 'C', 'D']) await post(c, '1003', { ref });
  await post(c, '1003', { ref: 'E', sendBy: c.clock.now() + HOUR });
  n.hidden.add('A').add('C');
  await c.goTo(Date.parse(MORNING) - 1);
  n.hidden.add('D');
  await c.goTo(MORNING);
  expect(c.cardsOf('1003').map((one) => textOf(one.paper).split('\n')[0])).toEqual(['note B']);
  expect(await stateOf(c.db, 'A')).toEqual(['dropped']);
  expect(await stateOf(c.db, 'E')).toEqual(['dropped']);
});

it('when nothing is needed any more, nothing comes', async () => {
  const { c, n } = await atNight();
  for (const ref of ['A', 'B']) await post(c, '1003', { ref });
  n.hidden.add('A').add('B');
  await c.goTo(MORNING);
  expect(c.cardsOf('1003')).toEqual([]);
});

it('somebody else can’t open its entries', async () => {
  const { c } = await atNight();
  for (const ref of ['A', 'B']) await post(c, '1003', { ref });
  await c.goTo(MORNING);
  const answer = await c.receive({
    ...{ platform: 'feishu', key: 'x', type: 'card.action.trigger', sentAt: 0, kind: 'submission', place: { kind: 'unknown' } },
    ...{ from: { externalId: 'ou_1004' }, messageId: c.lastOf('1003').id, values: {} },
    value:
      ('card' in c.lastOf('1003').paper &&
        (c.lastOf('1003').paper as { buttons: { value: Record<string, unknown> }[] }).buttons[0]?.value) ||
      {},
  });
  expect(answer).toMatchObject({ toast: { tone: 'warning' } });
  expect(c.cardsOf('1004')).toEqual([]);
});

it('a group gets its messages themselves: it has no digest', async () => {
  const { c } = await atNight();
  await c.says('1003', '/note public first', { group: 'oc_group' });
  const chat = await chatByExternalId(c.db.read, 'feishu', 'oc_group');
  if (!chat) throw new Error('no chat');
  for (const ref of ['A', 'B'])
    await c.db.transaction((tx) =>
      putMessage(tx, c.clock.now(), { kind: 'note.card', ref, to: { chat: chat.id }, dedupeKey: ref }),
    );
  await c.goTo(Date.parse(MORNING) + 1000);
  expect(c.inGroup('oc_group').map((one) => textOf(one.paper).split('\n')[0])).toEqual(['note first', 'note A', 'note B']);
});

it('one that was begun before closing and may have arrived is repeated at once, and is in no digest', async () => {
  const n = notes();
  const c = await company({ features: [n.feature] });
  await c.goTo('2026-09-07T19:59:59+08:00');
  c.platform.failNext.push({ error: new PlatformError('feishu', 'unknown-outcome', 'ETIMEDOUT', 'no answer') });
  await post(c, '1003', { ref: 'A' });
  await c.goTo('2026-09-07T20:00:30+08:00');
  expect(c.cardsOf('1003')).toHaveLength(1);
});

it('one that was refused for the moment before closing waits for the morning, beside the digest', async () => {
  const n = notes();
  const c = await company({ features: [n.feature] });
  await c.goTo('2026-09-07T19:59:59+08:00');
  c.platform.failNext.push({ error: new PlatformError('feishu', 'transient', 2200, 'busy') });
  await post(c, '1003', { ref: 'A' });
  await c.goTo(NIGHT);
  for (const ref of ['B', 'C']) await post(c, '1003', { ref });
  expect(c.cardsOf('1003')).toEqual([]);
  await c.goTo(MORNING);
  expect(c.cardsOf('1003').map((one) => textOf(one.paper).split('\n')[0])).toEqual(['note A', '你不在时的消息']);
  expect((await rowsOf(c.db, 'B')).map((one) => one.state)).toEqual(['digested']);
});

it('a card that can’t be drawn keeps no other out of the digest', async () => {
  const { c, n } = await atNight();
  for (const ref of ['A', 'B', 'C']) await post(c, '1003', { ref });
  n.broken.add('B');
  await c.goTo(Date.parse(MORNING) + HOUR);
  expect(
    c
      .cardsOf('1003')
      .map((one) => textOf(one.paper).split('\n')[0])
      .sort(),
  ).not.toContain('note B');
  const seen = c
    .cardsOf('1003')
    .map((one) => textOf(one.paper))
    .join('\n');
  expect(seen).toContain('note A');
  expect(seen).toContain('note C');
});
