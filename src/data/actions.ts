import type { Values } from '../chat/index.ts';
import type { Day } from '../core/clock.ts';
import { Refusal } from '../core/errors.ts';
import type { ActContext, Action, PressReply, WorkContext } from '../delivery/index.ts';
import { personById } from '../people/index.ts';
import type { TaskDraftId, TaskId, TaskInput } from './model.ts';
import { draftOf, maySeeTask, taskById, type Task } from './queries.ts';
import { addTask, endTask, keepDraft, moveTask, reopenTask, useDraft } from './record.ts';
import { checkTask, dueGap, FARTHEST_DUE_DAYS, taskCode } from './rules.ts';
import { text } from './text.ts';
import { tellWatchers } from './watch.ts';
import { shortDay } from './wording.ts';

/** The task a press is about. Whoever may see it may change it: the responsible person, its author, those above, HR. */
async function taskToChange(context: ActContext, id: unknown): Promise<Task> {
  const task = await taskById(context.tx, String(id) as TaskId);
  if (!task || !(await maySeeTask(context.tx, context.person, task))) {
    throw new Refusal('data.not-yours', (language) => text(language).says.notYours);
  }
  return task;
}

/** Cards elsewhere that show it, and the lists it stands in. */
async function refreshTask(context: WorkContext, task: Task): Promise<void> {
  await context.refresh({ kind: 'data.task', ref: task.id });
  await context.refresh({ kind: 'data.tasks', ref: task.ownerId });
}

async function changed(context: ActContext, task: Task): Promise<void> {
  await refreshTask(context, task);
  await tellWatchers(context, { task, by: context.person.id });
}

const alreadySo = (task: Task): PressReply => ({
  toast: { tone: 'info', text: (language) => text(language).says.already(text(language).card[task.state]) },
});

export async function finishTask(context: ActContext, task: Task): Promise<PressReply> {
  const ended = await endTask(context, task, { state: 'done', by: context.person.id });
  if (!ended) return alreadySo(task);
  await changed(context, ended);
  return { toast: { tone: 'success', text: (language) => text(language).says.done(task.title) } };
}

/** The new date is checked here, for chat only: what other systems say of the past is taken as it is. */
export async function giveNewDate(context: ActContext, task: Task, dueOn: Day): Promise<PressReply> {
  const { today, calendar } = context;
  const gap = dueGap(dueOn, today, calendar.addDays(today, FARTHEST_DUE_DAYS));
  if (gap === 'due-past') throw new Refusal('data.date-past', (language) => text(language).says.datePast);
  if (gap) throw new Refusal('data.date-far', (language) => text(language).says.dateFar);
  if (dueOn === task.dueOn) return { toast: { tone: 'info', text: (language) => text(language).says.sameDay } };
  const moved = await moveTask(context, task, dueOn);
  if (!moved) return alreadySo(task);
  await changed(context, moved);
  return {
    toast: {
      tone: 'success',
      text: (language) => text(language).says.moved(task.title, shortDay(dueOn, today, language)),
    },
  };
}

/** Everything complete becomes a task; anything else stays as a draft that names what is missing. */
export async function registerTask(
  context: ActContext,
  input: TaskInput,
  known?: TaskDraftId,
): Promise<{ task: Task; draft?: undefined } | { draft: TaskDraftId; task?: undefined }> {
  const { today, calendar, person } = context;
  const { complete } = checkTask(input, today, calendar.addDays(today, FARTHEST_DUE_DAYS));
  const owner = complete && (await personById(context.tx, complete.ownerId));
  if (!complete || owner?.status !== 'active') return { draft: await keepDraft(context, person.id, input, known) };
  const task = await addTask(context, { ...complete, source: 'chat', createdBy: person.id });
  if (!task) throw new Error('a task written in chat was not recorded');
  if (known) await useDraft(context, person.id, known, task);
  await context.refresh({ kind: 'data.tasks', ref: task.ownerId });
  if (owner.id !== person.id) {
    await context.post({ to: { person: owner.id }, kind: 'data.task', ref: task.id, dedupeKey: `data.task:${task.id}` });
  }
  return { task };
}

function inputIn(values: Values): TaskInput {
  const { title, owner, due, key } = values;
  const [only, ...others] = owner?.type === 'people' ? owner.people : [];
  return {
    ...(title?.type === 'text' ? { title: title.text } : {}),
    ...(only && others.length === 0 ? { ownerId: only } : {}),
    ...(due?.type === 'date' ? { dueOn: due.day } : {}),
    key: key?.type === 'choice' && key.option === 'yes',
  };
}

const open: Action = async (context, { params }) => {
  const task = await taskToChange(context, params['task']);
  return { show: { kind: 'data.task', ref: task.id } };
};

const done: Action = async (context, { params }) => finishTask(context, await taskToChange(context, params['task']));

const drop: Action = async (context, { params }) => {
  const task = await taskToChange(context, params['task']);
  const dropped = await endTask(context, task, { state: 'dropped', by: context.person.id });
  if (!dropped) return alreadySo(task);
  await changed(context, dropped);
  return { toast: { tone: 'info', text: (language) => text(language).says.dropped(task.title) } };
};

const reopen: Action = async (context, { params }) => {
  const task = await taskToChange(context, params['task']);
  const opened = await reopenTask(context, task);
  if (!opened) return alreadySo(task);
  await changed(context, opened);
  return { toast: { tone: 'info', text: (language) => text(language).says.reopened(task.title) } };
};

const move: Action = async (context, { params, values }) => {
  const task = await taskToChange(context, params['task']);
  if (values['due']?.type !== 'date') throw new Refusal('data.no-date', (language) => text(language).says.noDate);
  return await giveNewDate(context, task, values['due'].day);
};

const create: Action = async (context, { params, values }) => {
  const known = typeof params['draft'] === 'string' ? (params['draft'] as TaskDraftId) : undefined;
  const draft = known && (await draftOf(context.tx, context.person.id, known));
  if (known && !draft?.input) throw new Refusal('data.form-gone', (language) => text(language).says.formGone);
  // A key result typed on the line has no field on the form.
  const input = { ...inputIn(values), ...(draft?.input?.goal ? { goal: draft.input.goal } : {}) };
  const registered = await registerTask(context, input, known);
  if (!registered.task) return { show: { kind: 'data.task-form', ref: registered.draft } };
  const { task } = registered;
  return {
    show: { kind: 'data.task', ref: task.id },
    toast: { tone: 'success', text: (language) => text(language).form.made(taskCode(task.number)) },
  };
};

export const actions: Record<`data.${string}`, Action> = {
  'data.open': open,
  'data.done': done,
  'data.drop': drop,
  'data.reopen': reopen,
  'data.move': move,
  'data.create': create,
  'data.new': () => Promise.resolve({ show: { kind: 'data.task-form', ref: 'new' } }),
  'data.list': (context) => Promise.resolve({ show: { kind: 'data.tasks', ref: context.person.id } }),
};
