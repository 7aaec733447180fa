/** Inline text as a tree. Only what stands here can appear on the page; any other markup stays visible as text. */
export type Inline =
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'strong' | 'em' | 'del'; readonly children: readonly Inline[] }
  | { readonly kind: 'code'; readonly value: string }
  | { readonly kind: 'link'; readonly href: string | undefined; readonly children: readonly Inline[] }
  | { readonly kind: 'image'; readonly alt: string }
  | { readonly kind: 'font'; readonly colour: string; readonly children: readonly Inline[] }
  | { readonly kind: 'at'; readonly id: string; readonly fallback: string }
  | { readonly kind: 'tag'; readonly colour: string; readonly label: string }
  | { readonly kind: 'time'; readonly at: number; readonly format: string; readonly fallback: string }
  | { readonly kind: 'soft' | 'hard' | 'rule' };

const SAFE_URL = /^(?:https?:\/\/|mailto:|tel:|lark:\/\/)/i;

/** Links may lead to the web, mail, telephone or the client itself; anything else is no link. */
export const safeUrl = (url: string | undefined): string | undefined => {
  const trimmed = url?.trim();
  return trimmed !== undefined && SAFE_URL.test(trimmed) ? trimmed : undefined;
};

const PAIRED =
  /^<(font|at|person|link|text_tag|number_tag|local_datetime|raw)((?:\s+[\w-]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>/]+))*)\s*(\/?)>/i;
const SINGLE = /^<(br|hr)\s*\/?>/i;
const ATTRIBUTE = /([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>/]+))/g;
const LINK = /^(!?)\[((?:\\.|[^[\]\\]|\[[^[\]]*\])*)\]\(\s*<?((?:[^\s()<>]|\([^\s()<>]*\))*)>?(?:\s+"[^"]*")?\s*\)/;
const BARE = /^https?:\/\/[\w\-.~:/?#@!$&'*+;=%]+[\w/=#&]/;
const ENTITY = /^&(?:#(\d{1,6})|#x([\da-f]{1,5})|(lt|gt|amp|quot|apos|nbsp|ensp|emsp));/i;
const NAMED: Record<string, string> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  ensp: '\u2002',
  emsp: '\u2003',
};
const MARKS: readonly (readonly [string, 'strong' | 'em' | 'del'])[] = [
  ['**', 'strong'],
  ['__', 'strong'],
  ['~~', 'del'],
  ['*', 'em'],
  ['_', 'em'],
];

export function parseInline(source: string, depth = 0): Inline[] {
  const out: Inline[] = [];
  let plain = '';
  const flush = (): void => {
    if (plain !== '') out.push({ kind: 'text', value: plain });
    plain = '';
  };
  let at = 0;
  while (at < source.length) {
    const step = depth < 12 ? stepAt(source, at, depth) : undefined;
    if (step === undefined) {
      plain += source[at];
      at += 1;
    } else if (typeof step.node === 'string') {
      plain += step.node;
      at += step.length;
    } else {
      flush();
      out.push(...(Array.isArray(step.node) ? step.node : [step.node as Inline]));
      at += step.length;
    }
  }
  flush();
  return out;
}

type Step = { readonly node: Inline | readonly Inline[] | string; readonly length: number } | undefined;

function stepAt(source: string, at: number, depth: number): Step {
  switch (source[at]) {
    case '\\':
      return escaped(source, at);
    case '\n':
      return { node: { kind: 'soft' }, length: 1 };
    case ' ':
      return source.startsWith('  \n', at) ? { node: { kind: 'hard' }, length: 3 } : undefined;
    case '`':
      return code(source, at);
    case '&':
      return entity(source.slice(at, at + 12));
    case '<':
      return element(source.slice(at), depth);
    case '!':
    case '[':
      return link(source.slice(at), depth);
    case '*':
    case '_':
    case '~':
      return emphasis(source, at, depth);
    case 'h':
      return bareUrl(source, at);
    default:
      return undefined;
  }
}

function escaped(source: string, at: number): Step {
  const next = source[at + 1] ?? '';
  if (next === '\n') return { node: { kind: 'hard' }, length: 2 };
  return /[!-/:-@[-`{-~]/.test(next) ? { node: next, length: 2 } : undefined;
}

function code(source: string, at: number): Step {
  const fence = /^`+/.exec(source.slice(at))?.[0] ?? '`';
  const end = source.indexOf(fence, at + fence.length);
  if (end < 0) return undefined;
  return { node: { kind: 'code', value: source.slice(at + fence.length, end).trim() }, length: end + fence.length - at };
}

function entity(rest: string): Step {
  const [whole, decimal, hex, name] = ENTITY.exec(rest) ?? [];
  if (whole === undefined) return undefined;
  const point = decimal === undefined ? Number.parseInt(hex ?? '0', 16) : Number(decimal);
  return { node: name === undefined ? String.fromCodePoint(point) : (NAMED[name.toLowerCase()] ?? whole), length: whole.length };
}

function element(rest: string, depth: number): Step {
  const single = SINGLE.exec(rest);
  if (single !== null) return { node: { kind: single[1]?.toLowerCase() === 'br' ? 'hard' : 'rule' }, length: single[0].length };
  const open = PAIRED.exec(rest);
  if (open === null) return undefined;
  const name = (open[1] ?? '').toLowerCase();
  const attributes = attributesOf(open[2] ?? '');
  if (open[3] === '/') return { node: elementNode(name, attributes, '', depth), length: open[0].length };
  const close = rest.toLowerCase().indexOf(`</${name}>`, open[0].length);
  if (close < 0) return undefined;
  const inner = rest.slice(open[0].length, close);
  return { node: elementNode(name, attributes, inner, depth), length: close + name.length + 3 };
}

function attributesOf(source: string): Record<string, string> {
  const out: Record<string, string> = {};
  for (const [, key, double, single, bare] of source.matchAll(ATTRIBUTE))
    out[(key ?? '').toLowerCase()] = double ?? single ?? bare ?? '';
  return out;
}

function elementNode(name: string, attributes: Record<string, string>, inner: string, depth: number): Inline | readonly Inline[] {
  switch (name) {
    case 'font':
      return { kind: 'font', colour: attributes['color'] ?? 'default', children: parseInline(inner, depth + 1) };
    case 'at':
    case 'person':
      return { kind: 'at', id: attributes['id'] ?? attributes['user_id'] ?? attributes['ids'] ?? '', fallback: inner };
    case 'text_tag':
      return { kind: 'tag', colour: attributes['color'] ?? 'blue', label: inner };
    case 'number_tag':
      return { kind: 'tag', colour: attributes['background_color'] ?? 'grey', label: inner };
    case 'link':
      return { kind: 'link', href: safeUrl(attributes['url'] ?? attributes['pc_url']), children: parseInline(inner, depth + 1) };
    case 'local_datetime':
      return { kind: 'time', at: Number(attributes['millisecond']), format: attributes['format_type'] ?? '', fallback: inner };
    default:
      return [{ kind: 'text', value: inner }];
  }
}

function link(rest: string, depth: number): Step {
  const [whole, bang, label = '', url] = LINK.exec(rest) ?? [];
  if (whole === undefined) return undefined;
  if (bang === '!') return { node: { kind: 'image', alt: label }, length: whole.length };
  return { node: { kind: 'link', href: safeUrl(url), children: parseInline(label, depth + 1) }, length: whole.length };
}

function bareUrl(source: string, at: number): Step {
  if (/\w/.test(source[at - 1] ?? '')) return undefined;
  const url = BARE.exec(source.slice(at))?.[0];
  return url === undefined
    ? undefined
    : { node: { kind: 'link', href: url, children: [{ kind: 'text', value: url }] }, length: url.length };
}

/** The mark must hug its words on both sides; `_` inside a word is a letter. */
function emphasis(source: string, at: number, depth: number): Step {
  for (const [mark, kind] of MARKS) {
    if (!source.startsWith(mark, at) || /\s/.test(source[at + mark.length] ?? ' ')) continue;
    if (mark.startsWith('_') && /\w/.test(source[at - 1] ?? '')) continue;
    const end = closing(source, mark, at + mark.length);
    if (end < 0) continue;
    const children = parseInline(source.slice(at + mark.length, end), depth + 1);
    return { node: { kind, children }, length: end + mark.length - at };
  }
  return undefined;
}

function closing(source: string, mark: string, from: number): number {
  for (let end = source.indexOf(mark, from + 1); end > 0; end = source.indexOf(mark, end + 1)) {
    if (/[\s\\]/.test(source[end - 1] ?? '')) continue;
    if (mark.length === 1 && source[end + 1] === mark) {
      end += 1;
      continue;
    }
    if (mark.startsWith('_') && /\w/.test(source[end + mark.length] ?? '')) continue;
    return end;
  }
  return -1;
}
