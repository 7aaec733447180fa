import { plain } from './width.ts';

/** `O-12` → 12; `KR-12.3` → 12, part 3. */
export type ShortId = { number: number; part?: number };

/** Only key results are counted within something else. */
const HAVE_PARTS = new Set(['KR']);

function pattern(prefix: string, where: 'start' | 'anywhere'): RegExp {
  const part = HAVE_PARTS.has(prefix) ? '(?:\\s*\\.\\s*(\\d{1,4}))?' : '()';
  const name = prefix.toLowerCase().replace(/[^a-z]/g, '');
  return new RegExp(
    `${where === 'start' ? '^\\s*' : '(?<![a-z0-9_.])'}${name}\\s*[-_]?\\s*(\\d{1,9})${part}(?![a-z0-9_]|\\.\\d)`,
  );
}

function take(
  text: string,
  prefix: string,
  where: 'start' | 'anywhere',
): { id: ShortId; at: number; length: number } | undefined {
  const match = pattern(prefix, where).exec(plain(text));
  if (!match) return undefined;
  const id: ShortId = { number: Number(match[1]), ...(match[2] ? { part: Number(match[2]) } : {}) };
  return { id, at: match.index, length: match[0].length };
}

/** The whole text as an id of this kind: `O-12`, `o12`, `KR-12.3`, `ｋｒ１２．３`. */
export function readShortId(text: string, prefix: string): ShortId | undefined {
  const taken = takeShortId(text, prefix);
  return taken?.rest === '' ? taken.id : undefined;
}

/** An id at the beginning, and what follows it. */
export function takeShortId(text: string, prefix: string): { id: ShortId; rest: string } | undefined {
  const taken = take(text, prefix, 'start');
  return taken && { id: taken.id, rest: text.slice(taken.length).trim() };
}

/** The first id of this kind anywhere, and the text without it. */
export function findShortId(text: string, prefix: string): { id: ShortId; rest: string } | undefined {
  const taken = take(text, prefix, 'anywhere');
  if (!taken) return undefined;
  const rest = [text.slice(0, taken.at), text.slice(taken.at + taken.length)]
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return { id: taken.id, rest: rest.join(' ') };
}
