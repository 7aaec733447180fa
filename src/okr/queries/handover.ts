import type { Day } from '../../core/clock.ts';
import { asc, eq, inArray, type Reader } from '../../db/index.ts';
import { peopleByIds } from '../../people/index.ts';
import type { HandoverId, KeyResultId, ObjectiveId } from '../model.ts';
import { keyResultCode, objectiveCode } from '../rules/ids.ts';
import { handoverItems, handovers, keyResults, objectives } from '../schema.ts';
import type { Named } from '../views.ts';

export type HandoverView = { from: Named; to: Named; items: { code: string; title: string; dueOn: Day }[] };

/** For the two it concerns; the caller looks who asks. */
export async function handoverOf(read: Reader, id: HandoverId): Promise<HandoverView | undefined> {
  const [row] = await read.select().from(handovers).where(eq(handovers.id, id));
  if (!row) return undefined;
  const items = await read.select().from(handoverItems).where(eq(handoverItems.handoverId, id));
  const ids = (goal: 'objective' | 'key-result'): string[] =>
    items.filter((one) => one.goal === goal).map(({ goalId }) => goalId);
  const whole = await read
    .select({ number: objectives.number, title: objectives.title, dueOn: objectives.dueOn })
    .from(objectives)
    .where(inArray(objectives.id, ids('objective') as ObjectiveId[]))
    .orderBy(asc(objectives.number));
  const parts = await read
    .select({ objective: objectives.number, number: keyResults.number, title: keyResults.title, dueOn: keyResults.dueOn })
    .from(keyResults)
    .innerJoin(objectives, eq(objectives.id, keyResults.objectiveId))
    .where(inArray(keyResults.id, ids('key-result') as KeyResultId[]))
    .orderBy(asc(objectives.number), asc(keyResults.number));
  const people = await peopleByIds(read, [row.fromId, row.toId]);
  const named = (person: Named['id']): Named => ({ id: person, name: people.get(person)?.name ?? '?' });
  return {
    from: named(row.fromId),
    to: named(row.toId),
    items: [
      ...whole.map(({ number, title, dueOn }) => ({ code: objectiveCode(number), title, dueOn })),
      ...parts.map(({ objective, number, title, dueOn }) => ({ code: keyResultCode(objective, number), title, dueOn })),
    ],
  };
}
