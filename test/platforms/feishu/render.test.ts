import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block, Card, Field } from '../../../src/chat/index.ts';
import type { Day } from '../../../src/core/clock.ts';
import type { PersonId } from '../../../src/core/ids.ts';
import { valuesIn } from '../../../src/platforms/feishu/decode-press.ts';
import { countElements } from '../../../src/platforms/feishu/elements.ts';
import { renderCard, renderText } from '../../../src/platforms/feishu/render.ts';
import { CONTEXT } from './cards.ts';

type Tagged = { tag: string; [key: string]: unknown };
type Shell = { schema: string; config: Record<string, unknown>; header: Record<string, unknown>; body: { elements: Tagged[] } };

const cardOf = (...blocks: Block[]): Card => ({ title: '双周 Check-in', tone: 'info', blocks });
const drawn = (card: Card): Shell => JSON.parse(renderCard(card, CONTEXT)) as Shell;
const elementsOf = (...blocks: Block[]): Tagged[] => drawn(cardOf(...blocks)).body.elements;
const formElements = (...fields: Field[]): Tagged[] =>
  (elementsOf({ block: 'form', name: 'f', fields, buttons: [{ label: '提交', action: 'x.submit' }], fallback: '' })[0]?.[
    'elements'
  ] as Tagged[]) ?? [];
const id = (name: string): PersonId => name as PersonId;

/** Every object with a tag, wherever it stands. */
function tagged(value: unknown): Tagged[] {
  if (Array.isArray(value)) return value.flatMap(tagged);
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap(tagged);
  return 'tag' in value ? [value as Tagged, ...inner] : inner;
}

describe('the shell', () => {
  it('names what it is, in the colour of its tone, with its state', () => {
    const card: Card = {
      title: '任务已逾期',
      subtitle: '题库 3.0',
      tone: 'bad',
      tag: { text: '待处理', tone: 'warning' },
      blocks: [],
    };
    expect(drawn(card)).toEqual({
      schema: '2.0',
      config: { update_multi: true, summary: { content: '任务已逾期 · 待处理' } },
      header: {
        title: { tag: 'plain_text', content: '任务已逾期' },
        subtitle: { tag: 'plain_text', content: '题库 3.0' },
        template: 'red',
        text_tag_list: [{ tag: 'text_tag', text: { tag: 'plain_text', content: '待处理' }, color: 'orange' }],
      },
      body: { elements: [] },
    });
  });

  it('begins with its schema, by which the client knows a card from a text', () => {
    expect(renderCard(cardOf(), CONTEXT)).toMatch(/^\{"schema":"2\.0"/);
    expect(JSON.parse(renderText('好 <at user_id="all"></at> 1<2'))).toEqual({ text: '好 ＜at user_id="all">＜/at> 1<2' });
  });

  it('is the same for the same card', () => {
    const card = cardOf({ block: 'text', text: 'x' });
    expect(renderCard(card, CONTEXT)).toBe(renderCard(card, CONTEXT));
  });
});

describe('each block', () => {
  it.each<[string, Block, Tagged[]]>([
    ['text', { block: 'text', text: '你好' }, [{ tag: 'markdown', content: '你好' }]],
    [
      'facts',
      {
        block: 'facts',
        facts: [
          { label: '责任人', value: '李静' },
          { label: '完成', value: ['42%'] },
        ],
      },
      [{ tag: 'markdown', content: "<font color='grey'>责任人</font>  李静<br><font color='grey'>完成</font>  42%" }],
    ],
    ['no facts', { block: 'facts', facts: [] }, []],
    [
      'list',
      {
        block: 'list',
        items: [
          { text: '一', detail: '细节' },
          { text: '二', tone: 'bad' },
        ],
      },
      [{ tag: 'markdown', content: "• 一<br><font color='grey'>细节</font><br><font color='red'>●</font> 二" }],
    ],
    [
      'progress',
      { block: 'progress', label: '续费率', ratio: 0.42, expected: 0.55, tone: 'warning', caption: '3 天前' },
      [
        {
          tag: 'markdown',
          content: "续费率<br><font color='orange'>▰▰▰▰▱▱▱▱▱▱</font> 42% · 按时间应到 55%<br><font color='grey'>3 天前</font>",
        },
      ],
    ],
    ['divider', { block: 'divider' }, [{ tag: 'hr' }]],
    [
      'note',
      { block: 'note', text: '只有李静会看到' },
      [{ tag: 'markdown', content: "<font color='grey'>只有李静会看到</font>", text_size: 'notation' }],
    ],
    [
      'people known',
      { block: 'people', people: [{ id: id('1'), name: '李静' }] },
      [{ tag: 'person_list', persons: [{ id: 'ou_1' }], size: 'small', show_name: true, show_avatar: true }],
    ],
    [
      'people of whom one is a stranger',
      {
        block: 'people',
        people: [
          { id: id('1'), name: '李静' },
          { id: id('stranger'), name: '新*人' },
        ],
      },
      [{ tag: 'markdown', content: '李静 · 新&#42;人' }],
    ],
    ['nobody', { block: 'people', people: [] }, []],
    ['actions of which one leads nowhere', { block: 'actions', buttons: [{ label: '坏', url: 'javascript:x' }] }, []],
  ])('%s is drawn', (_what, block, expected) => {
    expect(elementsOf(block)).toEqual(expected);
  });

  it('progress beyond its ends keeps the bar and says the number', () => {
    const bars = [1.3, -1, NaN].map(
      (ratio) => elementsOf({ block: 'progress', label: 'x', ratio, tone: 'good' })[0]?.['content'],
    );
    expect(bars).toEqual([
      "x<br><font color='green'>▰▰▰▰▰▰▰▰▰▰</font> 130%",
      "x<br><font color='green'>▱▱▱▱▱▱▱▱▱▱</font> -100%",
      "x<br><font color='green'>▱▱▱▱▱▱▱▱▱▱</font> 0%",
    ]);
  });

  it('a table has only cells its columns know, as plain text', () => {
    const [table] = elementsOf({
      block: 'table',
      columns: [
        { key: 'a', label: '甲' },
        { key: 'toString', label: '乙', align: 'right' },
      ],
      rows: [{ a: '**x**', other: 'y' }],
      pageSize: 99,
    });
    expect(table).toMatchObject({ tag: 'table', page_size: 10, rows: [{ a: '**x**', toString: '' }] });
    expect(table?.['columns']).toMatchObject([
      { name: 'a', data_type: 'text' },
      { name: 'toString', horizontal_align: 'right' },
    ]);
  });

  it('the sixth table of a card is drawn as lines: the platform takes five', () => {
    const table: Block = { block: 'table', columns: [{ key: 'a', label: '甲' }], rows: [{ a: '1' }] };
    const tags = elementsOf(...Array.from({ length: 6 }, () => table)).map(({ tag }) => tag);
    expect(tags).toEqual(['table', 'table', 'table', 'table', 'table', 'markdown']);
  });

  it('a chart is plain data for VChart', () => {
    const [one] = elementsOf({ block: 'chart', chart: { kind: 'line', title: '投诉', points: [{ x: 'W1', y: 60 }] } });
    expect(one).toMatchObject({
      tag: 'chart',
      chart_spec: { type: 'line', title: { text: '投诉' }, data: { values: [{ x: 'W1', y: 60 }] }, xField: 'x', yField: 'y' },
    });
    const [two] = elementsOf({
      block: 'chart',
      chart: {
        kind: 'bar',
        points: [
          { x: 'W1', y: 60, series: 'A' },
          { x: 'W1', y: 70 },
        ],
      },
    });
    expect(two).toMatchObject({
      chart_spec: { xField: ['x', 'series'], seriesField: 'series', data: { values: [{ series: 'A' }, { series: '' }] } },
    });
  });

  it('a fold is folded and holds its blocks', () => {
    const [fold] = elementsOf({ block: 'fold', title: '上次的计划', blocks: [{ block: 'text', text: 'x' }] });
    expect(fold).toMatchObject({
      tag: 'collapsible_panel',
      expanded: false,
      header: { title: { tag: 'plain_text', content: '上次的计划' } },
      elements: [{ tag: 'markdown', content: 'x' }],
    });
  });
});

describe('buttons', () => {
  it('carry the value of their place in the card, and a name of their own', () => {
    const card = cardOf(
      {
        block: 'list',
        items: [
          { text: 'a', buttons: [{ label: '+1', action: 'okr.step' }] },
          {
            text: 'b',
            buttons: [
              { label: '+1', action: 'okr.step' },
              { label: '细', action: 'okr.show' },
            ],
          },
        ],
      },
      {
        block: 'actions',
        buttons: [
          { label: '登记目标', action: 'okr.new', style: 'primary', confirm: { title: '确定?', text: '会通知他' } },
          { label: '网页', url: 'https://a.example/' },
        ],
      },
    );
    const buttons = tagged(drawn(card)).filter(({ tag }) => tag === 'button');
    expect(buttons.map(({ name }) => name)).toEqual(['okr_step_0', 'okr_step_1', 'okr_show_2', 'okr_new_3', 'link_0']);
    expect(buttons.map(({ behaviors }) => behaviors)).toEqual([
      [{ type: 'callback', value: { token: 'okr.step#0' } }],
      [{ type: 'callback', value: { token: 'okr.step#1' } }],
      [{ type: 'callback', value: { token: 'okr.show#2' } }],
      [{ type: 'callback', value: { token: 'okr.new#3' } }],
      [{ type: 'open_url', default_url: 'https://a.example/' }],
    ]);
    expect(buttons[3]).toMatchObject({ type: 'primary_filled', confirm: { title: { tag: 'plain_text', content: '确定?' } } });
  });
});

describe('a form', () => {
  it('has every field under a name that carries its type, and nothing is required', () => {
    const fields: Field[] = [
      { field: 'short-text', name: 'title', label: '目标', hint: '一句话', value: '提升续费率', maxLength: 60 },
      { field: 'long-text', name: 'plan', label: '计划', rows: 4 },
      { field: 'number', name: 'score', label: '完成', value: 42 },
      { field: 'date', name: 'due', label: '完成日期', value: '2026-12-31' as Day },
      {
        field: 'choice',
        name: 'load',
        label: '工作量',
        options: [
          { value: 'ok', label: '刚好' },
          { value: 'busy', label: '偏多' },
        ],
        value: 'gone',
      },
      { field: 'people', name: 'owner', label: '责任人', value: [id('1')], candidates: [id('2'), id('stranger')] },
      { field: 'people', name: 'helpers', label: '协作', value: [id('1'), id('2')], many: true },
    ];
    const elements = formElements(...fields);
    const named = elements.filter(({ name }) => name !== undefined);
    expect(named.map(({ tag, name }) => `${tag} ${String(name)}`)).toEqual([
      'input text_title',
      'input text_plan',
      'input number_score',
      'date_picker date_due',
      'select_static choice_load',
      'select_person people_owner',
      'multi_select_person people_helpers',
      'button x_submit_0',
    ]);
    expect(named[0]).toMatchObject({
      label: { content: '目标' },
      placeholder: { content: '一句话' },
      default_value: '提升续费率',
      max_length: 60,
    });
    expect(named[1]).toMatchObject({ input_type: 'multiline_text', rows: 4, max_length: 1000 });
    expect(named[2]).toMatchObject({ default_value: '42' });
    expect(named[3]).toMatchObject({ initial_date: '2026-12-31' });
    expect(named[4]).not.toHaveProperty('initial_option');
    expect(named[5]).toMatchObject({ initial_option: 'ou_1', options: [{ value: 'ou_1' }, { value: 'ou_2' }] });
    expect(named[6]).toMatchObject({ selected_values: ['ou_1', 'ou_2'] });
    expect(named[6]).not.toHaveProperty('options');
    expect(named[7]).toMatchObject({ form_action_type: 'submit', behaviors: [{ type: 'callback' }] });
    expect(JSON.stringify(elements)).not.toContain('required');
  });

  it('spreads what is longer than an input over several, and gets it back whole', () => {
    const long = `${'甲'.repeat(999)}😀${'乙'.repeat(1200)}\n末`;
    const inputs = formElements({ field: 'long-text', name: 'plan', label: '计划', value: long }).filter(
      ({ tag }) => tag === 'input',
    );
    expect(inputs.map(({ name }) => name)).toEqual(['text_plan', 'text2_plan', 'text3_plan']);
    expect((inputs[1]?.['label'] as Tagged)['content']).toBe('计划(2/3)');
    for (const input of inputs) expect(String(input['default_value']).length).toBeLessThanOrEqual(1000);
    const form = Object.fromEntries(inputs.map((input) => [input['name'], input['default_value']]));
    expect(valuesIn(form)['plan']).toEqual({ type: 'text', text: long });
  });

  it('says so when even that does not hold it', () => {
    const elements = formElements({ field: 'long-text', name: 'plan', label: '计划', value: '长'.repeat(4321) });
    expect(elements.filter(({ tag }) => tag === 'input')).toHaveLength(4);
    expect(elements.some(({ content }) => String(content).includes('321 字'))).toBe(true);
  });

  it('keeps what people typed before as words: a default value is no markdown', () => {
    expect(formElements({ field: 'short-text', name: 'a', label: '**x**', value: '<at id=all>' })[0]).toMatchObject({
      default_value: '<at id=all>',
      label: { tag: 'plain_text', content: '**x**' },
    });
  });
});

describe('the platform’s limits', () => {
  const within = (card: Card): Shell => {
    const wire = renderCard(card, CONTEXT);
    const shell = JSON.parse(wire) as Shell;
    expect(Buffer.byteLength(wire)).toBeLessThanOrEqual(30 * 1024);
    expect(tagged(shell).length).toBeLessThanOrEqual(200);
    expect(countElements(shell)).toBe(tagged(shell).length);
    return shell;
  };

  it('a long list ends with how many more there are, and the buttons behind it keep their places', () => {
    const items = Array.from({ length: 300 }, (_, i) => ({ text: `第 ${i} 项`, buttons: [{ label: '好', action: 'a.b' }] }));
    const shell = within(cardOf({ block: 'list', items }, { block: 'actions', buttons: [{ label: '全部', action: 'a.all' }] }));
    const shown = tagged(shell).filter(({ name }) => String(name).startsWith('a_b_')).length;
    expect(shown).toBeGreaterThan(5);
    expect(JSON.stringify(shell)).toContain(`还有 ${300 - shown} 项`);
    expect(tagged(shell).find(({ name }) => name === 'a_all_300')).toMatchObject({
      behaviors: [{ value: { token: 'a.all#300' } }],
    });
  });

  it('a long table and a long text say what is missing', () => {
    const rows = Array.from({ length: 900 }, (_, i) => ({ a: `行 ${i} ${'长'.repeat(20)}` }));
    expect(JSON.stringify(within(cardOf({ block: 'table', columns: [{ key: 'a', label: '甲' }], rows })))).toMatch(/还有 \d+ 项/);
    expect(JSON.stringify(within(cardOf({ block: 'text', text: '*'.repeat(20_000) })))).toMatch(/还有 \d+ 字/);
  });

  it('a form stays, whatever else must go, and its buttons keep their places', () => {
    const long = (name: string): Field => ({ field: 'long-text', name, label: name, value: '长'.repeat(4000) });
    const text: Block = { block: 'text', text: '长'.repeat(900) };
    const shell = within(
      cardOf(
        ...Array.from({ length: 60 }, () => text),
        { block: 'actions', buttons: [{ label: '好', action: 'a.b' }] },
        {
          block: 'form',
          name: 'f',
          fields: ['a', 'b', 'c', 'd'].map(long),
          buttons: [{ label: '提交', action: 'a.submit' }],
          fallback: '',
        },
      ),
    );
    expect(tagged(shell).filter(({ tag }) => tag === 'input').length).toBeGreaterThanOrEqual(4);
    expect(tagged(shell).some(({ name }) => name === 'a_submit_1')).toBe(true);
    expect(JSON.stringify(shell)).toMatch(/提交后只保留框里的内容/);
  });

  it('a value is asked for once, however often the card is drawn', () => {
    const asked: number[] = [];
    const items = Array.from({ length: 300 }, () => ({ text: 'x'.repeat(200), buttons: [{ label: '好', action: 'a.b' }] }));
    renderCard(cardOf({ block: 'list', items }), { ...CONTEXT, valueOf: (_button, index) => (asked.push(index), { index }) });
    expect(new Set(asked).size).toBe(asked.length);
  });

  it('hold for any card', () => {
    const words = fc.oneof(
      fc.string({ maxLength: 300 }),
      fc.constantFrom('*'.repeat(3000), '长'.repeat(3000), '😀'.repeat(2000)),
    );
    const button = fc.record({ label: words, action: fc.constantFrom('a.b', 'c.d') });
    const buttons = fc.array(button, { maxLength: 6 });
    const block: fc.Arbitrary<Block> = fc.oneof(
      fc.record({ block: fc.constant('text' as const), text: words }),
      fc.record({ block: fc.constant('note' as const), text: words }),
      fc.record({
        block: fc.constant('facts' as const),
        facts: fc.array(fc.record({ label: words, value: words }), { maxLength: 20 }),
      }),
      fc.record({ block: fc.constant('list' as const), items: fc.array(fc.record({ text: words, buttons }), { maxLength: 60 }) }),
      fc.record({
        block: fc.constant('table' as const),
        columns: fc.constant<{ key: string; label: string }[]>([{ key: 'a', label: '甲' }]),
        rows: fc.array(fc.record({ a: words }), { maxLength: 100 }),
      }),
      fc.record({ block: fc.constant('actions' as const), buttons }),
      fc.record({
        block: fc.constant('progress' as const),
        label: words,
        ratio: fc.double(),
        tone: fc.constant('good' as const),
      }),
    );
    fc.assert(
      fc.property(fc.array(block, { maxLength: 40 }), words, (blocks, title) => {
        const shell = within({ title, tone: 'neutral', blocks });
        const names = tagged(shell).flatMap(({ name, tag }) => (tag === 'button' ? [name] : []));
        expect(new Set(names).size).toBe(names.length);
      }),
      { numRuns: 60 },
    );
  });
});
