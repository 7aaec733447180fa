import { parseInline, type Inline } from './inline.ts';

export type Block =
  | { readonly kind: 'paragraph'; readonly children: readonly Inline[] }
  | { readonly kind: 'heading'; readonly level: number; readonly children: readonly Inline[] }
  | { readonly kind: 'code'; readonly value: string }
  | { readonly kind: 'quote'; readonly children: readonly Block[] }
  | { readonly kind: 'list'; readonly start: number | undefined; readonly items: readonly (readonly Block[])[] }
  | {
      readonly kind: 'table';
      readonly head: readonly (readonly Inline[])[];
      readonly rows: readonly (readonly (readonly Inline[])[])[];
    }
  | { readonly kind: 'rule' };

const HEADING = /^\s{0,3}(#{1,6})\s+(.*?)\s*#*$/;
const RULE = /^\s{0,3}(?:(?:-\s*){3,}|(?:\*\s*){3,}|<hr\s*\/?>\s*)$/i;
const FENCE = /^\s{0,3}(```+|~~~+)/;
const QUOTE = /^\s{0,3}>\s?/;
const ITEM = /^(\s*)(?:([-*+])|(\d{1,9})[.)])\s+(.*)$/;
const TABLE_RULE = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;

/** A CommonMark subset without HTML blocks. */
export function parseMarkdown(source: string): Block[] {
  return blocksOf(source.replace(/\r\n?/g, '\n').split('\n'), 0);
}

function blocksOf(lines: readonly string[], depth: number): Block[] {
  const out: Block[] = [];
  let at = 0;
  while (at < lines.length) {
    if ((lines[at] ?? '').trim() === '') {
      at += 1;
      continue;
    }
    const [block, next] = blockAt(lines, at, depth);
    out.push(block);
    at = next;
  }
  return out;
}

function blockAt(lines: readonly string[], at: number, depth: number): [Block, number] {
  const line = lines[at] ?? '';
  const fence = FENCE.exec(line)?.[1];
  if (fence !== undefined) return codeBlock(lines, at, fence);
  const heading = HEADING.exec(line);
  if (heading !== null)
    return [{ kind: 'heading', level: (heading[1] ?? '#').length, children: parseInline(heading[2] ?? '') }, at + 1];
  if (RULE.test(line)) return [{ kind: 'rule' }, at + 1];
  if (depth < 6 && QUOTE.test(line)) return quoteBlock(lines, at, depth);
  if (depth < 6 && ITEM.test(line)) return listBlock(lines, at, depth);
  if (line.includes('|') && TABLE_RULE.test(lines[at + 1] ?? '') && (lines[at + 1] ?? '').includes('-'))
    return tableBlock(lines, at);
  return paragraph(lines, at);
}

function codeBlock(lines: readonly string[], at: number, fence: string): [Block, number] {
  let end = at + 1;
  while (end < lines.length && !(lines[end] ?? '').trimStart().startsWith(fence)) end += 1;
  return [{ kind: 'code', value: lines.slice(at + 1, end).join('\n') }, end + 1];
}

function quoteBlock(lines: readonly string[], at: number, depth: number): [Block, number] {
  let end = at;
  while (end < lines.length && QUOTE.test(lines[end] ?? '')) end += 1;
  const inner = lines.slice(at, end).map((each) => each.replace(QUOTE, ''));
  return [{ kind: 'quote', children: blocksOf(inner, depth + 1) }, end];
}

function listBlock(lines: readonly string[], at: number, depth: number): [Block, number] {
  const first = ITEM.exec(lines[at] ?? '');
  const indent = first?.[1]?.length ?? 0;
  const ordered = first?.[3] !== undefined;
  const items: string[][] = [];
  let end = at;
  for (; end < lines.length; end += 1) {
    const line = lines[end] ?? '';
    const item = ITEM.exec(line);
    if (item !== null && (item[1]?.length ?? 0) <= indent + 1) {
      if ((item[3] !== undefined) !== ordered || (item[1]?.length ?? 0) < indent) break;
      items.push([item[4] ?? '']);
    } else if (line.trim() !== '' && /^\s/.test(line)) {
      items.at(-1)?.push(line.replace(/^\s{1,4}/, ''));
    } else {
      break;
    }
  }
  const start = ordered ? Number(first?.[3]) : undefined;
  return [{ kind: 'list', start, items: items.map((each) => blocksOf(each, depth + 1)) }, end];
}

function tableBlock(lines: readonly string[], at: number): [Block, number] {
  const cells = (line: string): (readonly Inline[])[] =>
    line
      .trim()
      .replace(/^\||\|$/g, '')
      .split(/(?<!\\)\|/)
      .map((cell) => parseInline(cell.trim()));
  let end = at + 2;
  while (end < lines.length && (lines[end] ?? '').includes('|')) end += 1;
  return [{ kind: 'table', head: cells(lines[at] ?? ''), rows: lines.slice(at + 2, end).map(cells) }, end];
}

function paragraph(lines: readonly string[], at: number): [Block, number] {
  let end = at + 1;
  while (end < lines.length && !startsBlock(lines[end] ?? '')) end += 1;
  const source = lines
    .slice(at, end)
    .map((line) => line.trimStart())
    .join('\n');
  return [{ kind: 'paragraph', children: parseInline(source.trimEnd()) }, end];
}

const startsBlock = (line: string): boolean =>
  line.trim() === '' || HEADING.test(line) || RULE.test(line) || FENCE.test(line) || QUOTE.test(line) || ITEM.test(line);
