import type { Tone } from '../../chat/index.ts';
import { cleaned } from './markdown.ts';

/** Pieces of Card JSON 2.0, as they go on the wire. */
export type Element = { tag: string } & Record<string, unknown>;

export const plainText = (content: string): Element => ({ tag: 'plain_text', content: cleaned(content) });
export const markdown = (content: string, extra: Record<string, unknown> = {}): Element => ({
  tag: 'markdown',
  content,
  ...extra,
});
export const note = (content: string): Element => markdown(content, { text_size: 'notation' });

/** Side by side where there is room, below each other where there isn't. */
export function row(elements: Element[]): Element {
  return {
    tag: 'column_set',
    flex_mode: 'flow',
    horizontal_spacing: 'small',
    columns: elements.map((element) => ({ tag: 'column', width: 'auto', elements: [element] })),
  };
}

/** In one line at any width, each in as much room as the others. */
export function inEqualParts(parts: Element[][]): Element {
  return {
    tag: 'column_set',
    flex_mode: 'none',
    horizontal_spacing: 'small',
    columns: parts.map((elements) => ({ tag: 'column', width: 'weighted', weight: 1, elements })),
  };
}

/** What is said takes the room, what can be pressed stands at its right. */
export function beside(said: Element, pressed: Element): Element {
  return {
    tag: 'column_set',
    flex_mode: 'none',
    horizontal_spacing: 'small',
    columns: [
      { tag: 'column', width: 'weighted', weight: 1, vertical_align: 'center', elements: [said] },
      { tag: 'column', width: 'auto', vertical_align: 'center', elements: [pressed] },
    ],
  };
}

export const HEADER_TEMPLATES: Record<Tone, string> = {
  neutral: 'grey',
  info: 'blue',
  good: 'green',
  warning: 'orange',
  bad: 'red',
};
export const TAG_COLOURS: Record<Tone, string> = {
  neutral: 'neutral',
  info: 'blue',
  good: 'green',
  warning: 'orange',
  bad: 'red',
};

/** How exactly the platform counts is not documented; every object with a tag is counted. */
export function countElements(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + countElements(item), 0);
  if (typeof value !== 'object' || value === null) return 0;
  let count = 'tag' in value ? 1 : 0;
  for (const part of Object.values(value)) if (typeof part === 'object') count += countElements(part);
  return count;
}
