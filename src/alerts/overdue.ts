import { keyTasksDueBefore, taskById, type Task, type TaskId } from '../data/index.ts';
import type { PersonId } from '../core/ids.ts';
import type { WorkContext } from '../delivery/index.ts';
import { endIncident, openIncident, tellRecipients, wakeSnoozed } from './incidents.ts';
import type { OverReason } from './model.ts';
import { liveAbout, newestAbout, type Incident } from './queries.ts';
import { overdueBefore, overdueFires, type OverdueRule } from './rules.ts';
import { overdueRule } from './settings.ts';

/** Key tasks overdue that have no incident for this due day yet. Answers where to go on. */
export async function fireOverdue(context: WorkContext, after: TaskId | undefined, most: number): Promise<TaskId | undefined> {
  const { tx, today, calendar } = context;
  const rule = await overdueRule(tx);
  const page = await keyTasksDueBefore(tx, { before: overdueBefore(today, rule), after, most });
  const known = await newestAbout(
    tx,
    'task-overdue',
    page.map(({ id }) => id),
  );
  for (const task of page) {
    if (!overdueFires(task.dueOn, today, rule, calendar)) continue;
    const occurrence = occurrenceOf(task, known);
    if (!occurrence) continue;
    await openIncident(context, {
      rule: 'task-overdue',
      subjectId: task.id,
      occurrence,
      on: task.dueOn,
      ownerId: task.ownerId,
      threshold: rule.moreThanDays,
    });
  }
  return page.length === most ? page.at(-1)?.id : undefined;
}

/** One incident for each due day that passed. When it was over and the task is late again all the same, it comes back as another. */
function occurrenceOf(task: Task, known: readonly Incident[]): string | undefined {
  const earlier = known.filter(({ subjectId, on }) => subjectId === task.id && on === task.dueOn);
  const newest = earlier[0];
  if (!newest) return task.dueOn;
  return newest.state === 'over' ? `${task.dueOn}#${earlier.length + 1}` : undefined;
}

/** Whether the condition still holds; the right people know; who put it off is reminded. */
export async function reassessOverdue(context: WorkContext, incident: Incident): Promise<void> {
  const task = await taskById(context.tx, incident.subjectId as TaskId);
  if (!task) return;
  const reason = overReason(context, incident, task, await overdueRule(context.tx));
  if (reason) {
    await endIncident(context, incident, { reason });
    return;
  }
  await tellRecipients(context, incident, task.ownerId);
  await wakeSnoozed(context, incident);
}

function overReason({ today, calendar }: WorkContext, incident: Incident, task: Task, rule: OverdueRule): OverReason | undefined {
  if (task.state !== 'open') return task.state;
  if (task.dueOn !== incident.on) return 'moved';
  return task.key && overdueFires(task.dueOn, today, rule, calendar) ? undefined : 'not-due';
}

/** What happens to a task in chat is seen at once; the sweep sees the rest. */
export async function afterTaskChanged(context: WorkContext, { task, by }: { task: Task; by: PersonId }): Promise<void> {
  const rule = await overdueRule(context.tx);
  for (const incident of await liveAbout(context.tx, 'task-overdue', task.id)) {
    const reason = overReason(context, incident, task, rule);
    if (reason) await endIncident(context, incident, { reason, by });
  }
}
