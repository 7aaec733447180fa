import type { Person } from './api.ts';

export interface Directory {
  readonly people: readonly Person[];
  readonly byNo: ReadonlyMap<string, Person>;
  readonly byOpenId: ReadonlyMap<string, Person>;
  readonly heads: ReadonlySet<string>;
}

export function directoryOf(people: readonly Person[]): Directory {
  return {
    people,
    byNo: new Map(people.map((person) => [person.employeeNo, person])),
    byOpenId: new Map(people.flatMap((person) => (person.openId === undefined ? [] : [[person.openId, person] as const]))),
    heads: new Set(people.flatMap((person) => (person.superior === null ? [] : [person.superior]))),
  };
}

export const NOBODY: Directory = directoryOf([]);

/** A newcomer sits as somebody who has a superior and leads nobody. */
export const newcomer = (directory: Directory): Person | undefined =>
  directory.people.find(
    (person) => person.status === 'active' && person.superior !== null && !directory.heads.has(person.employeeNo),
  ) ?? directory.people[0];

/** By part of the name, the 工号 or the department; exact 工号 and beginnings of names first. */
export function find(people: readonly Person[], sought: string, limit: number): readonly Person[] {
  const key = sought.trim().toLowerCase();
  if (key === '') return people.slice(0, limit);
  const rank = (person: Person): number => {
    const name = person.name.toLowerCase();
    const no = person.employeeNo.toLowerCase();
    if (no === key || name === key) return 0;
    if (name.startsWith(key)) return 1;
    if (name.includes(key)) return 2;
    if (no.includes(key)) return 3;
    return `${person.department} ${person.title ?? ''}`.toLowerCase().includes(key) ? 4 : 9;
  };
  return people
    .map((person) => ({ person, at: rank(person) }))
    .filter((each) => each.at < 9)
    .sort((a, b) => a.at - b.at)
    .slice(0, limit)
    .map((each) => each.person);
}

/** Whose name another one also has: shown with 工号 wherever they are picked. */
export const isAmbiguous = (directory: Directory, name: string): boolean =>
  directory.people.filter((person) => person.name === name && person.status === 'active').length > 1;
