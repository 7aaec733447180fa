import type { Instant } from '../../core/clock.ts';
import type { PersonId } from '../../core/ids.ts';

export type Limits = { allowance: number; perDay: number; perPair: number };

/** What somebody gave this month and did not take back. */
export type Spent = { personId: PersonId; amount: number; at: Instant };

export type Breach =
  | { cap: 'month'; left: number; wanted: number }
  | { cap: 'day'; left: number; wanted: number }
  | { cap: 'pair'; left: number; to: PersonId };

const total = (spent: readonly Spent[]): number => spent.reduce((sum, { amount }) => sum + amount, 0);

/** A limit lowered in the middle of the month leaves nothing, never less than nothing. */
const rest = (limit: number, used: number): number => Math.max(0, limit - used);

export function leftOf(limits: Limits, spent: readonly Spent[], dayStart: Instant): { month: number; today: number } {
  const month = rest(limits.allowance, total(spent));
  const today = rest(limits.perDay, total(spent.filter(({ at }) => at >= dayStart)));
  return { month, today: Math.min(month, today) };
}

export const leftFor = (limits: Limits, spent: readonly Spent[], to: PersonId): number =>
  rest(limits.perPair, total(spent.filter(({ personId }) => personId === to)));

/** Everybody gets the amount or nobody does. */
export function breachOf(
  limits: Limits,
  spent: readonly Spent[],
  dayStart: Instant,
  gift: { amount: number; to: readonly PersonId[] },
): Breach | undefined {
  const left = leftOf(limits, spent, dayStart);
  const wanted = gift.amount * gift.to.length;
  if (wanted > left.month) return { cap: 'month', left: left.month, wanted };
  if (wanted > left.today) return { cap: 'day', left: left.today, wanted };
  const over = gift.to.find((one) => gift.amount > leftFor(limits, spent, one));
  return over && { cap: 'pair', to: over, left: leftFor(limits, spent, over) };
}
