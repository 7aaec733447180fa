import { componentsOf } from './walk.ts';
import { flag, parts, tagOf, text, words, type Wire } from './wire.ts';

/** What a field holds on the page: neutral, 工号 for people. */
export type FieldValue = string | readonly string[] | boolean;
export type Values = Readonly<Record<string, FieldValue>>;

const FIELD_TAGS = new Set([
  'input',
  'select_static',
  'multi_select_static',
  'select_person',
  'multi_select_person',
  'date_picker',
  'picker_time',
  'picker_datetime',
  'checker',
  'select_img',
]);

const isField = (component: Wire): boolean => FIELD_TAGS.has(tagOf(component));
export const fieldsOf = (form: Wire): Wire[] => [...componentsOf(form)].filter(isField);
export const nameOf = (field: Wire): string => text(field, 'name') ?? text(field, 'element_id') ?? '';

/** The prefilled value; people come as open ids and are kept by 工号 where known. */
export function initialOf(field: Wire, employeeOf: (openId: string) => string = (id) => id): FieldValue {
  const tag = tagOf(field);
  switch (tag) {
    case 'checker':
      return flag(field, 'checked');
    case 'multi_select_static':
      return initialOptions(field);
    case 'multi_select_person':
      return initialOptions(field).map(employeeOf);
    case 'select_person': {
      const chosen = text(field, 'initial_option') ?? text(field, 'initial_user');
      return chosen === undefined ? '' : employeeOf(chosen);
    }
    case 'select_static':
      return text(field, 'initial_option') ?? optionAt(field) ?? '';
    case 'select_img':
      return flag(field, 'multi_select') ? initialOptions(field) : (initialOptions(field)[0] ?? '');
    case 'date_picker':
      return dated(text(field, 'initial_date'), 10);
    case 'picker_time':
      return dated(text(field, 'initial_time'), 5);
    case 'picker_datetime':
      return dated(text(field, 'initial_datetime'), 16);
    default:
      return text(field, 'default_value') ?? '';
  }
}

const initialOptions = (field: Wire): readonly string[] => {
  const chosen = words(field, 'selected_values');
  return chosen.length > 0 ? chosen : words(field, 'initial_options');
};

/** `initial_index` counts from 1. */
function optionAt(field: Wire): string | undefined {
  const index = field['initial_index'];
  return typeof index === 'number' ? text(parts(field, 'options')[index - 1], 'value') : undefined;
}

/** Without the zone the platform may append (`2026-09-30 +0800`). */
const dated = (value: string | undefined, length: number): string => (value ?? '').slice(0, length);

const isEmpty = (value: FieldValue | undefined): boolean =>
  value === undefined ||
  (typeof value === 'string' ? value.trim() === '' : typeof value === 'boolean' ? false : value.length === 0);

export interface Collected {
  readonly values: Values;
  /** Names of required fields left empty: the client marks them and sends nothing. */
  readonly missing: readonly string[];
}

/** All fields of the form, typed or prefilled; an empty one is left out as the client leaves it out. */
export function collect(form: Wire, typed: Values, employeeOf?: (openId: string) => string): Collected {
  const values: Record<string, FieldValue> = {};
  const missing: string[] = [];
  for (const field of fieldsOf(form)) {
    const name = nameOf(field);
    if (flag(field, 'disabled') && typed[name] === undefined && isEmpty(initialOf(field))) continue;
    const value = typed[name] ?? initialOf(field, employeeOf);
    const empty = isEmpty(value);
    if (empty && flag(field, 'required')) missing.push(name);
    // What was prefilled and then emptied must arrive as empty; what was never there is left out.
    if (!empty || typed[name] !== undefined) values[name] = value;
  }
  return { values, missing };
}
