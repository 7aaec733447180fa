import { part, text, type Wire } from './wire.ts';

const SPACING: Record<string, string> = { small: '4px', medium: '8px', large: '12px', extra_large: '16px' };
const PIXELS = /^-?\d{1,3}px$/;
const BOX = /^-?\d{1,3}px(?: -?\d{1,3}px){0,3}$/;

export function spacingOf(token: string | undefined): string | undefined {
  if (token === undefined) return undefined;
  return SPACING[token] ?? (PIXELS.test(token) ? token : undefined);
}

/** One to four pixel lengths, as `margin` and `padding` carry them. */
export const boxOf = (token: string | undefined): string | undefined =>
  token !== undefined && BOX.test(token) ? token : undefined;

const TEXT_SIZE: Record<string, string> = {
  'heading-0': '30px',
  'heading-1': '24px',
  'heading-2': '20px',
  'heading-3': '18px',
  'heading-4': '16px',
  heading: '16px',
  normal: '14px',
  normal_v2: '14px',
  notation: '12px',
  'xxxx-large': '30px',
  'xxx-large': '24px',
  'xx-large': '20px',
  'x-large': '18px',
  large: '16px',
  medium: '14px',
  small: '12px',
  'x-small': '10px',
};

export function textSizeOf(token: string | undefined, card?: Wire): string | undefined {
  if (token === undefined) return undefined;
  const own = part(part(part(part(card, 'config'), 'style'), 'text_size'), token);
  return TEXT_SIZE[text(own, 'pc') ?? text(own, 'default') ?? token];
}

/** `fill`, `auto`, `default` or pixels, as components carry their width. */
export function widthOf(token: string | undefined): string | undefined {
  if (token === 'fill') return '100%';
  return token !== undefined && PIXELS.test(token) ? token : undefined;
}

const ALIGN: Record<string, string> = { left: 'start', right: 'end', top: 'start', bottom: 'end', center: 'center' };
export const alignOf = (token: string | undefined): string | undefined => (token === undefined ? undefined : ALIGN[token]);
