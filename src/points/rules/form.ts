import { REASON_LIMIT } from '../model.ts';
import { lengthOf, saysSomething } from './line.ts';

export type Gap = 'receiver' | 'reason' | 'reason-too-long' | 'amount';

type Filled = { receivers: readonly unknown[]; names: string | null; amount: number | null; reason: string | null };

/** What still has to be said before it can be sent; the number may stay away: then it is a mark. */
export function gapsIn({ receivers, names, amount, reason }: Filled): Gap[] {
  const gaps: Gap[] = [];
  if (receivers.length === 0 && (names ?? '').trim() === '') gaps.push('receiver');
  if (amount !== null && (!Number.isSafeInteger(amount) || amount <= 0)) gaps.push('amount');
  if (!saysSomething(reason ?? '')) gaps.push('reason');
  else if (lengthOf(reason ?? '') > REASON_LIMIT) gaps.push('reason-too-long');
  return gaps;
}
