import { expect, it } from 'vitest';
import type { Address } from '../../src/chat/index.ts';
import { DAY, HOUR, MINUTE } from '../../src/core/clock.ts';
import { PlatformError, type PlatformReaction } from '../../src/core/errors.ts';
import { eq } from '../../src/db/index.ts';
import { listTroubled } from '../../src/delivery/index.ts';
import { cards, outbox } from '../../src/delivery/schema.ts';
import { applyPersonGone, chatByExternalId, unreachablePeople } from '../../src/people/index.ts';
import { company, MONDAY_9, textOf, type TestCompany } from '../support/company.ts';
import { notes, post, rowsOf, stateOf } from './notes.ts';

const failure = (reaction: PlatformReaction, retryAfterMs?: number): PlatformError =>
  new PlatformError('feishu', reaction, 42, 'no', retryAfterMs);

async function house(): Promise<{ c: TestCompany; n: ReturnType<typeof notes> }> {
  const n = notes();
  return { n, c: await company({ features: [n.feature] }) };
}

const titlesOf = (c: TestCompany, employeeNo: string): string[] =>
  c.cardsOf(employeeNo).map((one) => textOf(one.paper).split('\n')[0] ?? '');
/** Every call of `send`, with the time it was made at. */
function watchSends(c: TestCompany): { at: number; uuid: string; to: string }[] {
  const calls: { at: number; uuid: string; to: string }[] = [];
  const { send } = c.platform;
  c.platform.send = (address, wire, options) => {
    calls.push({ at: c.clock.now() - MONDAY_9, uuid: options.uuid, to: nameOf(address) });
    return send(address, wire, options);
  };
  return calls;
}
const nameOf = (address: Address): string => (address.to === 'person' ? address.externalId : address.externalChatId);
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('a second message with the same key is not sent', async () => {
  const { c } = await house();
  for (let i = 0; i < 3; i += 1) await post(c, '1003', { ref: 'A', dedupeKey: 'the same' });
  await c.goTo(c.clock.now() + HOUR);
  expect(titlesOf(c, '1003')).toEqual(['note A']);
});

it('messages about one thing to one person keep their order, whatever happens to the first', async () => {
  for (const reaction of ['transient', 'rate-limited', 'unknown-outcome'] as const) {
    const { c } = await house();
    c.platform.failNext.push({ error: failure(reaction) }, { error: failure(reaction) });
    await post(c, '1003', { ref: 'A', dedupeKey: 'first', kind: 'note.card' });
    await post(c, '1003', { ref: 'A', dedupeKey: 'second', kind: 'note.back' });
    await c.goTo(c.clock.now() + 500);
    await post(c, '1003', { ref: 'A', dedupeKey: 'third', kind: 'note.passing', urgency: 'reply' });
    await c.goTo(c.clock.now() + HOUR);
    expect(titlesOf(c, '1003')).toEqual(['note A', 'back of A', 'note A']);
  }
});

it('what is only due next week does not stand in the way', async () => {
  const { c } = await house();
  await post(c, '1003', { ref: 'A', dedupeKey: 'later', notBefore: c.clock.now() + 7 * DAY });
  await post(c, '1003', { ref: 'A', dedupeKey: 'now' });
  await c.pipe.tick();
  expect(titlesOf(c, '1003')).toEqual(['note A']);
});

it('a slow call holds up its own receiver and nobody else', async () => {
  const { c } = await house();
  const calls = watchSends(c);
  const { send } = c.platform;
  let arrive: () => void = () => undefined;
  c.platform.send = async (address, wire, options) => {
    if (nameOf(address) === 'ou_1003' && calls.length === 0) {
      calls.push({ at: 0, uuid: options.uuid, to: 'ou_1003' });
      await new Promise<void>((resolve) => (arrive = resolve));
    }
    return await send(address, wire, options);
  };
  await post(c, '1003', { ref: 'A' });
  const ticking = c.pipe.tick();
  while (calls.length === 0) await turn();
  await post(c, '1003', { ref: 'B' });
  // An event that comes meanwhile is answered meanwhile.
  await c.receive({
    ...{ platform: 'feishu', key: 'ev', type: 'im.message', sentAt: 0, kind: 'command', command: 'note', rest: 'public C' },
    ...{ from: { externalId: 'ou_1004' }, place: { kind: 'direct' }, messageId: 'om', mentions: [] },
  });
  while (titlesOf(c, '1004').length < 1) await turn();
  expect(titlesOf(c, '1003')).toEqual([]);
  arrive();
  await ticking;
  expect(titlesOf(c, '1003')).toEqual(['note A', 'note B']);
});

it('an answer does not stand in line behind a mass of others', async () => {
  const { c } = await house();
  for (let i = 0; i < 40; i += 1) for (const no of ['1001', '1002', '1003']) await post(c, no, { ref: `${i}` });
  const calls = watchSends(c);
  await c.says('1003', '/note public answer');
  const firsts = c.cardsOf('1003').map((one) => textOf(one.paper).split('\n')[0]);
  expect(firsts[0]).toBe('note answer');
  expect(calls.filter((one) => one.at > 0)).toEqual([]);
});

it('keeps five a second for one receiver, and a full page of theirs holds up nobody', async () => {
  const { c } = await house();
  const calls = watchSends(c);
  for (let i = 0; i < 120; i += 1) await post(c, '1003', { ref: `${i}` });
  await post(c, '1004', { ref: 'other' });
  await c.goTo(c.clock.now() + 30_000);
  expect(calls.find((one) => one.to === 'ou_1004')?.at).toBe(0);
  const mine = calls.filter((one) => one.to === 'ou_1003').map((one) => one.at);
  expect(mine).toHaveLength(120);
  mine.forEach((at, i) => expect(at - (mine[i - 5] ?? -1000)).toBeGreaterThanOrEqual(1000));
  expect(mine.at(-1)).toBeLessThan(24_500);
});

it('a person who has to wait hides nobody who is due a little later', async () => {
  const { c } = await house();
  const calls = watchSends(c);
  for (let i = 0; i < 6; i += 1) await post(c, '1003', { ref: `${i}` });
  await post(c, '1004', { ref: 'soon', notBefore: c.clock.now() + 300 });
  await c.goTo(c.clock.now() + 5000);
  expect(calls.find((one) => one.to === 'ou_1004')?.at).toBe(300);
});

it('waits as long as the platform says, for everybody, and the wait counts as no attempt', async () => {
  const { c } = await house();
  const calls = watchSends(c);
  c.platform.failNext.push({ error: failure('rate-limited', 7000) });
  await post(c, '1003', { ref: 'A' });
  await c.pipe.tick();
  await post(c, '1004', { ref: 'B' });
  await c.goTo(c.clock.now() + MINUTE);
  expect(calls.map((one) => one.at)).toEqual([0, 7000, 7000]);
  expect((await rowsOf(c.db, 'A'))[0]).toMatchObject({ state: 'sent', attempts: 1 });
});

it('what the platform can’t do just now is tried again ever more slowly, and given up after a day', async () => {
  const { c } = await house();
  const calls = watchSends(c);
  for (let i = 0; i < 400; i += 1) c.platform.failNext.push({ error: failure('transient') });
  await post(c, '1003', { ref: 'A', urgency: 'urgent' });
  await c.goTo(c.clock.now() + 2 * DAY);
  expect(calls.slice(0, 6).map((one) => one.at)).toEqual([0, 1000, 3000, 7000, 15_000, 31_000]);
  expect(calls.at(-1)?.at).toBeGreaterThan(23 * HOUR);
  expect(calls.at(-1)?.at).toBeLessThan(25 * HOUR);
  expect(new Set(calls.map((one) => one.uuid)).size).toBe(1);
  expect(await stateOf(c.db, 'A')).toEqual(['dead']);
  expect(await listTroubled(c.db.read)).toMatchObject([{ kind: 'note.card', to: '张伟 (1003)', state: 'dead', lastCode: '42' }]);
});

it('a message that waited long for its time is not given up at its first failure', async () => {
  const { c } = await house();
  await post(c, '1003', { ref: 'A', notBefore: c.clock.now() + 7 * DAY });
  c.platform.failNext.push({ error: failure('transient') });
  await c.goTo(c.clock.now() + 7 * DAY + MINUTE);
  expect(titlesOf(c, '1003')).toEqual(['note A']);
});

it('a lost answer is asked for again under the same uuid, and arrives once', async () => {
  const { c } = await house();
  const calls = watchSends(c);
  c.platform.failNext.push(
    { error: failure('unknown-outcome'), after: true },
    { error: failure('unknown-outcome'), after: true },
  );
  await post(c, '1003', { ref: 'A' });
  await c.goTo(c.clock.now() + HOUR);
  expect(calls).toHaveLength(3);
  expect(new Set(calls.map((one) => one.uuid)).size).toBe(1);
  expect(titlesOf(c, '1003')).toEqual(['note A']);
});

it('after fifty minutes the kind decides: again and marked as such, under another uuid', async () => {
  const { c } = await house();
  const calls = watchSends(c);
  for (let i = 0; i < 20; i += 1) c.platform.failNext.push({ error: failure('unknown-outcome') });
  await post(c, '1003', { ref: 'A' });
  await c.goTo(c.clock.now() + 3 * HOUR);
  const [first] = calls;
  const again = calls.filter((one) => one.uuid !== first?.uuid);
  expect(calls.filter((one) => one.uuid === first?.uuid).every((one) => one.at < 50 * MINUTE)).toBe(true);
  expect(again[0]?.at).toBeGreaterThanOrEqual(50 * MINUTE);
  expect(textOf(c.lastOf('1003').paper)).toContain('可能重复');
  expect(titlesOf(c, '1003')).toHaveLength(1);
});

it('or not: its fate is unknown, and listed', async () => {
  const { c } = await house();
  const calls = watchSends(c);
  for (let i = 0; i < 400; i += 1) c.platform.failNext.push({ error: failure('unknown-outcome') });
  await post(c, '1003', { ref: 'A', kind: 'note.passing' });
  await c.goTo(c.clock.now() + 3 * HOUR);
  expect(calls.every((one) => one.at < 50 * MINUTE)).toBe(true);
  expect(await listTroubled(c.db.read)).toMatchObject([{ state: 'unknown' }]);
});

it('attempts found under way at start are repeated under their uuid', async () => {
  const { c } = await house();
  const { send } = c.platform;
  let uuid = '';
  let breakOff: (error: Error) => void = () => undefined;
  c.platform.send = (_address, _wire, options) => {
    uuid = options.uuid;
    return new Promise((_resolve, reject) => (breakOff = reject));
  };
  await post(c, '1003', { ref: 'A' });
  const ticking = c.pipe.tick();
  while (uuid === '') await turn();
  expect(await stateOf(c.db, 'A')).toEqual(['sending']);

  // The process is gone; another one starts on the same tables.
  const calls: string[] = [];
  const { createPipe } = await import('../../src/delivery/index.ts');
  const { createCalendar } = await import('../../src/core/calendar.ts');
  const { createLog } = await import('../../src/core/log.ts');
  const platform = {
    ...c.platform,
    send: ((address, wire, options) => (calls.push(options.uuid), send(address, wire, options))) as typeof send,
  };
  const pipe = createPipe({
    db: c.db,
    clock: c.clock,
    features: [notes().feature],
    desk: {} as Parameters<typeof createPipe>[0]['desk'],
    platforms: [platform],
    calendar: createCalendar({ zone: 'Asia/Shanghai' }),
    companyLanguage: 'zh-CN',
    secret: 'paper secret',
    openHours: { from: '09:00', to: '20:00' },
    log: createLog({ level: 'silent' }),
  });
  await pipe.tick();
  expect(calls).toEqual([uuid]);
  expect(await stateOf(c.db, 'A')).toEqual(['sent']);
  c.platform.send = send;
  breakOff(failure('refused'));
  await ticking;
});

it('a person out of reach is marked, and reachable again when something arrives', async () => {
  const { c } = await house();
  c.platform.failNext.push({ error: failure('person-unreachable') });
  await post(c, '1003', { ref: 'A' });
  await c.pipe.tick();
  expect(await stateOf(c.db, 'A')).toEqual(['dead']);
  expect((await unreachablePeople(c.db.read)).map((one) => one.person.employeeNo)).toEqual(['1003']);
  await post(c, '1003', { ref: 'B' });
  await c.pipe.tick();
  expect(await unreachablePeople(c.db.read)).toEqual([]);
});

it('a group the bot is no longer in is marked', async () => {
  const { c } = await house();
  c.platform.failNext.push({ error: failure('chat-left') });
  await c.says('1003', '/note public A', { group: 'oc_group' });
  expect((await chatByExternalId(c.db.read, 'feishu', 'oc_group'))?.state).toBe('left');
});

it('a message that is gone is changed no more', async () => {
  const { c } = await house();
  for (const no of ['1003', '1004']) await post(c, no, { ref: 'A' });
  await c.pipe.tick();
  const recalled = c.lastOf('1004');
  c.platform.messages.splice(c.platform.messages.indexOf(recalled), 1);
  await c.presses('1003', c.lastOf('1003'), 'note.tell');
  expect(await c.db.read.select({ gone: cards.gone }).from(cards).where(eq(cards.messageId, recalled.id))).toEqual([
    { gone: true },
  ]);
  await c.presses('1003', c.lastOf('1003'), 'note.tell');
  expect((await rowsOf(c.db, 'A')).filter((one) => one.purpose === 'update')).toHaveLength(1);
});

it('an answer to words that were taken back comes all the same', async () => {
  const { c } = await house();
  c.platform.failNext.push({ error: failure('message-gone') });
  const [answer] = await c.says('1003', '/note public A', { group: 'oc_group' });
  expect(answer && textOf(answer.paper)).toContain('note A');
  expect(answer?.replyTo).toBeUndefined();
});

it('what is refused is given up at once and blocks nothing behind it', async () => {
  const { c } = await house();
  c.platform.failNext.push({ error: failure('refused') });
  await post(c, '1003', { ref: 'A', dedupeKey: 'first' });
  await post(c, '1003', { ref: 'A', dedupeKey: 'second' });
  await c.pipe.tick();
  expect(await stateOf(c.db, 'A')).toEqual(['dead', 'sent']);
});

it('a card that can’t be drawn blocks nobody, and is drawn when it can be', async () => {
  const { c, n } = await house();
  n.broken.add('A');
  await post(c, '1003', { ref: 'A' });
  await post(c, '1003', { ref: 'B' });
  await post(c, '1004', { ref: 'A' });
  await c.pipe.tick();
  expect([titlesOf(c, '1003'), titlesOf(c, '1004')]).toEqual([['note B'], []]);
  n.broken.clear();
  await c.goTo(c.clock.now() + HOUR);
  expect([titlesOf(c, '1003'), titlesOf(c, '1004')]).toEqual([['note B', 'note A'], ['note A']]);
});

it('too late, nothing to show, left the company: not sent', async () => {
  const { c, n } = await house();
  await post(c, '1003', { ref: 'late', notBefore: c.clock.now() + HOUR, sendBy: c.clock.now() + HOUR - 1 });
  await post(c, '1003', { ref: 'in time', notBefore: c.clock.now() + HOUR, sendBy: c.clock.now() + HOUR });
  n.hidden.add('hidden');
  await post(c, '1003', { ref: 'hidden' });
  await post(c, '1004', { ref: 'leaver' });
  await c.db.transaction((tx) => applyPersonGone(tx, { platform: 'feishu', externalId: 'ou_1004', now: c.clock.now() }));
  await c.goTo(c.clock.now() + 2 * HOUR);
  const settled = await c.db.read.select({ ref: outbox.ref, state: outbox.state, code: outbox.lastCode }).from(outbox);
  expect(Object.fromEntries(settled.map((one) => [one.ref, `${one.state} ${one.code}`]))).toEqual({
    late: 'dropped too-late',
    'in time': 'sent null',
    hidden: 'dropped nothing-to-show',
    leaver: 'dropped person-left',
  });
});

it('a change of a card that is still being sent waits until it is', async () => {
  const { c } = await house();
  await post(c, '1004', { ref: 'A' });
  await c.pipe.tick();
  c.platform.failNext.push({ error: failure('transient') });
  await post(c, '1003', { ref: 'A' });
  await c.pipe.tick();
  await c.presses('1004', c.lastOf('1004'), 'note.tell');
  await c.goTo(c.clock.now() + MINUTE);
  expect(c.cardsOf('1003')).toHaveLength(1);
  expect(textOf(c.lastOf('1003').paper)).toContain('1 steps');
  expect(c.lastOf('1003').updates).toBe(1);
});

it('an outcome that could not be written down is treated as unknown, not forgotten', async () => {
  const { c } = await house();
  const calls = watchSends(c);
  const { transaction } = c.db;
  const { send } = c.platform;
  c.platform.send = async (...call) => {
    const sent = await send(...call);
    c.db.transaction = () => Promise.reject(new Error('disk full'));
    c.platform.send = send;
    return sent;
  };
  await post(c, '1003', { ref: 'A' });
  await expect(c.pipe.tick()).rejects.toThrow('disk full');
  await turn();
  c.db.transaction = transaction;
  expect(await stateOf(c.db, 'A')).toEqual(['sending']);
  await c.pipe.tick();
  expect(await stateOf(c.db, 'A')).toEqual(['sent']);
  expect(calls).toHaveLength(2);
  expect(c.cardsOf('1003')).toHaveLength(1);
});
