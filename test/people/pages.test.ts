import { expect, it } from 'vitest';
import type { Day } from '../../src/core/clock.ts';
import { activePeople, applyPersonGone, applySnapshot, heirOf, peopleAfter } from '../../src/people/index.ts';
import { testDatabase } from '../support/database.ts';
import { MONDAY, SMALL_COMPANY } from '../support/people.ts';

it('gives everybody still here once, page by page, each with the next superior still here', async () => {
  const db = await testDatabase();
  await db.transaction(async (tx) => {
    await applySnapshot(tx, { platform: 'feishu', snapshot: SMALL_COMPANY, now: MONDAY });
    const gone = SMALL_COMPANY.people.find((one) => one.employeeNo === '1002');
    await applyPersonGone(tx, { platform: 'feishu', externalId: gone?.externalId ?? '', now: MONDAY });
  });
  const found: { id: string; heirId: string | null }[] = [];
  for (;;) {
    const page = await peopleAfter(db.read, { after: found.at(-1)?.id ?? '', joinedBy: '2030-01-01' as Day, most: 2 });
    if (page.length === 0) break;
    found.push(...page);
  }
  const wanted = [];
  for (const person of await activePeople(db.read))
    wanted.push({ id: person.id, heirId: (await heirOf(db.read, person))?.id ?? null });
  expect(found).toEqual(wanted.sort((a, b) => (a.id < b.id ? -1 : 1)));
  expect(found.length).toBeGreaterThan(5);
});
