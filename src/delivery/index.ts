export { createPipe } from './pipe.ts';
export type { Pipe, PipeOptions } from './pipe.ts';
export { listTroubled } from './outbox.ts';
export type * from './manifest.ts';
