import type { Log } from '../core/log.ts';
import type { Database } from '../db/index.ts';

export type Leadership = {
  /** Asks; what begins with leading is done before the answer. */
  lead(): Promise<boolean>;
  /** As it was when last asked. */
  isLeading(): boolean;
};

/**
 * Of several processes on one database one talks to the platforms: their limits count for the app as a whole, the order of
 * messages for each receiver. All take events, claim slots and work.
 */
export function leadership(input: { db: Database; log: Log; begin(): Promise<void> }): Leadership {
  const { db, log, begin } = input;
  let leading = false;
  return {
    async lead() {
      const held = await db.hold('outbox');
      if (held && !leading) await begin();
      if (held !== leading && db.engine === 'postgres') log.info(held ? 'this process sends' : 'another process sends');
      leading = held;
      return held;
    },
    isLeading: () => leading,
  };
}
