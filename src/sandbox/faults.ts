/** Misfortune on demand, for the next sends of the bot. */
export type Faults = {
  status429: number;
  status500Before: number;
  status500After: number;
  dropAnswer: number;
  slowMs: number;
  /** Scopes the company did not grant. */
  withoutScopes: readonly string[];
};

export const COUNTED = ['status429', 'status500Before', 'status500After', 'dropAnswer'] as const;

export function noFaults(): Faults {
  return { status429: 0, status500Before: 0, status500After: 0, dropAnswer: 0, slowMs: 0, withoutScopes: [] };
}

/** One of `what` if any are left. */
export function strike(faults: Faults, what: (typeof COUNTED)[number]): boolean {
  if (faults[what] <= 0) return false;
  faults[what] -= 1;
  return true;
}
