import { expect, it } from 'vitest';
import { setLanguage } from '../../src/people/index.ts';
import { pointsCompany, read, titled, types } from './story.ts';

const HAN = /\p{Script=Han}/u;

it('says everything in English to whoever chose it, but for names and what people wrote', async () => {
  const c = await pointsCompany();
  for (const no of ['1002', '1003', '1004']) {
    const { id } = await c.person(no);
    await c.db.transaction((tx) => setLanguage(tx, id, 'en-US'));
  }
  await types(c, '1004', '/points +10 @工号:1003 helped with the outage');
  await types(c, '1004', '/points @工号:1003 wrote the runbook #innovation');
  const mark = titled(c, '1002', 'marked what');
  await c.presses('1002', mark, 'Other amount, or decline');
  await c.presses('1002', mark, 'Back');
  await c.presses('1002', mark, '+5');
  await types(c, '1002', '/points undo P-2 granted twice');
  for (const line of ['/points', '/points entries', '/points give', '/points help', '/points +99 @工号:1003 x'])
    await types(c, '1004', line);
  await c.goTo(c.clock.now() + 60_000);
  const names = /王磊|张伟|李静|@姓名/gu;
  for (const no of ['1002', '1003', '1004']) {
    for (const card of c.cardsOf(no)) expect(read(card).replace(names, '')).not.toMatch(HAN);
  }
  expect(read(titled(c, '1003', 'from 王磊'))).toContain('helped with the outage');
  expect(read(titled(c, '1003', 'from 李静'))).toContain('Reversed');
});
