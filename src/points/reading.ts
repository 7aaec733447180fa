import type { PersonArgument } from '../chat/index.ts';
import { Refusal } from '../core/errors.ts';
import type { Reader } from '../db/index.ts';
import { findPeople, resolvePerson, type Person } from '../people/index.ts';
import type { Dimension } from './model.ts';
import { namesIn, readSaid, splitLine, type Part, type Said } from './rules/line.ts';
import { says } from './text/says.ts';

export type Asked = Said<Person> & { dimension: Dimension | undefined };
type Mentioned = readonly (Person | undefined)[];

/** One line as somebody typed it; refused where a word could be taken for two things. */
export async function readAsked(read: Reader, self: Person, typed: string, mentioned: Mentioned): Promise<Asked> {
  const { dimensions, unknownTags, parts } = splitLine(typed);
  const [unknown] = unknownTags;
  if (unknown !== undefined) throw new Refusal('points.unknown-dimension', (language) => says(language).unknownTag(unknown));
  const [dimension, second] = dimensions;
  if (second) throw new Refusal('points.two-dimensions', (language) => says(language).oneDimension);
  const known: Part<Person>[] = [];
  for (const part of parts) {
    if ('text' in part) known.push(part);
    else known.push(...(await meet(read, self, part.person, mentioned)));
  }
  const said = readSaid(joined(known));
  return { ...said, people: unique(said.people), dimension };
}

/** The person, and the words that were glued to the name. */
async function meet(read: Reader, self: Person, argument: PersonArgument, mentioned: Mentioned): Promise<Part<Person>[]> {
  if (!('name' in argument)) return [{ person: await resolvePerson(read, argument, mentioned) }];
  if (SELF.test(argument.name)) return [{ person: self }];
  if ((await findPeople(read, argument.name)).length > 0) return [{ person: await resolvePerson(read, argument, mentioned) }];
  const fitting: { name: string; rest: string }[] = [];
  for (const cut of namesIn(argument.name)) if ((await findPeople(read, cut.name)).length > 0) fitting.push(cut);
  const [cut, other] = fitting;
  if (cut && other) throw new Refusal('points.where-name-ends', (language) => says(language).whereNameEnds(cut.name, other.name));
  if (!cut) return [{ person: await resolvePerson(read, argument, mentioned) }];
  return [{ person: await resolvePerson(read, { name: cut.name }, mentioned) }, { text: cut.rest }];
}

/** Words cut off a name belong with those that follow. */
function joined(parts: readonly Part<Person>[]): Part<Person>[] {
  const together: Part<Person>[] = [];
  for (const part of parts) {
    const last = together.at(-1);
    if ('text' in part && last && 'text' in last) last.text = `${last.text} ${part.text}`;
    else together.push({ ...part });
  }
  return together;
}

const SELF = /^(?:我|我自己|自己|本人|me|myself)$/i;

const unique = (people: readonly Person[]): Person[] => [...new Map(people.map((one) => [one.id, one])).values()];

/** Names typed into a form: apart by commas, spaces or 和. */
export async function readNames(read: Reader, self: Person, typed: string): Promise<Person[]> {
  const names = typed
    .split(/[\s,，、;；&]+|和|与|\band\b/u)
    .map((name) => name.replace(/^[@＠]/u, '').trim())
    .filter((name) => name !== '');
  const people: Person[] = [];
  for (const name of names) people.push(SELF.test(name) ? self : await resolvePerson(read, { name }, []));
  return unique(people);
}
