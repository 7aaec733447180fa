import { isObject, isText, listOf, parseJson, textAt } from '../json.ts';
import type { Json, JsonObject } from '../json.ts';
import type { Message, State } from '../state.ts';
import { controlsOf, initialValue, isButton, labelOf, optionsOf } from './controls.ts';
import type { Control } from './controls.ts';

/** A message as indented plain text: what is to read, what can be filled, what can be pressed. */
export function outlineOf(state: State, message: Message): string {
  if (message.recalled) return '[已撤回]';
  const content = parseJson(message.content);
  if (!isObject(content)) return message.content;
  if (message.type === 'interactive') return outlineOfCard(state, content);
  if (message.type === 'audio') return `[语音 ${message.voice?.seconds ?? 0} 秒] ${message.voice?.text ?? ''}`.trimEnd();
  return withNames(message, plainText(state, textAt(content, 'text')));
}

function withNames(message: Message, text: string): string {
  const names = new Map((message.mentions ?? []).map((each) => [each.key, each.name]));
  return text.replace(/@_user_\d+/g, (key) => `@${names.get(key) ?? key}`).replace('@_all', '@所有人');
}

/** The line of the chat list. */
export function previewOf(state: State, message: Message): string {
  const card = message.type === 'interactive' && !message.recalled ? parseJson(message.content) : undefined;
  const summary = isObject(card) && isObject(card['config']) ? textAt(card['config']['summary'], 'content') : '';
  return (summary || (outlineOf(state, message).split('\n')[0] ?? '')).slice(0, 80);
}

type Page = { state: State; lines: string[]; buttons: Control[]; controls: Map<JsonObject, Control> };

function outlineOfCard(state: State, card: JsonObject): string {
  const controls = controlsOf(card);
  const page: Page = {
    state,
    lines: [],
    buttons: controls.filter(isButton),
    controls: new Map(controls.map((each) => [each.object, each])),
  };
  const header = isObject(card['header']) ? card['header'] : {};
  const tags = listOf(header['text_tag_list']).map((tag) => `[${textAt(isObject(tag) ? tag['text'] : null, 'content')}]`);
  const title = [textAt(header['title'], 'content'), ...tags].filter((part) => part !== '').join(' ');
  if (title !== '') page.lines.push(title);
  write(page, textAt(header['subtitle'], 'content'), 0);
  outlineAll(page, isObject(card['body']) ? card['body']['elements'] : null, 0);
  return page.lines.join('\n');
}

function write(page: Page, text: string, indent: number): void {
  for (const line of plainText(page.state, text).split('\n')) {
    if (line.trim() !== '') page.lines.push('  '.repeat(indent) + line.trimEnd());
  }
}

function outlineAll(page: Page, elements: Json | undefined, indent: number): void {
  for (const element of listOf(elements)) if (isObject(element)) outline(page, element, indent);
}

function outline(page: Page, element: JsonObject, indent: number): void {
  const control = page.controls.get(element);
  const text = textAt(element['text'], 'content');
  switch (textAt(element, 'tag')) {
    case 'markdown':
      return write(page, textAt(element, 'content'), indent);
    case 'div':
      write(page, text, indent);
      return listOf(element['fields']).forEach((field) =>
        write(page, textAt(isObject(field) ? field['text'] : null, 'content'), indent),
      );
    case 'column_set':
      return listOf(element['columns']).forEach((column) =>
        outlineAll(page, isObject(column) ? column['elements'] : null, indent),
      );
    case 'form':
      page.lines.push(`${'  '.repeat(indent)}[form] ${textAt(element, 'name')}`);
      return outlineAll(page, element['elements'], indent + 1);
    case 'interactive_container':
      if (control) write(page, `(area) ${control.name}${disabledMark(control)}`, indent);
      return outlineAll(page, element['elements'], indent + 1);
    case 'collapsible_panel':
      write(page, `▸ ${textAt(isObject(element['header']) ? element['header']['title'] : null, 'content')}`, indent);
      return outlineAll(page, element['elements'], indent + 1);
    case 'table':
      return outlineTable(page, element, indent);
    case 'chart':
      return write(page, `[chart] ${textAt(element['chart_spec'], 'type')}${chartTitle(element['chart_spec'])}`, indent);
    case 'person':
    case 'avatar':
      return write(page, nameOf(page.state, textAt(element, 'user_id')), indent);
    case 'person_list':
      return write(
        page,
        listOf(element['persons'])
          .map((person) => nameOf(page.state, textAt(person, 'id')))
          .join('、'),
        indent,
      );
    case 'img':
      return write(page, `[img] ${textAt(element['alt'], 'content')}`, indent);
    case 'hr':
      return;
    default:
      if (control) write(page, lineOf(page, control), indent);
      else write(page, text, indent);
  }
}

function lineOf(page: Page, control: Control): string {
  const disabled = disabledMark(control);
  if (isButton(control))
    return `(button) ${control.name || `#${page.buttons.indexOf(control)}`}: ${labelOf(control)}${linkMark(control)}${disabled}`;
  if (control.tag === 'overflow') return `(menu) ${control.name}: ${choices(control)}${disabled}`;
  const value = initialValue(control);
  const current = value === undefined || value === '' ? '' : ` = ${shown(page.state, control, value)}`;
  return `[field] ${control.name}: ${labelOf(control)} (${kindOf(control)})${current}${disabled}`;
}

const disabledMark = (control: Control): string => (control.object['disabled'] === true ? ' [disabled]' : '');

function linkMark(control: Control): string {
  const link = listOf(control.object['behaviors']).find((behavior) => textAt(behavior, 'type') === 'open_url');
  return link === undefined ? '' : ` -> ${textAt(link, 'default_url') || textAt(link, 'pc_url')}`;
}

const KINDS: Record<string, string> = {
  date_picker: 'date',
  picker_time: 'time',
  picker_datetime: 'date and time',
  select_person: 'person',
  multi_select_person: 'people',
  checker: 'yes or no',
};

function kindOf(control: Control): string {
  const kinds = [KINDS[control.tag] ?? (control.tag === 'input' ? inputKind(control) : choices(control))];
  if (control.tag.startsWith('multi_select_static')) kinds.push('several');
  if (control.object['required'] === true) kinds.push('required');
  return kinds.join('; ');
}

function inputKind({ object }: Control): string {
  return object['input_type'] === 'multiline_text' ? 'long text' : 'text';
}

function choices(control: Control): string {
  return optionsOf(control)
    .map(({ value, label }) => (label === '' || label === value ? value : `${value}=${label}`))
    .join(' | ');
}

function shown(state: State, control: Control, value: Json): string {
  const people = control.tag.endsWith('select_person');
  const one = (each: Json): string =>
    people && isText(each) ? (state.byOpenId.get(each)?.employeeNo ?? each) : String(each).replace(/ \+0800$/, '');
  return Array.isArray(value) ? value.map(one).join(', ') : one(value);
}

function outlineTable(page: Page, table: JsonObject, indent: number): void {
  const columns = listOf(table['columns']).map((column) => ({
    name: textAt(column, 'name'),
    title: textAt(column, 'display_name') || textAt(column, 'name'),
  }));
  write(page, columns.map((column) => column.title).join(' | '), indent);
  for (const row of listOf(table['rows'])) {
    if (isObject(row)) write(page, columns.map((column) => cellText(page.state, row[column.name])).join(' | '), indent);
  }
}

function cellText(state: State, cell: Json | undefined): string {
  if (Array.isArray(cell)) return cell.map((each) => (isObject(each) ? textAt(each, 'text') : cellText(state, each))).join(' ');
  return isText(cell) ? nameOf(state, plainText(state, cell)) : String(cell ?? '');
}

function chartTitle(spec: Json | undefined): string {
  const title = isObject(spec) ? spec['title'] : undefined;
  const text = typeof title === 'string' ? title : textAt(title, 'text');
  return text === '' ? '' : `: ${text}`;
}

const nameOf = (state: State, id: string): string => state.byOpenId.get(id)?.name ?? id;

/** Markdown and the platform's tags read aloud: names for ids, no decoration. */
function plainText(state: State, text: string): string {
  return text
    .replace(/<(?:at|person)\s+(?:id|user_id)=["']?([^"'\s>]+)["']?[^>]*>(?:[^<]*<\/(?:at|person)>)?/g, (_, id: string) =>
      id === 'all' ? '@所有人' : `@${nameOf(state, id)}`,
    )
    .replace(/<br\s*\/?>/g, '\n')
    .replace(/<\/?[a-z_]+(?:\s[^>]*)?>/g, '')
    .replace(/\[([^\]]+)\]\(([^)]+)\)/g, '$1 ($2)')
    .replace(/\*\*([^*]+)\*\*/g, '$1')
    .replace(/^#{1,6} /gm, '')
    .replace(/\\([\\`*_{}[\]()#+\-.!~<>|])/g, '$1')
    .replace(/&#(\d{1,6});/g, (whole, code: string) => (Number(code) <= 0x10ffff ? String.fromCodePoint(Number(code)) : whole));
}
