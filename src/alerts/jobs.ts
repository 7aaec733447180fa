import type { SeriesId, TaskId } from '../data/index.ts';
import type { Job, WorkContext } from '../delivery/index.ts';
import type { IncidentId } from './model.ts';
import { fireOverdue, reassessOverdue } from './overdue.ts';
import { liveAfter } from './queries.ts';
import { fireRises, reassessRise } from './rises.ts';

/** About 20 ms each on two slow cores. */
const CHUNK = 15;

/**
 * First what is open, so that an incident that is over makes room for the next; then tasks, then series. The cursor is the part and
 * the last id done.
 */
export const sweep: Job = {
  name: 'alerts.sweep',
  schedule: { everyMinutes: 30 },
  missed: 'newest',
  async work(context, { cursor }) {
    const [part = 'live', after] = (cursor ?? 'live:').split(':');
    const from = after === '' ? undefined : after;
    if (part === 'live') return next('live', await reassess(context, from as IncidentId | undefined), 'tasks');
    if (part === 'tasks') return next('tasks', await fireOverdue(context, from as TaskId | undefined, CHUNK), 'series');
    return next('series', await fireRises(context, from as SeriesId | undefined, CHUNK), undefined);
  },
};

function next(part: string, last: string | undefined, then: string | undefined): string | undefined {
  if (last) return `${part}:${last}`;
  return then && `${then}:`;
}

async function reassess(context: WorkContext, after: IncidentId | undefined): Promise<IncidentId | undefined> {
  const page = await liveAfter(context.tx, after, CHUNK);
  for (const incident of page) {
    await (incident.rule === 'task-overdue' ? reassessOverdue(context, incident) : reassessRise(context, incident));
  }
  return page.length === CHUNK ? page.at(-1)?.id : undefined;
}
