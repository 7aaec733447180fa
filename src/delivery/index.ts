export { createPipe } from './pipe.ts';
export type { Pipe, PipeOptions } from './pipe.ts';
export { sendByHand } from './by-hand.ts';
export type { ByHand } from './by-hand.ts';
export { listTroubled } from './outbox.ts';
export type * from './manifest.ts';
