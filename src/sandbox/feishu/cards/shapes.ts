import {
  anything, colour, elementId, either, filled, flag, imageKey, listOfAll, matching, number, object, oneOf, px, rgba, sides, spacing, TEMPLATES,
  text, textSize, url, whole,
} from './checks.ts';
import type { Check } from './checks.ts';

/** What may stand under one attribute: a value, an object of a fixed shape, something with a tag, or a list of either. */
export type Slot =
  | { is: 'value'; check: Check }
  | { is: 'object'; shape: Shape }
  | { is: 'tagged'; tags: readonly string[] }
  | { is: 'list'; of: Slot; least?: number; most?: number }
  | { is: 'named'; of: Slot };

export type Shape = { attributes: Record<string, Slot>; required: readonly string[] };

const v = (check: Check): Slot => ({ is: 'value', check });
const o = (shape: Shape): Slot => ({ is: 'object', shape });
const t = (...tags: string[]): Slot => ({ is: 'tagged', tags });
const many = (of: Slot, bounds: { least?: number; most?: number } = {}): Slot => ({ is: 'list', of, ...bounds });
const named = (of: Slot): Slot => ({ is: 'named', of });

/** `required` names are marked with a star: `{ 'content*': … }`. */
function shape(attributes: Record<string, Slot>): Shape {
  const required = Object.keys(attributes).filter((name) => name.endsWith('*'));
  return {
    attributes: Object.fromEntries(Object.entries(attributes).map(([name, slot]) => [name.replace('*', ''), slot])),
    required: required.map((name) => name.slice(0, -1)),
  };
}

export const INTERACTIVE = [
  'input', 'button', 'overflow', 'select_static', 'multi_select_static', 'select_person', 'multi_select_person', 'date_picker', 'picker_time',
  'picker_datetime', 'select_img', 'checker',
] as const;
export const CONTAINERS = ['column_set', 'form', 'interactive_container', 'collapsible_panel'] as const;
const CONTENT = ['markdown', 'div', 'hr', 'img', 'img_combination', 'chart', 'person', 'person_list', 'avatar', 'audio', 'video', 'fallback_text'] as const;
/** What may stand at the root of the body; form and table stand nowhere else. */
const COMPONENTS: readonly string[] = [...CONTENT, 'table', ...INTERACTIVE, ...CONTAINERS];
const INNER = COMPONENTS.filter((tag) => tag !== 'form' && tag !== 'table');
/** The official pages contradict each other about charts in forms (reference §4.2): refused, so that nobody relies on it. */
const IN_FORM = INNER.filter((tag) => tag !== 'chart');

const SOME_TEXT = ['plain_text', 'lark_md'];
const plain = t('plain_text');
const words = t(...SOME_TEXT);
const icon = t('standard_icon', 'custom_icon');
const common = { element_id: v(elementId), margin: v(sides(-99, 99)) };
const layout = {
  direction: v(oneOf('vertical', 'horizontal')),
  horizontal_align: v(oneOf('left', 'center', 'right')),
  vertical_align: v(oneOf('top', 'center', 'bottom')),
  horizontal_spacing: v(spacing),
  vertical_spacing: v(spacing),
  padding: v(sides(0, 99)),
};
const links = { url: v(url), pc_url: v(url), ios_url: v(url), android_url: v(url) };
const confirm = o(shape({ 'title*': plain, 'text*': plain }));
const behaviors = many(
  o(shape({ 'type*': v(oneOf('callback', 'open_url')), value: v(object), default_url: v(url), pc_url: v(url), ios_url: v(url), android_url: v(url) })),
);
const widthOf = (from: number): Slot => v(either(oneOf('default', 'fill', 'auto'), px(from, 9999)));
const interactive = {
  ...common,
  name: v(filled),
  disabled: v(flag),
  disabled_tips: plain,
  hover_tips: plain,
  confirm,
  behaviors,
};
const field = { ...interactive, required: v(flag), placeholder: plain, width: widthOf(100) };
const option = shape({ 'text*': plain, 'value*': v(filled), icon });
const border = o(shape({ color: v(colour), corner_radius: v(px(0, 99)) }));
const personSize = v(oneOf('extra_small', 'small', 'medium', 'large'));

function texts(): Shape {
  return shape({
    'content*': v(text),
    element_id: v(elementId),
    text_size: v(textSize),
    text_color: v(colour),
    text_align: v(oneOf('left', 'center', 'right')),
    lines: v(whole(1, 100)),
    i18n_content: named(v(text)),
  });
}

/** One entry per tag of reference §4.2; what is not listed here the platform does not know. */
export const SHAPES: Record<string, Shape> = {
  plain_text: texts(),
  lark_md: texts(),
  standard_icon: shape({ 'token*': v(filled), color: v(colour), size: v(sides(0, 999, [1, 2])) }),
  custom_icon: shape({ 'img_key*': v(imageKey), size: v(sides(0, 999, [1, 2])) }),
  text_tag: shape({ 'text*': words, color: v(colour), element_id: v(elementId) }),
  markdown: shape({ ...common, 'content*': v(text), text_size: v(textSize), text_align: v(oneOf('left', 'center', 'right')), icon, i18n_content: named(v(text)) }),
  div: shape({ ...common, text: words, fields: many(o(shape({ is_short: v(flag), 'text*': words }))), icon, width: widthOf(16) }),
  hr: shape(common),
  img: shape({
    ...common,
    'img_key*': v(imageKey),
    'alt*': plain,
    title: words,
    preview: v(flag),
    transparent: v(flag),
    size: v(either(oneOf('large', 'medium', 'small', 'tiny', 'stretch'), sides(1, 9999, [2]))),
    scale_type: v(oneOf('crop_center', 'crop_top', 'fit_horizontal')),
    mode: v(oneOf('crop_center', 'fit_horizontal')),
    corner_radius: v(px(0, 999)),
  }),
  img_combination: shape({
    ...common,
    'combination_mode*': v(oneOf('double', 'triple', 'bisect', 'trisect', 'nine')),
    combination_transparent: v(flag),
    corner_radius: v(px(0, 99)),
    'img_list*': many(o(shape({ 'img_key*': v(imageKey) })), { least: 1 }),
  }),
  person: shape({ ...common, 'user_id*': v(filled), size: personSize, style: v(oneOf('normal', 'capsule')), show_name: v(flag), show_avatar: v(flag) }),
  person_list: shape({
    ...common,
    'persons*': many(o(shape({ 'id*': v(filled) })), { least: 1 }),
    size: personSize,
    show_name: v(flag),
    show_avatar: v(flag),
    lines: v(whole(1, 100)),
    drop_invalid_user_id: v(flag),
    icon,
  }),
  avatar: shape({ ...common, 'user_id*': v(filled), size: v(oneOf('tiny', 'small', 'medium', 'large', 'huge', 'custom')), custom_size: v(number), custom_size2: v(number) }),
  audio: shape({ ...common, 'file_key*': v(filled), 'background_style*': v(colour), audio_id: v(filled), width: widthOf(16) }),
  video: shape({ ...common, 'file_key*': v(filled), 'cover*': o(shape({ 'img_key*': v(imageKey) })) }),
  fallback_text: shape({ 'text*': words }),
  chart: shape({
    ...common,
    'chart_spec*': v(anything),
    aspect_ratio: v(oneOf('1:1', '2:1', '4:3', '16:9')),
    height: v(either(oneOf('auto'), px(1, 999))),
    color_theme: v(oneOf('brand', 'rainbow', 'complementary', 'converse', 'primary')),
    preview: v(flag),
  }),
  table: shape({
    ...common,
    'columns*': many(
      o(
        shape({
          'name*': v(filled),
          display_name: v(text),
          data_type: v(oneOf('text', 'lark_md', 'markdown', 'options', 'number', 'persons', 'date')),
          width: v(either(oneOf('auto'), px(80, 600), matching(/^\d{1,3}%$/, 'a percentage'))),
          horizontal_align: v(oneOf('left', 'center', 'right')),
          vertical_align: v(oneOf('top', 'center', 'bottom')),
          format: o(shape({ precision: v(whole(0, 10)), symbol: v(text), separator: v(flag) })),
          date_format: v(filled),
        }),
      ),
      { least: 1 },
    ),
    'rows*': v(anything),
    page_size: v(whole(1, 10)),
    row_height: v(either(oneOf('low', 'middle', 'high', 'auto'), px(32, 124))),
    row_max_height: v(px(32, 999)),
    freeze_first_column: v(flag),
    header_style: o(
      shape({
        text_align: v(oneOf('left', 'center', 'right')),
        text_size: v(textSize),
        background_style: v(oneOf('grey', 'none')),
        text_color: v(colour),
        bold: v(flag),
        lines: v(whole(1, 100)),
      }),
    ),
  }),
  column_set: shape({
    ...common,
    'columns*': many(t('column')),
    flex_mode: v(oneOf('none', 'stretch', 'flow', 'bisect', 'trisect')),
    horizontal_spacing: v(spacing),
    horizontal_align: v(oneOf('left', 'center', 'right')),
    background_style: v(colour),
    action: o(shape({ 'multi_url*': o(shape(links)) })),
  }),
  column: shape({
    ...common,
    ...layout,
    width: v(either(oneOf('auto', 'weighted'), px(16, 600))),
    weight: v(whole(1, 5)),
    background_style: v(colour),
    behaviors,
    elements: many(t(...INNER)),
  }),
  form: shape({ ...common, ...layout, 'name*': v(filled), 'elements*': many(t(...IN_FORM)) }),
  interactive_container: shape({
    ...interactive,
    ...layout,
    'behaviors*': behaviors,
    width: v(either(oneOf('fill', 'auto', 'default'), px(16, 999))),
    height: v(either(oneOf('auto'), px(10, 999))),
    background_style: v(colour),
    has_border: v(flag),
    border_color: v(colour),
    corner_radius: v(px(0, 999)),
    border,
    'elements*': many(t(...INNER)),
  }),
  collapsible_panel: shape({
    ...common,
    ...layout,
    expanded: v(flag),
    background_color: v(colour),
    border,
    'header*': o(
      shape({
        'title*': t('plain_text', 'markdown'),
        icon,
        icon_position: v(oneOf('left', 'right', 'follow_text')),
        icon_expanded_angle: v(oneOfNumbers(-180, -90, 90, 180)),
        background_color: v(colour),
        vertical_align: v(oneOf('top', 'center', 'bottom')),
        padding: v(sides(0, 99, [1, 4])),
        position: v(oneOf('top', 'bottom')),
        width: v(either(oneOf('fill', 'auto', 'auto_when_fold'), px(16, 999))),
      }),
    ),
    'elements*': many(t(...INNER)),
  }),
  input: shape({
    ...field,
    default_value: v(text),
    label: plain,
    label_position: v(oneOf('top', 'left')),
    input_type: v(oneOf('text', 'multiline_text', 'password')),
    show_icon: v(flag),
    rows: v(whole(1, 100)),
    max_rows: v(whole(1, 100)),
    auto_resize: v(flag),
    max_length: v(whole(1, 1000)),
  }),
  select_static: shape({ ...field, type: v(oneOf('default', 'text')), 'options*': many(o(option), { least: 1 }), initial_option: v(text), initial_index: v(whole(0, 999)) }),
  multi_select_static: shape({ ...field, type: v(oneOf('default', 'text')), 'options*': many(o(option), { least: 1 }), selected_values: v(listOfAll(text)) }),
  select_person: shape({
    ...field,
    type: v(oneOf('default', 'text')),
    options: many(o(shape({ 'value*': v(filled), text: plain, icon }))),
    initial_option: v(text),
    initial_user: v(text),
  }),
  multi_select_person: shape({ ...field, type: v(oneOf('default', 'text')), options: many(o(shape({ 'value*': v(filled), text: plain, icon }))), selected_values: v(listOfAll(text)) }),
  date_picker: shape({ ...field, initial_date: v(matching(/^(?:\d{4}-\d{2}-\d{2})?$/, 'yyyy-MM-dd')) }),
  picker_time: shape({ ...field, initial_time: v(matching(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'HH:mm')) }),
  picker_datetime: shape({ ...field, initial_datetime: v(matching(/^\d{4}-\d{2}-\d{2} (?:[01]\d|2[0-3]):[0-5]\d$/, 'yyyy-MM-dd HH:mm')) }),
  select_img: shape({
    ...field,
    style: v(oneOf('default', 'laser')),
    layout: v(oneOf('stretch', 'bisect', 'trisect')),
    aspect_ratio: v(oneOf('1:1', '16:9', '4:3')),
    multi_select: v(flag),
    can_preview: v(flag),
    'options*': many(o(shape({ 'img_key*': v(imageKey), 'value*': v(filled), disabled: v(flag), disabled_tips: plain, hover_tips: plain })), { least: 1 }),
    selected_values: v(listOfAll(text)),
  }),
  checker: shape({
    ...interactive,
    ...{ padding: layout.padding, checked: v(flag), text: words, overall_checkable: v(flag) },
    button_area: o(shape({ pc_display_rule: v(oneOf('always', 'on_hover')), 'buttons*': many(t('button'), { most: 3 }) })),
    checked_style: o(shape({ show_strikethrough: v(flag), opacity: v(number) })),
  }),
  button: shape({
    ...interactive,
    'text*': plain,
    type: v(oneOf('default', 'primary', 'danger', 'text', 'primary_text', 'danger_text', 'primary_filled', 'danger_filled', 'laser')),
    size: v(oneOf('tiny', 'small', 'medium', 'large')),
    width: widthOf(100),
    icon,
    form_action_type: v(oneOf('submit', 'reset')),
    required: v(flag),
  }),
  overflow: shape({ ...interactive, width: widthOf(100), 'options*': many(o(shape({ 'text*': plain, value: v(filled), multi_url: o(shape(links)), icon, confirm })), { least: 1 }) }),
};

function oneOfNumbers(...allowed: number[]): Check {
  return (value) => (typeof value === 'number' && allowed.includes(value) ? undefined : `must be ${allowed.join(' | ')}`);
}

const perDevice = shape({ default: v(textSize), pc: v(textSize), mobile: v(textSize) });
const printing = shape({ default: v(number), pc: v(number), ios: v(number), android: v(number) });
const tagList = many(t('text_tag'), { most: 3 });

/** The shell of reference §4.1. */
export const CARD: Shape = shape({
  'schema*': v(oneOf('2.0')),
  config: o(
    shape({
      update_multi: v(flag),
      enable_forward: v(flag),
      enable_forward_interaction: v(flag),
      width_mode: v(oneOf('default', 'compact', 'fill')),
      use_custom_translation: v(flag),
      streaming_mode: v(flag),
      streaming_config: o(shape({ print_frequency_ms: o(printing), print_step: o(printing), print_strategy: v(oneOf('fast', 'delay')) })),
      summary: o(shape({ content: v(text), i18n_content: named(v(text)) })),
      locales: v(listOfAll(filled)),
      style: o(shape({ text_size: named(o(perDevice)), color: named(o(shape({ light_mode: v(rgba), dark_mode: v(rgba) }))) })),
    }),
  ),
  card_link: o(shape(links)),
  header: o(
    shape({
      'title*': words,
      subtitle: words,
      template: v(oneOf(...TEMPLATES)),
      text_tag_list: tagList,
      i18n_text_tag_list: named(tagList),
      icon,
      padding: v(sides(0, 99)),
    }),
  ),
  'body*': o(shape({ ...layout, elements: many(t(...COMPONENTS)) })),
});
