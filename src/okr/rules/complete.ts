import type { Day } from '../../core/clock.ts';
import type { PersonId } from '../../core/ids.ts';
import type { Draft, KeyResultDraft, OwnerKind, Typed } from '../model.ts';
import { readKeyResultCode, type KeyResultCode } from './ids.ts';
import { GREATEST_VALUE, tidy } from './progress.ts';

export const LONGEST = { title: 100, verification: 300, unit: 12, note: 300 };

/** The parts an objective and a key result must have, by the names a person knows. */
export type Part = 'title' | 'responsible' | 'dueOn' | 'verification' | 'from' | 'to';

/** Why it can't be published yet. `row`: the key result of the form it is about, from 1; 0 when it is the whole. */
export type Gap =
  | { gap: 'missing'; part: Part; row: number }
  | { gap: 'too-long'; part: 'title' | 'verification' | 'unit'; most: number; row: number }
  | { gap: 'many-responsible' }
  | { gap: 'responsible-gone' }
  | { gap: 'date-unreadable'; typed: string }
  | { gap: 'date-past'; day: Day }
  | { gap: 'not-a-number'; typed: string; row: number }
  | { gap: 'too-large'; row: number }
  | { gap: 'no-way'; row: number }
  | { gap: 'alignment-unknown'; typed: string }
  | { gap: 'owner-not-yours'; ownerKind: OwnerKind };

export type CompleteKeyResult = { title: string; from: number; to: number; unit: string };
type Common = { title: string; responsibleId: PersonId; dueOn: Day; verification: string };
export type CompleteObjective = Common & { ownerKind: OwnerKind; alignedTo?: KeyResultCode; keyResults: CompleteKeyResult[] };

export type Checked<T> = { complete: T; gaps?: undefined } | { complete?: undefined; gaps: Gap[] };

export function checkObjective(draft: Draft, today: Day): Checked<CompleteObjective> {
  const gaps = [...commonGaps(draft, today)];
  const rows = (draft.keyResults ?? []).map((row, i) => ({ row, number: i + 1 })).filter(({ row }) => !isBlank(row));
  for (const { row, number } of rows) gaps.push(...measureGaps(row, number));
  const alignedTo = draft.alignedTo === undefined ? undefined : readKeyResultCode(draft.alignedTo);
  if (draft.alignedTo !== undefined && !alignedTo) gaps.push({ gap: 'alignment-unknown', typed: draft.alignedTo });
  if (gaps.length > 0) return { gaps };
  return {
    complete: {
      ...common(draft),
      ownerKind: draft.ownerKind ?? 'person',
      ...(alignedTo ? { alignedTo } : {}),
      keyResults: rows.map(({ row }) => measured(row)),
    },
  };
}

export type CompleteSingle = Common & CompleteKeyResult;

export function checkKeyResult(draft: Draft, today: Day): Checked<CompleteSingle> {
  const gaps = [...commonGaps(draft, today), ...measureGaps(draft, 0)];
  return gaps.length > 0 ? { gaps } : { complete: { ...measured(draft), ...common(draft) } };
}

/** Of the draft itself; a key result's own numbers are looked at apart. */
function commonGaps(draft: Draft, today: Day): Gap[] {
  const gaps: Gap[] = [];
  if (!draft.title) gaps.push({ gap: 'missing', part: 'title', row: 0 });
  else if (draft.title.length > LONGEST.title) gaps.push({ gap: 'too-long', part: 'title', most: LONGEST.title, row: 0 });
  const responsible = new Set(draft.responsible);
  if (responsible.size === 0) gaps.push({ gap: 'missing', part: 'responsible', row: 0 });
  if (responsible.size > 1) gaps.push({ gap: 'many-responsible' });
  if (draft.dueTyped !== undefined) gaps.push({ gap: 'date-unreadable', typed: draft.dueTyped });
  else if (!draft.dueOn) gaps.push({ gap: 'missing', part: 'dueOn', row: 0 });
  else if (draft.dueOn < today) gaps.push({ gap: 'date-past', day: draft.dueOn });
  if (!draft.verification) gaps.push({ gap: 'missing', part: 'verification', row: 0 });
  else if (draft.verification.length > LONGEST.verification) {
    gaps.push({ gap: 'too-long', part: 'verification', most: LONGEST.verification, row: 0 });
  }
  return gaps;
}

/** A row of the form names its key result; `/kr` names it as the draft's own title, checked before. */
function measureGaps(row: KeyResultDraft, number: number): Gap[] {
  const gaps: Gap[] = [];
  if (number > 0 && !row.title) gaps.push({ gap: 'missing', part: 'title', row: number });
  if (number > 0 && row.title && row.title.length > LONGEST.title) {
    gaps.push({ gap: 'too-long', part: 'title', most: LONGEST.title, row: number });
  }
  if (row.unit && row.unit.length > LONGEST.unit) gaps.push({ gap: 'too-long', part: 'unit', most: LONGEST.unit, row: number });
  for (const part of ['from', 'to'] as const) {
    const value = row[part];
    if (value === undefined || value === '') gaps.push({ gap: 'missing', part, row: number });
    else if (typeof value === 'string') gaps.push({ gap: 'not-a-number', typed: value, row: number });
    else if (Math.abs(value) > GREATEST_VALUE) gaps.push({ gap: 'too-large', row: number });
  }
  if (gaps.length === 0 && tidy(numeric(row.from)) === tidy(numeric(row.to))) gaps.push({ gap: 'no-way', row: number });
  return gaps;
}

const isBlank = (row: KeyResultDraft): boolean => !row.title && !row.unit && isEmpty(row.from) && isEmpty(row.to);
const isEmpty = (value: Typed | undefined): boolean => value === undefined || value === '';
const numeric = (value: Typed | undefined): number => (typeof value === 'number' ? value : Number.NaN);

const measured = (row: KeyResultDraft): CompleteKeyResult => ({
  title: row.title ?? '',
  from: tidy(numeric(row.from)),
  to: tidy(numeric(row.to)),
  unit: row.unit ?? '',
});

function common(draft: Draft): Common {
  const [responsibleId] = draft.responsible ?? [];
  if (!draft.title || !responsibleId || !draft.dueOn || !draft.verification)
    throw new Error('an incomplete draft passed its check');
  return { title: draft.title, responsibleId, dueOn: draft.dueOn, verification: draft.verification };
}
