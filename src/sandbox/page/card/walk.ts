import { part, parts, tagOf, text, type Wire } from './wire.ts';

const CONTAINED = ['elements', 'columns'] as const;

/** Every component below, in reading order, the outer before the inner. */
export function* componentsOf(container: Wire): Generator<Wire> {
  for (const key of CONTAINED) {
    for (const child of parts(container, key)) {
      yield child;
      yield* componentsOf(child);
    }
  }
  yield* parts(part(container, 'button_area'), 'buttons');
}

export const bodyOf = (card: Wire): Wire => part(card, 'body') ?? card;

const buttonsOf = (card: Wire): Wire[] => [...componentsOf(bodyOf(card))].filter((each) => tagOf(each) === 'button');

const labelOf = (button: Wire): string | undefined => text(part(button, 'text'), 'content');

/** How a press is called in the control API: the name, else the label, else `#n`; whatever is not unique is passed over. */
export function actionOf(card: Wire, pressed: Wire): string {
  const name = text(pressed, 'name');
  if (tagOf(pressed) !== 'button') return name ?? text(pressed, 'element_id') ?? tagOf(pressed);
  const buttons = buttonsOf(card);
  const label = labelOf(pressed);
  const alone = (of: (button: Wire) => string | undefined, value: string): boolean =>
    buttons.filter((each) => of(each) === value).length === 1;
  if (name !== undefined && alone((each) => text(each, 'name'), name)) return name;
  if (label !== undefined && alone(labelOf, label)) return label;
  return `#${buttons.indexOf(pressed)}`;
}

export const behavioursOf = (component: Wire, type: string): Wire[] =>
  parts(component, 'behaviors').filter((each) => text(each, 'type') === type);
