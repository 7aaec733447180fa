import type { Card, RenderContext, Wire } from '../../chat/index.ts';
import { type Allowance, type Drawing, newDrawing, rememberedValues, skipBlock } from './drawing.ts';
import { countElements, type Element, HEADER_TEMPLATES, note, plainText, TAG_COLOURS } from './elements.ts';
import { coloured, escapeMarkdown } from './markdown.ts';
import { drawBlock } from './render-blocks.ts';

/** The platform's 30 KB and 200 elements; the bytes with some room, since it adds style tags of its own when it stores a card. */
const MAX_BYTES = 28 * 1024;
const MAX_ELEMENTS = 200;

/** Tried in turn until the card fits. Each leaves out more, and says how much, of what has no natural end. */
const LADDER: Allowance[] = [
  { items: Infinity, rows: Infinity, points: Infinity, characters: Infinity, blocks: Infinity, inputs: 4 },
  { items: 40, rows: 100, points: 200, characters: 4000, blocks: Infinity, inputs: 4 },
  { items: 30, rows: 60, points: 120, characters: 2000, blocks: Infinity, inputs: 4 },
  { items: 20, rows: 40, points: 80, characters: 1000, blocks: Infinity, inputs: 4 },
  { items: 12, rows: 20, points: 50, characters: 500, blocks: Infinity, inputs: 3 },
  { items: 6, rows: 10, points: 30, characters: 250, blocks: Infinity, inputs: 2 },
  { items: 3, rows: 5, points: 20, characters: 120, blocks: 30, inputs: 2 },
  { items: 2, rows: 3, points: 12, characters: 80, blocks: 12, inputs: 1 },
  { items: 1, rows: 1, points: 6, characters: 60, blocks: 4, inputs: 1 },
  { items: 1, rows: 1, points: 6, characters: 60, blocks: 0, inputs: 1 },
];

/** Card JSON 2.0. Pure: the same card and context give the same bytes. */
export function renderCard(card: Card, context: RenderContext): Wire {
  const valueOf = rememberedValues(context);
  for (const allowance of LADDER) {
    const drawn = drawCard(card, newDrawing(context, allowance, valueOf));
    const wire = JSON.stringify(drawn);
    if (countElements(drawn) <= MAX_ELEMENTS && Buffer.byteLength(wire) <= MAX_BYTES) return wire;
  }
  return JSON.stringify(
    drawCard({ ...card, blocks: [] }, newDrawing(context, LADDER[0] as Allowance, valueOf), card.blocks.length),
  );
}

function drawCard(card: Card, drawing: Drawing, leftOut = 0): Record<string, unknown> {
  const title = clip(card.title.trim(), 200);
  const tag = card.tag && clip(card.tag.text, 60);
  return {
    schema: '2.0',
    config: {
      update_multi: true,
      summary: { content: title === '' ? firstWords(card) || drawing.words.untitled : tag ? `${title} · ${tag}` : title },
    },
    // A plain sentence has no header: it looks like one.
    ...(title !== '' && {
      header: {
        title: plainText(title),
        ...(card.subtitle !== undefined && card.subtitle !== '' && { subtitle: plainText(clip(card.subtitle, 200)) }),
        template: HEADER_TEMPLATES[card.tone],
        ...(card.tag && tag && { text_tag_list: [{ tag: 'text_tag', text: plainText(tag), color: TAG_COLOURS[card.tag.tone] }] }),
      },
    }),
    body: { elements: drawBody(card, drawing, leftOut) },
  };
}

function firstWords(card: Card): string {
  const first = card.blocks[0];
  return first?.block === 'text' && typeof first.text === 'string' ? clip(first.text, 60) : '';
}

/** A header has four lines at the most; what is longer belongs into the card. */
const clip = (text: string, length: number): string =>
  text.length <= length ? text : `${text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;

/** Whatever is left out, a form stays: somebody is asked for something. */
function drawBody(card: Card, drawing: Drawing, leftOut: number): Element[] {
  const elements: Element[] = [];
  let left = leftOut;
  for (const [index, block] of card.blocks.entries()) {
    if (index < drawing.allowance.blocks || block.block === 'form') {
      elements.push(...drawBlock(drawing, block));
    } else {
      skipBlock(drawing, block);
      left += 1;
    }
  }
  if (left > 0) elements.push(note(coloured('neutral', escapeMarkdown(drawing.words.more(left)))));
  return elements;
}

/** A plain text message. It knows tags too (`<at>`, links): a bracket before a letter becomes its full-width sister. */
export function renderText(text: string): Wire {
  return JSON.stringify({ text: text.replace(/<(?=[A-Za-z/!])/g, '＜') });
}
