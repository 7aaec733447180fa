import { openIdOf } from '../../src/sandbox/feishu/ids.ts';

export type Wire = Record<string, unknown>;

export type Sample = { rule: string; what: string; accepted: Wire; refused: Wire; code: number; path?: string };

export const plain = (content: string): Wire => ({ tag: 'plain_text', content });
export const note = (content = '好'): Wire => ({ tag: 'markdown', content });
export const button = (over: Wire = {}): Wire => ({ tag: 'button', text: plain('好'), ...over });
export const submit = (over: Wire = {}): Wire => button({ name: 'send', form_action_type: 'submit', ...over });
export const input = (over: Wire = {}): Wire => ({ tag: 'input', name: 'why', ...over });
export const form = (...elements: Wire[]): Wire => ({ tag: 'form', name: 'f', elements: [...elements, submit()] });
export const select = (over: Wire = {}): Wire => ({
  tag: 'select_static',
  name: 'level',
  options: [
    { text: plain('低'), value: '1' },
    { text: plain('高'), value: '2' },
  ],
  ...over,
});
export const table = (over: Wire = {}): Wire => ({
  tag: 'table',
  columns: [{ name: 'kr', display_name: 'KR', data_type: 'text' }],
  rows: [{ kr: 'KR-1' }],
  ...over,
});
export const chart = (over: Wire = {}): Wire => ({
  tag: 'chart',
  chart_spec: { type: 'line', data: { values: [{ x: '1', y: 2 }] }, xField: 'x', yField: 'y' },
  ...over,
});
export const columns = (...elements: Wire[]): Wire => ({ tag: 'column_set', columns: [{ tag: 'column', elements }] });
export const panel = (over: Wire = {}): Wire => ({
  tag: 'collapsible_panel',
  header: { title: plain('更多') },
  elements: [note()],
  ...over,
});
export const area = (over: Wire = {}): Wire => ({
  tag: 'interactive_container',
  behaviors: [{ type: 'callback', value: {} }],
  elements: [note()],
  ...over,
});
export const nest = (deep: number): Wire => (deep === 0 ? note() : columns(nest(deep - 1)));

export const cardOf = (...elements: Wire[]): Wire => ({ schema: '2.0', body: { elements } });
export const shell = (over: Wire): Wire => ({ ...cardOf(note()), ...over });

export const someone = openIdOf('E004');
export const stranger = 'ou_00000000000000000000000000000000';
export const many = (count: number, make: (i: number) => Wire): Wire[] => Array.from({ length: count }, (_, i) => make(i));

export const of = (rule: string, code: number, what: string, accepted: Wire, refused: Wire, path?: string): Sample => ({
  rule,
  code,
  what,
  accepted,
  refused,
  ...(path === undefined ? {} : { path }),
});
/** The same component, once right and once wrong. */
export const component = (rule: string, code: number, what: string, right: Wire, wrong: Wire, path?: string): Sample =>
  of(rule, code, what, cardOf(right), cardOf(wrong), path);

export const value = (what: string, right: Wire, wrong: Wire, path?: string): Sample =>
  component('attribute-value', 200621, what, right, wrong, path);
export const missing = (what: string, right: Wire, wrong: Wire): Sample =>
  component('missing-attribute', 200621, what, right, wrong);
export const extra = (what: string, right: Wire, attribute: Wire): Sample =>
  component('unknown-attribute', 200861, what, right, { ...right, ...attribute });
