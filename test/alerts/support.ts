import { alerts } from '../../src/alerts/index.ts';
import { incidents, recipients } from '../../src/alerts/schema.ts';
import { addSeries, addSeriesPoints, addTask, data, type Series, type Task } from '../../src/data/index.ts';
import { HOUR, type Day } from '../../src/core/clock.ts';
import { addDays } from '../../src/core/days.ts';
import { grantRole } from '../../src/people/index.ts';
import { company, MONDAY_9, type TestCompany } from '../support/company.ts';
import { textOf, type PaperMessage } from '../support/paper.ts';

export async function alertCompany(startAt = MONDAY_9): Promise<TestCompany> {
  const c = await company({ features: [data, alerts], startAt });
  const hr = await c.person('1020');
  await c.db.transaction((tx) => grantRole(tx, { person: hr.id, role: 'hr', by: null, now: c.clock.now() }));
  return c;
}

/** Some slots of the sweep pass unseen, as after a night without power; the last hour goes from due moment to due moment. */
export async function later(c: TestCompany, at: string): Promise<void> {
  c.clock.set(Math.max(c.clock.now(), Date.parse(at) - HOUR));
  await c.goTo(at);
}

export async function keyTask(
  c: TestCompany,
  owner: string,
  dueOn: string,
  more: { title?: string; key?: boolean } = {},
): Promise<Task> {
  const { id } = await c.person(owner);
  const task = await c.db.transaction((tx) =>
    addTask(
      { tx, now: c.clock.now() },
      { title: '题库 3.0 上线', key: true, ...more, ownerId: id, dueOn: dueOn as Day, source: 'demo' },
    ),
  );
  if (!task) throw new Error('the task was not added');
  return task;
}

/** One value a day on Monday to Friday, adding up to the week's sum. */
export async function complaintSeries(c: TestCompany, owner: string): Promise<Series> {
  const { id } = await c.person(owner);
  return await c.db.transaction((tx) =>
    addSeries({ tx, now: c.clock.now() }, { key: 'complaints', name: '客户投诉', unit: '件', ownerId: id, source: 'demo' }),
  );
}

export async function week(c: TestCompany, series: Series, monday: string, sum: number): Promise<void> {
  const each = Math.floor(sum / 5);
  const points = [0, 1, 2, 3, 4].map((n) => ({ on: addDays(monday as Day, n), value: n === 4 ? sum - 4 * each : each }));
  await c.db.transaction((tx) => addSeriesPoints({ tx, now: c.clock.now() }, series.id, points));
}

export const titles = (c: TestCompany, employeeNo: string): string[] => c.cardsOf(employeeNo).map(title);

export function title({ paper }: PaperMessage): string {
  return 'line' in paper ? paper.line : paper.card.title;
}

export const tone = ({ paper }: PaperMessage): string | undefined => ('card' in paper ? paper.card.tone : undefined);

export const allIncidents = (c: TestCompany) => c.db.read.select().from(incidents).orderBy(incidents.id);
export const allRecipients = (c: TestCompany) => c.db.read.select().from(recipients);
export { textOf };
