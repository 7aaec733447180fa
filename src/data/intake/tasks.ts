import type { ReportedTask } from '../model.ts';
import { taskBySource, type Task } from '../queries.ts';
import { addTask, changeTask } from '../record.ts';
import { LONGEST_TITLE } from '../rules.ts';
import { dayIn, eachRow, given, linkIn, once, optional, ownerIn } from './cells.ts';
import { complaints, Unusable } from './complaints.ts';
import type { Intake, Outcome, TaskRow } from './rows.ts';

/** Tasks told by a file or another system. Told again they are the same tasks; only what is told differently changes. */
export async function takeTasks(intake: Intake, rows: readonly TaskRow[]): Promise<Outcome[]> {
  const all: Intake = { seen: new Map(), ...intake };
  return await eachRow(
    rows,
    (row) => row.id,
    (row) => takeTask(all, row),
  );
}

async function takeTask(intake: Intake, row: TaskRow): Promise<'added' | 'changed' | 'unchanged'> {
  const sourceId = given(row.id, 'id', 200);
  if (row.unread) throw new Unusable(row.unread);
  once(intake, `task:${sourceId}`, row.row);
  const report = reportIn(intake, row);
  const link = linkIn(row.link);
  const goal = optional(row.goal, 'goal', 60);
  const known = await taskBySource(intake.tx, intake.source, sourceId);
  if (known) return await retell(intake, known, report, { link, goal });
  const owner = await ownerIn(intake, report.owner);
  if (intake.dryRun) return 'added';
  await addTask(intake, {
    title: report.title,
    ownerId: owner.id,
    dueOn: report.dueOn,
    key: report.key,
    state: report.state,
    goal,
    link,
    source: intake.source,
    sourceId,
    reported: report,
    reportedAt: intake.reportedAt ?? intake.now,
  });
  return 'added';
}

function reportIn(intake: Intake, row: TaskRow): ReportedTask {
  const title = given(row.title, 'title', 10_000);
  if ([...title].length > LONGEST_TITLE) throw new Unusable(complaints.titleTooLong());
  return {
    title,
    owner: given(row.owner, 'owner', 60),
    dueOn: dayIn(given(row.due, 'due', 40), intake.today),
    key: row.key ?? false,
    ...(row.state ? { state: row.state } : {}),
  };
}

type Aside = { link: string | undefined; goal: string | undefined };

async function retell(intake: Intake, task: Task, report: ReportedTask, aside: Aside): Promise<'changed' | 'unchanged'> {
  const reportedAt = intake.reportedAt ?? intake.now;
  if (task.reportedAt !== null && reportedAt < task.reportedAt) return 'unchanged';
  const change = await changeIn(intake, task, report, aside);
  const changed = Object.keys(change).length > 0;
  if (!intake.dryRun && (changed || JSON.stringify(report) !== JSON.stringify(task.reported))) {
    await changeTask(intake, task, { ...change, reported: report, reportedAt });
  }
  return changed ? 'changed' : 'unchanged';
}

async function changeIn(intake: Intake, task: Task, report: ReportedTask, { link, goal }: Aside): Promise<Partial<Task>> {
  const before = task.reported;
  const change: Partial<Task> = {};
  if (report.title !== before?.title && report.title !== task.title) change.title = report.title;
  if (report.dueOn !== before?.dueOn && report.dueOn !== task.dueOn) change.dueOn = report.dueOn;
  if (report.key !== before?.key && report.key !== task.key) change.key = report.key;
  if (report.owner !== before?.owner) {
    const owner = await ownerIn(intake, report.owner);
    if (owner.id !== task.ownerId) change.ownerId = owner.id;
  }
  if (report.state && report.state !== before?.state && report.state !== task.state) {
    Object.assign(change, { state: report.state, endedAt: report.state === 'open' ? null : intake.now, endedBy: null });
  }
  if (link && link !== task.link) change.link = link;
  if (goal && goal !== task.goal) change.goal = goal;
  return change;
}
