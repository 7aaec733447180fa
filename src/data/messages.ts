import type { Message, ViewContext } from '../delivery/index.ts';
import type { PersonId } from '../core/ids.ts';
import { peopleByIds, personById, reportsOf, superiorOf, type Person } from '../people/index.ts';
import { handedOverCard, taskCard, taskFormCard, tasksCard, type TaskForm } from './cards.ts';
import type { DataHandoverId, TaskDraftId, TaskId, TaskInput } from './model.ts';
import { draftOf, endedTasksOf, handoverById, maySeeTask, openTasksOf, taskById, tasksByIds } from './queries.ts';
import { checkTask, FARTHEST_DUE_DAYS } from './rules.ts';
import { seriesByIds } from './series.ts';

/** `ref`: the person. */
export const tasksMessage: Message = {
  unknownOutcome: 'drop',
  async build(context, ref) {
    const person = viewerOf(context);
    if (!person || person.id !== ref) return undefined;
    const { read, calendar, today } = context;
    const done = await endedTasksOf(read, person.id, calendar.instantOf(today, '00:00'));
    return tasksCard(await openTasksOf(read, person.id), done, context);
  },
};

/** `ref`: the task. */
export const taskMessage: Message = {
  unknownOutcome: 'again',
  async build(context, ref) {
    const person = viewerOf(context);
    const task = await taskById(context.read, ref as TaskId);
    if (!person || !task || !(await maySeeTask(context.read, person, task))) return undefined;
    const owner = await personById(context.read, task.ownerId);
    return taskCard({ task, ownerName: owner?.name ?? '', viewerId: person.id, mayChange: true }, context);
  },
};

/** `ref`: `new`, or a draft. A draft that became a task shows the task. */
export const taskFormMessage: Message = {
  unknownOutcome: 'drop',
  async build(context, ref) {
    const person = viewerOf(context);
    if (!person) return undefined;
    const candidates = await likelyOwners(context, person);
    if (ref === 'new') {
      return taskFormCard({ draft: undefined, input: { ownerId: person.id }, gaps: [], candidates }, context);
    }
    const draft = await draftOf(context.read, person.id, ref as TaskDraftId);
    if (draft?.taskId) return await taskMessage.build(context, draft.taskId);
    if (!draft?.input) return undefined;
    const gaps = await gapsIn(context, draft.input);
    const withOwner = draft.input.ownerId ? [...new Set([draft.input.ownerId, ...candidates])] : candidates;
    return taskFormCard({ draft: draft.id, input: draft.input, gaps, candidates: withOwner }, context);
  },
};

async function gapsIn({ read, today, calendar }: ViewContext, input: TaskInput): Promise<TaskForm['gaps']> {
  const gaps = checkTask(input, today, calendar.addDays(today, FARTHEST_DUE_DAYS)).gaps ?? [];
  const owner = input.ownerId && (await personById(read, input.ownerId));
  return owner && owner.status !== 'active' ? [...gaps, 'owner-gone'] : gaps;
}

/** Without candidates a direct chat offers nobody: oneself, one's reports, peers and superior. */
async function likelyOwners({ read }: ViewContext, person: Person): Promise<PersonId[]> {
  const superior = await superiorOf(read, person);
  const peers = superior ? await reportsOf(read, superior.id) : [];
  const all = [person, ...(await reportsOf(read, person.id)), ...peers, ...(superior?.status === 'active' ? [superior] : [])];
  return [...new Set(all.map(({ id }) => id))];
}

/** `ref`: the hand-over. For the new owner, and for whoever had written the tasks down. */
export const handedOverMessage: Message = {
  unknownOutcome: 'again',
  async build(context, ref) {
    const person = viewerOf(context);
    const handover = await handoverById(context.read, ref as DataHandoverId);
    if (!person || !handover) return undefined;
    const mine = person.id === handover.toId;
    const all = await tasksByIds(context.read, handover.taskIds);
    const tasks = mine ? all : all.filter(({ createdBy }) => createdBy === person.id);
    const series = mine ? await seriesByIds(context.read, handover.seriesIds) : [];
    if (tasks.length + series.length === 0) return undefined;
    const people = await peopleByIds(context.read, [handover.fromId, handover.toId]);
    const nameOf = (id: PersonId): string => people.get(id)?.name ?? '';
    return handedOverCard({ fromName: nameOf(handover.fromId), toName: nameOf(handover.toId), mine, tasks, series }, context);
  },
};

const viewerOf = ({ viewer }: ViewContext): Person | undefined => (viewer.kind === 'person' ? viewer.person : undefined);
