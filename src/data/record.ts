import type { Day, Instant } from '../core/clock.ts';
import { newId, type PersonId } from '../core/ids.ts';
import { and, eq, sql } from '../db/index.ts';
import type { ReportedTask, Source, TaskDraftId, TaskInput, TaskState, Write } from './model.ts';
import type { Task } from './queries.ts';
import { taskDrafts, tasks } from './schema.ts';

export type NewTask = {
  title: string;
  ownerId: PersonId;
  dueOn: Day;
  key?: boolean | undefined;
  goal?: string | undefined;
  link?: string | undefined;
  source: Source;
  /** Needed for whatever may be told more than once. */
  sourceId?: string | undefined;
  createdBy?: PersonId | undefined;
  state?: TaskState | undefined;
  reported?: ReportedTask | undefined;
  reportedAt?: Instant | undefined;
};

/** Answers nothing when this source has told of it already. */
export async function addTask({ tx, now }: Write, task: NewTask): Promise<Task | undefined> {
  const state = task.state ?? 'open';
  const [row] = await tx
    .insert(tasks)
    .values({
      id: newId<'task'>(now),
      number: sql`(select coalesce(max(number), 0) + 1 from data_tasks)`,
      title: task.title,
      ownerId: task.ownerId,
      dueOn: task.dueOn,
      key: task.key ?? false,
      goal: task.goal ?? null,
      source: task.source,
      sourceId: task.sourceId ?? null,
      link: task.link ?? null,
      state,
      endedAt: state === 'open' ? null : now,
      createdBy: task.createdBy ?? null,
      createdAt: now,
      reported: task.reported ?? null,
      reportedAt: task.reportedAt ?? null,
    })
    .onConflictDoNothing()
    .returning();
  return row;
}

/** Each answers the task as it is now, or nothing when it was no longer in a state for that. */
export async function endTask(
  { tx, now }: Write,
  task: Pick<Task, 'id'>,
  how: { state: 'done' | 'dropped'; by?: PersonId },
): Promise<Task | undefined> {
  const [row] = await tx
    .update(tasks)
    .set({ state: how.state, endedAt: now, endedBy: how.by ?? null })
    .where(and(eq(tasks.id, task.id), eq(tasks.state, 'open')))
    .returning();
  return row;
}

export async function reopenTask({ tx }: Write, task: Pick<Task, 'id'>): Promise<Task | undefined> {
  const [row] = await tx
    .update(tasks)
    .set({ state: 'open', endedAt: null, endedBy: null })
    .where(and(eq(tasks.id, task.id), eq(tasks.state, 'done')))
    .returning();
  return row;
}

export async function moveTask({ tx }: Write, task: Pick<Task, 'id'>, dueOn: Day): Promise<Task | undefined> {
  const [row] = await tx
    .update(tasks)
    .set({ dueOn })
    .where(and(eq(tasks.id, task.id), eq(tasks.state, 'open')))
    .returning();
  return row;
}

export async function changeTask({ tx }: Write, task: Pick<Task, 'id'>, change: Partial<Task>): Promise<void> {
  await tx.update(tasks).set(change).where(eq(tasks.id, task.id));
}

/** Keeps what was typed; the same draft when it is known already. */
export async function keepDraft(
  { tx, now }: Write,
  person: PersonId,
  input: TaskInput,
  known?: TaskDraftId,
): Promise<TaskDraftId> {
  const id = known ?? newId<'task-draft'>(now);
  await tx
    .insert(taskDrafts)
    .values({ id, personId: person, input, updatedAt: now })
    .onConflictDoUpdate({ target: taskDrafts.id, set: { input, updatedAt: now }, setWhere: eq(taskDrafts.personId, person) });
  return id;
}

export async function useDraft({ tx, now }: Write, person: PersonId, draft: TaskDraftId, task: Task): Promise<void> {
  await tx
    .update(taskDrafts)
    .set({ input: null, taskId: task.id, updatedAt: now })
    .where(and(eq(taskDrafts.id, draft), eq(taskDrafts.personId, person)));
}
