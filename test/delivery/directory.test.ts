import { expect, it } from 'vitest';
import type { Inbound } from '../../src/chat/index.ts';
import { DAY, HOUR } from '../../src/core/clock.ts';
import { activePeople } from '../../src/people/index.ts';
import { company, type TestCompany } from '../support/company.ts';
import { countOf, notes, stepIn } from './notes.ts';

type Change = Extract<Inbound, { kind: 'directory-change' }>;
let events = 0;
const changed = (change: Change['change'], externalId?: string): Inbound => ({
  ...{ platform: 'feishu', key: `change_${(events += 1)}`, type: 'contact', sentAt: 0, kind: 'directory-change', change },
  ...(externalId ? { externalId } : {}),
});

/** A feature that hears what happens to people, and counts it in a table so that what is undone is seen to be. */
async function listening(): Promise<{ c: TestCompany; heard: string[]; failing: { with: Error | undefined } }> {
  const heard: string[] = [];
  const failing: { with: Error | undefined } = { with: undefined };
  const { feature } = notes({
    onPersonLeft: async (context, { person, heir }) => {
      await stepIn(context, `left ${person.employeeNo}`);
      if (failing.with) throw failing.with;
      heard.push(`${person.employeeNo} left to ${heir?.employeeNo ?? 'nobody'}`);
    },
    onSuperiorChanged: async (context, { person, from, to }) => {
      await stepIn(context, `superior ${person.employeeNo}`);
      heard.push(`${person.employeeNo} from ${await numberOf(from)} to ${await numberOf(to)}`);
    },
    onPersonMoved: (_context, { person }) => Promise.resolve(void heard.push(`${person.employeeNo} moved`)),
  });
  const c = await company({ features: [feature] });
  const numbers = new Map((await activePeople(c.db.read)).map((one) => [one.id as string, one.employeeNo]));
  const numberOf = (id: string | null): Promise<string> => Promise.resolve(id ? (numbers.get(id) ?? '?') : 'nobody');
  return { c, heard, failing };
}

const reads = (c: TestCompany): { count: number } => {
  const seen = { count: 0 };
  const { readDirectory } = c.platform;
  c.platform.readDirectory = () => {
    seen.count += 1;
    return readDirectory();
  };
  return seen;
};

it('a directory read in part removes nobody, says so, and is read again until it is whole', async () => {
  const { c, heard } = await listening();
  const before = (await activePeople(c.db.read)).length;
  const whole = c.platform.company.people;
  c.platform.company.people = whole.slice(0, 4);
  c.platform.company.complete = false;
  await expect(c.pipe.syncDirectory()).rejects.toThrow('in part');
  expect((await activePeople(c.db.read)).length).toBe(before);

  const seen = reads(c);
  await c.receive(changed('scope'));
  await c.pipe.tick();
  c.platform.company.people = whole.filter((one) => one.employeeNo !== '1012');
  c.platform.company.complete = true;
  await c.goTo(c.clock.now() + 1000);
  expect([seen.count, (await activePeople(c.db.read)).length]).toEqual([2, before - 1]);
  expect(heard).toEqual(['1012 left to 1010']);
});

it('a leaver’s things go to the next living superior', async () => {
  const { c, heard } = await listening();
  await c.receive(changed('person-left', 'ou_1002'));
  await c.receive(changed('person-left', 'ou_1003'));
  await c.receive(changed('person-left', 'ou_1001'));
  expect(heard).toEqual(['1002 left to 1001', '1003 left to 1001', '1001 left to nobody']);
});

it('the same leaver told twice has left once', async () => {
  const { c, heard } = await listening();
  const event = changed('person-left', 'ou_1003');
  await Promise.all([c.receive(event), c.receive(event), c.receive(changed('person-left', 'ou_1003'))]);
  expect(heard).toEqual(['1003 left to 1002']);
});

it('when a feature fails to take leave the person is still there, and it is tried again', async () => {
  const { c, heard, failing } = await listening();
  failing.with = new TypeError('a mistake of ours');
  c.platform.company.people = c.platform.company.people.filter((one) => one.employeeNo !== '1003');
  expect(await c.receive(changed('person-left', 'ou_1003'))).toEqual({ kind: 'recorded' });
  await c.pipe.tick();
  expect([(await c.person('1003')).status, await countOf(c.db.read, 'left 1003')]).toEqual(['active', 0]);
  failing.with = undefined;
  await c.goTo(c.clock.now() + HOUR);
  expect([(await c.person('1003')).status, heard]).toEqual(['left', ['1003 left to 1002']]);
});

it('a new superior and department are read from the platform and told', async () => {
  const { c, heard } = await listening();
  const listed = c.platform.company.people.find((one) => one.employeeNo === '1003');
  if (!listed) throw new Error('nobody');
  Object.assign(listed, { superiorExternalId: 'ou_1010', departmentIds: ['od-market'] });
  await c.receive(changed('person', 'ou_1003'));
  expect(heard).toEqual([]);
  await c.pipe.tick();
  expect(heard).toEqual(['1003 from 1002 to 1010', '1003 moved']);
  expect((await c.person('1003')).superiorId).toBe((await c.person('1010')).id);
});

it('a person the platform no longer knows when asked has left', async () => {
  const { c, heard } = await listening();
  c.platform.company.people = c.platform.company.people.filter((one) => one.employeeNo !== '1005');
  await c.receive(changed('person', 'ou_1005'));
  await c.pipe.tick();
  expect(heard).toEqual(['1005 left to 1002']);
});

it('a platform that does not answer is asked again, and nobody is taken for gone meanwhile', async () => {
  const { c } = await listening();
  const { readPerson } = c.platform;
  c.platform.readPerson = () => Promise.reject(new Error('no answer'));
  await c.receive(changed('person', 'ou_1005'));
  await c.pipe.tick();
  expect((await c.person('1005')).status).toBe('active');
  const listed = c.platform.company.people.find((one) => one.employeeNo === '1005');
  if (listed) listed.name = '赵敏敏';
  c.platform.readPerson = readPerson;
  await c.goTo(c.clock.now() + HOUR);
  expect((await c.person('1005')).name).toBe('赵敏敏');
});

it('any number of changed departments is one reading', async () => {
  const { c } = await listening();
  const seen = reads(c);
  for (let i = 0; i < 10; i += 1) await c.receive(changed('department', 'od-course'));
  await c.pipe.tick();
  expect(seen.count).toBe(1);
  await c.receive(changed('department', 'od-course'));
  await c.pipe.tick();
  expect(seen.count).toBe(2);
});

it('one that changes while the directory is being read is read for again', async () => {
  const { c } = await listening();
  let reading = 0;
  const { readDirectory } = c.platform;
  c.platform.readDirectory = async () => {
    reading += 1;
    if (reading === 1) await c.receive(changed('department', 'od-course'));
    return await readDirectory();
  };
  await c.receive(changed('department', 'od-course'));
  await c.pipe.tick();
  expect(reading).toBe(2);
});

it('the whole directory is read once a night', async () => {
  const { c } = await listening();
  const seen = reads(c);
  await c.goTo(c.clock.now() + 3 * DAY);
  expect(seen.count).toBe(3);
});
