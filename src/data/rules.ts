import type { Day } from '../core/clock.ts';
import type { PersonId } from '../core/ids.ts';
import type { TaskInput } from './model.ts';

export const LONGEST_TITLE = 120;
/** A date further away is a slip of the keyboard. */
export const FARTHEST_DUE_DAYS = 5 * 366;
/** Own tasks are in the to-do list from so many days before they are due. */
export const SOON_DAYS = 3;
/** In thousandths a year of daily values stays an exact whole number. */
const LARGEST_VALUE = 1e10;

export const taskCode = (number: number): string => `T-${number}`;

export type TaskGap = 'title' | 'title-too-long' | 'owner' | 'due' | 'due-past' | 'due-too-far';

export type CompleteTask = { title: string; ownerId: PersonId; dueOn: Day; key: boolean; goal: string | undefined };

/** A task from chat has what it is, one responsible person, and a date still to come. */
export function checkTask(
  input: TaskInput,
  today: Day,
  farthest: Day,
): { complete: CompleteTask; gaps?: undefined } | { complete?: undefined; gaps: TaskGap[] } {
  const gaps: TaskGap[] = [];
  const title = input.title?.trim() ?? '';
  if (title === '') gaps.push('title');
  else if ([...title].length > LONGEST_TITLE) gaps.push('title-too-long');
  if (!input.ownerId) gaps.push('owner');
  const due = input.dueOn ? dueGap(input.dueOn, today, farthest) : 'due';
  if (due) gaps.push(due);
  if (gaps.length > 0 || !input.ownerId || !input.dueOn) return { gaps };
  return { complete: { title, ownerId: input.ownerId, dueOn: input.dueOn, key: input.key ?? false, goal: input.goal } };
}

export function dueGap(dueOn: Day, today: Day, farthest: Day): 'due-past' | 'due-too-far' | undefined {
  if (dueOn < today) return 'due-past';
  return dueOn > farthest ? 'due-too-far' : undefined;
}

/** Three decimals at most; undefined for what can't be kept exactly. */
export function thousandthsOf(value: number): number | undefined {
  if (!Number.isFinite(value) || Math.abs(value) > LARGEST_VALUE) return undefined;
  const whole = Math.round(value * 1000);
  return Math.abs(value * 1000 - whole) < 1e-3 ? whole : undefined;
}

/** `1234.5` → `1,234.5`. */
export function readable(thousandths: number): string {
  const sign = thousandths < 0 ? '-' : '';
  const size = Math.abs(thousandths);
  const whole = String(Math.floor(size / 1000)).replace(/\B(?=(\d{3})+$)/g, ',');
  const rest = String(size % 1000)
    .padStart(3, '0')
    .replace(/0+$/, '');
  return sign + whole + (rest === '' ? '' : `.${rest}`);
}
