import { isWire, part, text, type Wire } from './wire.ts';

const NAMES = new Set('blue wathet turquoise green lime yellow orange red carmine violet purple indigo grey neutral'.split(' '));
const SHADE = /^([a-z]+)(?:-(50|100|200|300|350|400|500|600|650|700|800|900))?$/;
const RGBA = /^rgba?\(\s*[\d.]+%?\s*(?:,\s*[\d.]+%?\s*){2,3}\)$/;

/**
 * A colour token as CSS. Shades are mixed from one base colour per name, towards the surface below 500 and towards the
 * ink above, so that light and dark need no tables of their own. Hex is refused as the platform refuses it.
 */
function colourOf(token: string | undefined, card?: Wire): string | undefined {
  if (token === undefined || token === 'default' || token === '') return undefined;
  const own = part(part(part(card, 'config'), 'style'), 'color')?.[token];
  if (isWire(own)) return schemeColour(own);
  if (RGBA.test(token)) return token;
  if (token === 'white' || token === 'bg-white') return 'var(--surface)';
  if (token === 'black') return 'var(--ink)';
  const [, name, shade] = SHADE.exec(token) ?? [];
  if (name === undefined || !NAMES.has(name)) return undefined;
  return shadeOf(name, Number(shade ?? 500));
}

/** A ground in the token's colour; names without a shade are tints, so that text stays legible on them. */
export function groundOf(token: string | undefined, card?: Wire): string | undefined {
  const colour = colourOf(token, card);
  return colour?.startsWith('var(--c-') === true ? `color-mix(in oklab, ${colour} 12%, var(--surface))` : colour;
}

/** A line in the token's colour; names without a shade are thinned, as the client thins them. */
export function lineOf(token: string | undefined, card?: Wire): string | undefined {
  const colour = colourOf(token, card);
  return colour?.startsWith('var(--c-') === true ? `color-mix(in oklab, ${colour} 38%, var(--surface))` : colour;
}

/** The same token made legible as text on a surface. */
export function inkOf(token: string | undefined, card?: Wire): string | undefined {
  const colour = colourOf(token, card);
  return colour?.startsWith('var(--c-') === true ? `color-mix(in oklab, ${colour} 82%, var(--ink))` : colour;
}

function schemeColour(own: Wire): string | undefined {
  const light = text(own, 'light_mode');
  const dark = text(own, 'dark_mode') ?? light;
  if (light === undefined || dark === undefined || !RGBA.test(light) || !RGBA.test(dark)) return undefined;
  return `light-dark(${light}, ${dark})`;
}

function shadeOf(name: string, shade: number): string {
  const base = `var(--c-${name})`;
  if (shade === 500) return base;
  if (shade < 500) return `color-mix(in oklab, ${base} ${Math.max(6, Math.round(shade / 5.5))}%, var(--surface))`;
  return `color-mix(in oklab, ${base} ${Math.round(100 - (shade - 500) / 5)}%, var(--ink))`;
}

export const toneOf = (token: string | undefined): string => (token !== undefined && NAMES.has(token) ? token : 'default');
