import type { Block, Chart, Inline, Span, Tone } from '../../chat/index.ts';
import { type Drawing, skipButtons } from './drawing.ts';
import { beside, type Element, markdown, note, plainText } from './elements.ts';
import { coloured, escapeMarkdown, inlineMarkdown } from './markdown.ts';
import { drawButtons } from './render-buttons.ts';
import { drawForm } from './render-form.ts';
import { drawTable } from './render-table.ts';

export function drawBlock(drawing: Drawing, block: Block): Element[] {
  switch (block.block) {
    case 'text':
      return [markdown(shortened(drawing, block.text, { block: true }))];
    case 'facts':
      return drawFacts(drawing, block.facts);
    case 'list':
      return drawList(drawing, block.items);
    case 'progress':
      return drawProgress(drawing, block);
    case 'table':
      return drawTable(drawing, block);
    case 'chart':
      return [drawChart(drawing, block.chart)];
    case 'people':
      return drawPeople(drawing, block.people);
    case 'fold':
      return drawFold(drawing, block);
    case 'divider':
      return [{ tag: 'hr' }];
    case 'form':
      return [drawForm(drawing, block)];
    case 'actions':
      return drawButtons(drawing, block.buttons);
    case 'note':
      return [note(shortened(drawing, block.text, { tone: 'neutral' }))];
    default:
      return block satisfies never;
  }
}

/** The words of a block, as many as there is room for; what is missing is said. */
function shortened(drawing: Drawing, inline: Inline, style: { block?: boolean; tone?: Tone } = {}): string {
  const room = drawing.allowance.characters;
  const spans = typeof inline === 'string' ? [inline] : inline;
  const total = spans.reduce((sum, span) => sum + wordsOf(span).length, 0);
  if (total <= room) return inlineMarkdown(spans, style);
  const kept: Span[] = [];
  let left = room;
  for (const span of spans) {
    const { length } = wordsOf(span);
    if (left > 0) kept.push(length <= left ? span : clipped(wordsOf(span), left));
    left -= length;
  }
  return inlineMarkdown(kept, style) + coloured('neutral', escapeMarkdown(drawing.words.moreText(total - room)));
}

function wordsOf(span: Span): string {
  if (typeof span === 'string') return span;
  if ('bold' in span) return span.bold;
  if ('quote' in span) return span.quote;
  if ('link' in span) return span.link;
  return 'text' in span ? span.text : '';
}

const clipped = (text: string, length: number): string => text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '');

function drawFacts(drawing: Drawing, facts: Extract<Block, { block: 'facts' }>['facts']): Element[] {
  const lines = facts.map(({ label, value }) => `${coloured('neutral', escapeMarkdown(label))}  ${shortened(drawing, value)}`);
  return lines.length === 0 ? [] : [markdown(lines.join('<br>'))];
}

type Item = Extract<Block, { block: 'list' }>['items'][number];

/** Items without buttons share one element; one button stands beside its item, several below it. */
function drawList(drawing: Drawing, items: readonly Item[]): Element[] {
  const elements: Element[] = [];
  let lines: string[] = [];
  const flush = (): void => {
    if (lines.length > 0) elements.push(markdown(lines.join('<br>')));
    lines = [];
  };
  const shown = items.slice(0, drawing.allowance.items);
  for (const item of shown) {
    const said = drawItem(drawing, item);
    const buttons = drawButtons(drawing, item.buttons ?? []);
    if (buttons.length === 0) {
      lines.push(said);
      continue;
    }
    flush();
    const [button] = buttons;
    elements.push(...(button?.tag === 'button' ? [beside(markdown(said), button)] : [markdown(said), ...buttons]));
  }
  flush();
  const left = items.slice(shown.length);
  for (const item of left) skipButtons(drawing, item.buttons);
  if (left.length > 0) elements.push(note(coloured('neutral', escapeMarkdown(drawing.words.more(left.length)))));
  return elements;
}

function drawItem(drawing: Drawing, { text, detail, tone }: Item): string {
  const bullet = tone === undefined || tone === 'neutral' ? '•' : coloured(tone, '●');
  const said = `${bullet} ${shortened(drawing, text)}`;
  return detail === undefined ? said : `${said}<br>${shortened(drawing, detail, { tone: 'neutral' })}`;
}

const BAR_CELLS = 10;

function drawProgress(drawing: Drawing, block: Extract<Block, { block: 'progress' }>): Element[] {
  const filled = Math.round(within01(block.ratio) * BAR_CELLS);
  const bar = coloured(block.tone, '▰'.repeat(filled) + '▱'.repeat(BAR_CELLS - filled));
  const expected = block.expected === undefined ? '' : ` · ${escapeMarkdown(drawing.words.expected(percent(block.expected)))}`;
  const lines = [shortened(drawing, block.label), `${bar} ${percent(block.ratio)}%${expected}`];
  if (block.caption !== undefined) lines.push(shortened(drawing, block.caption, { tone: 'neutral' }));
  return [markdown(lines.join('<br>')), ...drawButtons(drawing, block.buttons ?? [])];
}

const within01 = (ratio: number): number => (ratio > 0 ? Math.min(ratio, 1) : 0);
const percent = (ratio: number): number => (Number.isFinite(ratio) ? Math.round(ratio * 100) : 0);

/** A VChart specification as plain data; the newest points when there is no room for all. */
function drawChart(drawing: Drawing, chart: Chart): Element {
  const { points: room } = drawing.allowance;
  const points = chart.points.length > room ? chart.points.slice(-room) : chart.points;
  const split = points.some(({ series }) => series !== undefined);
  return {
    tag: 'chart',
    aspect_ratio: '16:9',
    chart_spec: {
      type: chart.kind,
      ...(chart.title !== undefined && { title: { text: chart.title } }),
      data: { values: points.map(({ x, y, series }) => ({ x, y, ...(split && { series: series ?? '' }) })) },
      xField: chart.kind === 'bar' && split ? ['x', 'series'] : 'x',
      yField: 'y',
      ...(split && { seriesField: 'series', legends: { visible: true, orient: 'bottom' } }),
    },
  };
}

/** Faces where every one of them is known to the platform, else names: one unknown id spoils the whole card there. */
function drawPeople(drawing: Drawing, people: Extract<Block, { block: 'people' }>['people']): Element[] {
  if (people.length === 0) return [];
  const shown = people.slice(0, drawing.allowance.items);
  const ids = shown.map(({ id }) => drawing.context.externalIdOf(id));
  const known = ids.every((id) => id !== undefined);
  const drawn: Element = known
    ? { tag: 'person_list', persons: ids.map((id) => ({ id })), size: 'small', show_name: true, show_avatar: true }
    : markdown(shown.map(({ name }) => escapeMarkdown(name)).join(' · '));
  const left = people.length - shown.length;
  return left === 0 ? [drawn] : [drawn, note(coloured('neutral', escapeMarkdown(drawing.words.more(left))))];
}

function drawFold(drawing: Drawing, fold: Extract<Block, { block: 'fold' }>): Element[] {
  return [
    {
      tag: 'collapsible_panel',
      expanded: false,
      header: {
        title: plainText(fold.title),
        icon: { tag: 'standard_icon', token: 'down-small-ccm_outlined' },
        icon_position: 'right',
        icon_expanded_angle: -180,
      },
      elements: fold.blocks.flatMap((block) => drawBlock(drawing, block)),
    },
  ];
}
