import type { Button, ButtonStyle, CallbackButton } from '../../chat/index.ts';
import type { Drawing } from './drawing.ts';
import { type Element, plainText, row } from './elements.ts';
import { safeUrl } from './markdown.ts';

const TYPES: Record<ButtonStyle, string> = { primary: 'primary_filled', quiet: 'default', danger: 'danger' };

/** One button as it is, several in a row; a link nobody may follow is no button. */
export function drawButtons(drawing: Drawing, buttons: readonly Button[]): Element[] {
  const drawn = buttons.map((button) => drawButton(drawing, button)).filter((element) => element !== undefined);
  return drawn.length > 1 ? [row(drawn)] : drawn;
}

function drawButton(drawing: Drawing, button: Button): Element | undefined {
  return 'action' in button ? callbackButton(drawing, button) : linkButton(drawing, button);
}

/** Submits its form: the values of all fields come with the press. */
export function submitButton(drawing: Drawing, button: CallbackButton): Element {
  return { ...callbackButton(drawing, button), form_action_type: 'submit' };
}

function callbackButton(drawing: Drawing, button: CallbackButton): Element {
  const index = drawing.buttons.callbacks;
  drawing.buttons.callbacks += 1;
  return {
    tag: 'button',
    name: `${button.action.replace(/[^A-Za-z0-9]+/g, '_')}_${index}`,
    text: plainText(button.label),
    type: TYPES[button.style ?? 'quiet'],
    behaviors: [{ type: 'callback', value: drawing.valueOf(button, index) }],
    ...(button.confirm && { confirm: { title: plainText(button.confirm.title), text: plainText(button.confirm.text) } }),
  };
}

function linkButton(drawing: Drawing, button: Exclude<Button, CallbackButton>): Element | undefined {
  const url = safeUrl(button.url);
  if (url === undefined) return undefined;
  const name = `link_${drawing.buttons.links}`;
  drawing.buttons.links += 1;
  return {
    tag: 'button',
    name,
    text: plainText(button.label),
    type: TYPES[button.style ?? 'quiet'],
    behaviors: [{ type: 'open_url', default_url: url }],
  };
}
