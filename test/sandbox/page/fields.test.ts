import { describe, expect, test } from 'vitest';
import { collect, initialOf } from '../../../src/sandbox/page/card/fields.ts';
import { actionOf, componentsOf } from '../../../src/sandbox/page/card/walk.ts';
import { readMoment } from '../../../src/sandbox/page/card/moments.ts';
import { tagOf, type Wire } from '../../../src/sandbox/page/card/wire.ts';

const column = (...elements: Wire[]): Wire => ({ tag: 'column', elements });
const row = (...elements: Wire[]): Wire => ({ tag: 'column_set', columns: elements.map((each) => column(each)) });
const button = (label: string, extra: Wire = {}): Wire => ({
  tag: 'button',
  text: { tag: 'plain_text', content: label },
  ...extra,
});
const card = (...elements: Wire[]): Wire => ({ schema: '2.0', body: { elements } });

describe('what a field starts with', () => {
  const employeeOf = (id: string): string => ({ ou_1: 'E1', ou_2: 'E2' })[id] ?? id;
  test.each<[string, Wire, unknown]>([
    ['an input', { tag: 'input', default_value: '上次的' }, '上次的'],
    ['an empty input', { tag: 'input' }, ''],
    ['a select by value', { tag: 'select_static', initial_option: 'b' }, 'b'],
    [
      'a select by position, counted from one',
      { tag: 'select_static', initial_index: 2, options: [{ value: 'a' }, { value: 'b' }] },
      'b',
    ],
    ['a multi-select', { tag: 'multi_select_static', selected_values: ['a', 'b'] }, ['a', 'b']],
    ['a person, kept by 工号', { tag: 'select_person', initial_option: 'ou_1' }, 'E1'],
    ['a stranger, kept by open id', { tag: 'select_person', initial_option: 'ou_9' }, 'ou_9'],
    ['people', { tag: 'multi_select_person', selected_values: ['ou_1', 'ou_2'] }, ['E1', 'E2']],
    ['a date, without its zone', { tag: 'date_picker', initial_date: '2026-09-30 +0800' }, '2026-09-30'],
    ['a time', { tag: 'picker_time', initial_time: '09:30' }, '09:30'],
    ['a date with time', { tag: 'picker_datetime', initial_datetime: '2026-09-30 09:30 +0800' }, '2026-09-30 09:30'],
    ['a box', { tag: 'checker', checked: true }, true],
  ])('%s', (_what, field, value) => {
    expect(initialOf(field, employeeOf)).toEqual(value);
  });
});

describe('what a form sends', () => {
  const form: Wire = {
    tag: 'form',
    name: 'f',
    elements: [
      { tag: 'input', name: 'win', required: true },
      row({ tag: 'input', name: 'plan', default_value: '照旧' }, { tag: 'date_picker', name: 'due', initial_date: '2026-09-30' }),
      { tag: 'checker', name: 'agree' },
      { tag: 'multi_select_static', name: 'tags' },
      button('提交', { name: 'submit', form_action_type: 'submit' }),
    ],
  };

  test('every field, typed or prefilled, wherever it stands; empty ones are left out', () => {
    expect(collect(form, { win: '上线' })).toEqual({
      values: { win: '上线', plan: '照旧', due: '2026-09-30', agree: false },
      missing: [],
    });
  });

  test('what was prefilled and then emptied is sent as empty, or the old words would come back', () => {
    expect(collect(form, { win: '上线', plan: '', due: '' }).values).toMatchObject({ plan: '', due: '' });
  });

  test('a required field that holds nothing, or blanks only, is named', () => {
    expect(collect(form, {}).missing).toEqual(['win']);
    expect(collect(form, { win: '  \n' }).missing).toEqual(['win']);
  });
});

describe('how a press is called', () => {
  test('by its name, else by its label, else by its place', () => {
    const named = button('提交', { name: 'submit' });
    const plain = button('打卡');
    const twins = [button('+5'), button('+5')] as const;
    const whole = card(named, row(plain, twins[0]), { tag: 'collapsible_panel', elements: [twins[1]] });
    expect([named, plain, ...twins].map((each) => actionOf(whole, each))).toEqual(['submit', '打卡', '#2', '#3']);
  });

  test('a name that two buttons share calls neither', () => {
    const [a, b] = [button('甲', { name: 'x' }), button('乙', { name: 'x' })];
    expect(actionOf(card(a, b), b)).toBe('乙');
  });

  test('what is no button is called by name, else by element id, else by tag', () => {
    const menu: Wire = { tag: 'overflow', name: 'more' };
    const box: Wire = { tag: 'interactive_container', element_id: 'box' };
    const menuToo: Wire = { tag: 'overflow' };
    expect([menu, box, menuToo].map((each) => actionOf(card(menu, box, menuToo), each))).toEqual(['more', 'box', 'overflow']);
  });

  test('the walk meets components in reading order, the outer first, those beside a checker too', () => {
    const checker: Wire = { tag: 'checker', button_area: { buttons: [button('删')] } };
    const whole: Wire = { elements: [row({ tag: 'hr' }), checker, { tag: 'markdown' }] };
    expect([...componentsOf(whole)].map(tagOf)).toEqual(['column_set', 'column', 'hr', 'checker', 'button', 'markdown']);
  });
});

describe('a moment that is typed', () => {
  test.each([
    ['date', '2026-9-3', '2026-09-03'],
    ['date', '2026年9月30日', '2026-09-30'],
    ['date', '2026/09/30', '2026-09-30'],
    ['time', '9:05', '09:05'],
    ['time', '18:30', '18:30'],
    ['datetime', '2026-09-30 9:05', '2026-09-30 09:05'],
    ['datetime', '2026-09-30T18:00', '2026-09-30 18:00'],
  ] as const)('%s: %s', (kind, typed, read) => {
    expect(readMoment(kind, typed)).toBe(read);
  });

  test.each([
    ['date', '2026-02-30'],
    ['date', '明天'],
    ['date', '2026-09-30 18:00'],
    ['time', '24:00'],
    ['datetime', '2026-09-30'],
  ] as const)('%s: %s is none', (kind, typed) => {
    expect(readMoment(kind, typed)).toBeUndefined();
  });
});
