import { isObject, isText, listOf, textAt } from '../json.ts';
import type { Json, JsonObject } from '../json.ts';
import { INTERACTIVE } from './cards/shapes.ts';

/** One thing in a card that can be filled or pressed, with the form it stands in. */
export type Control = { tag: string; name: string; object: JsonObject; form: JsonObject | undefined };

const PRESSABLE: readonly string[] = [...INTERACTIVE, 'interactive_container'];

/** In the order in which a person meets them. */
export function controlsOf(card: JsonObject): Control[] {
  const found: Control[] = [];
  collect(isObject(card['body']) ? card['body'] : null, undefined, found);
  return found;
}

function collect(value: Json, form: JsonObject | undefined, found: Control[]): void {
  if (Array.isArray(value)) return value.forEach((each) => collect(each, form, found));
  if (!isObject(value)) return;
  const tag = textAt(value, 'tag');
  if (PRESSABLE.includes(tag)) found.push({ tag, name: textAt(value, 'name'), object: value, form });
  const around = tag === 'form' ? value : form;
  for (const key of ['elements', 'columns', 'button_area', 'buttons']) collect(value[key] ?? null, around, found);
}

export function labelOf(control: Control): string {
  const { object } = control;
  for (const key of ['label', 'text', 'placeholder']) {
    const label = textAt(object[key], 'content');
    if (label !== '') return label;
  }
  return '';
}

export const isButton = (control: Control): boolean => control.tag === 'button';
export const isField = (control: Control): boolean =>
  control.tag !== 'button' && control.tag !== 'overflow' && control.tag !== 'interactive_container';

/** By name, else by what it says on it, else `#2`: the third button; what has neither, by its element_id or tag. */
export function controlCalled(controls: readonly Control[], action: string): Control | undefined {
  const named = controls.find((control) => control.name !== '' && control.name === action);
  const buttons = controls.filter(isButton);
  const nth = /^#(\d+)$/.exec(action);
  return (
    named ??
    buttons.find((button) => labelOf(button) === action) ??
    (nth ? buttons[Number(nth[1])] : undefined) ??
    controls.find((control) => !isButton(control) && labelOf(control) === action) ??
    controls.find((control) => control.object['element_id'] === action) ??
    controls.find((control) => !isButton(control) && control.tag === action)
  );
}

export function optionsOf(control: Control): { value: string; label: string }[] {
  return listOf(control.object['options']).map((option) => ({
    value: textAt(option, 'value'),
    label: textAt(isObject(option) ? option['text'] : null, 'content'),
  }));
}

/** What stands in a field before anybody touches it, in the wire form; nothing when it is empty. */
export function initialValue({ tag, object }: Control): Json | undefined {
  const first = (...names: string[]): string | undefined =>
    names.map((name) => textAt(object, name)).find((value) => value !== '');
  switch (tag) {
    case 'input':
      return first('default_value');
    case 'select_static':
      return first('initial_option') ?? indexed(object);
    case 'select_person':
      return first('initial_option', 'initial_user');
    case 'date_picker':
      return zoned(first('initial_date'));
    case 'picker_time':
      return zoned(first('initial_time'));
    case 'picker_datetime':
      return zoned(first('initial_datetime'));
    case 'checker':
      return object['checked'] === true;
    case 'select_img': {
      const chosen = listOf(object['selected_values']).filter(isText);
      return object['multi_select'] === true ? some(chosen) : chosen[0];
    }
    default:
      return some(listOf(object['selected_values']).filter(isText));
  }
}

/** `initial_index` counts from 1; 0 is none. */
function indexed(object: JsonObject): string | undefined {
  const index = object['initial_index'];
  const option = typeof index === 'number' && index > 0 ? listOf(object['options'])[index - 1] : undefined;
  return option === undefined ? undefined : textAt(option, 'value');
}

const some = (list: string[]): string[] | undefined => (list.length > 0 ? list : undefined);

/** Dates and times carry the zone of the device (reference §1.5). */
export const zoned = (value: string | undefined): string | undefined => (value === undefined ? undefined : `${value} +0800`);
