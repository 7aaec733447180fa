export type * from './card.ts';
export type * from './platform.ts';
export type { Inbound, Mention, Place, PlatformName, Sender } from './inbound.ts';
export { MENTION, mentionMark } from './inbound.ts';
export * from './grammar.ts';
