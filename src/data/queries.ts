import type { Day, Instant } from '../core/clock.ts';
import type { PersonId } from '../core/ids.ts';
import { and, asc, desc, eq, gt, gte, inArray, lt, lte, placeholder, type Reader, type Row } from '../db/index.ts';
import { hasRole, superiorsOf, type Person } from '../people/index.ts';
import type { DataHandoverId, SeriesId, Source, TaskDraftId, TaskId } from './model.ts';
import { handoverItems, handovers, taskDrafts, tasks } from './schema.ts';

export type Task = Row<typeof tasks>;

export async function taskById(read: Reader, id: TaskId): Promise<Task | undefined> {
  const rows = await read
    .prepared('data.task', (q) =>
      q
        .select()
        .from(tasks)
        .where(eq(tasks.id, placeholder('id'))),
    )
    .execute({ id });
  return rows[0];
}

export async function taskByNumber(read: Reader, number: number): Promise<Task | undefined> {
  return (await read.select().from(tasks).where(eq(tasks.number, number)))[0];
}

export async function taskBySource(read: Reader, source: Source, sourceId: string): Promise<Task | undefined> {
  const rows = await read
    .prepared('data.task-by-source', (q) =>
      q
        .select()
        .from(tasks)
        .where(and(eq(tasks.source, placeholder('source')), eq(tasks.sourceId, placeholder('sourceId')))),
    )
    .execute({ source, sourceId });
  return rows[0];
}

/** What a person is responsible for, the most pressing first. */
export async function openTasksOf(read: Reader, owner: PersonId, dueUntil?: Day): Promise<Task[]> {
  return await read
    .select()
    .from(tasks)
    .where(and(eq(tasks.ownerId, owner), eq(tasks.state, 'open'), dueUntil ? lte(tasks.dueOn, dueUntil) : undefined))
    .orderBy(asc(tasks.dueOn), asc(tasks.number));
}

/** Tasks somebody ended since, newest first: so that a slip can be taken back. */
export async function endedTasksOf(read: Reader, owner: PersonId, since: Instant): Promise<Task[]> {
  return await read
    .select()
    .from(tasks)
    .where(and(eq(tasks.ownerId, owner), eq(tasks.state, 'done'), gte(tasks.endedAt, since)))
    .orderBy(desc(tasks.endedAt), desc(tasks.number));
}

/** Open key tasks due before a day, in pages by id. */
export async function keyTasksDueBefore(
  read: Reader,
  page: { before: Day; after: TaskId | undefined; most: number },
): Promise<Task[]> {
  return await read
    .select()
    .from(tasks)
    .where(
      and(
        eq(tasks.state, 'open'),
        eq(tasks.key, true),
        lt(tasks.dueOn, page.before),
        page.after ? gt(tasks.id, page.after) : undefined,
      ),
    )
    .orderBy(asc(tasks.id))
    .limit(page.most);
}

/** The responsible person, whoever wrote it down, the line above the responsible person, HR. */
export async function maySeeTask(read: Reader, person: Person, task: Pick<Task, 'ownerId' | 'createdBy'>): Promise<boolean> {
  if (person.id === task.ownerId || person.id === task.createdBy) return true;
  if ((await superiorsOf(read, task.ownerId)).some((one) => one.id === person.id)) return true;
  return await hasRole(read, person.id, 'hr');
}

export type TaskDraft = Row<typeof taskDrafts>;

export async function draftOf(read: Reader, person: PersonId, id: TaskDraftId): Promise<TaskDraft | undefined> {
  return (
    await read
      .select()
      .from(taskDrafts)
      .where(and(eq(taskDrafts.id, id), eq(taskDrafts.personId, person)))
  )[0];
}

export type DataHandover = Row<typeof handovers> & { taskIds: TaskId[]; seriesIds: SeriesId[] };

export async function handoverById(read: Reader, id: DataHandoverId): Promise<DataHandover | undefined> {
  const [handover] = await read.select().from(handovers).where(eq(handovers.id, id));
  if (!handover) return undefined;
  const items = await read.select().from(handoverItems).where(eq(handoverItems.handoverId, id));
  const idsOf = (kind: 'task' | 'series'): string[] => items.filter(({ item }) => item === kind).map(({ itemId }) => itemId);
  return { ...handover, taskIds: idsOf('task') as TaskId[], seriesIds: idsOf('series') as SeriesId[] };
}

export async function tasksByIds(read: Reader, ids: readonly TaskId[]): Promise<Task[]> {
  if (ids.length === 0) return [];
  return await read
    .select()
    .from(tasks)
    .where(inArray(tasks.id, [...ids]))
    .orderBy(asc(tasks.dueOn), asc(tasks.number));
}
