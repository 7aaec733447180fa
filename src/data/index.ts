import { eq, or } from '../db/index.ts';
import type { Feature } from '../delivery/index.ts';
import { addDays } from '../core/days.ts';
import { actions } from './actions.ts';
import { taskCommand } from './commands.ts';
import { handOver } from './handover.ts';
import { handedOverMessage, taskFormMessage, taskMessage, tasksMessage } from './messages.ts';
import { openTasksOf } from './queries.ts';
import { SOON_DAYS } from './rules.ts';
import { handovers, series, taskDrafts, tasks } from './schema.ts';
import { text } from './text.ts';

export { finishTask, giveNewDate } from './actions.ts';
export { sourceOf } from './cards.ts';
export type { SeriesId, Source, TaskId, TaskState, Write } from './model.ts';
export { keyTasksDueBefore, taskById, type Task } from './queries.ts';
export { addTask, moveTask, type NewTask } from './record.ts';
export { readable, taskCode } from './rules.ts';
export {
  addSeries,
  addSeriesPoints,
  correctionsOf,
  lastToldAt,
  seriesById,
  seriesByKey,
  seriesPage,
  weekSums,
} from './series.ts';
export type { NewSeries, Series, WeekSum } from './series.ts';
export type { WatchesTasks } from './watch.ts';
export { dayInWords, shortDay } from './wording.ts';
export { complaints } from './intake/complaints.ts';
export type { Complaint, Intake, Outcome, PointRow, TaskRow } from './intake/rows.ts';
export { takeSeries } from './intake/series.ts';
export { takeTasks } from './intake/tasks.ts';

/** The one base of data: tasks and series, whoever told of them. */
export const data: Feature = {
  name: 'data',
  commands: [taskCommand],
  actions,
  messages: {
    'data.tasks': tasksMessage,
    'data.task': taskMessage,
    'data.task-form': taskFormMessage,
    'data.handed-over': handedOverMessage,
  },
  onPersonLeft: handOver,
  async todo({ read, today, language }, person) {
    const due = await openTasksOf(read, person.id, addDays(today, SOON_DAYS));
    return due.map((task) => ({
      text: text(language).todo(task.title),
      dueOn: task.dueOn,
      show: { kind: 'data.task', ref: task.id },
    }));
  },
  personalData: {
    tables: {
      data_tasks: 'open ones go to the heir, else to HR; ended ones stay with what was done',
      data_task_drafts: 'seen by their author alone; deleted with them',
      data_series: 'go to the heir, else to HR',
      data_handovers: 'stay as the record of who was told',
    },
    async export(read, person) {
      return {
        data_tasks: await read
          .select()
          .from(tasks)
          .where(or(eq(tasks.ownerId, person), eq(tasks.createdBy, person))),
        data_task_drafts: await read.select().from(taskDrafts).where(eq(taskDrafts.personId, person)),
        data_series: await read.select().from(series).where(eq(series.ownerId, person)),
        data_handovers: await read
          .select()
          .from(handovers)
          .where(or(eq(handovers.fromId, person), eq(handovers.toId, person))),
      };
    },
  },
};
