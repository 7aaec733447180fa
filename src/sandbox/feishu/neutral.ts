import { isText } from '../json.ts';
import type { Json } from '../json.ts';
import type { State } from '../state.ts';
import { labelOf, optionsOf, zoned } from './controls.ts';
import type { Control } from './controls.ts';

/** What the client would not even let happen: said to whoever drives it, never sent. */
export class ClientRefusal extends Error {
  constructor(
    message: string,
    readonly code?: number,
  ) {
    super(message);
    this.name = 'ClientRefusal';
  }
}

const called = (control: Control): string => `「${labelOf(control) || control.name || control.tag}」`;
const no = (control: Control, why: string): Error => new ClientRefusal(`${called(control)}${why}`);

/** A neutral value as a person would choose it, in the form the client sends. */
export function wireValue(state: State, control: Control, value: Json): Json | undefined {
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return undefined;
  switch (control.tag) {
    case 'input':
      return typed(control, value);
    case 'checker':
      return value === true || value === 'true';
    case 'date_picker':
      return zoned(shaped(control, value, /^\d{4}-\d{2}-\d{2}$/, '日期要写成 2026-09-30', isRealDay));
    case 'picker_time':
      return zoned(shaped(control, value, /^([01]\d|2[0-3]):[0-5]\d$/, '时间要写成 09:30'));
    case 'picker_datetime':
      return zoned(
        shaped(
          control,
          value,
          /^\d{4}-\d{2}-\d{2}[T ]([01]\d|2[0-3]):[0-5]\d$/,
          '时间要写成 2026-09-30 09:30',
          isRealDay,
        ).replace('T', ' '),
      );
    case 'select_person':
      return person(state, control, value);
    case 'multi_select_person':
      return many(value).map((each) => person(state, control, each));
    case 'multi_select_static':
      return many(value).map((each) => option(control, each));
    case 'select_img':
      return control.object['multi_select'] === true ? many(value).map((each) => option(control, each)) : option(control, value);
    default:
      return option(control, value);
  }
}

const many = (value: Json): Json[] => (Array.isArray(value) ? value : [value]);

function typed(control: Control, value: Json): string {
  if (typeof value !== 'string' && typeof value !== 'number') throw no(control, '只能填文字。');
  const text = String(value);
  const most = control.object['max_length'];
  if (typeof most === 'number' && [...text].length > most) throw no(control, `最多 ${most} 个字,现在是 ${[...text].length} 个。`);
  if (control.object['input_type'] !== 'multiline_text' && text.includes('\n')) throw no(control, '只有一行,不能换行。');
  return text;
}

function shaped(
  control: Control,
  value: Json,
  pattern: RegExp,
  how: string,
  also: (text: string) => boolean = () => true,
): string {
  if (!isText(value) || !pattern.test(value) || !also(value)) throw no(control, `${how}。`);
  return value;
}

function isRealDay(text: string): boolean {
  const day = text.slice(0, 10);
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
}

/** By 工号, or by the platform's own id; only among the candidates when the card names some. */
function person(state: State, control: Control, value: Json): string {
  const found = isText(value) ? (state.people.get(value) ?? state.byOpenId.get(value)) : undefined;
  if (!found || found.status === 'left') throw no(control, `里选不到 ${String(value)}。`);
  const candidates = optionsOf(control).map((each) => each.value);
  if (candidates.length > 0 && !candidates.includes(found.openId)) throw no(control, `的候选人里没有 ${found.name}。`);
  return found.openId;
}

/** By value; by what it says when no value is called so. */
function option(control: Control, value: Json): string {
  const options = optionsOf(control);
  const found = options.find((each) => each.value === String(value)) ?? options.find((each) => each.label === value);
  if (!found) throw no(control, `没有选项 ${String(value)};可以选:${options.map((each) => each.value).join('、')}。`);
  return found.value;
}
