import type { Field, Form } from '../../chat/index.ts';
import type { PersonId } from '../../core/ids.ts';
import type { Drawing } from './drawing.ts';
import { type Element, inEqualParts, markdown, note, plainText, row } from './elements.ts';
import { cleaned, escapeMarkdown } from './markdown.ts';
import { submitButton } from './render-buttons.ts';
import { textName, typedName } from './wire-names.ts';

/** What one input holds. A longer text is spread over several, so that nothing is lost when it comes back (CHK-6). */
const INPUT_LIMIT = 1000;

export function drawForm(drawing: Drawing, form: Form): Element {
  const buttons = form.buttons.map((button) => submitButton(drawing, button));
  const fields = linesOf(form.fields).flatMap((line) => {
    const drawn = line.map((field) => drawField(drawing, field)).filter((elements) => elements.length > 0);
    return drawn.length > 1 ? [inEqualParts(drawn)] : drawn.flat();
  });
  return { tag: 'form', name: form.name, elements: [...fields, ...(buttons.length > 1 ? [row(buttons)] : buttons)] };
}

/** Fields that stand beside each other, together. */
function linesOf(fields: readonly Field[]): Field[][] {
  const lines: Field[][] = [];
  for (const field of fields) {
    const before = lines.at(-1);
    if (field.beside === true && before) before.push(field);
    else lines.push([field]);
  }
  return lines;
}

function drawField(drawing: Drawing, field: Field): Element[] {
  switch (field.field) {
    case 'short-text':
    case 'long-text':
      return drawText(drawing, field);
    case 'number':
      return [
        input(typedName('number', field.name), field.label, field.hint, field.value === undefined ? '' : String(field.value)),
      ];
    case 'date':
      return labelled(field, {
        tag: 'date_picker',
        name: typedName('date', field.name),
        placeholder: plainText(field.hint ?? drawing.words.choose),
        width: 'fill',
        ...(field.value && { initial_date: field.value }),
      });
    case 'choice':
      return field.options.length === 0 ? [] : labelled(field, choice(drawing, field));
    case 'people':
      return labelled(field, people(drawing, field));
    default:
      return field satisfies never;
  }
}

/** Only inputs have a label of their own, and it stands closer than two elements of a form do. */
function labelled(field: { label: string }, element: Element): Element[] {
  return [markdown(escapeMarkdown(field.label), { margin: '0px 0px -6px 0px' }), element];
}

function input(
  name: string,
  label: string,
  hint: string | undefined,
  value: string,
  extra: Record<string, unknown> = {},
): Element {
  return {
    tag: 'input',
    name,
    label: plainText(label),
    label_position: 'top',
    width: 'fill',
    ...(hint !== undefined && hint !== '' && { placeholder: plainText(hint) }),
    ...(value !== '' && { default_value: value }),
    ...extra,
  };
}

function drawText(drawing: Drawing, field: Extract<Field, { field: 'short-text' | 'long-text' }>): Element[] {
  const limit = Math.min(Math.max(field.maxLength ?? INPUT_LIMIT, 1), INPUT_LIMIT);
  const value = cleaned(field.value ?? '');
  const { pieces, left } = split(value, limit, drawing.allowance.inputs);
  const shape =
    field.field === 'long-text' || pieces.length > 1 || value.includes('\n')
      ? { input_type: 'multiline_text', rows: (field.field === 'long-text' && field.rows) || 3, auto_resize: true }
      : {};
  const inputs = pieces.map((piece, part) => {
    const label = pieces.length > 1 ? drawing.words.part(field.label, part + 1, pieces.length) : field.label;
    return input(textName(field.name, part), label, field.hint, piece, { ...shape, max_length: limit });
  });
  if (left === 0) return inputs;
  return [...inputs, note(escapeMarkdown(drawing.words.tooLong(field.label, left)))];
}

/** Cut without cutting a character in two; `left` is what even the last input can't hold. */
function split(value: string, limit: number, inputs: number): { pieces: string[]; left: number } {
  const pieces: string[] = [];
  let from = 0;
  do {
    let to = Math.min(from + limit, value.length);
    if (to < value.length && /[\uD800-\uDBFF]/.test(value.charAt(to - 1)) && to - 1 > from) to -= 1;
    pieces.push(value.slice(from, to));
    from = to;
  } while (from < value.length && pieces.length < inputs);
  return { pieces, left: value.length - from };
}

function choice(drawing: Drawing, field: Extract<Field, { field: 'choice' }>): Element {
  const known = field.options.some(({ value }) => value === field.value);
  return {
    tag: 'select_static',
    name: typedName('choice', field.name),
    placeholder: plainText(field.hint ?? drawing.words.choose),
    width: 'fill',
    options: [...new Map(field.options.map(({ value, label }) => [value, { text: plainText(label), value }])).values()],
    ...(known && { initial_option: field.value }),
  };
}

function people(drawing: Drawing, field: Extract<Field, { field: 'people' }>): Element {
  const idsOf = (people: readonly PersonId[] | undefined): string[] => [
    ...new Set((people ?? []).map((id) => drawing.context.externalIdOf(id)).filter((id) => id !== undefined)),
  ];
  const chosen = idsOf(field.value);
  // Without options the platform offers the members of the chat; whoever is chosen already must be among those offered.
  const offered = idsOf(field.candidates);
  const options = offered.length > 0 ? { options: [...new Set([...chosen, ...offered])].map((value) => ({ value })) } : {};
  const common = {
    placeholder: plainText(field.hint ?? drawing.words.choose),
    width: 'fill',
    name: typedName('people', field.name),
    ...options,
  };
  if (field.many === true)
    return { tag: 'multi_select_person', ...common, ...(chosen.length > 0 && { selected_values: chosen }) };
  return { tag: 'select_person', ...common, ...(chosen[0] !== undefined && { initial_option: chosen[0] }) };
}
