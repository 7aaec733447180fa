import type { Calendar } from '../core/calendar.ts';
import type { Day } from '../core/clock.ts';
import type { Tx } from '../db/index.ts';
import { createKeyResult, createObjective, openCycle, recordProgress, type KeyResultId } from '../okr/index.ts';
import { departmentsByName } from '../people/index.ts';
import { GOALS, QUARTER, type GoalPlan } from './goals.ts';
import type { Known } from './known.ts';

/** When values were reported: the ends of July and August, and the Friday before the story begins. */
const REPORTED: readonly Day[] = ['2026-07-31', '2026-08-28', '2026-09-04'] as Day[];

export async function seedGoals(tx: Tx, calendar: Calendar, known: Known): Promise<void> {
  const startedAt = calendar.instantOf(QUARTER.startsOn, '10:00');
  const cycle = await openCycle({ tx, now: startedAt }, QUARTER);
  const made: KeyResultId[][] = [];
  for (const goal of GOALS) {
    const responsibleId = (await known(goal.responsible)).id;
    const dates = {
      startsOn: QUARTER.startsOn,
      dueOn: QUARTER.endsOn,
      verification: goal.verification,
      responsibleId,
      createdBy: responsibleId,
    };
    const writing = { tx, now: startedAt };
    const served = goal.serves && made[goal.serves[0]]?.[goal.serves[1]];
    const [department] = goal.department ? await departmentsByName(tx, goal.department) : [];
    const objective = await createObjective(writing, {
      ...dates,
      cycleId: cycle.id,
      ownerKind: goal.kind,
      title: goal.title,
      ...(department ? { departmentId: department.id } : {}),
      ...(served ? { alignedTo: served } : {}),
    });
    made.push(await seedKeyResults(tx, calendar, goal, { ...dates, objectiveId: objective.id }));
  }
}

type Dated = Omit<Parameters<typeof createKeyResult>[1], 'title' | 'unit' | 'start' | 'target'>;

async function seedKeyResults(tx: Tx, calendar: Calendar, goal: GoalPlan, dated: Dated): Promise<KeyResultId[]> {
  const made: KeyResultId[] = [];
  for (const [title, unit, start, target, values] of goal.keyResults) {
    const writing = { tx, now: calendar.instantOf(QUARTER.startsOn, '10:00') };
    const { id } = await createKeyResult(writing, { ...dated, title, unit, start, target });
    made.push(id);
    let current = start;
    for (const [at, value] of values.entries()) {
      const now = calendar.instantOf(REPORTED[at] ?? QUARTER.endsOn, '17:30');
      await recordProgress({ tx, now }, { keyResult: { id, current }, value, personId: dated.responsibleId, source: 'command' });
      current = value;
    }
  }
  return made;
}
