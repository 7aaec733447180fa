import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Params } from '../chat/index.ts';
import type { CardId } from './schema.ts';

/**
 * What a rendered button carries: which card, which drawing of it, which button, what it does, signed. One use: the first
 * accepted press consumes `(card, revision, slot)`; a redraw makes a new revision and with it fresh tokens.
 */
export type PressToken = { card: CardId; revision: number; slot: number; action: string; params: Params };

export function mintToken(secret: string, token: PressToken): Record<string, unknown> {
  return { c: token.card, r: token.revision, i: token.slot, a: token.action, p: token.params, s: signature(secret, token) };
}

/** `undefined`: not one of ours, or changed on the way. */
export function readToken(secret: string, value: Record<string, unknown>): PressToken | undefined {
  const { c, r, i, a, p, s } = value;
  if (typeof c !== 'string' || typeof a !== 'string' || typeof s !== 'string') return undefined;
  if (!Number.isSafeInteger(r) || !Number.isSafeInteger(i)) return undefined;
  const params = readParams(p);
  if (!params) return undefined;
  const token: PressToken = { card: c as CardId, revision: r as number, slot: i as number, action: a, params };
  const expected = Buffer.from(signature(secret, token));
  const given = Buffer.from(s);
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : undefined;
}

function readParams(value: unknown): Params | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const entries = Object.entries(value);
  if (entries.some(([, entry]) => !['string', 'number', 'boolean'].includes(typeof entry))) return undefined;
  // Defined, not assigned: a key `__proto__` would vanish and with it the difference to what was signed.
  return Object.fromEntries(entries) as Params;
}

function signature(secret: string, token: PressToken): string {
  // Keys sorted: a platform may hand the object back in another order.
  const params = Object.entries(token.params).sort(([a], [b]) => (a < b ? -1 : 1));
  const text = JSON.stringify([token.card, token.revision, token.slot, token.action, params]);
  return createHmac('sha256', secret).update(text).digest('base64url').slice(0, 22);
}
