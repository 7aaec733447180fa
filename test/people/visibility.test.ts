import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { PersonId } from '../../src/core/ids.ts';
import { asc, eq, sql, type Database, type SQL, type Tx } from '../../src/db/index.ts';
import {
  grantRole,
  inChainBelow,
  inTeamOf,
  personByAccount,
  visibleAnswers,
  visibleIncidents,
  visibleObjectives,
  visiblePoints,
  visibleTasks,
  visibilityTeam,
  visibleTo,
  type Looker,
  type Person,
  type Role,
  type VisibleTo,
} from '../../src/people/index.ts';
import { persons } from '../../src/people/schema.ts';
import { changeSetting } from '../../src/settings/index.ts';
import { testDatabase } from '../support/database.ts';
import { MONDAY, sync } from '../support/people.ts';
import { above, leavingNothing, organisations, snapshotOf, type Organisation } from './organisations.ts';

/** Anything there is to see: the kinds read different parts of it. */
type Item = {
  id: number;
  published: boolean;
  companyWide: boolean;
  department: number | null;
  owner: number;
  second: number;
  flag: boolean;
};

const COLUMNS = {
  published: sql`item.published = 1`,
  companyWide: sql`item.company_wide = 1`,
  departmentId: sql`item.department_id`,
  ownerId: sql`item.owner_id`,
  secondId: sql`item.second_id`,
  flag: sql`item.flag = 1`,
};

/** The rules a second time, on plain numbers. */
type World = { org: Organisation; item: Item; viewer: number; roles: Role[]; team: VisibleTo['team'] };

const isOwn = ({ item, viewer }: World): boolean => item.owner === viewer;
const isBelowMe = ({ org, item, viewer }: World): boolean => above(org.superiors, item.owner).includes(viewer);
const overseesAll = ({ roles }: World): boolean => roles.includes('hr') || roles.includes('auditor');
function isInMyTeam({ org, item, viewer, team }: World): boolean {
  const theirs = org.superiors[item.owner] ?? null;
  if (theirs === viewer) return true;
  return team === 'peers-and-reports' && theirs !== null && theirs === org.superiors[viewer];
}
function isInMyDepartments({ org, item, viewer }: World): boolean {
  const own = org.departments[viewer] ?? 0;
  return item.department !== null && [own, ...above(org.parents, own)].includes(item.department);
}

type Kind = { condition(looker: Looker): SQL; expected(world: World): boolean; everyone(item: Item): boolean };

const KINDS: Record<string, Kind> = {
  objective: {
    condition: (looker) =>
      visibleObjectives(looker, {
        published: COLUMNS.published,
        companyWide: COLUMNS.companyWide,
        departmentId: COLUMNS.departmentId,
        responsibleId: COLUMNS.ownerId,
        alignedTo: COLUMNS.flag,
      }),
    expected: (world) =>
      isOwn(world) ||
      (world.item.published &&
        (overseesAll(world) ||
          world.item.companyWide ||
          world.item.flag ||
          isInMyDepartments(world) ||
          isInMyTeam(world) ||
          isBelowMe(world))),
    everyone: (item) => item.published && item.companyWide,
  },
  'check-in answer': {
    condition: (looker) => visibleAnswers(looker, { authorId: COLUMNS.ownerId, named: COLUMNS.flag }),
    expected: (world) => isOwn(world) || world.org.superiors[world.item.owner] === world.viewer || world.item.flag,
    everyone: () => false,
  },
  points: {
    condition: (looker) => visiblePoints(looker, { receiverId: COLUMNS.ownerId, giverId: COLUMNS.secondId }),
    expected: (world) => isOwn(world) || world.item.second === world.viewer || overseesAll(world),
    everyone: () => false,
  },
  task: {
    condition: (looker) => visibleTasks(looker, { responsibleId: COLUMNS.ownerId, creatorId: COLUMNS.secondId }),
    expected: (world) =>
      isOwn(world) || world.item.second === world.viewer || overseesAll(world) || isInMyTeam(world) || isBelowMe(world),
    everyone: () => false,
  },
  incident: {
    condition: (looker) => visibleIncidents(looker, { responsibleId: COLUMNS.ownerId, told: COLUMNS.flag }),
    expected: (world) => isOwn(world) || isBelowMe(world) || overseesAll(world) || world.item.flag,
    everyone: () => false,
  },
};

const ROLES: Role[][] = [[], ['administrator'], ['hr'], ['auditor'], ['administrator', 'auditor']];

let db: Database;
beforeAll(async () => {
  db = await testDatabase();
});

async function found(tx: Tx, org: Organisation, people: Person[], items: Item[], condition: SQL): Promise<number[]> {
  const departmentOf = (d: number | null): string | null => {
    const member = d === null ? -1 : org.departments.indexOf(d);
    return member < 0 ? null : (people[member]?.departmentId ?? null);
  };
  const rows = items.map(
    (item) =>
      sql`(cast(${item.id} as integer), cast(${Number(item.published)} as integer), cast(${Number(item.companyWide)} as integer), ${departmentOf(item.department)}, ${people[item.owner]?.id}, ${people[item.second]?.id}, cast(${Number(item.flag)} as integer))`,
  );
  const seen = await tx.rows<{ id: number }>(
    sql`with item (id, published, company_wide, department_id, owner_id, second_id, flag) as (values ${sql.join(rows, sql`, `)})
        select item.id as id from item where ${condition} order by item.id`,
  );
  return seen.map((row) => row.id);
}

/** Every owner with every combination of the rest; departments without anybody in them are left out. */
function itemsOf(org: Organisation): Item[] {
  const items: Item[] = [];
  const departments = [null, ...new Set(org.departments)];
  for (const owner of org.superiors.keys()) {
    for (const bits of [0, 1, 2, 3, 4, 5, 6, 7]) {
      items.push({
        id: items.length,
        owner,
        second: (owner + bits) % org.superiors.length,
        published: (bits & 1) > 0,
        companyWide: (bits & 2) > 0,
        flag: (bits & 4) > 0,
        department: departments[(owner + bits) % departments.length] ?? null,
      });
    }
  }
  return items;
}

async function peopleOf(tx: Tx, org: Organisation): Promise<Person[]> {
  await sync(tx, snapshotOf(org), MONDAY);
  const people: Person[] = [];
  for (const i of org.superiors.keys()) people.push((await personByAccount(tx, 'feishu', `p${i}`)) as Person);
  return people;
}

describe.each(Object.entries(KINDS))('%s', (_, kind) => {
  test('is seen in every role and relation exactly as ruled', async () => {
    await fc.assert(
      fc.asyncProperty(organisations, fc.nat(), async (org, pick) => {
        await leavingNothing(db, async (tx) => {
          const people = await peopleOf(tx, org);
          const items = itemsOf(org);
          const viewer = pick % people.length;
          const me = await visibleTo(tx, people[viewer] as Person);
          for (const roles of ROLES) {
            for (const team of ['peers-and-reports', 'reports'] as const) {
              const expected = items.filter((item) => kind.expected({ org, item, viewer, roles, team })).map((item) => item.id);
              expect(await found(tx, org, people, items, kind.condition({ ...me, roles, team }))).toEqual(expected);
            }
          }
        });
      }),
      { numRuns: 25 },
    );
  });

  test('shows a group no more than the whole company may see', async () => {
    await leavingNothing(db, async (tx) => {
      const org: Organisation = { superiors: [null, 0, 0, 1], departments: [0, 1, 0, 1], parents: [null, 0] };
      const people = await peopleOf(tx, org);
      const items = itemsOf(org);
      const expected = items.filter(kind.everyone).map((item) => item.id);
      expect(await found(tx, org, people, items, kind.condition('everyone'))).toEqual(expected);
    });
  });
});

test('the conditions hold in a query over people itself, and give nothing for somebody unknown', async () => {
  await leavingNothing(db, async (tx) => {
    const people = await peopleOf(tx, { superiors: [null, 0, 0, 1], departments: [0, 0, 0, 0], parents: [null] });
    const boss = await visibleTo(tx, people[0] as Person);
    const names = async (condition: SQL) =>
      (await tx.select({ name: persons.name }).from(persons).where(condition).orderBy(asc(persons.employeeNo))).map(
        (row) => row.name,
      );
    expect(await names(inTeamOf(boss, persons.id, 'peers-and-reports'))).toEqual(['人1', '人2']);
    expect(await names(inChainBelow(boss, persons.id))).toEqual(['人1', '人2', '人3']);
    expect(await names(inTeamOf({ id: 'nobody' as PersonId, superiorId: null }, persons.id, 'peers-and-reports'))).toEqual([]);
    expect(await names(eq(persons.id, 'nobody' as PersonId))).toEqual([]);
  });
});

test('a viewer brings their roles and the company’s idea of a team; whoever has left brings no role', async () => {
  await leavingNothing(db, async (tx) => {
    const [boss, other] = await peopleOf(tx, { superiors: [null, 0], departments: [0, 0], parents: [null] });
    await grantRole(tx, { person: (boss as Person).id, role: 'hr', by: null, now: MONDAY });
    await changeSetting(tx, visibilityTeam, { scope: { company: true }, text: '仅下属', by: null, now: MONDAY });
    expect(await visibleTo(tx, boss as Person)).toMatchObject({ roles: ['hr'], team: 'reports' });
    expect(await visibleTo(tx, { ...(boss as Person), status: 'left' })).toMatchObject({ roles: [] });
    expect(await visibleTo(tx, other as Person)).toMatchObject({ roles: [], superiorId: (boss as Person).id });
  });
});
