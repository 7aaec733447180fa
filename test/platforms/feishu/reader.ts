/**
 * A small reader of the cards' markdown, written from the documented syntax: what it shows as words, and what it understood as
 * markup. Entities are undone last, as text.
 */
export type Read = { text: string; markup: string[] };

const SYNTAX: [string, RegExp][] = [
  ['tag', /<\/?[a-zA-Z][^>]*>/g],
  ['bold or italic', /(\*{1,3}|_{1,3})(?=\S)[^\n]*?\S\1/g],
  ['struck', /~~?[^~\n]+~~?/g],
  ['code', /`+[^`]*`+/g],
  ['picture or link', /!?\[[^\]]*\]\([^)]*\)/g],
  ['emoji', /:[A-Za-z0-9_+]+:/g],
  ['heading', /^ {0,3}#{1,6}(?=\s|$)/gm],
  ['underlined heading', /^[^\n]+\n(=+|-+)\s*$/gm],
  ['quote', /^ {0,3}>/gm],
  ['list', /^ {0,3}([-+*]|\d+[.)])(?=\s|$)/gm],
  ['rule', /^ {0,3}([-_*] *){3,}$/gm],
  ['indented code', /^( {4}|\t)\S/gm],
  ['table', /^\|.*\|$/gm],
  ['escape', /\\[!-/:-@[-`{-~]/g],
];

const NAMED: Record<string, string> = { nbsp: ' ', amp: '&', lt: '<', gt: '>', quot: '"' };

export function read(markdown: string): Read {
  const markup: string[] = [];
  const lines = markdown.replace(/<br>/g, '\n');
  for (const [name, syntax] of SYNTAX) if (lines.match(syntax)) markup.push(name);
  const text = lines.replace(/&(?:#(\d+)|([a-z]+));/g, (_whole, code: string | undefined, name: string | undefined) =>
    code === undefined ? (NAMED[name ?? ''] ?? '?') : String.fromCodePoint(Number(code)),
  );
  return { text, markup };
}
