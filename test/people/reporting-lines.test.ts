import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import type { Database, Tx } from '../../src/db/index.ts';
import { applyPerson, personByAccount, type Person } from '../../src/people/index.ts';
import { circlesIn } from '../../src/people/reporting-lines.ts';
import { persons, reporting } from '../../src/people/schema.ts';
import { testDatabase } from '../support/database.ts';
import { MONDAY, sync } from '../support/people.ts';
import { leavingNothing, organisations, snapshotOf } from './organisations.ts';

let db: Database;
beforeAll(async () => {
  db = await testDatabase();
});

/** Who is above whom, walked afresh from what stands in `persons`. */
async function walked(tx: Tx): Promise<string[]> {
  const rows = await tx.select({ id: persons.id, superiorId: persons.superiorId }).from(persons);
  const superior = new Map(rows.map((row) => [row.id, row.superiorId]));
  const lines: string[] = [];
  for (const { id } of rows) {
    let depth = 0;
    for (let at: Person['id'] | null = id; at !== null && depth < 50; at = superior.get(at) ?? null)
      lines.push(`${at} ${id} ${depth++}`);
  }
  return lines.sort();
}

async function stored(tx: Tx): Promise<string[]> {
  const rows = await tx.select().from(reporting);
  return rows.map((row) => `${row.superiorId} ${row.personId} ${row.depth}`).sort();
}

test('after any changes of superior, one by one, the lines are what walking up gives', async () => {
  const moves = fc.array(fc.tuple(fc.nat(), fc.option(fc.nat())), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(organisations, moves, async (org, list) => {
      await leavingNothing(db, async (tx) => {
        const snapshot = snapshotOf(org);
        await sync(tx, snapshot, MONDAY);
        for (const [who, under] of list) {
          const { superiorExternalId: _, ...person } = snapshot.people[
            who % snapshot.people.length
          ] as (typeof snapshot.people)[number];
          const superior = under === null ? {} : { superiorExternalId: `p${under % snapshot.people.length}` };
          await applyPerson(tx, { platform: 'feishu', person: { ...person, ...superior }, now: MONDAY });
          expect(await stored(tx)).toEqual(await walked(tx));
        }
      });
    }),
    { numRuns: 60 },
  );
});

test('a whole reorganisation at once gives the same lines, rebuilt or redrawn, and superiors as the directory says', async () => {
  await fc.assert(
    fc.asyncProperty(organisations, organisations, async (before, after) => {
      await leavingNothing(db, async (tx) => {
        const size = Math.min(before.superiors.length, after.superiors.length);
        await sync(tx, snapshotOf(before), MONDAY);
        const snapshot = { ...snapshotOf(after), people: snapshotOf(after).people.slice(0, size) };
        await sync(tx, { ...snapshot, complete: false }, MONDAY);
        expect(await stored(tx)).toEqual(await walked(tx));
        for (const { externalId, superiorExternalId } of snapshot.people) {
          const person = await personByAccount(tx, 'feishu', externalId);
          const superior = superiorExternalId ? await personByAccount(tx, 'feishu', superiorExternalId) : undefined;
          expect(person?.superiorId).toBe(superior?.id ?? null);
        }
      });
    }),
    { numRuns: 60 },
  );
});

test('a large company is drawn in one go', async () => {
  await leavingNothing(db, async (tx) => {
    const superiors = Array.from({ length: 300 }, (_, i) => (i === 0 ? null : Math.floor((i - 1) / 6)));
    await sync(tx, snapshotOf({ superiors, departments: superiors.map(() => 0), parents: [null] }), MONDAY);
    expect(await stored(tx)).toEqual(await walked(tx));
  });
});

test('circles are found once each, and nothing else is', () => {
  const above = new Map<string, string | null>([
    ['a', 'b'],
    ['b', 'c'],
    ['c', 'b'],
    ['d', 'd'],
    ['e', null],
    ['f', 'e'],
  ]);
  expect(circlesIn(above)).toEqual([['b', 'c'], ['d']]);
});
