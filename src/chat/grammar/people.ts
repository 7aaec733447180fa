import { MENTION } from '../inbound.ts';
import { halfWidth } from './width.ts';

/** How somebody was named: picked from the platform's list (`mark` counts the mentions), by 工号, or by name. */
export type PersonArgument = { mark: number } | { employeeNo: string } | { name: string };

const CLOSING: Record<string, string> = { '「': '」', '『': '』', '“': '”', '"': '"' };

/** No name is longer. */
const LONGEST = 60;

/** Everybody named with a mention or an `@`, in order, and the text without them. Bare names are text. */
export function readPeople(text: string): { people: PersonArgument[]; rest: string } {
  const people: PersonArgument[] = [];
  const found: { at: number; length: number; person: PersonArgument }[] = [];
  for (const match of text.matchAll(MENTION))
    found.push({ at: match.index, length: match[0].length, person: { mark: Number(match[1]) } });
  const said = halfWidth(text);
  for (const match of said.matchAll(/@/g)) {
    const named = nameAt(said, match.index + 1);
    // An address of mail is no mention.
    if (named && !/[A-Za-z0-9._-]/.test(said[match.index - 1] ?? ''))
      found.push({ at: match.index, length: 1 + named.length, person: named.person });
  }
  let rest = '';
  let from = 0;
  for (const { at, length, person } of found.sort((a, b) => a.at - b.at)) {
    if (at < from) continue;
    people.push(person);
    rest += `${text.slice(from, at)} `;
    from = at + length;
  }
  return { people, rest: (rest + text.slice(from)).replace(/[ \u3000]+/g, ' ').trim() };
}

/** The whole text as one person, with or without `@`: a field's value. */
export function readPerson(text: string): PersonArgument | undefined {
  const { people, rest } = readPeople(text);
  const bare = rest.replace(/^[\s,，、。;；]+|[\s,，、。;；]+$/gu, '');
  if (people.length > 0) return people.length === 1 && bare === '' ? people[0] : undefined;
  const said = halfWidth(bare);
  const named = nameAt(said, 0);
  if (named?.length === said.length) return named.person;
  // `Zhang Wei`
  return /^[A-Za-z][A-Za-z.'-]*( [A-Za-z][A-Za-z.'-]*){1,3}$/.test(said) ? { name: said } : undefined;
}

function nameAt(said: string, from: number): { person: PersonArgument; length: number } | undefined {
  const spaces = /^ ?/.exec(said.slice(from))?.[0].length ?? 0;
  const at = from + spaces;
  const closing = CLOSING[said[at] ?? ''];
  if (closing) {
    const inside = said.slice(at + 1, at + 1 + LONGEST);
    const end = inside.indexOf(closing);
    const name = end < 0 ? '' : inside.slice(0, end).trim();
    return name === '' ? undefined : { person: { name }, length: at + 2 + end - from };
  }
  // A number with Chinese glued to it is the number: `@1003帮我排查`.
  const number = /^[A-Za-z]{0,4}-?\d[\w-]*/.exec(said.slice(at))?.[0];
  if (number) return { person: { employeeNo: number }, length: spaces + number.length };
  const match = /^([\p{L}\p{M}][\p{L}\p{M}\p{N}·.'_-]*)(?:\s?\(([A-Za-z0-9-]*\d[A-Za-z0-9-]*)\))?/u.exec(said.slice(at));
  if (!match || (match[1] ?? '').length > LONGEST) return undefined;
  const person = match[2] ? { employeeNo: match[2] } : { name: (match[1] ?? '').replace(/[.'_-]+$/, '') };
  return { person, length: spaces + match[0].length };
}
