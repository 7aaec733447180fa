import { peopleByIds, type Person } from '../people/index.ts';
import {
  seriesById,
  taskById,
  weekSums,
  lastToldAt,
  type Series,
  type SeriesId,
  type Task,
  type TaskId,
  type WeekSum,
} from '../data/index.ts';
import type { Instant } from '../core/clock.ts';
import type { PersonId } from '../core/ids.ts';
import type { Reader } from '../db/index.ts';
import { maySee, recipientsOf, type Incident, type Recipient } from './queries.ts';

/** All that cards of an incident are drawn from, for one person. */
export type IncidentView = {
  incident: Incident;
  subject: { task: Task } | { series: Series; weeks: WeekSum[]; toldAt: Instant | undefined };
  responsible: string;
  acknowledgedBy: string;
  endedBy: string | undefined;
  viewer: PersonId;
  own: Recipient | undefined;
};

export async function viewIncident(read: Reader, incident: Incident, viewer: Person): Promise<IncidentView | undefined> {
  if (!(await maySee(read, viewer, incident))) return undefined;
  const subject = await subjectOf(read, incident);
  if (!subject) return undefined;
  const involved = [incident.responsibleId, incident.acknowledgedBy, incident.endedBy].filter((id) => id !== null);
  const people = await peopleByIds(read, involved);
  const nameOf = (id: PersonId | null): string | undefined => (id ? people.get(id)?.name : undefined);
  return {
    incident,
    subject,
    responsible: nameOf(incident.responsibleId) ?? '',
    acknowledgedBy: nameOf(incident.acknowledgedBy) ?? '',
    endedBy: nameOf(incident.endedBy),
    viewer: viewer.id,
    own: (await recipientsOf(read, incident.id)).find((one) => one.personId === viewer.id),
  };
}

const WEEKS_SHOWN = 8;

async function subjectOf(read: Reader, incident: Incident): Promise<IncidentView['subject'] | undefined> {
  if (incident.rule === 'task-overdue') {
    const task = await taskById(read, incident.subjectId as TaskId);
    return task && { task };
  }
  const series = await seriesById(read, incident.subjectId as SeriesId);
  if (!series) return undefined;
  const weeks = await weekSums(read, series.id, incident.on, WEEKS_SHOWN);
  const toldAt = await lastToldAt(read, series.id, incident.on);
  return { series, weeks, toldAt };
}
