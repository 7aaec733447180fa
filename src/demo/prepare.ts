import type { Calendar } from '../core/calendar.ts';
import type { Clock, Day } from '../core/clock.ts';
import type { Database, Tx } from '../db/index.ts';
import { grantRole, personByEmployeeNo } from '../people/index.ts';
import { setCompanyCadence } from '../checkin/index.ts';
import { addSeries, addSeriesPoints, addTask } from '../data/index.ts';
import type { Known } from './known.ts';
import { seedGoals } from './seed-goals.ts';
import { COMPLAINTS, TASKS } from './work.ts';

/** 吴芳, head of human resources, sets cadences and rules; 何川 runs the bot. */
const HR = '1006';
const ADMINISTRATOR = '1005';
/** The first check-in; the second, on 25 September, is 中秋 and moves. */
const FIRST_CHECKIN = '2026-09-11' as Day;

/** Gives the invented company its past: roles, a quarter under way, tasks, complaints, a cadence. Done once per database. */
export async function prepareDemo({ db }: { db: Database }, clock: Clock, calendar: Calendar): Promise<void> {
  await db.transaction(async (tx) => {
    const known: Known = async (employeeNo) => {
      const person = await personByEmployeeNo(tx, employeeNo);
      if (!person) throw new Error(`the invented company has no ${employeeNo}`);
      return person;
    };
    const now = clock.now();
    const hr = await known(HR);
    if (!(await grantRole(tx, { person: hr.id, role: 'hr', by: null, now }))) return;
    await grantRole(tx, { person: (await known(ADMINISTRATOR)).id, role: 'administrator', by: null, now });
    await seedGoals(tx, calendar, known);
    await seedWork(tx, now, known);
    await setCompanyCadence(tx, {
      to: { rhythm: 'two-weeks', weekday: 5 },
      by: undefined,
      now,
      calendar,
      startOn: FIRST_CHECKIN,
    });
  });
}

async function seedWork(tx: Tx, now: number, known: Known): Promise<void> {
  for (const [at, { title, owner, dueOn, key }] of TASKS.entries()) {
    await addTask({ tx, now }, { title, ownerId: (await known(owner)).id, dueOn, key, source: 'demo', sourceId: `D-${at + 1}` });
  }
  const { owner, weeks, ...series } = COMPLAINTS;
  const made = await addSeries({ tx, now }, { ...series, ownerId: (await known(owner)).id, source: 'demo' });
  await addSeriesPoints({ tx, now }, made.id, weeks);
}
