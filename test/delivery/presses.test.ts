import { expect, it } from 'vitest';
import type { Answer, Inbound } from '../../src/chat/index.ts';
import { DAY } from '../../src/core/clock.ts';
import { PlatformError } from '../../src/core/errors.ts';
import { eq } from '../../src/db/index.ts';
import { cards, inbox } from '../../src/delivery/schema.ts';
import { applyPersonGone, setLanguage } from '../../src/people/index.ts';
import { company, textOf, type TestCompany } from '../support/company.ts';
import type { Paper, PaperMessage } from '../support/paper.ts';
import { countOf, notes, post, rowsOf, stateOf } from './notes.ts';

type Press = Extract<Inbound, { kind: 'submission' }>;

function pressOn(c: TestCompany, message: PaperMessage, verb: string, more: Partial<Press> = {}): Press {
  const found = 'card' in message.paper ? message.paper.buttons.find((one) => one.action === `note.${verb}`) : undefined;
  if (!found) throw new Error(`no button ${verb}`);
  return {
    platform: 'feishu',
    key: `press_${Math.random()}`,
    type: 'card.action.trigger',
    sentAt: c.clock.now(),
    kind: 'submission',
    from: { externalId: 'ou_1003' },
    place: { kind: 'unknown' },
    messageId: message.id,
    value: found.value,
    values: {},
    ...more,
  };
}

const toastOf = (answer: Answer): string | undefined => (answer.kind === 'press' ? answer.toast?.text : undefined);
const shownIn = (answer: Answer): string =>
  answer.kind === 'press' && answer.card ? textOf(JSON.parse(answer.card) as Paper) : '';

async function withNote(
  ref = 'A',
  ...also: string[]
): Promise<{ c: TestCompany; n: ReturnType<typeof notes>; card: PaperMessage }> {
  const n = notes();
  const c = await company({ features: [n.feature] });
  for (const employeeNo of ['1003', ...also]) await post(c, employeeNo, { ref });
  await c.pipe.tick();
  return { c, n, card: c.lastOf('1003') };
}

it.each(['one after the other', 'all at once'])(
  'the same press %s, with other event ids, has one effect and one answer',
  async (how) => {
    const { c, card } = await withNote();
    const presses = Array.from({ length: 5 }, () => pressOn(c, card, 'step'));
    const answers: Answer[] = [];
    if (how === 'all at once') answers.push(...(await Promise.all(presses.map((one) => c.receive(one)))));
    else for (const one of presses) answers.push(await c.receive(one));
    expect(answers.map(toastOf)).toEqual(presses.map(() => 'step 1'));
    expect(answers.map(shownIn)).toEqual(presses.map(() => expect.stringContaining('1 steps')));
    expect(await countOf(c.db.read, 'A')).toBe(1);
  },
);

it('the same event again has no further effect', async () => {
  const { c, card } = await withNote();
  const press = pressOn(c, card, 'step', { key: 'ev' });
  await c.receive(press);
  expect(toastOf(await c.receive(press))).toBe('step 1');
  expect(await countOf(c.db.read, 'A')).toBe(1);
});

it('a redraw brings a fresh token: pressing + twice is two', async () => {
  const { c, card } = await withNote();
  await c.presses('1003', card, 'step');
  const answer = await c.presses('1003', card, 'step');
  expect(answer.toast?.text).toBe('step 2');
  expect(await countOf(c.db.read, 'A')).toBe(2);
});

it('a refusal undoes all, is said, and leaves the button usable', async () => {
  const { c, n, card } = await withNote();
  const press = pressOn(c, card, 'refuse', { key: 'ev' });
  const refused = await c.receive(press);
  expect(refused).toEqual({ kind: 'press', toast: { tone: 'warning', text: 'not yet' } });
  expect(await countOf(c.db.read, 'A')).toBe(0);
  expect((await c.db.read.select().from(inbox).where(eq(inbox.key, 'ev')))[0]).toMatchObject({ state: 'refused' });
  n.strict = false;
  expect(toastOf(await c.receive(press))).toBe('now');
  expect(await countOf(c.db.read, 'A')).toBe(1);
});

it('a mistake of ours undoes what was refreshed and nested too, and leaves the button usable', async () => {
  const { c, n, card } = await withNote('A', '1004');
  expect(toastOf(await c.receive(pressOn(c, card, 'break')))).toContain('没有执行成功');
  // Here the action itself goes well, and only its card can't be drawn any more.
  expect(toastOf(await c.receive(pressOn(c, card, 'nested')))).toContain('没有执行成功');
  expect(await countOf(c.db.read, 'A')).toBe(0);
  expect((await rowsOf(c.db, 'A')).filter((one) => one.purpose === 'update')).toEqual([]);
  n.broken.clear();
  expect(toastOf(await c.receive(pressOn(c, card, 'step')))).toBe('step 1');
});

it('a forwarded copy is another message and does nothing', async () => {
  const { c, card } = await withNote();
  expect(toastOf(await c.receive(pressOn(c, card, 'step', { messageId: 'om_forwarded' })))).toContain('不是由我发出');
  expect(await countOf(c.db.read, 'A')).toBe(0);
});

it('nobody acts for somebody else, and is told so in their own language', async () => {
  const { c, card } = await withNote();
  const other = await c.person('1004');
  await c.db.transaction((tx) => setLanguage(tx, other.id, 'en-US'));
  const answer = await c.receive(pressOn(c, card, 'step', { from: { externalId: 'ou_1004' } }));
  expect(toastOf(answer)).toContain('sent to somebody else');
  expect(shownIn(answer)).toBe('');
  expect(await countOf(c.db.read, 'A')).toBe(0);
});

it('a changed value does nothing', async () => {
  const { c, card } = await withNote();
  const press = pressOn(c, card, 'step');
  const answer = await c.receive({ ...press, value: { ...press.value, p: { ref: 'B' } } });
  expect(toastOf(answer)).toContain('已被改动');
  expect(await countOf(c.db.read, 'B')).toBe(0);
});

it('a leaver’s press does nothing', async () => {
  const { c, card } = await withNote();
  await c.db.transaction((tx) => applyPersonGone(tx, { platform: 'feishu', externalId: 'ou_1003', now: c.clock.now() }));
  expect(toastOf(await c.receive(pressOn(c, card, 'step')))).toContain('通讯录');
  expect(await countOf(c.db.read, 'A')).toBe(0);
});

it('an action that is no more is answered with the card as it is now', async () => {
  const { c, card } = await withNote();
  const answer = await c.receive(pressOn(c, card, 'vanished'));
  expect(toastOf(answer)).toContain('已经过时');
  expect(shownIn(answer)).toContain('note A');
});

it('on a group’s card everybody has a press of their own', async () => {
  const n = notes();
  const c = await company({ features: [n.feature] });
  await c.says('1003', '/note public A', { group: 'oc_group' });
  const [card] = c.inGroup('oc_group');
  if (!card) throw new Error('nothing in the group');
  const before = pressOn(c, card, 'step');
  const answers = [];
  for (const no of ['1003', '1004', '1004'])
    answers.push(toastOf(await c.receive({ ...before, key: `${no}${answers.length}`, from: { externalId: `ou_${no}` } })));
  expect(answers).toEqual(['step 2', 'step 3', 'step 3']);
});

it('what follows personally from a group’s card goes to the person, and the toast says so', async () => {
  const c = await company({ features: [notes().feature] });
  await c.says('1003', '/note public A', { group: 'oc_group' });
  const [card] = c.inGroup('oc_group');
  if (!card) throw new Error('nothing in the group');
  const answer = await c.presses('1004', card, 'aside');
  expect(answer.toast?.text).toBe('已私聊发给你');
  expect(textOf(c.lastOf('1004').paper)).toContain('back of A');
  expect(c.inGroup('oc_group')).toHaveLength(1);
});

it('a card can turn into another one', async () => {
  const { c, card } = await withNote();
  const answer = await c.presses('1003', card, 'turn');
  expect(answer.card && textOf(JSON.parse(answer.card) as Paper)).toBe('back of A');
  expect(await c.db.read.select({ kind: cards.kind }).from(cards).where(eq(cards.messageId, card.id))).toEqual([
    { kind: 'note.back' },
  ]);
});

it('a refresh changes the other copies, and the pressed one by the answer alone', async () => {
  const { c, card } = await withNote('A', '1004', '1005');
  const answer = await c.presses('1003', card, 'tell');
  expect(answer.card).toContain('1 steps');
  expect([card.updates, c.lastOf('1004').updates, c.lastOf('1005').updates]).toEqual([0, 1, 1]);
  expect(textOf(c.lastOf('1004').paper)).toContain('1 steps');
});

it('several refreshes before the update goes out are one update; one after it is another', async () => {
  const { c, card } = await withNote('A', '1004');
  for (let i = 0; i < 3; i += 1) {
    const answer = await c.receive(pressOn(c, card, 'tell'));
    if (answer.kind === 'press' && answer.card) card.paper = JSON.parse(answer.card) as Paper;
  }
  await c.pipe.tick();
  expect(c.lastOf('1004').updates).toBe(1);
  expect(textOf(c.lastOf('1004').paper)).toContain('3 steps');
  await c.presses('1003', card, 'tell');
  expect(c.lastOf('1004').updates).toBe(2);
});

it('a card that had nothing to show for a while is refreshed when it has again', async () => {
  const { c, n, card } = await withNote('A', '1004');
  n.hidden.add('A');
  await c.presses('1003', card, 'tell');
  n.hidden.clear();
  await c.presses('1003', card, 'step');
  await c.presses('1003', card, 'tell');
  expect(textOf(c.lastOf('1004').paper)).toContain('3 steps');
});

it('a card older than the platform lets it be changed is left alone', async () => {
  const { c, card } = await withNote('A', '1004');
  await c.goTo(c.clock.now() + 14 * DAY);
  await c.presses('1003', card, 'tell');
  expect(c.lastOf('1004').updates).toBe(0);
});

it('a press on a card whose sending was never confirmed teaches us its message, and it is not sent again', async () => {
  const n = notes();
  const c = await company({ features: [n.feature] });
  c.platform.failNext.push({ error: new PlatformError('feishu', 'unknown-outcome', 'ETIMEDOUT', 'no answer'), after: true });
  await post(c, '1003', { ref: 'A' });
  await c.pipe.tick();
  const card = c.lastOf('1003');
  expect(await stateOf(c.db, 'A')).toEqual(['waiting']);
  expect(toastOf(await c.receive(pressOn(c, card, 'step')))).toBe('step 1');
  expect(await stateOf(c.db, 'A')).toEqual(['sent']);
  await c.goTo(c.clock.now() + DAY);
  expect(c.cardsOf('1003')).toHaveLength(1);
  await c.presses('1003', card, 'step');
});

it('a change still on its way when the card is pressed is followed by another, so that it can’t cover the answer', async () => {
  const { c, card } = await withNote('A', '1004');
  const arriving: (() => void)[] = [];
  const { update } = c.platform;
  c.platform.update = (id, wire) => new Promise((resolve) => arriving.push(() => void update(id, wire).then(resolve)));
  await c.receive(pressOn(c, card, 'tell'));
  const ticking = c.pipe.tick();
  while (arriving.length === 0) await new Promise((resolve) => setImmediate(resolve));
  c.platform.update = update;
  const answer = await c.receive(pressOn(c, c.lastOf('1004'), 'step', { from: { externalId: 'ou_1004' } }));
  expect(shownIn(answer)).toContain('2 steps');
  for (const arrive of arriving) arrive();
  await ticking;
  await c.pipe.tick();
  expect(textOf(c.lastOf('1004').paper)).toContain('2 steps');
});

it('a late answer changes the card by the press’s token, or by its id where that fails, and says in words what was refused', async () => {
  const { c, card } = await withNote();
  const byToken: string[] = [];
  c.platform.updateByToken = (token, wire) => {
    byToken.push(token);
    card.paper = JSON.parse(wire) as Paper;
    return Promise.resolve();
  };
  const first = pressOn(c, card, 'step', { updateToken: 'c-1' });
  await c.pipe.answerLate(first, await c.receive(first));
  await c.pipe.tick();
  expect([byToken, card.updates]).toEqual([['c-1'], 0]);
  expect(textOf(card.paper)).toContain('1 steps');

  c.platform.updateByToken = () => Promise.reject(new PlatformError('feishu', 'refused', 300030, 'expired'));
  const second = pressOn(c, card, 'refuse', { updateToken: 'c-2' });
  await c.pipe.answerLate(second, await c.receive(second));
  await c.pipe.tick();
  expect(card.updates).toBe(1);
  expect(textOf(c.lastOf('1003').paper).trim()).toBe('not yet');
});

it('a late answer shows nothing to whoever pressed a forwarded copy', async () => {
  const { c, card } = await withNote();
  const byToken: string[] = [];
  c.platform.updateByToken = (token) => Promise.resolve(void byToken.push(token));
  const press = pressOn(c, card, 'step', { updateToken: 'c-1', messageId: 'om_forwarded', from: { externalId: 'ou_1004' } });
  await c.pipe.answerLate(press, await c.receive(press));
  await c.pipe.tick();
  expect([byToken, card.updates]).toEqual([[], 0]);
});
