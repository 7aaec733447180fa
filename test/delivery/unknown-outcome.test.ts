import { expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../src/core/clock.ts';
import { PlatformError, type PlatformReaction } from '../../src/core/errors.ts';
import { countTroubled, listTroubled } from '../../src/delivery/index.ts';
import { cards } from '../../src/delivery/schema.ts';
import { rememberChat } from '../../src/people/index.ts';
import { company, textOf, type TestCompany } from '../support/company.ts';
import { notes, post, rowsOf, stateOf } from './notes.ts';

const failure = (reaction: PlatformReaction, retryAfterMs?: number): PlatformError =>
  new PlatformError('feishu', reaction, 42, 'no', retryAfterMs);
const house = async (): Promise<TestCompany> => await company({ features: [notes().feature] });
/** The first attempt arrives, its answer doesn't. */
const lostAnswer = (c: TestCompany): void => {
  c.platform.failNext.push({ error: failure('unknown-outcome'), after: true });
};

it('a repetition that the platform calls one has arrived; pressing the card tells which message it is', async () => {
  const c = await house();
  lostAnswer(c);
  c.platform.failNext.push({ error: failure('sent-already') });
  await post(c, '1003', { ref: 'A' });
  await c.goTo(c.clock.now() + HOUR);
  expect(await stateOf(c.db, 'A')).toEqual(['sent']);
  expect(await listTroubled(c.db.read)).toEqual([]);
  const [message, ...more] = c.cardsOf('1003');
  expect(more).toEqual([]);
  if (!message) throw new Error('no card came');
  await c.presses('1003', message, 'note.tell');
  expect(await c.db.read.select({ messageId: cards.messageId }).from(cards)).toEqual([{ messageId: message.id }]);
  expect(textOf(c.lastOf('1003').paper)).toContain('1 steps');
});

it('any other no to a repetition leaves open whether the first one arrived: it is listed as such, until somebody presses it', async () => {
  const c = await house();
  lostAnswer(c);
  c.platform.failNext.push({ error: failure('refused') });
  await post(c, '1003', { ref: 'A' });
  await c.goTo(c.clock.now() + HOUR);
  expect(await listTroubled(c.db.read)).toMatchObject([
    { kind: 'note.card', to: '张伟 (1003)', state: 'unknown', lastCode: '42' },
  ]);
  await c.presses('1003', c.lastOf('1003'), 'note.step');
  expect(await stateOf(c.db, 'A')).toEqual(['sent']);
  expect(await listTroubled(c.db.read)).toEqual([]);
});

it('what may have arrived and is too late to be asked for again is of unknown fate; what was never tried is only too late', async () => {
  const c = await house();
  lostAnswer(c);
  c.platform.failNext.push({ error: failure('rate-limited', 10 * MINUTE) });
  const sendBy = c.clock.now() + 5 * MINUTE;
  await post(c, '1003', { ref: 'tried', sendBy });
  await c.pipe.tick();
  await post(c, '1004', { ref: 'untried', sendBy, notBefore: c.clock.now() + 1 });
  c.platform.failNext.push({ error: failure('rate-limited', 10 * MINUTE) });
  await c.goTo(c.clock.now() + HOUR);
  expect([await stateOf(c.db, 'tried'), await stateOf(c.db, 'untried')]).toEqual([['unknown'], ['dropped']]);
  expect(await listTroubled(c.db.read)).toMatchObject([{ to: '张伟 (1003)', state: 'unknown', lastCode: 'too-late' }]);
});

it('what was sent again because nobody knew is listed beside what is lost, but not counted as lost', async () => {
  const c = await house();
  for (let i = 0; i < 20; i += 1) lostAnswer(c);
  await post(c, '1003', { ref: 'A' });
  await post(c, '1004', { ref: 'B' });
  c.platform.failNext.unshift({ error: failure('refused') });
  await c.goTo(c.clock.now() + 3 * HOUR);
  const listed = await listTroubled(c.db.read);
  expect(listed.map(({ to, state }) => `${to} ${state}`)).toEqual(['张伟 (1003) dead', '王磊 (1004) repeated']);
  expect(await countTroubled(c.db.read)).toBe(1);
});

it('a group is listed by its name', async () => {
  const c = await house();
  await c.db.transaction((tx) =>
    rememberChat(tx, { platform: 'feishu', externalId: 'oc_group', name: '课程群', now: c.clock.now() }),
  );
  c.platform.failNext.push({ error: failure('refused') });
  await c.says('1003', '/note public A', { group: 'oc_group' });
  expect(await listTroubled(c.db.read)).toMatchObject([{ to: '课程群', state: 'dead' }]);
});

it('a receiver who gets too much at once waits alone', async () => {
  const c = await house();
  c.platform.failNext.push({ error: failure('receiver-busy') });
  await post(c, '1003', { ref: 'A' });
  await c.pipe.tick();
  await post(c, '1003', { ref: 'B' });
  await post(c, '1004', { ref: 'C' });
  await c.pipe.tick();
  expect([c.cardsOf('1003').length, c.cardsOf('1004').length]).toEqual([0, 1]);
  await c.goTo(c.clock.now() + MINUTE);
  expect(c.cardsOf('1003')).toHaveLength(2);
  expect((await rowsOf(c.db, 'A'))[0]).toMatchObject({ state: 'sent', attempts: 1 });
});
