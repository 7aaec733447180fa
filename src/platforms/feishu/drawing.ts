import type { Block, Button, CallbackButton, RenderContext } from '../../chat/index.ts';
import type { Language } from '../../core/text.ts';
import { say } from './text.ts';

/** How much of the things without a natural end is drawn, so that the card keeps within the platform's limits. */
export type Allowance = {
  items: number;
  rows: number;
  points: number;
  characters: number;
  blocks: number;
  /** Over how many inputs one long text may be spread. */
  inputs: number;
};

/** One go at drawing a card: what it may use, and the count of what has been given a name. */
export type Drawing = {
  words: ReturnType<typeof say>;
  context: RenderContext;
  allowance: Allowance;
  /** Names are unique in the card; a callback button's position stays the same, however much of the card is drawn. */
  buttons: { callbacks: number; links: number };
  valueOf(button: CallbackButton, index: number): Record<string, unknown>;
  tables: number;
};

export function newDrawing(context: RenderContext, allowance: Allowance, valueOf: Drawing['valueOf']): Drawing {
  return {
    words: say(context.language as Language),
    context,
    allowance,
    buttons: { callbacks: 0, links: 0 },
    valueOf,
    tables: 0,
  };
}

/** Counts the callback buttons of what is left out, so that those behind it keep their positions. */
export function skipButtons(drawing: Drawing, buttons: readonly Button[] | undefined): void {
  for (const button of buttons ?? []) if ('action' in button) drawing.buttons.callbacks += 1;
}

export function skipBlock(drawing: Drawing, block: Block): void {
  if (block.block === 'list') for (const { buttons } of block.items) skipButtons(drawing, buttons);
  else if (block.block === 'fold') for (const inner of block.blocks) skipBlock(drawing, inner);
  else if ('buttons' in block) skipButtons(drawing, block.buttons);
}

/** A value is made once for each button, however often the card is drawn: it may hold a token. */
export function rememberedValues(context: RenderContext): Drawing['valueOf'] {
  const made: Record<string, unknown>[] = [];
  return (button, index) => (made[index] ??= context.valueOf(button, index));
}
