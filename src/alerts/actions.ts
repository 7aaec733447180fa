import type { Params } from '../chat/index.ts';
import { MINUTE } from '../core/clock.ts';
import { Refusal } from '../core/errors.ts';
import { finishTask, giveNewDate, shortDay, taskById, type Task, type TaskId } from '../data/index.ts';
import { and, eq, inArray } from '../db/index.ts';
import type { ActContext, Action, PressReply } from '../delivery/index.ts';
import { LONGEST_CAUSE } from './cards.ts';
import { endIncident, refreshCards } from './incidents.ts';
import { KIND, type IncidentId } from './model.ts';
import { incidentById, isLive, mayAct, maySee, recipientsOf, type Incident } from './queries.ts';
import { incidents, recipients } from './schema.ts';
import { text } from './text.ts';

/** Another copy of the card may be older than what happened since: then it says so and is drawn anew. */
const overAlready: PressReply = { toast: { tone: 'info', text: (language) => text(language).says.ended } };

async function incidentOf(context: ActContext, params: Params): Promise<Incident> {
  const incident = await incidentById(context.tx, String(params['incident']) as IncidentId);
  if (!incident) throw new Refusal('alerts.gone', (language) => text(language).says.gone);
  if (!(await mayAct(context.tx, context.person, incident))) {
    throw new Refusal('alerts.not-yours', (language) => text(language).says.notYours);
  }
  return incident;
}

/** An action on a live incident by somebody who may. */
function onLive(act: (context: ActContext, incident: Incident, press: Parameters<Action>[1]) => Promise<PressReply>): Action {
  return async (context, press) => {
    const incident = await incidentOf(context, press.params);
    return isLive(incident) ? await act(context, incident, press) : overAlready;
  };
}

function onTask(
  act: (context: ActContext, task: Task, press: Parameters<Action>[1], incident: Incident) => Promise<PressReply>,
): Action {
  return onLive(async (context, incident, press) => {
    const task = await taskById(context.tx, incident.subjectId as TaskId);
    if (!task) throw new Refusal('alerts.gone', (language) => text(language).says.gone);
    return await act(context, task, press, incident);
  });
}

async function acknowledge(context: ActContext, incident: Incident): Promise<void> {
  await context.tx
    .update(incidents)
    .set({ state: 'acknowledged', acknowledgedBy: context.person.id, acknowledgedAt: context.now })
    .where(and(eq(incidents.id, incident.id), inArray(incidents.state, ['open', 'acknowledged', 'snoozed'])));
  await refreshCards(context, incident);
}

/** With a new date the task moves and the incident is over; without one it is known that somebody is at it. */
const handle: Action = onTask(async (context, task, { values }, incident) => {
  if (values['due']?.type === 'date') return await giveNewDate(context, task, values['due'].day);
  await acknowledge(context, incident);
  return { toast: { tone: 'success', text: (language) => text(language).says.handled } };
});

const move: Action = onTask(async (context, task, { values }) => {
  if (values['due']?.type !== 'date') throw new Refusal('alerts.no-date', (language) => text(language).says.noDate);
  return await giveNewDate(context, task, values['due'].day);
});

const done: Action = onTask((context, task) => finishTask(context, task));

const claim: Action = onLive(async (context, incident) => {
  await acknowledge(context, incident);
  return { toast: { tone: 'success', text: (language) => text(language).says.claimed } };
});

/** For the one who presses; the other one's card stays as it is. */
const snooze: Action = onLive(async (context, incident, { params }) => {
  const { tx, now, today, calendar, person } = context;
  const own = (await recipientsOf(tx, incident.id)).find(({ personId }) => personId === person.id);
  if (!own) throw new Refusal('alerts.not-told', (language) => text(language).says.snoozeYours);
  const days = params['days'] === 3 ? 3 : 1;
  const on = calendar.nextWorkday(calendar.addDays(today, days));
  // The sweep brings it back: at the half hour that follows.
  const until = Math.floor(calendar.instantOf(on, calendar.timeOf(now)) / MINUTE) * MINUTE;
  await tx
    .update(recipients)
    .set({ snoozedUntil: until, snoozes: own.snoozes + 1 })
    .where(and(eq(recipients.incidentId, incident.id), eq(recipients.personId, person.id)));
  if (own.role === 'responsible' && incident.state === 'open') {
    await tx.update(incidents).set({ state: 'snoozed' }).where(eq(incidents.id, incident.id));
    await refreshCards(context, incident);
  }
  const day = (language: Parameters<typeof text>[0]): string => shortDay(on, today, language);
  return {
    toast: { tone: 'success', text: (language) => text(language).says.snoozed(day(language), calendar.timeOf(until)) },
  };
});

const askCause: Action = onLive((_context, incident) => Promise.resolve({ show: { kind: 'alerts.close', ref: incident.id } }));

const close: Action = onLive(async (context, incident, { values }) => {
  const given = values['cause']?.type === 'text' ? values['cause'].text.trim() : '';
  if (given === '') throw new Refusal('alerts.no-reason', (language) => text(language).says.noReason);
  const cause = [...given].slice(0, LONGEST_CAUSE).join('');
  await endIncident(context, incident, { cause, by: context.person.id });
  return {
    show: { kind: KIND[incident.rule], ref: incident.id },
    toast: { tone: 'success', text: (language) => text(language).says.closed },
  };
});

/** From the list, or back from the question for a cause. */
const show: Action = async (context, { params }) => {
  const incident = await incidentById(context.tx, String(params['incident']) as IncidentId);
  if (!incident || !(await maySee(context.tx, context.person, incident))) {
    throw new Refusal('alerts.gone', (language) => text(language).says.gone);
  }
  return { show: { kind: KIND[incident.rule], ref: incident.id } };
};

export const actions: Record<`alerts.${string}`, Action> = {
  'alerts.handle': handle,
  'alerts.move': move,
  'alerts.done': done,
  'alerts.claim': claim,
  'alerts.snooze': snooze,
  'alerts.ask-cause': askCause,
  'alerts.close': close,
  'alerts.show': show,
  'alerts.open': show,
};
