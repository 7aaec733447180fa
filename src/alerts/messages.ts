import type { Card } from '../chat/index.ts';
import type { Message, ViewContext } from '../delivery/index.ts';
import type { Person } from '../people/index.ts';
import { closeCard, incidentCard, listCard, overCard, type Eyes } from './cards.ts';
import type { IncidentId } from './model.ts';
import { incidentById, isLive, liveVisibleTo } from './queries.ts';
import { viewIncident, type IncidentView } from './views.ts';

/** A message about one incident. Never in a group: who is late with what is nobody else's business. */
function about(draw: (view: IncidentView, eyes: Eyes) => Card | undefined): Message {
  return {
    unknownOutcome: 'again',
    async build(context, ref) {
      const person = viewerOf(context);
      const incident = await incidentById(context.read, ref as IncidentId);
      const view = person && incident && (await viewIncident(context.read, incident, person));
      return view && draw(view, context);
    },
  };
}

const viewerOf = ({ viewer }: ViewContext): Person | undefined => (viewer.kind === 'person' ? viewer.person : undefined);

/** `ref`: the incident. */
export const taskAlert = about(incidentCard);
export const seriesAlert = about(incidentCard);
export const closeMessage = about(closeCard);
export const overMessage = about((view, eyes) => (isLive(view.incident) ? undefined : overCard(view, eyes)));

/** `ref`: the person. */
export const listMessage: Message = {
  unknownOutcome: 'drop',
  async build(context, ref) {
    const person = viewerOf(context);
    if (!person || person.id !== ref) return undefined;
    const views: IncidentView[] = [];
    for (const incident of await liveVisibleTo(context.read, person)) {
      const view = await viewIncident(context.read, incident, person);
      if (view) views.push(view);
    }
    return listCard(views, context);
  },
};
