import type { Card } from '../chat/index.ts';
import type { Message, ViewContext } from '../delivery/index.ts';
import type { Person } from '../people/index.ts';
import { remarkById } from '../responses/index.ts';
import { answeringCard, fullAnswerCard, laterCard, skippingCard } from './cards/aside.ts';
import { askedCard } from './cards/asked.ts';
import { receivedCard } from './cards/received.ts';
import { movedCard, repliedCard } from './cards/replied.ts';
import { canStillEdit, editingCard } from './cards/sent.ts';
import type { Frame } from './cards/parts.ts';
import { buildCadence, buildHistory, buildTeam } from './overviews.ts';
import { isQuestion } from './model.ts';
import { askedById } from './queries.ts';
import { viewOf, type View } from './view.ts';

type Draw = (view: View, frame: Frame) => Card | undefined;

/** For the author alone. `ref`: the check-in. */
const forAuthor =
  (draw: Draw): Message['build'] =>
  async (context, ref) => {
    const view = await viewFor(context, ref);
    return view && isViewer(context, view.author) ? draw(view, context) : undefined;
  };

async function viewFor(context: ViewContext, ref: string): Promise<View | undefined> {
  const asked = await askedById(context.read, ref);
  return asked && asked.checkin.state !== 'void' ? await viewOf(context.read, asked) : undefined;
}

const isViewer = ({ viewer }: ViewContext, person: Pick<Person, 'id'>): boolean =>
  viewer.kind === 'person' && viewer.person.id === person.id;

const whileOpen =
  (draw: Draw): Draw =>
  (view, frame) =>
    view.checkin.state === 'open' ? draw(view, frame) : askedCard(view, frame);

/** The reminder a person asked for: nothing when it was done meanwhile. Pressed, it becomes the check-in's own card. */
const onlyOpen: Draw = (view, frame) => (view.checkin.state === 'open' ? askedCard(view, frame) : undefined);

async function buildReceived(context: ViewContext, ref: string): Promise<Card | undefined> {
  const view = await viewFor(context, ref);
  const { viewer } = context;
  if (!view || viewer.kind !== 'person' || view.checkin.state !== 'submitted') return undefined;
  return view.checkin.readerId === viewer.person.id ? receivedCard(view, viewer.person, context) : undefined;
}

/** `ref`: the remark. */
async function buildReplied(context: ViewContext, ref: string): Promise<Card | undefined> {
  const remark = await remarkById(context.read, ref);
  const view = remark?.subjectKind === 'checkin' ? await viewFor(context, remark.subjectRef) : undefined;
  const reply = view?.said.find((one) => one.remark.id === ref);
  return view && reply && isViewer(context, view.author) ? repliedCard(view, reply, context) : undefined;
}

/** `ref`: `<check-in>:<question>`; for author and reader. */
async function buildFull(context: ViewContext, ref: string): Promise<Card | undefined> {
  const [id = '', question = ''] = ref.split(':');
  const view = await viewFor(context, id);
  if (!view || !isQuestion(question)) return undefined;
  if (isViewer(context, view.author)) return fullAnswerCard(view, question, 'checkin.show', context);
  const reads = view.checkin.state === 'submitted' && view.checkin.readerId;
  return reads && isViewer(context, { id: reads }) ? fullAnswerCard(view, question, 'checkin.received', context) : undefined;
}

/** `ref`: `<check-in>:<question>`, or `<check-in>:review`. */
async function buildAnswering(context: ViewContext, ref: string): Promise<Card | undefined> {
  const [id = '', step = ''] = ref.split(':');
  const view = await viewFor(context, id);
  if (!view || !isViewer(context, view.author)) return undefined;
  if (view.checkin.state !== 'open' && !canStillEdit(view)) return askedCard(view, context);
  return answeringCard(view, isQuestion(step) ? step : 'review', context);
}

async function buildMoved(context: ViewContext, ref: string): Promise<Card | undefined> {
  const view = await viewFor(context, ref);
  if (!view) return undefined;
  if (isViewer(context, view.author)) return movedCard(view, 'author', context);
  return view.checkin.readerId && isViewer(context, { id: view.checkin.readerId })
    ? movedCard(view, 'reader', context)
    : undefined;
}

export const messages: Record<`checkin.${string}`, Message> = {
  'checkin.asked': { build: forAuthor(askedCard), unknownOutcome: 'again' },
  'checkin.again': { build: forAuthor(onlyOpen), unknownOutcome: 'drop' },
  'checkin.later': { build: forAuthor(whileOpen(laterCard)), unknownOutcome: 'drop' },
  'checkin.skipping': { build: forAuthor(whileOpen(skippingCard)), unknownOutcome: 'drop' },
  'checkin.editing': {
    build: forAuthor((view, frame) => (canStillEdit(view) ? editingCard(view, frame) : askedCard(view, frame))),
    unknownOutcome: 'drop',
  },
  'checkin.answering': { build: buildAnswering, unknownOutcome: 'drop' },
  'checkin.full': { build: buildFull, unknownOutcome: 'drop' },
  'checkin.received': { build: buildReceived, unknownOutcome: 'again' },
  'checkin.replied': { build: buildReplied, unknownOutcome: 'again' },
  'checkin.moved': { build: buildMoved, unknownOutcome: 'drop' },
  'checkin.history': { build: buildHistory, unknownOutcome: 'drop' },
  'checkin.team': { build: buildTeam, unknownOutcome: 'drop' },
  'checkin.cadence': { build: buildCadence, unknownOutcome: 'drop' },
};
