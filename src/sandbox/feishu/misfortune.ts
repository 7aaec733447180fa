import type { Instant } from '../../core/clock.ts';
import { strike } from '../faults.ts';
import type { Faults, Strike } from '../faults.ts';
import { ApiRefusal } from './answers.ts';

/** What befell a call, for the log: the bot never had the answer that is written there beside `slowAnswer` and `dropAnswer`. */
export type Misfortune = Strike | 'outage' | 'refusing';

const LIMIT = { 'x-ogw-ratelimit-limit': '50' };

const BEFORE: readonly { fault: Strike; refusal: () => ApiRefusal }[] = [
  {
    fault: 'status429',
    refusal: () => new ApiRefusal(429, 99991400, 'request trigger frequency limit', { ...LIMIT, 'x-ogw-ratelimit-reset': '1' }),
  },
  { fault: 'status429NoReset', refusal: () => new ApiRefusal(429, 99991400, 'request trigger frequency limit') },
  { fault: 'status500Before', refusal: () => new ApiRefusal(500, 2200, 'Internal Error') },
];

/** What becomes of the answer to a call that was done. */
type After = { fault: Strike } & ({ refusal: () => ApiRefusal } | { becomes: 'late' | 'lost' });
const AFTER: readonly After[] = [
  { fault: 'status500After', refusal: () => new ApiRefusal(500, 2200, 'Internal Error') },
  { fault: 'slowAnswer', becomes: 'late' },
  { fault: 'dropAnswer', becomes: 'lost' },
];

export function struckBefore(faults: Faults): { fault: Strike; refusal: ApiRefusal } | undefined {
  const struck = BEFORE.find(({ fault }) => strike(faults, fault));
  return struck && { fault: struck.fault, refusal: struck.refusal() };
}

export const struckAfter = (faults: Faults): After | undefined => AFTER.find(({ fault }) => strike(faults, fault));

/** The platform as a whole is away. */
export function awayAt({ outageUntil, refusingUntil }: Faults, now: Instant): 'outage' | 'refusing' | undefined {
  if (refusingUntil > now) return 'refusing';
  return outageUntil > now ? 'outage' : undefined;
}
