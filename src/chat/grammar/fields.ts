import { plain } from './width.ts';

/** The words that open a field. One that is also an everyday word counts only before certain text: `by 2026-12-31`. */
export type FieldWords = readonly (string | { word: string; before: RegExp })[];

const NUMBER = /^[+-]?\.?\d/;
const DATE =
  /^(?:\d{1,4}\s*[-/.年月]\s*\d|\d{1,2}\s*(?:st|nd|rd|th)?\s*(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|q[1-4]|next|this|tomorrow|today|end|year|month|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)/;

/** The same words for the same thing in every command. */
export const COMMON_FIELDS = {
  owner: ['负责人', '责任人', '负责人是', '责任人是', '负责人为', '责任人为', 'owner', 'responsible'],
  due: [
    '截止',
    '截止到',
    '截止于',
    '截至',
    '截止日期',
    '截止时间',
    '完成日期',
    '完成时间',
    '到期日',
    'due',
    'due on',
    'due date',
    'deadline',
    { word: 'by', before: DATE },
  ],
  verify: [
    '验证',
    '验证方式',
    '验证方法',
    '验收',
    '验收方式',
    '核验',
    'verify',
    'verify by',
    'verified by',
    'verification',
    'measured by',
  ],
  align: ['对齐', '对齐到', 'align', 'align to', 'aligned to', 'aligns to'],
  from: [{ word: '从', before: NUMBER }, { word: 'from', before: NUMBER }, '起始值', '初始值'],
  to: [{ word: '到', before: NUMBER }, { word: 'to', before: NUMBER }, '目标值'],
  note: ['备注', '说明', 'note'],
} as const satisfies Record<string, FieldWords>;

type Place<K> = { key: K; at: number; end: number; strong: boolean; score: number };

/**
 * The text before the first field, and the fields by their words: any order, colons, full-width signs and missing spaces
 * allowed, quoted text left alone.
 *
 * A title may hold a field's word (`提升验证通过率`). So a word standing apart, or followed by what only a field is followed
 * by, wins over one in the middle of text; and the latter counts at all only behind a field that is certain.
 */
export function readFields<K extends string>(
  text: string,
  spec: Record<K, FieldWords>,
): { head: string; fields: Partial<Record<K, string>> } {
  const places = chosen(placesIn(text, spec));
  const fields: Partial<Record<K, string>> = {};
  for (const [i, place] of places.entries()) {
    const value = unquoted(trimmed(text.slice(place.end, places[i + 1]?.at ?? text.length).replace(/^[\s:：=＝]+/u, '')));
    if (value !== '') fields[place.key] = value;
  }
  return { head: unquoted(trimmed(text.slice(0, places[0]?.at ?? text.length))), fields };
}

/** The best place of each key, in the order of the text. */
function chosen<K>(places: Place<K>[]): Place<K>[] {
  const firstStrong = places.find((place) => place.strong)?.at ?? Number.POSITIVE_INFINITY;
  const best = new Map<K, Place<K>>();
  for (const place of places) {
    if (!place.strong && place.at < firstStrong) continue;
    const known = best.get(place.key);
    // Of two equally good ones the later: the earlier stands in the title.
    if (!known || place.score >= known.score) best.set(place.key, place);
  }
  return [...best.values()].sort((a, b) => a.at - b.at);
}

function placesIn<K extends string>(text: string, spec: Record<K, FieldWords>): Place<K>[] {
  const said = plain(text);
  const quoted = quotedIn(said);
  const words = (Object.entries(spec) as [K, FieldWords][])
    .flatMap(([key, list]) =>
      list.map((one, rank) => (typeof one === 'string' ? { key, rank, word: one } : { key, rank, ...one })),
    )
    .sort((a, b) => b.word.length - a.word.length);
  const places: Place<K>[] = [];
  for (let at = 0; at < said.length; at += 1) {
    if (quoted[at]) continue;
    const found = words.find(({ word, ...rest }) => stands(said, at, word, 'before' in rest ? rest.before : undefined));
    if (!found) continue;
    const end = at + found.word.length;
    places.push({ key: found.key, at, end, ...weigh(said, at, end, found.rank) });
    at = end - 1;
  }
  return places;
}

function stands(said: string, at: number, word: string, before: RegExp | undefined): boolean {
  if (!said.startsWith(word, at)) return false;
  const end = at + word.length;
  if (/[a-z]$/.test(word) && (/[a-z0-9_]/.test(said[at - 1] ?? '') || /[a-z0-9_]/.test(said[end] ?? ''))) return false;
  return !before || before.test(said.slice(end, end + 40).replace(/^[\s:=]+/, ''));
}

function weigh(said: string, at: number, end: number, rank: number): { strong: boolean; score: number } {
  const apart = at === 0 || /(?:[\s,;.。、\uE001」』”"%)]|\d\s?[日号])$/.test(said.slice(Math.max(0, at - 3), at));
  const colon = /^\s*[:=]/.test(said.slice(end, end + 8));
  const next = said.slice(end, end + 8).replace(/^[\s:=]+/, '')[0] ?? '';
  const telling = /[@\uE000\d]/.test(next);
  const glued = said[end] === undefined || /[\s:=@\uE000\d「『“"]/.test(said[end] as string) ? 0 : 1;
  const latin = /[a-z]/.test(said[at] ?? '');
  return {
    strong: apart || colon || telling || latin,
    score: (apart ? 2 : 0) + (colon ? 2 : 0) + (telling ? 1 : 0) - glued - (at === 0 ? 0.5 : 0) - rank / 100,
  };
}

const QUOTES: Record<string, string> = { '「': '」', '『': '』', '“': '”', '"': '"', '《': '》' };

/** For each place whether it lies in quotes that are closed again. */
function quotedIn(said: string): boolean[] {
  const quoted: boolean[] = [];
  const neverClosed = new Set<string>();
  for (let at = 0; at < said.length; at += 1) {
    const closing = QUOTES[said[at] as string];
    if (!closing || neverClosed.has(closing)) continue;
    const end = said.indexOf(closing, at + 1);
    if (end < 0) {
      neverClosed.add(closing);
      continue;
    }
    for (let i = at; i <= end; i += 1) quoted[i] = true;
    at = end;
  }
  return quoted;
}

function unquoted(value: string): string {
  const closing = QUOTES[value[0] ?? ''];
  if (!closing || value[0] === '《' || value.indexOf(closing, 1) !== value.length - 1) return value;
  return value.slice(1, -1).trim();
}

const trimmed = (text: string): string => text.replace(/^[\s,，;；、]+|[\s,，;；、]+$/gu, '');
