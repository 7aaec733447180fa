import { expect, test } from 'vitest';
import {
  activeChats,
  addressesOf,
  chatByExternalId,
  chatById,
  markChat,
  markReachable,
  markUnreachable,
  rememberChat,
  unreachablePeople,
} from '../../src/people/index.ts';
import { testDatabase } from '../support/database.ts';
import { MONDAY, seedPeople } from '../support/people.ts';

test('a chat is remembered once, renamed, left, and taken up again', async () => {
  const db = await testDatabase();
  const seen = (name: string, external?: boolean) =>
    db.transaction((tx) =>
      rememberChat(tx, {
        platform: 'feishu',
        externalId: 'oc_1',
        name,
        now: MONDAY,
        ...(external === undefined ? {} : { external }),
      }),
    );
  const chat = await seen('产品群', false);
  expect((await seen('产品大群')).id).toBe(chat.id);
  expect((await seen('')).name).toBe('产品大群');
  const mark = (state: 'left' | 'dissolved') =>
    db.transaction((tx) => markChat(tx, { platform: 'feishu', externalId: 'oc_1', state, now: MONDAY }));
  expect((await mark('left'))?.state).toBe('left');
  expect(await mark('left')).toBeUndefined();
  expect(await activeChats(db.read)).toEqual([]);
  expect(await chatById(db.read, chat.id)).toMatchObject({ name: '产品大群', state: 'left' });
  expect((await seen('产品大群', true)).state).toBe('active');
  expect(await chatByExternalId(db.read, 'feishu', 'oc_1')).toMatchObject({ id: chat.id, external: true, state: 'active' });
  expect(await chatByExternalId(db.read, 'dingtalk', 'oc_1')).toBeUndefined();
});

test('an account out of reach is listed since the first failure, until it answers again', async () => {
  const db = await testDatabase();
  const who = await seedPeople(db);
  const account = { platform: 'feishu' as const, externalId: 'ou_1003' };
  await db.transaction((tx) => markUnreachable(tx, { ...account, reason: '230013', now: MONDAY }));
  await db.transaction((tx) => markUnreachable(tx, { ...account, reason: '230006', now: MONDAY + 1 }));
  expect(await unreachablePeople(db.read)).toEqual([
    { person: who('1003'), platform: 'feishu', since: MONDAY, reason: '230013' },
  ]);
  expect(await addressesOf(db.read, who('1003').id)).toMatchObject([{ reachable: false }]);
  await db.transaction((tx) => markReachable(tx, account));
  expect(await unreachablePeople(db.read)).toEqual([]);
  expect(await addressesOf(db.read, who('1003').id)).toMatchObject([{ reachable: true }]);
});
