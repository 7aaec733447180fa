import { randomBytes } from 'node:crypto';
import type { Instant } from './clock.ts';

declare const kind: unique symbol;
/** A branded id: sortable by the time it was made, never guessed from another one. People see short ones (`O-12`). */
export type Id<K extends string> = string & { readonly [kind]: K };

export type PersonId = Id<'person'>;
export type DepartmentId = Id<'department'>;

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

let lastTime = 0;
let counter = 0;

/** 10 characters of time, 3 of a counter within the millisecond, 7 random ones; ascending within one process. */
export function newId<K extends string>(now: Instant): Id<K> {
  if (now > lastTime) {
    lastTime = now;
    counter = 0;
  } else {
    counter += 1;
  }
  return (base32(lastTime, 10) + base32(counter, 3) + randomTail()) as Id<K>;
}

function base32(value: number, length: number): string {
  let out = '';
  let rest = value;
  for (let i = 0; i < length; i += 1) {
    out = ALPHABET[rest % 32] + out;
    rest = Math.floor(rest / 32);
  }
  return out;
}

let pool = Buffer.alloc(0);
let used = 0;

function randomTail(): string {
  if (used + 7 > pool.length) {
    pool = randomBytes(7 * 256);
    used = 0;
  }
  let out = '';
  for (let i = 0; i < 7; i += 1) out += ALPHABET[(pool[used + i] as number) % 32];
  used += 7;
  return out;
}
