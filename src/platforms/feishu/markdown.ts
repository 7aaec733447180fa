import type { Inline, Span, Tone } from '../../chat/index.ts';

/**
 * Feishu's cards read markdown and their own tags, and undo HTML entities as text ("特殊字符转义说明" of the rich text component).
 * Every character that could mean something becomes its numeric entity, so nothing a person typed acts as markup.
 */
const ACTS = /[&<>*_~`[\]()#!|\\:$@{}"'=^]/g;
/** Means something at the beginning of a line only: lists, rules, headings underlined. */
const ACTS_FIRST = /^([ \t]*)([-+]|\d+(?=[.]))/;

const entity = (character: string): string => `&#${character.codePointAt(0)};`;

export function escapeMarkdown(text: string): string {
  return cleaned(text).split('\n').map(escapeLine).join('<br>');
}

function escapeLine(line: string): string {
  const escaped = line.replace(ACTS, entity);
  // A number at the start of a line is an item of a list by its dot; the sign of a list or a rule by itself.
  const first = escaped.replace(
    ACTS_FIRST,
    (_whole, blanks: string, sign: string) => blanks + (/\d/.test(sign) ? sign : entity(sign)),
  );
  // Four blanks at the start of a line would make it code.
  return first
    .replace(/^([ \t]*\d+)\./, '$1&#46;')
    .replace(/^(?: {2,}|[ ]*\t[ \t]*)/, (blanks) => '&#160;'.repeat(blanks.length));
}

/** No control characters, no half characters, one kind of line end. */
export const cleaned = (text: string): string =>
  text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/g, '')
    .replace(/\p{Surrogate}/gu, '\uFFFD');

const COLOURS: Record<Tone, string> = { neutral: 'grey', info: 'blue', good: 'green', warning: 'orange', bad: 'red' };

export const coloured = (tone: Tone, markdown: string): string => `<font color='${COLOURS[tone]}'>${markdown}</font>`;

type Style = {
  /** `false` inside a line of something: a quotation is then marked by quotation marks. */
  block?: boolean;
  /** The colour of plain words. */
  tone?: Tone;
};

export function inlineMarkdown(inline: Inline, style: Style = {}): string {
  const spans = typeof inline === 'string' ? [inline] : inline;
  let out = '';
  const kept = spans.filter((_, at) => !isBesideQuote(spans, at, style));
  for (const [index, span] of kept.entries()) out = joined(out, spanMarkdown(span, style), span, index < kept.length - 1);
  return out;
}

/** A line break next to a quotation would only leave an empty line: that stands apart anyway. */
function isBesideQuote(spans: readonly Span[], at: number, { block }: Style): boolean {
  const isQuote = (span: Span | undefined): boolean => typeof span === 'object' && 'quote' in span;
  const span = spans[at];
  return block === true && typeof span === 'object' && 'lineBreak' in span && (isQuote(spans[at - 1]) || isQuote(spans[at + 1]));
}

/** A quotation stands on lines of its own, with an empty one behind it, else the next words would belong to it. */
function joined(before: string, markdown: string, span: Span, more: boolean): string {
  if (!markdown.startsWith('> ') || typeof span === 'string') return before + markdown;
  return `${before === '' ? '' : `${before}\n\n`}${markdown}${more ? '\n\n' : ''}`;
}

function spanMarkdown(span: Span, style: Style): string {
  if (typeof span === 'string') return style.tone ? coloured(style.tone, escapeMarkdown(span)) : escapeMarkdown(span);
  if ('bold' in span) return bold(span.bold);
  if ('quote' in span) return style.block === true ? `> ${escapeMarkdown(span.quote)}` : escapeMarkdown(`“${span.quote}”`);
  if ('link' in span) return link(span.link, span.url);
  if ('tone' in span) return coloured(span.tone, escapeMarkdown(span.text));
  return '<br>';
}

export function bold(text: string): string {
  return cleaned(text)
    .split('\n')
    .map((line) => boldLine(line.trim()))
    .join('<br>');
}

/**
 * Stars are stars where a blank stands on their inner side, or punctuation there and a letter outside: Chinese has no blanks
 * between words, so a thin one is put outside where the bold part begins or ends with a sign.
 */
function boldLine(line: string): string {
  if (line === '') return '';
  const lead = /^[\p{L}\p{N}]/u.test(line) ? '' : THIN_BLANK;
  const tail = /[\p{L}\p{N}]$/u.test(line) ? '' : THIN_BLANK;
  return `${lead}**${escapeMarkdown(line)}**${tail}`;
}

const THIN_BLANK = '\u2009';

function link(label: string, url: string): string {
  const address = safeUrl(url);
  const said = escapeMarkdown(label.replace(/\s+/g, ' '));
  return address === undefined ? said : `[${said}](${address})`;
}

/** Only addresses a person may safely follow; nothing in them ends the link early. */
export function safeUrl(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, href } = new URL(url);
  if (protocol !== 'https:' && protocol !== 'http:' && protocol !== 'lark:') return undefined;
  return href.replace(/[()<>"'\\\s*`[\]]/g, percent);
}

const percent = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
