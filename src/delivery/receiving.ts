import type { Log } from '../core/log.ts';
import type { House } from './contexts.ts';
import type { FrontDesk } from './manifest.ts';
import type { InboxState } from './schema.ts';

/** What takes events: the house, who answers when no feature does, and where mistakes are told. */
export type Dispatch = { house: House; desk: FrontDesk; log: Log };

export type Outcome = { state: InboxState; code?: string };
