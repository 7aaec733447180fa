export { createPipe } from './pipe.ts';
export type { Pipe, PipeOptions } from './pipe.ts';
export { sendByHand } from './by-hand.ts';
export type { ByHand } from './by-hand.ts';
export { countTroubled, listTroubled } from './troubled.ts';
export type { Troubled } from './troubled.ts';
export type * from './manifest.ts';
