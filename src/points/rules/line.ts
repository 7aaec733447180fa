import { halfWidth, MENTION, readPeople, readTags, takeAmount, type PersonArgument } from '../../chat/index.ts';
import type { Dimension } from '../model.ts';

export const DIMENSION_WORDS: Record<Dimension, readonly string[]> = {
  business: ['业务', '业务贡献', 'business', 'biz'],
  collaboration: ['协作', '协作价值', '合作', 'collaboration', 'collab', 'teamwork'],
  innovation: ['创新', '创新能力', 'innovation', 'innovative'],
};

/** What was typed, in order: words and people. */
export type Part<P> = { text: string } | { person: P };

export type Line = { dimensions: Dimension[]; unknownTags: string[]; parts: Part<PersonArgument>[] };

/** `+10 @张伟 帮我排查 #协作` in any order and width, with or without spaces. */
export function splitLine(typed: string): Line {
  const { tags, unknown, rest } = readTags(typed, DIMENSION_WORDS);
  return { dimensions: tags, unknownTags: unknown, parts: partsOf(rest) };
}

/** Each piece from one `@` or mention to the next, so that words stay where they were. */
function partsOf(text: string): Part<PersonArgument>[] {
  const starts = anchors(text);
  const parts: Part<PersonArgument>[] = [{ text: text.slice(0, starts[0] ?? text.length) }];
  for (const [i, start] of starts.entries()) {
    const piece = text.slice(start, starts[i + 1] ?? text.length);
    const { people, rest } = readPeople(piece);
    const [person] = people;
    if (person) parts.push({ person }, { text: rest });
    else parts.push({ text: piece });
  }
  return parts.filter((part) => 'person' in part || part.text.trim() !== '');
}

function anchors(text: string): number[] {
  const said = halfWidth(text);
  const at = [...text.matchAll(MENTION)].map((match) => match.index);
  for (const match of said.matchAll(/@/g)) if (!isMailAddress(said, match.index)) at.push(match.index);
  return at.sort((a, b) => a - b);
}

/** `+10@张伟` is none. */
const isMailAddress = (said: string, at: number): boolean =>
  /[A-Za-z0-9._-]$/.test(said.slice(0, at)) && /^@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+/.test(said.slice(at));

/** A name with words glued to it: where it may end, the longest first. Never inside a Latin word. */
export function namesIn(glued: string): { name: string; rest: string }[] {
  const letters = [...glued];
  const found: { name: string; rest: string }[] = [];
  for (let length = Math.min(letters.length - 1, LONGEST_NAME); length >= 2; length -= 1) {
    const [name, rest] = [letters.slice(0, length).join(''), letters.slice(length).join('')];
    if (!/[A-Za-z0-9]$/.test(name) || !/^[A-Za-z0-9]/.test(rest)) found.push({ name, rest });
  }
  return found;
}

const LONGEST_NAME = 12;

export type Said<P> = {
  people: P[];
  /** How many points each gets; without: a mark. */
  amount: number | undefined;
  /** A number that is no number of points, as it was typed. */
  badAmount: string | undefined;
  /** `+10` at the end: points, or the end of the reason? */
  amountAtEnd: string | undefined;
  reason: string;
};

/** The number stands in front, or right behind a person. */
export function readSaid<P>(parts: readonly Part<P>[]): Said<P> {
  const said: Said<P> = { people: [], amount: undefined, badAmount: undefined, amountAtEnd: undefined, reason: '' };
  const words: string[] = [];
  for (const [i, part] of parts.entries()) {
    if ('person' in part) {
      said.people.push(part.person);
      continue;
    }
    const taken = said.amount === undefined && said.badAmount === undefined ? takePoints(part.text, parts, i) : undefined;
    if (taken && 'amount' in taken) said.amount = taken.amount;
    if (taken && 'bad' in taken) said.badAmount = taken.bad;
    words.push(taken ? taken.rest : part.text);
  }
  said.reason = tidied(words.join(' '));
  const end = /(?:^|\s)(\+\d{1,6})\s*分?$/.exec(halfWidth(said.reason));
  if (end && said.amount === undefined) said.amountAtEnd = end[1];
  return said;
}

type Taken = ({ amount: number } | { bad: string }) & { rest: string };

const UNIT =
  /^\s*(?:(?:积分|points?|pts?|分)(?=[\s,，、;；:：]|$)|分(?![享钟析配工支类段层数期布销发歧])(?=\p{Script=Han}))\s*/iu;

function takePoints<P>(text: string, parts: readonly Part<P>[], at: number): Taken | undefined {
  const said = halfWidth(text);
  const signed = /^\s*[+-]\s*\.?\d/.test(said);
  const after = at > 0 && 'person' in (parts[at - 1] as Part<P>);
  if (!signed && (after || !/^\s*\d/.test(said))) return undefined;
  const taken = takeAmount(text.trim());
  if (!taken) return signed ? { bad: wordAt(text), rest: text } : undefined;
  const typed = text.trim().slice(0, text.trim().length - taken.rest.length);
  const rest = taken.rest.replace(UNIT, '');
  // Without a sign it is points only when nothing but a person follows: `10月大促` is a reason.
  if (!signed && rest.trim() !== '') return undefined;
  const { value } = taken.amount;
  const whole = Number.isSafeInteger(value) && value > 0 && !/[%％]/.test(typed);
  return whole ? { amount: value, rest } : { bad: typed.trim(), rest };
}

const wordAt = (text: string): string => /^\s*(\S{1,12})/.exec(text)?.[1] ?? '';

const tidied = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replace(/^[\s,，、:：;；]+|[\s,，、:：;；]+$/gu, '')
    .trim();

/** A sign or two is no reason. */
export const saysSomething = (reason: string): boolean => /[\p{L}\p{N}]/u.test(reason);

export const lengthOf = (text: string): number => [...text].length;
