import type { Json } from '../json.ts';
import type { World } from '../world.ts';
import type { Answer } from './answers.ts';
import type { Limits } from './limits.ts';
import type { Query } from './parameters.ts';

/** What a log entry says beyond the request: whom the call was about. */
export type About = { messageId?: string; chat?: string; person?: string };

export type Call = {
  world: World;
  limits: Limits;
  path: Record<string, string>;
  query: Query;
  body: Json | undefined;
  about: About;
  /** As the caller knows us: address and port. */
  host: string;
};

export type Endpoint = {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** Under the platform's root, as the official documentation writes it. */
  path: string;
  handle(call: Call): Answer;
  /** Only what asks for the app's secret itself is open. */
  open?: true;
  /** Any one of them is enough; without one the call is refused. */
  scopes?: readonly string[];
  /** Calls that put a message before people: they share one budget and suffer the faults on demand. */
  sends?: true;
};
