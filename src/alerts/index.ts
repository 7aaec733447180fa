import { eq, or } from '../db/index.ts';
import type { Feature, ViewContext, WorkContext } from '../delivery/index.ts';
import { seriesById, taskById, type SeriesId, type TaskId, type WatchesTasks } from '../data/index.ts';
import type { PersonId } from '../core/ids.ts';
import type { Person } from '../people/index.ts';
import { actions } from './actions.ts';
import { titleOf } from './cards.ts';
import { tellRecipients } from './incidents.ts';
import { sweep } from './jobs.ts';
import { closeMessage, listMessage, overMessage, seriesAlert, taskAlert } from './messages.ts';
import { KIND } from './model.ts';
import { afterTaskChanged } from './overdue.ts';
import { liveOfPerson, recipientsOf } from './queries.ts';
import { incidents, recipients } from './schema.ts';
import { settings } from './settings.ts';
import { text } from './text.ts';
import { viewIncident } from './views.ts';

/** Both alert rules of the article: key tasks overdue, series that rise week over week. */
export const alerts: Feature & WatchesTasks = {
  name: 'alerts',
  commands: [
    {
      name: 'alerts',
      aliases: ['预警', 'alert', '告警'],
      help: [{ say: (language) => text(language).help, example: () => '/alerts', run: '/alerts' }],
      run: ({ person }) => Promise.resolve({ audience: 'personal', show: { kind: 'alerts.list', ref: person.id } }),
    },
  ],
  actions,
  messages: {
    'alerts.task': taskAlert,
    'alerts.series': seriesAlert,
    'alerts.close': closeMessage,
    'alerts.over': overMessage,
    'alerts.list': listMessage,
  },
  jobs: [sweep],
  settings,
  onTaskChanged: afterTaskChanged,
  onPersonLeft: (context, { person }) => passOn(context, person.id),
  onSuperiorChanged: (context, { person }) => passOn(context, person.id),
  todo: openItems,
  personalData: {
    tables: {
      alerts_incidents: 'live ones go to whoever takes over the task or the series; ended ones stay as history',
      alerts_recipients: 'who was told; ends when somebody leaves',
    },
    async export(read, person) {
      return {
        alerts_incidents: await read
          .select()
          .from(incidents)
          .where(or(eq(incidents.responsibleId, person), eq(incidents.acknowledgedBy, person), eq(incidents.endedBy, person))),
        alerts_recipients: await read.select().from(recipients).where(eq(recipients.personId, person)),
      };
    },
  },
};

/** Who is responsible now, and who is above them, is asked anew; the data's own hand-over comes first. */
async function passOn(context: WorkContext, person: PersonId): Promise<void> {
  for (const incident of await liveOfPerson(context.tx, person)) {
    const subject =
      incident.rule === 'task-overdue'
        ? await taskById(context.tx, incident.subjectId as TaskId)
        : await seriesById(context.tx, incident.subjectId as SeriesId);
    if (subject) await tellRecipients(context, incident, subject.ownerId);
  }
}

/** One's own overdue tasks are in the list as tasks already. */
async function openItems(context: ViewContext, person: Person) {
  const items = [];
  for (const incident of await liveOfPerson(context.read, person.id)) {
    if (incident.rule === 'task-overdue' && incident.responsibleId === person.id) continue;
    const own = (await recipientsOf(context.read, incident.id)).find(({ personId }) => personId === person.id);
    if (!own || own.snoozedUntil !== null || (own.role === 'superior' && incident.state === 'acknowledged')) continue;
    const view = await viewIncident(context.read, incident, person);
    if (view) items.push({ text: titleOf(view, context), show: { kind: KIND[incident.rule], ref: incident.id } });
  }
  return items;
}
