import { createHash } from 'node:crypto';
import type { Pool, Wire } from './pool.ts';

/** Advisory locks of the session: the server lets go of them the moment the connection ends, however the process did. */
export function holder(pool: Pool): { hold(what: string): Promise<boolean>; letGo(): void } {
  let wire: Wire | undefined;
  const held = new Set<string>();
  let asking: Promise<unknown> = Promise.resolve();

  async function ask(what: string): Promise<boolean> {
    try {
      wire ??= await pool.lend();
      const text = held.has(what) ? 'SELECT true AS held' : 'SELECT pg_try_advisory_lock($1) AS held';
      const { rows } = await wire.query({ text, params: held.has(what) ? [] : [keyOf(what)], shape: 'objects' });
      if ((rows as { held: boolean }[])[0]?.held !== true) return false;
      held.add(what);
      return true;
    } catch (error) {
      // With the connection every lock on it is gone; the next call begins anew.
      letGo();
      throw error;
    }
  }

  function letGo(): void {
    wire?.release(true);
    wire = undefined;
    held.clear();
  }

  return {
    hold(what) {
      const answer = asking.then(() => ask(what));
      asking = answer.catch(() => undefined);
      return answer;
    },
    letGo,
  };
}

/** 48 bits of a digest: a number both sides write alike. */
const keyOf = (what: string): number => createHash('sha256').update(`okr-pulse:${what}`).digest().readUIntBE(0, 6);
