import type { Address, Platform, Wire } from '../chat/index.ts';
import type { outbox } from './schema.ts';

export type OutboxRow = typeof outbox.$inferSelect;
/** One call to be made: everything it needs is decided and, for a send, frozen. */
export type Plan = { row: OutboxRow; platform: Platform; address: Address; wire: Wire; messageId?: string };

/** `lastCode` of a row whose last attempt may or may not have taken effect. */
export const UNKNOWN = 'unknown-outcome';
