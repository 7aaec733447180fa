import { Refusal } from '../../core/errors.ts';
import type { ActContext } from '../../delivery/index.ts';
import type { Person } from '../../people/index.ts';
import { shortDay } from '../../responses/index.ts';
import { headOf } from '../ledger.ts';
import { MOST_RECEIVERS, REASON_LIMIT, type Dimension } from '../model.ts';
import { spentBy } from '../queries.ts';
import { breachOf, type Breach } from '../rules/allowance.ts';
import type { Head } from '../rules/chain.ts';
import { lengthOf, saysSomething } from '../rules/line.ts';
import { monthEnd, monthOf, nextMonthStart } from '../rules/months.ts';
import { limitsOf } from '../settings.ts';
import { says } from '../text/says.ts';

export type Wanted = {
  receivers: readonly Person[];
  /** Without it a mark: the receiver's superior decides. */
  amount: number | undefined;
  dimension: Dimension | undefined;
  reason: string;
};

/** Several receivers all get it, or nobody does: half a line done would have to be explained. */
export function checkAsked(context: ActContext, { receivers, reason }: Pick<Wanted, 'receivers' | 'reason'>): void {
  if (receivers.some(({ id }) => id === context.person.id)) throw new Refusal('points.self', (language) => says(language).self);
  if (receivers.length > MOST_RECEIVERS)
    throw new Refusal('points.too-many', (language) => says(language).tooMany(MOST_RECEIVERS));
  if (!saysSomething(reason)) throw new Refusal('points.no-reason', (language) => says(language).noReason);
  const length = lengthOf(reason);
  if (length > REASON_LIMIT) throw new Refusal('points.too-long', (language) => says(language).tooLong(length, REASON_LIMIT));
}

/** Answers the end of the ledger the balance was read from: the entries are to follow that one. */
export async function checkAllowance(context: ActContext, receivers: readonly Person[], amount: number): Promise<Head> {
  const { tx, person, today, calendar } = context;
  const head = await headOf(tx);
  const limits = await limitsOf(tx, person);
  const spent = await spentBy(tx, person.id, monthOf(today));
  const dayStart = calendar.instantOf(today, '00:00');
  const breach = breachOf(limits, spent, dayStart, { amount, to: receivers.map(({ id }) => id) });
  if (breach) throw refused(context, breach, receivers);
  return head;
}

function refused({ today }: ActContext, breach: Breach, receivers: readonly Person[]): Refusal {
  const { left } = breach;
  if (breach.cap === 'day') return new Refusal('points.day-used', (language) => says(language).dayUsed(breach.wanted, left));
  const next = nextMonthStart(today);
  if (breach.cap === 'pair') {
    const name = receivers.find(({ id }) => id === breach.to)?.name ?? '';
    return new Refusal('points.pair-used', (language) => says(language).pairUsed(name, left, shortDay(next, language)));
  }
  return new Refusal('points.allowance-used', (language) =>
    says(language).allowanceUsed(breach.wanted, left, shortDay(monthEnd(today), language), shortDay(next, language)),
  );
}
