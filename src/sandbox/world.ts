import type { Clock, Instant } from '../core/clock.ts';
import { sandboxClock } from './clock.ts';
import type { SandboxClock } from './clock.ts';
import type { SandboxCompany, SandboxCredentials } from './company.ts';
import { dice } from './dice.ts';
import { noFaults } from './faults.ts';
import type { Faults } from './faults.ts';
import { connections } from './feishu/connections.ts';
import type { Connections, LongConnectionOptions } from './feishu/connections.ts';
import { noJournal, openJournal } from './journal.ts';
import type { Journal } from './journal.ts';
import { trafficLog } from './log.ts';
import type { TrafficLog } from './log.ts';
import { apply } from './records.ts';
import type { Happening } from './records.ts';
import { emptyState } from './state.ts';
import type { State } from './state.ts';
import { eventStream } from './stream.ts';
import type { Stream } from './stream.ts';

/** What every part of the sandbox works on. `state` is replaced as a whole by a reset: read it anew each time. */
export type World = {
  readonly credentials: SandboxCredentials;
  readonly clock: SandboxClock;
  readonly log: TrafficLog;
  readonly stream: Stream;
  readonly connections: Connections;
  faults: Faults;
  state: State;
  /** Writes down what happens, then lets it happen. */
  happen(it: Happening): void;
  /** Messages whose click is being answered by the bot right now. */
  readonly inInteraction: Map<string, number>;
  /** How long the platform waits for the bot. */
  readonly deadlineMs: number;
  reset(): void;
  close(): void;
};

export type WorldOptions = {
  company: SandboxCompany;
  startAt: Instant;
  frozen: boolean;
  journal: string | undefined;
  credentials: SandboxCredentials;
  deadlineMs: number;
  wall: Clock;
  longConnection: LongConnectionOptions;
};

export function openWorld(options: WorldOptions): World {
  const state = emptyState(options.company, options.startAt);
  const journal: Journal<Happening> =
    options.journal === undefined ? noJournal : openJournal<Happening>(options.journal, (it) => apply(state, it));
  const log = trafficLog();
  const stream = eventStream();
  const world: World = {
    credentials: options.credentials,
    clock: sandboxClock(state.now, !options.frozen, options.wall),
    log,
    stream,
    connections: connections(dice(options.longConnection.seed ?? 1), options.longConnection),
    faults: noFaults(),
    state,
    inInteraction: new Map(),
    deadlineMs: options.deadlineMs,
    happen(it) {
      journal.write(it);
      apply(world.state, it);
    },
    reset() {
      const { botUrl: url, botReceives: receives } = world.state;
      journal.clear();
      log.clear();
      world.faults = noFaults();
      world.inInteraction.clear();
      world.state = emptyState(options.company, options.startAt);
      world.clock.restart(options.startAt);
      if (url !== null) world.happen({ k: 'bot', url, receives });
      stream.say({ event: 'reset', data: {} });
    },
    close() {
      world.connections.dropAll();
      stream.close();
      journal.close();
    },
  };
  return world;
}
