import type { ViewContext } from '../delivery/index.ts';
import type { Person } from '../people/index.ts';
import { eyesOf } from './eyes.ts';
import { show } from './kinds.ts';
import { openDraftsOf } from './queries/drafts.ts';
import { goalsOf } from './queries/finding.ts';
import { cardText } from './text-cards.ts';

/** Key results nobody has heard of for too long, the earliest due first; then what was left half written. */
export async function openItems(context: ViewContext, person: Person) {
  const { todo, drafts } = cardText(context.language);
  const goals = await goalsOf(eyesOf(context), person.id);
  const stale = goals
    .flatMap((it) => it.keyResults)
    .filter((one) => one.status === 'stale' && one.responsible.id === person.id)
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
  const waiting = await openDraftsOf(context.read, person.id);
  return [
    ...stale.map((one) => ({ text: todo.update(one.code, one.title), dueOn: one.dueOn, show: show.punch(one.id) })),
    ...waiting.map((one) => ({ text: todo.draft(one.input?.title ?? drafts.untitled), show: show.draft(one.id) })),
  ];
}
