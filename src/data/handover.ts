import { newId } from '../core/ids.ts';
import { eq, inArray } from '../db/index.ts';
import type { PersonChange, WorkContext } from '../delivery/index.ts';
import { peopleWithRole, type Person } from '../people/index.ts';
import { openTasksOf } from './queries.ts';
import { handoverItems, handovers, series, tasks } from './schema.ts';
import { seriesOf } from './series.ts';

/** What a leaver was responsible for goes up the line, else to HR; the new owner and the tasks' authors are told, once each. */
export async function handOver(context: WorkContext, change: PersonChange & { heir: Person | undefined }): Promise<void> {
  const { tx, now } = context;
  const { person } = change;
  const heir = change.heir ?? (await peopleWithRole(tx, 'hr')).find(({ id }) => id !== person.id);
  const open = await openTasksOf(tx, person.id);
  const owned = await seriesOf(tx, person.id);
  if (!heir || open.length + owned.length === 0) return;
  const id = newId<'data-handover'>(now);
  await tx.insert(handovers).values({ id, fromId: person.id, toId: heir.id, at: now });
  await tx
    .insert(handoverItems)
    .values([
      ...open.map((task) => ({ handoverId: id, item: 'task' as const, itemId: task.id })),
      ...owned.map((one) => ({ handoverId: id, item: 'series' as const, itemId: one.id })),
    ]);
  const taskIds = open.map((task) => task.id);
  if (taskIds.length > 0) await tx.update(tasks).set({ ownerId: heir.id }).where(inArray(tasks.id, taskIds));
  await tx.update(series).set({ ownerId: heir.id }).where(eq(series.ownerId, person.id));
  const authors = open.flatMap(({ createdBy }) => (createdBy && createdBy !== person.id ? [createdBy] : []));
  for (const to of new Set([heir.id, ...authors])) {
    await context.post({ to: { person: to }, kind: 'data.handed-over', ref: id, dedupeKey: `data.handed-over:${id}:${to}` });
  }
  for (const task of open) await context.refresh({ kind: 'data.task', ref: task.id });
  await context.refresh({ kind: 'data.tasks', ref: heir.id });
}
