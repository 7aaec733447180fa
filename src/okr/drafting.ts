import type { Eyes } from './eyes.ts';
import { peopleByIds, type Person } from '../people/index.ts';
import type { Draft } from './model.ts';
import { keyResultByCode, type Found } from './queries/finding.ts';
import { owningDepartment, ownerKindsFor } from './queries/owners.ts';
import { checkKeyResult, checkObjective, type CompleteObjective, type CompleteSingle, type Gap } from './rules/complete.ts';

export type Ready<T> = { complete: T; responsible: Person; aligned?: Found };
export type Examined<T> = { ready: Ready<T>; gaps?: undefined } | { ready?: undefined; gaps: Gap[] };

/** What the draft alone shows, then what only the company's data can tell. */
export async function examineObjective(eyes: Eyes, author: Person, draft: Draft): Promise<Examined<CompleteObjective>> {
  const { complete, gaps: found = [] } = checkObjective(draft, eyes.today);
  const gaps = [...found];
  const responsible = await livingResponsible(eyes, draft, gaps);
  const kind = draft.ownerKind ?? 'person';
  const allowed = (await ownerKindsFor(eyes.read, author)).includes(kind);
  const homeless = allowed && kind === 'department' && responsible && !(await owningDepartment(eyes.read, author, responsible));
  if (!allowed || homeless) gaps.push({ gap: 'owner-not-yours', ownerKind: kind });
  const aligned = complete?.alignedTo && (await keyResultByCode(eyes, complete.alignedTo));
  if (complete?.alignedTo && !aligned) gaps.push({ gap: 'alignment-unknown', typed: draft.alignedTo ?? '' });
  if (!complete || !responsible || gaps.length > 0) return { gaps };
  return { ready: { complete, responsible, ...(aligned ? { aligned } : {}) } };
}

export async function examineKeyResult(eyes: Eyes, draft: Draft): Promise<Examined<CompleteSingle>> {
  const { complete, gaps: found = [] } = checkKeyResult(draft, eyes.today);
  const gaps = [...found];
  const responsible = await livingResponsible(eyes, draft, gaps);
  return complete && responsible && gaps.length === 0 ? { ready: { complete, responsible } } : { gaps };
}

export async function gapsOf(eyes: Eyes, author: Person, draft: Draft): Promise<Gap[]> {
  const examined = draft.goal === 'objective' ? await examineObjective(eyes, author, draft) : await examineKeyResult(eyes, draft);
  return examined.gaps ?? [];
}

async function livingResponsible(eyes: Eyes, draft: Draft, gaps: Gap[]): Promise<Person | undefined> {
  const [id, ...others] = [...new Set(draft.responsible)];
  if (!id || others.length > 0) return undefined;
  const person = (await peopleByIds(eyes.read, [id])).get(id);
  if (person?.status === 'active') return person;
  gaps.push({ gap: 'responsible-gone' });
  return undefined;
}
