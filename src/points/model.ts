import type { Id } from '../core/ids.ts';

export const DIMENSIONS = ['business', 'collaboration', 'innovation'] as const;
export type Dimension = (typeof DIMENSIONS)[number];
export const isDimension = (name: unknown): name is Dimension => DIMENSIONS.some((one) => one === name);

/** Where nobody says otherwise: a contribution told about somebody else is collaboration. */
export const USUAL_DIMENSION: Dimension = 'collaboration';

/** `peer`: from somebody's own allowance. `grant`: from a superior, for a mark. */
export type EntryKind = 'peer' | 'grant' | 'reversal';

export type ActId = Id<'points-act'>;
export type MarkId = Id<'points-mark'>;

/** `closed`: the receiver left before anybody decided. */
export type Outcome = 'granted' | 'declined' | 'closed';

export const REASON_LIMIT = 200;
export const MOST_RECEIVERS = 10;

/** One tap each on a mark. */
export const QUICK_GRANTS = [5, 10, 20] as const;
export const MOST_A_GRANT = 100;
/** For hidden work; whoever multiplies says why. */
export const MULTIPLIERS = [1, 2, 3] as const;

export const UNDO_MINUTES = 10;
