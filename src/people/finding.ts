import { closestFew, type PersonArgument } from '../chat/index.ts';
import { Refusal } from '../core/errors.ts';
import { and, asc, eq, inArray, like, or, type Reader } from '../db/index.ts';
import { departmentOf, personByEmployeeNo, personColumns } from './lookup.ts';
import type { Person } from './person.ts';
import { persons } from './schema.ts';
import { text } from './text.ts';

/** More than this nobody reads in a pick list. */
const LISTED = 8;

/** Who goes by this 工号, or by exactly this name, among those still here. */
export async function findPeople(read: Reader, said: string): Promise<Person[]> {
  const wanted = said.normalize('NFKC').trim();
  if (wanted === '') return [];
  const numbered = await numberedAs(read, wanted);
  if (numbered?.status === 'active') return [numbered];
  return await namedAs(read, wanted);
}

/**
 * The one person an argument means. `mentioned` are the people behind the text's marks. Two of one name are never
 * settled silently (ORG-7): the refusal lists them.
 */
export async function resolvePerson(
  read: Reader,
  argument: PersonArgument,
  mentioned: readonly (Person | undefined)[],
): Promise<Person> {
  if ('mark' in argument) {
    const person = mentioned[argument.mark];
    if (!person) throw new Refusal('people.unknown-mention', (language) => text(language).unknownMention);
    return stillHere(person);
  }
  if ('employeeNo' in argument) {
    const person = await numberedAs(read, argument.employeeNo);
    return person ? stillHere(person) : await resolveName(read, argument.employeeNo);
  }
  return await resolveName(read, argument.name);
}

/** As {@link resolvePerson} for a field's whole value, `undefined` where it doesn't read as one person. */
export async function resolveOne(
  read: Reader,
  argument: PersonArgument | undefined,
  mentioned: readonly (Person | undefined)[],
): Promise<Person> {
  if (!argument) throw new Refusal('people.not-one', (language) => text(language).onePerson);
  return await resolvePerson(read, argument, mentioned);
}

async function resolveName(read: Reader, said: string): Promise<Person> {
  const name = said.normalize('NFKC').trim();
  const found = await namedAs(read, name);
  const [only, another] = found;
  if (only && !another) return only;
  if (only) throw await ambiguous(read, name, found);
  const numbered = await numberedAs(read, name);
  if (numbered) return stillHere(numbered);
  const left = await read
    .select(personColumns)
    .from(persons)
    .where(and(eq(persons.name, name), eq(persons.status, 'left')))
    .limit(1);
  if (left[0]) return stillHere(left[0]);
  const close = await closeTo(read, name);
  throw new Refusal('people.unknown', (language) => text(language).unknownPerson(shown(name), close));
}

function stillHere(person: Person): Person {
  if (person.status === 'active') return person;
  throw new Refusal('people.left', (language) => text(language).leftPerson(person.name));
}

async function ambiguous(read: Reader, name: string, found: Person[]): Promise<Refusal> {
  const candidates: { name: string; employeeNo: string; department: string | undefined }[] = [];
  for (const person of found.slice(0, LISTED)) {
    const department = await departmentOf(read, person);
    candidates.push({ name: person.name, employeeNo: person.employeeNo, department: department?.name });
  }
  return new Refusal('people.ambiguous', (language) => text(language).ambiguousPerson(name, candidates));
}

async function namedAs(read: Reader, name: string): Promise<Person[]> {
  return await read
    .select(personColumns)
    .from(persons)
    .where(and(eq(persons.name, name), eq(persons.status, 'active')))
    .orderBy(asc(persons.employeeNo));
}

/** As typed, else with its letters the other way (`e1003` for `E1003`). */
async function numberedAs(read: Reader, said: string): Promise<Person | undefined> {
  const typed = said.normalize('NFKC').trim();
  const exact = await personByEmployeeNo(read, typed);
  if (exact) return exact;
  const others = [...new Set([typed.toUpperCase(), typed.toLowerCase()])].filter((one) => one !== typed);
  if (others.length === 0) return undefined;
  const found = await read.select(personColumns).from(persons).where(inArray(persons.employeeNo, others));
  return found.length === 1 ? found[0] : undefined;
}

/** Names a slip away from what was typed: those that share its beginning or its end, so that the whole company isn't read. */
async function closeTo(read: Reader, name: string): Promise<string[]> {
  const letters = [...name];
  const first = letters[0];
  const last = letters.at(-1);
  if (!first || !last || /[%_]/.test(first + last)) return [];
  const rows = await read
    .selectDistinct({ name: persons.name })
    .from(persons)
    .where(and(eq(persons.status, 'active'), or(like(persons.name, `${first}%`), like(persons.name, `%${last}`))))
    .limit(2000);
  const names = rows.map((row) => row.name);
  const glued = names.filter((known) => [...known].length > 1 && name.startsWith(known));
  return [...new Set([...glued, ...closestFew(name, names)])].slice(0, 3);
}

const shown = (said: string): string => ([...said].length > 20 ? `${[...said].slice(0, 20).join('')}…` : said);
