import { isObject, isText, listOf, textAt } from '../../json.ts';
import type { Json, JsonObject } from '../../json.ts';
import { CONTAINERS, INTERACTIVE } from './shapes.ts';
import { fillsCell } from './cells.ts';
import { faultInChart } from './charts.ts';
import { peopleInMarkdown, wrongColourInMarkdown } from './markdown.ts';
import type { Node, RuleOfShape, Walk } from './walk.ts';

export type Finding = { path: string; message: string };

export type CardContext = Walk & { card: JsonObject; isPerson(id: string): boolean };

export type Rule = {
  id: string;
  /** The platform's sub-code under 230099. */
  code: number;
  /** Where the rule is written: a section of the reference. */
  source: string;
  breaks(it: CardContext): Finding | undefined;
};

/** The reference names the rule but no code for it: the code of a card that can't be understood. */
const UNNAMED = 200621;

const ofShape = (id: RuleOfShape, code: number, source: string): Rule => ({ id, code, source, breaks: ({ complaints }) => complaints.find((each) => each.rule === id) });

/** A rule about one node at a time. */
function each(id: string, code: number, source: string, tags: readonly string[], wrong: (node: Node, it: CardContext) => string | undefined): Rule {
  return {
    id,
    code,
    source,
    breaks(it) {
      for (const node of it.nodes) {
        const message = tags.length === 0 || tags.includes(node.tag) ? wrong(node, it) : undefined;
        if (message !== undefined) return { path: node.path, message };
      }
      return undefined;
    },
  };
}

/** The first value that comes a second time. */
function repeated(nodes: readonly Node[], value: (node: Node) => Json | undefined): Node | undefined {
  const seen = new Set<Json>();
  return nodes.find((node) => {
    const key = value(node);
    if (key === undefined) return false;
    if (seen.has(key)) return true;
    seen.add(key);
    return false;
  });
}

function once(id: string, code: number, source: string, tags: readonly string[], name: string): Rule {
  return {
    id,
    code,
    source,
    breaks(it) {
      const again = repeated(it.nodes.filter((node) => tags.length === 0 || tags.includes(node.tag)), (node) => node.object[name]);
      return again && { path: again.path, message: `duplicate ${name}: ${String(again.object[name])}` };
    },
  };
}

function counted(id: string, code: number, source: string, tag: string | undefined, most: number, message: string): Rule {
  const count = (it: CardContext): number => (tag === undefined ? it.nodes.length : it.nodes.filter((node) => node.tag === tag).length);
  return { id, code, source, breaks: (it) => (count(it) > most ? { path: 'ROOT', message } : undefined) };
}

const CHOICES = ['select_static', 'multi_select_static', 'select_img', 'overflow'];
const optionsOf = (node: Node): string[] => listOf(node.object['options']).map((option) => textAt(option, 'value')).filter((value) => value !== '');
const chosenIn = (node: Node): string[] => [textAt(node.object, 'initial_option'), ...listOf(node.object['selected_values']).filter(isText)].filter((value) => value !== '');
const behaviorsOf = (node: Node): JsonObject[] => listOf(node.object['behaviors']).filter(isObject);
const nested: readonly string[] = CONTAINERS;
const LINKS = ['default_url', 'pc_url', 'ios_url', 'android_url'];

/** One entry per rule, tried in this order: the first one broken is the answer. */
export const RULES: readonly Rule[] = [
  { id: 'schema-2', code: UNNAMED, source: '§4.1', breaks: ({ card }) => (card['schema'] === '2.0' ? undefined : { path: 'ROOT', message: 'schema must be "2.0": the sandbox speaks JSON 2.0 only' }) },
  ofShape('unknown-tag', 200861, '§4.3'),
  ofShape('unknown-attribute', 200861, '§4.3'),
  ofShape('misplaced-tag', 200861, '§4.2, §8'),
  ofShape('missing-attribute', UNNAMED, '§4.2'),
  ofShape('picture-key', 200570, '§4.2'),
  ofShape('attribute-value', UNNAMED, '§4.1, §4.2'),
  counted('elements-200', 11310, '§4.3', undefined, 200, 'element exceeds the limit'),
  counted('tables-5', 11310, '§4.2', 'table', 5, 'card table number over limit'),
  { id: 'update-multi', code: 300302, source: '§4.1', breaks: ({ card }) => (isObject(card['config']) && card['config']['update_multi'] === false ? { path: 'ROOT -> config -> update_multi', message: 'cards of schema V2 are shared: update_multi must be true' } : undefined) },
  each('nesting-5', 11310, '§4.3', nested, (node) => (node.depth >= 5 ? 'containers are nested more than 5 deep' : undefined)),
  once('element-id-unique', 300301, '§4.1', [], 'element_id'),
  once('name-unique', UNNAMED, '§4.2', [...INTERACTIVE, 'form'], 'name'),
  each('submit-button', UNNAMED, '§4.2', ['form'], (form, it) => (it.nodes.some((node) => node.form === form && node.object['form_action_type'] === 'submit') ? undefined : 'a form needs a button with form_action_type submit')),
  each('form-action-outside', UNNAMED, '§4.2', ['button'], (node) => (node.object['form_action_type'] !== undefined && !node.form ? 'form_action_type is for buttons in a form' : undefined)),
  each('options-unique', UNNAMED, '§8', CHOICES, (node) => (new Set(optionsOf(node)).size < optionsOf(node).length ? 'option values must be unique' : undefined)),
  each('initial-among-options', UNNAMED, '§8', CHOICES, (node) => (chosenIn(node).every((value) => optionsOf(node).includes(value)) ? undefined : 'the initial value is not among the options')),
  each('overflow-option', UNNAMED, '§4.2', ['overflow'], (node) => (listOf(node.object['options']).every((option) => isObject(option) && ('value' in option || 'multi_url' in option)) ? undefined : 'an option needs a value or a link')),
  each('callback-value', UNNAMED, '§1.5, §8', [], (node) => (behaviorsOf(node).every((it) => it['type'] !== 'callback' || isObject(it['value'])) ? undefined : 'the value of a callback must be an object')),
  each('open-url-target', UNNAMED, '§4.2', [], (node) => (behaviorsOf(node).every((it) => it['type'] !== 'open_url' || LINKS.some((name) => name in it)) ? undefined : 'open_url needs a link')),
  { id: 'card-link', code: UNNAMED, source: '§4.1', breaks: ({ card }) => (wholeLink(card['card_link']) ? undefined : { path: 'ROOT -> card_link', message: 'card_link needs url, or all of pc_url, ios_url, android_url' }) },
  each('people', 100290, '§4.2', [], (node, it) => unknownPerson(node, it)),
  each('markdown-colour', UNNAMED, '§4.1', ['markdown', 'lark_md'], (node) => wrongColourInMarkdown(textAt(node.object, 'content'))),
  each('picture-count', UNNAMED, '§4.2', ['img_combination'], (node) => (listOf(node.object['img_list']).length === PICTURES[textAt(node.object, 'combination_mode')] ? undefined : 'img_list does not fit combination_mode')),
  each('chart-spec', 200550, '§4.2, §8', ['chart'], (node) => faultInChart(node.object['chart_spec'] ?? null)),
  each('table-columns-50', 11310, '§4.2', ['table'], (node) => (listOf(node.object['columns']).length > 50 ? 'a table has at most 50 columns' : undefined)),
  each('table-column-names', UNNAMED, '§4.2', ['table'], (node) => (new Set(columnNames(node)).size < columnNames(node).length ? 'column names must be unique' : undefined)),
  each('table-row-names', 200915, '§4.2', ['table'], (node) => (rowsOf(node).every((row) => Object.keys(row).every((key) => columnNames(node).includes(key))) ? undefined : 'table rows name is invalid')),
  each('table-rows', 200914, '§4.2', ['table'], (node) => wrongRow(node)),
  each('audio-forward', 300220, '§4.2', ['audio'], (_, { card }) => (isObject(card['config']) && card['config']['enable_forward'] === false ? undefined : "audio elem don't support forward")),
  once('audio-id-unique', 300230, '§4.3', ['audio'], 'audio_id'),
  each('audio-key', 300240, '§4.3', ['audio'], (node) => (/^file_[\w-]+$/.test(textAt(node.object, 'file_key')) ? undefined : 'This application cannot retrieve audio information.')),
];

const PICTURES: Record<string, number> = { double: 2, triple: 3, bisect: 4, trisect: 6, nine: 9 };

function wholeLink(link: Json | undefined): boolean {
  return !isObject(link) || 'url' in link || ['pc_url', 'ios_url', 'android_url'].every((name) => name in link);
}

function unknownPerson(node: Node, it: CardContext): string | undefined {
  const unknown = peopleIn(node).find((id) => !it.isPerson(id));
  return unknown === undefined ? undefined : `There is an invalid user resource(at/person) in your card; ErrorValue: ${unknown}`;
}

function peopleIn({ tag, object }: Node): string[] {
  if (tag === 'person' || tag === 'avatar') return [textAt(object, 'user_id')];
  if (tag === 'person_list') return object['drop_invalid_user_id'] === true ? [] : listOf(object['persons']).map((person) => textAt(person, 'id'));
  if (tag === 'markdown' || tag === 'lark_md') return peopleInMarkdown(textAt(object, 'content'));
  if (tag !== 'select_person' && tag !== 'multi_select_person') return [];
  const chosen = [textAt(object, 'initial_option'), textAt(object, 'initial_user'), ...listOf(object['selected_values']).filter(isText)];
  return [...listOf(object['options']).map((option) => textAt(option, 'value')), ...chosen].filter((id) => id !== '');
}

const columnNames = (node: Node): string[] => listOf(node.object['columns']).map((column) => textAt(column, 'name'));
const rowsOf = (node: Node): JsonObject[] => listOf(node.object['rows']).filter(isObject);

function wrongRow(node: Node): string | undefined {
  const rows = node.object['rows'];
  if (!Array.isArray(rows) || !rows.every(isObject)) return 'table rows is invalid';
  const types = new Map(listOf(node.object['columns']).map((column) => [textAt(column, 'name'), textAt(column, 'data_type') || 'text']));
  for (const [i, row] of rows.entries()) {
    const column = Object.entries(row).find(([name, cell]) => !fillsCell(types.get(name) ?? 'text', cell));
    if (column) return `table rows is invalid, row ${i}, column ${column[0]}`;
  }
  return undefined;
}
