import { openIdOf } from '../../src/sandbox/feishu/ids.ts';

type Wire = Record<string, unknown>;

export type Sample = { rule: string; what: string; accepted: Wire; refused: Wire; code: number; path?: string };

const plain = (content: string): Wire => ({ tag: 'plain_text', content });
const note = (content = '好'): Wire => ({ tag: 'markdown', content });
const button = (over: Wire = {}): Wire => ({ tag: 'button', text: plain('好'), ...over });
const submit = (over: Wire = {}): Wire => button({ name: 'send', form_action_type: 'submit', ...over });
const input = (over: Wire = {}): Wire => ({ tag: 'input', name: 'why', ...over });
const form = (...elements: Wire[]): Wire => ({ tag: 'form', name: 'f', elements: [...elements, submit()] });
const select = (over: Wire = {}): Wire => ({
  tag: 'select_static',
  name: 'level',
  options: [
    { text: plain('低'), value: '1' },
    { text: plain('高'), value: '2' },
  ],
  ...over,
});
const table = (over: Wire = {}): Wire => ({
  tag: 'table',
  columns: [{ name: 'kr', display_name: 'KR', data_type: 'text' }],
  rows: [{ kr: 'KR-1' }],
  ...over,
});
const chart = (over: Wire = {}): Wire => ({
  tag: 'chart',
  chart_spec: { type: 'line', data: { values: [{ x: '1', y: 2 }] }, xField: 'x', yField: 'y' },
  ...over,
});
const columns = (...elements: Wire[]): Wire => ({ tag: 'column_set', columns: [{ tag: 'column', elements }] });
const panel = (over: Wire = {}): Wire => ({
  tag: 'collapsible_panel',
  header: { title: plain('更多') },
  elements: [note()],
  ...over,
});
const area = (over: Wire = {}): Wire => ({
  tag: 'interactive_container',
  behaviors: [{ type: 'callback', value: {} }],
  elements: [note()],
  ...over,
});
const nest = (deep: number): Wire => (deep === 0 ? note() : columns(nest(deep - 1)));

export const cardOf = (...elements: Wire[]): Wire => ({ schema: '2.0', body: { elements } });
const shell = (over: Wire): Wire => ({ ...cardOf(note()), ...over });

const someone = openIdOf('E004');
const stranger = 'ou_00000000000000000000000000000000';
const many = (count: number, make: (i: number) => Wire): Wire[] => Array.from({ length: count }, (_, i) => make(i));

const of = (rule: string, code: number, what: string, accepted: Wire, refused: Wire, path?: string): Sample => ({
  rule,
  code,
  what,
  accepted,
  refused,
  ...(path === undefined ? {} : { path }),
});
/** The same component, once right and once wrong. */
const component = (rule: string, code: number, what: string, right: Wire, wrong: Wire, path?: string): Sample =>
  of(rule, code, what, cardOf(right), cardOf(wrong), path);

const value = (what: string, right: Wire, wrong: Wire, path?: string): Sample =>
  component('attribute-value', 200621, what, right, wrong, path);
const missing = (what: string, right: Wire, wrong: Wire): Sample => component('missing-attribute', 200621, what, right, wrong);
const extra = (what: string, right: Wire, attribute: Wire): Sample =>
  component('unknown-attribute', 200861, what, right, { ...right, ...attribute });

export const SAMPLES: readonly Sample[] = [
  of('schema-2', 200621, 'schema says 2.0', shell({}), { elements: [note()] }, 'ROOT'),

  component(
    'unknown-tag',
    200861,
    'the note of 1.0',
    note(),
    { tag: 'note', elements: [] },
    'ROOT -> body -> elements -> [0](tag: note)',
  ),
  component(
    'unknown-tag',
    200861,
    'the action row of 1.0',
    button(),
    { tag: 'action', actions: [button()] },
    'ROOT -> body -> elements -> [0](tag: action)',
  ),
  component(
    'unknown-tag',
    200861,
    'an unknown tag deep inside',
    columns(note()),
    columns({ tag: 'blink' }),
    'ROOT -> body -> elements -> [0](tag: column_set) -> columns -> [0](tag: column) -> elements -> [0](tag: blink)',
  ),
  component('unknown-tag', 200861, 'tags are not what objects inherit', note(), { tag: 'constructor' }),

  of('unknown-attribute', 200861, 'elements at the root', shell({}), shell({ elements: [note()] }), 'ROOT'),
  of('unknown-attribute', 200861, 'i18n_elements', shell({}), shell({ i18n_elements: {} })),
  of('unknown-attribute', 200861, 'fallback', shell({}), shell({ fallback: {} })),
  of(
    'unknown-attribute',
    200861,
    'wide_screen_mode',
    shell({ config: { width_mode: 'fill' } }),
    shell({ config: { wide_screen_mode: true } }),
    'ROOT -> config',
  ),
  of(
    'unknown-attribute',
    200861,
    'ud_icon in the header',
    shell({ header: { title: plain('题'), icon: { tag: 'standard_icon', token: 'chat_outlined' } } }),
    shell({ header: { title: plain('题'), ud_icon: {} } }),
  ),
  extra('the value of a button in 1.0', button(), { value: { a: 1 } }),
  extra('the url of a button in 1.0', button(), { url: 'https://example.invalid' }),
  extra('the action_type of a button in 1.0', button(), { action_type: 'form_submit' }),
  extra(
    'a picture with stretch_without_padding',
    { tag: 'img', img_key: 'img_v2_a', alt: plain('图') },
    { stretch_without_padding: true },
  ),
  extra('i18n instead of i18n_content', { tag: 'div', text: plain('好') }, { i18n: {} }),

  component(
    'misplaced-tag',
    200861,
    'a form in a column',
    columns(note()),
    columns(form(input())),
    'ROOT -> body -> elements -> [0](tag: column_set) -> columns -> [0](tag: column) -> elements -> [0](tag: form)',
  ),
  component('misplaced-tag', 200861, 'a table in a form', form(input()), form(table())),
  component('misplaced-tag', 200861, 'a table in a panel', panel(), panel({ elements: [table()] })),
  component(
    'misplaced-tag',
    200861,
    'a form in a form',
    form(input()),
    form({ tag: 'form', name: 'g', elements: [submit({ name: 'again' })] }),
  ),
  component('misplaced-tag', 200861, 'a chart in a form', columns(chart()), form(chart())),
  component('misplaced-tag', 200861, 'a form in an area to press', area(), area({ elements: [form()] })),
  component('misplaced-tag', 200861, 'lark_md on a button', button(), button({ text: { tag: 'lark_md', content: '好' } })),
  component(
    'misplaced-tag',
    200861,
    'lark_md as the title of a panel',
    panel({ header: { title: note('题') } }),
    panel({ header: { title: { tag: 'lark_md', content: '题' } } }),
  ),

  missing('markdown needs content', note(), { tag: 'markdown' }),
  missing('a button needs text', button(), { tag: 'button' }),
  missing('a picture needs alt', { tag: 'img', img_key: 'img_v2_a', alt: plain('图') }, { tag: 'img', img_key: 'img_v2_a' }),
  missing('a form needs a name', form(), { tag: 'form', elements: [submit()] }),
  missing('an area needs behaviors', area(), { tag: 'interactive_container', elements: [note()] }),
  missing('a table needs rows', table(), { tag: 'table', columns: [{ name: 'kr' }] }),
  missing('a select needs options', select(), { tag: 'select_static', name: 'level' }),
  of(
    'missing-attribute',
    200621,
    'a header needs a title',
    shell({ header: { title: plain('题') } }),
    shell({ header: { subtitle: plain('副') } }),
    'ROOT -> header',
  ),
  of('missing-attribute', 200621, 'a card needs a body', cardOf(note()), { schema: '2.0' }, 'ROOT'),

  value(
    'element_id begins with a letter',
    { ...note(), element_id: 'a1_b' },
    { ...note(), element_id: '1a' },
    'ROOT -> body -> elements -> [0](tag: markdown) -> element_id',
  ),
  value(
    'element_id has at most 20 characters',
    { ...note(), element_id: 'a'.repeat(20) },
    { ...note(), element_id: 'a'.repeat(21) },
  ),
  value('margin reaches from -99 to 99', { ...note(), margin: '-12px 0px' }, { ...note(), margin: '-100px' }),
  value('padding is not negative', panel({ padding: '8px' }), panel({ padding: '-8px' })),
  value(
    'a panel header takes one or four paddings',
    panel({ header: { title: plain('题'), padding: '4px 8px 4px 8px' } }),
    panel({ header: { title: plain('题'), padding: '4px 8px' } }),
  ),
  value('spacing by name or size', panel({ vertical_spacing: 'extra_large' }), panel({ vertical_spacing: 'huge' })),
  value('column width is not a number', columns(note()), {
    tag: 'column_set',
    columns: [{ tag: 'column', width: 200, elements: [] }],
  }),
  value(
    'column weight is 1 to 5',
    { tag: 'column_set', columns: [{ tag: 'column', width: 'weighted', weight: 5, elements: [] }] },
    { tag: 'column_set', columns: [{ tag: 'column', width: 'weighted', weight: 6, elements: [] }] },
  ),
  value(
    'colours by name, never hex',
    { tag: 'column_set', background_style: 'grey-50', columns: [] },
    { tag: 'column_set', background_style: '#eeeeee', columns: [] },
  ),
  value(
    'rgba is a colour',
    { tag: 'column_set', background_style: 'rgba(5,157,178,0.5)', columns: [] },
    { tag: 'column_set', background_style: 'rgb(5,157,178)', columns: [] },
  ),
  value('text sizes by name', { ...note(), text_size: 'notation' }, { ...note(), text_size: '14px' }),
  value('button types', button({ type: 'primary_filled' }), button({ type: 'success' })),
  value('max_length is 1 to 1000', input({ max_length: 1000 }), input({ max_length: 1001 })),
  value('input types', input({ input_type: 'multiline_text' }), input({ input_type: 'textarea' })),
  value(
    'dates are yyyy-MM-dd',
    { tag: 'date_picker', initial_date: '2026-09-30' },
    { tag: 'date_picker', initial_date: '2026/9/30' },
  ),
  value('times are HH:mm', { tag: 'picker_time', initial_time: '09:30' }, { tag: 'picker_time', initial_time: '9:30' }),
  value(
    'moments are yyyy-MM-dd HH:mm',
    { tag: 'picker_datetime', initial_datetime: '2026-09-30 09:30' },
    { tag: 'picker_datetime', initial_datetime: '2026-09-30T09:30' },
  ),
  value('flags are booleans', button({ disabled: true }), button({ disabled: 'true' })),
  value('a table shows 1 to 10 rows', table({ page_size: 10 }), table({ page_size: 11 })),
  value('column types of a table', table(), table({ columns: [{ name: 'kr', data_type: 'currency' }] })),
  value('chart proportions', chart({ aspect_ratio: '16:9' }), chart({ aspect_ratio: '3:2' })),
  value(
    'links are links',
    button({ behaviors: [{ type: 'open_url', default_url: 'https://example.invalid' }] }),
    button({ behaviors: [{ type: 'open_url', default_url: 'example' }] }),
  ),
  of(
    'attribute-value',
    200621,
    'header colours',
    shell({ header: { title: plain('题'), template: 'carmine' } }),
    shell({ header: { title: plain('题'), template: 'pink' } }),
    'ROOT -> header -> template',
  ),
  of(
    'attribute-value',
    200621,
    'at most three tags in the header',
    shell({
      header: { title: plain('题'), text_tag_list: many(3, () => ({ tag: 'text_tag', text: plain('急'), color: 'red' })) },
    }),
    shell({ header: { title: plain('题'), text_tag_list: many(4, () => ({ tag: 'text_tag', text: plain('急') })) } }),
  ),
  of(
    'attribute-value',
    200621,
    'width modes',
    shell({ config: { width_mode: 'compact' } }),
    shell({ config: { width_mode: 'wide' } }),
  ),
  of(
    'attribute-value',
    200621,
    'the summary is an object',
    shell({ config: { summary: { content: '待办' } } }),
    shell({ config: { summary: '待办' } }),
  ),

  component(
    'picture-key',
    200570,
    'a picture is an uploaded one',
    { tag: 'img', img_key: 'img_v3_02ab-c', alt: plain('图') },
    { tag: 'img', img_key: 'https://example.invalid/a.png', alt: plain('图') },
  ),

  of('elements-200', 11310, '200 things with a tag', cardOf(...many(200, () => note())), cardOf(...many(201, () => note()))),
  of('elements-200', 11310, 'texts count as well', cardOf(...many(100, () => button())), cardOf(...many(101, () => button()))),
  of('tables-5', 11310, 'five tables', cardOf(...many(5, () => table())), cardOf(...many(6, () => table()))),
  of(
    'update-multi',
    300302,
    'cards are shared',
    shell({ config: { update_multi: true } }),
    shell({ config: { update_multi: false } }),
  ),
  component('nesting-5', 11310, 'five containers deep', nest(5), nest(6)),
  of(
    'element-id-unique',
    300301,
    'element_id once',
    cardOf({ ...note(), element_id: 'a' }, { ...note(), element_id: 'b' }),
    cardOf({ ...note(), element_id: 'a' }, { ...note(), element_id: 'a' }),
  ),
  component('name-unique', 200621, 'names once', form(input(), input({ name: 'how' })), form(input(), input())),
  component(
    'submit-button',
    200621,
    'a form has a button that submits',
    form(input()),
    { tag: 'form', name: 'f', elements: [input(), button({ name: 'b' })] },
    'ROOT -> body -> elements -> [0](tag: form)',
  ),
  component('form-action-outside', 200621, 'submitting is for forms', form(), submit()),
  component(
    'options-unique',
    200621,
    'option values once',
    select(),
    select({
      options: [
        { text: plain('低'), value: '1' },
        { text: plain('高'), value: '1' },
      ],
    }),
  ),
  component(
    'initial-among-options',
    200621,
    'the initial option exists',
    select({ initial_option: '2' }),
    select({ initial_option: '3' }),
  ),
  component(
    'initial-among-options',
    200621,
    'the initial options exist',
    select({ tag: 'multi_select_static', selected_values: ['1', '2'] }),
    select({ tag: 'multi_select_static', selected_values: ['1', '3'] }),
  ),
  component(
    'overflow-option',
    200621,
    'a menu entry does something',
    { tag: 'overflow', options: [{ text: plain('看'), value: 'see' }] },
    { tag: 'overflow', options: [{ text: plain('看') }] },
  ),
  component(
    'callback-value',
    200621,
    'a callback carries an object',
    button({ behaviors: [{ type: 'callback', value: { act: 'go' } }] }),
    button({ behaviors: [{ type: 'callback' }] }),
  ),
  component(
    'attribute-value',
    200621,
    'a callback carries no string',
    button({ behaviors: [{ type: 'callback', value: {} }] }),
    button({ behaviors: [{ type: 'callback', value: 'go' }] }),
  ),
  component(
    'open-url-target',
    200621,
    'a link leads somewhere',
    button({ behaviors: [{ type: 'open_url', pc_url: 'https://example.invalid' }] }),
    button({ behaviors: [{ type: 'open_url' }] }),
  ),
  of(
    'card-link',
    200621,
    'a card link for every device',
    shell({ card_link: { url: 'https://example.invalid' } }),
    shell({ card_link: { pc_url: 'https://example.invalid' } }),
  ),
  component('people', 100290, 'a person exists', { tag: 'person', user_id: someone }, { tag: 'person', user_id: stranger }),
  component(
    'people',
    100290,
    'everybody in a list exists',
    { tag: 'person_list', persons: [{ id: someone }] },
    { tag: 'person_list', persons: [{ id: someone }, { id: stranger }] },
  ),
  component(
    'people',
    100290,
    'candidates exist',
    { tag: 'select_person', options: [{ value: someone }] },
    { tag: 'select_person', options: [{ value: stranger }] },
  ),
  component(
    'people',
    100290,
    'whoever is mentioned exists',
    note(`<at id="${someone}"></at> <at id=all></at>`),
    note(`<at id="${stranger}"></at>`),
  ),
  component(
    'markdown-colour',
    200621,
    'coloured words by name',
    note("<font color='red'>急</font>"),
    note("<font color='#ff0000'>急</font>"),
  ),
  component(
    'picture-count',
    200621,
    'as many pictures as the pattern has places',
    { tag: 'img_combination', combination_mode: 'double', img_list: many(2, () => ({ img_key: 'img_v2_a' })) },
    { tag: 'img_combination', combination_mode: 'triple', img_list: many(2, () => ({ img_key: 'img_v2_a' })) },
  ),
  component(
    'chart-spec',
    200550,
    'a chart has data',
    chart(),
    chart({ chart_spec: { type: 'line' } }),
    'ROOT -> body -> elements -> [0](tag: chart)',
  ),
  component(
    'chart-spec',
    200550,
    'a chart holds no code',
    chart(),
    chart({ chart_spec: { type: 'line', data: { values: [] }, label: { formatMethod: 'function (v) { return v }' } } }),
  ),
  component(
    'chart-spec',
    200550,
    'axes are a list',
    chart({ chart_spec: { type: 'bar', data: [], axes: [] } }),
    chart({ chart_spec: { type: 'bar', data: [], axes: null } }),
  ),
  component(
    'table-columns-50',
    11310,
    'fifty columns',
    table({ rows: [], columns: many(50, (i) => ({ name: `c${i}` })) }),
    table({ rows: [], columns: many(51, (i) => ({ name: `c${i}` })) }),
  ),
  component(
    'table-column-names',
    200621,
    'columns are told apart',
    table({ columns: [{ name: 'kr' }, { name: 'b' }] }),
    table({ columns: [{ name: 'kr' }, { name: 'kr' }] }),
  ),
  component('table-row-names', 200915, 'rows use the names of columns', table(), table({ rows: [{ kr: 'KR-1', other: 'x' }] })),
  component(
    'table-rows',
    200914,
    'a number is a number',
    table({ columns: [{ name: 'kr', data_type: 'number' }], rows: [{ kr: 5 }] }),
    table({ columns: [{ name: 'kr', data_type: 'number' }], rows: [{ kr: '5' }] }),
  ),
  component(
    'table-rows',
    200914,
    'options are a list of texts',
    table({ columns: [{ name: 'kr', data_type: 'options' }], rows: [{ kr: [{ text: '急', color: 'red' }] }] }),
    table({ columns: [{ name: 'kr', data_type: 'options' }], rows: [{ kr: '急' }] }),
  ),
  of(
    'audio-forward',
    300220,
    'sounds are not forwarded',
    { ...cardOf({ tag: 'audio', file_key: 'file_v3_a', background_style: 'grey' }), config: { enable_forward: false } },
    cardOf({ tag: 'audio', file_key: 'file_v3_a', background_style: 'grey' }),
  ),
  of(
    'audio-id-unique',
    300230,
    'sounds are told apart',
    {
      ...cardOf(...many(2, (i) => ({ tag: 'audio', file_key: 'file_v3_a', background_style: 'grey', audio_id: `a${i}` }))),
      config: { enable_forward: false },
    },
    {
      ...cardOf(...many(2, () => ({ tag: 'audio', file_key: 'file_v3_a', background_style: 'grey', audio_id: 'a' }))),
      config: { enable_forward: false },
    },
  ),
  of(
    'audio-key',
    300240,
    'a sound is an uploaded one',
    { ...cardOf({ tag: 'audio', file_key: 'file_v3_a', background_style: 'grey' }), config: { enable_forward: false } },
    { ...cardOf({ tag: 'audio', file_key: 'a.ogg', background_style: 'grey' }), config: { enable_forward: false } },
  ),
];

const everyField = {
  disabled: false,
  disabled_tips: plain('停'),
  hover_tips: plain('提示'),
  confirm: { title: plain('确定?'), text: plain('不可撤销') },
  behaviors: [{ type: 'callback', value: {} }],
  required: true,
  placeholder: plain('选'),
  width: 'fill',
  margin: '0',
};

/** One of each component of reference §4.2 with its documented fields. */
export const GALLERY: Wire = {
  schema: '2.0',
  config: {
    update_multi: true,
    enable_forward: false,
    enable_forward_interaction: false,
    width_mode: 'default',
    streaming_mode: false,
    summary: { content: '全部' },
    locales: ['zh_cn', 'en_us'],
    style: {
      text_size: { 'cus-0': { default: 'medium', pc: 'medium', mobile: 'large' } },
      color: { 'cus-0': { light_mode: 'rgba(5,157,178,0.5)', dark_mode: 'rgba(78,23,108,0.5)' } },
    },
  },
  card_link: { url: 'https://example.invalid/r/17' },
  header: {
    title: { tag: 'lark_md', content: '题' },
    subtitle: plain('副题'),
    template: 'blue',
    text_tag_list: [{ tag: 'text_tag', text: plain('待办'), color: 'orange' }],
    icon: { tag: 'standard_icon', token: 'chat_outlined', color: 'blue' },
    padding: '12px',
  },
  body: {
    direction: 'vertical',
    padding: '12px',
    vertical_spacing: '8px',
    elements: [
      {
        tag: 'markdown',
        content: '**好**',
        text_size: 'cus-0',
        text_align: 'left',
        icon: { tag: 'standard_icon', token: 'chat_outlined' },
        element_id: 'intro',
      },
      {
        tag: 'div',
        text: { tag: 'lark_md', content: '文' },
        fields: [{ is_short: true, text: plain('短') }],
        icon: { tag: 'custom_icon', img_key: 'img_v2_a' },
      },
      { tag: 'hr' },
      {
        tag: 'img',
        img_key: 'img_v2_a',
        alt: plain('图'),
        preview: true,
        scale_type: 'crop_center',
        size: 'medium',
        corner_radius: '8px',
        title: plain('题'),
      },
      { tag: 'img_combination', combination_mode: 'double', img_list: [{ img_key: 'img_v2_a' }, { img_key: 'img_v2_b' }] },
      { tag: 'person', user_id: someone, size: 'small', show_name: true, show_avatar: true },
      { tag: 'person_list', persons: [{ id: someone }], size: 'small', show_name: true },
      { tag: 'avatar', user_id: someone, size: 'medium' },
      { tag: 'audio', file_key: 'file_v3_a', background_style: 'default', audio_id: 'one' },
      { tag: 'video', file_key: 'file_v3_b', cover: { img_key: 'img_v2_a' } },
      { tag: 'fallback_text', text: plain('请升级') },
      chart({ aspect_ratio: '16:9', height: 'auto', color_theme: 'brand', preview: true }),
      table({
        page_size: 5,
        row_height: 'low',
        freeze_first_column: true,
        header_style: { bold: true, background_style: 'grey', text_align: 'left' },
      }),
      {
        tag: 'column_set',
        flex_mode: 'bisect',
        horizontal_spacing: '8px',
        background_style: 'grey',
        action: { multi_url: { url: 'https://example.invalid' } },
        columns: [
          { tag: 'column', width: 'weighted', weight: 1, elements: [note()], padding: '4px', background_style: 'default' },
        ],
      },
      area({
        width: 'fill',
        height: 'auto',
        has_border: true,
        border_color: 'grey',
        corner_radius: '8px',
        hover_tips: plain('看'),
        disabled: false,
        confirm: everyField.confirm,
      }),
      panel({
        expanded: true,
        border: { color: 'grey', corner_radius: '5px' },
        header: {
          title: plain('题'),
          icon: { tag: 'standard_icon', token: 'down-small-ccm_outlined', size: '16px 16px' },
          icon_position: 'right',
          icon_expanded_angle: -180,
          background_color: 'grey-50',
          padding: '4px 8px 4px 8px',
        },
      }),
      {
        tag: 'form',
        name: 'all',
        elements: [
          {
            ...everyField,
            tag: 'input',
            name: 'i',
            default_value: 'a',
            label: plain('为什么'),
            label_position: 'top',
            input_type: 'multiline_text',
            rows: 3,
            max_rows: 6,
            auto_resize: true,
            max_length: 500,
          },
          { ...everyField, ...select({ name: 's', initial_option: '1' }) },
          { ...everyField, ...select({ tag: 'multi_select_static', name: 'm', selected_values: ['1'] }) },
          { ...everyField, tag: 'select_person', name: 'p', initial_option: someone, options: [{ value: someone }] },
          { ...everyField, tag: 'multi_select_person', name: 'ps', selected_values: [someone] },
          { ...everyField, tag: 'date_picker', name: 'd', initial_date: '2026-09-30' },
          { ...everyField, tag: 'picker_time', name: 't', initial_time: '09:30' },
          { ...everyField, tag: 'picker_datetime', name: 'dt', initial_datetime: '2026-09-30 09:30' },
          {
            ...everyField,
            tag: 'select_img',
            name: 'si',
            options: [{ img_key: 'img_v2_a', value: 'a' }],
            multi_select: false,
            layout: 'bisect',
            aspect_ratio: '16:9',
            style: 'default',
          },
          {
            tag: 'checker',
            name: 'c',
            text: plain('完成'),
            checked: true,
            overall_checkable: true,
            checked_style: { show_strikethrough: true, opacity: 0.5 },
          },
          submit({
            type: 'primary_filled',
            size: 'medium',
            width: 'default',
            icon: { tag: 'standard_icon', token: 'send_outlined' },
          }),
          button({ name: 'reset', form_action_type: 'reset' }),
        ],
      },
      {
        tag: 'overflow',
        name: 'more',
        options: [
          { text: plain('看'), value: 'see' },
          { text: plain('去'), multi_url: { url: 'https://example.invalid' } },
        ],
        behaviors: [{ type: 'callback', value: {} }],
      },
    ],
  },
};
