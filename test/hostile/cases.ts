import type { House } from './house.ts';
import type { Heard, Wire } from './wire.ts';

/** What may be found in the tables afterwards. */
export type Allowed =
  /** Nothing at all was written: it wasn't signed, not fresh, or no event. */
  | 'nothing'
  /** Signed, but odd: that it came, and a polite reply. */
  | 'a reply'
  /** Somebody's own press or delivery with odd things in it: what it does is theirs to say. */
  | 'an act';

export type Knock = (house: House) => Promise<Heard | undefined>;

export type Case = {
  what: string;
  /** What was sent, for whoever has to look into it. */
  shown: string;
  knock: Knock;
  allowed: Allowed;
  /** The same again, so many times: nothing more may come of it. */
  again?: number;
  /** The answer may be that the line goes dead. */
  mayHangUp?: boolean;
  /** Statuses that this must be answered with; any but a 5xx when left out. */
  status?: readonly number[];
};

/** Refusals of one sender are counted and there are thousands here: each comes from an address of its own, as through a proxy. */
let senders = 0;
export function anybody(): readonly [string, string] {
  senders += 1;
  return [
    'x-forwarded-for',
    `10.${(senders >> 16) & 255}.${(senders >> 8) & 255}.${senders & 255}, 198.51.${(senders >> 8) & 255}.${senders & 255}`,
  ];
}

export const REFUSED = [400, 401, 404, 405, 411, 413, 414, 415, 417, 422, 431, 501].filter((status) => status < 500);

export function sent(what: string, wire: Wire, rest: Omit<Case, 'what' | 'shown' | 'knock'>, plain?: string): Case {
  const shown = [
    `${wire.method} ${wire.target}`,
    ...wire.headers.map(([name, value]) => `${name}: ${value}`),
    wire.cutAt === undefined ? '' : `(cut after ${wire.cutAt} of ${wire.body.length} bytes)`,
    plain ?? wire.body.toString('utf8'),
  ];
  return {
    what,
    shown: shown.join('\n'),
    knock: (house) => house.send({ ...wire, headers: [...wire.headers, anybody()] }),
    ...rest,
  };
}
