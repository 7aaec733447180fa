import type { Instant } from '../core/clock.ts';
import type { Json } from './json.ts';

export type LogEntry = {
  n: number;
  at: Instant;
  direction: 'to-bot' | 'from-bot';
  method: string;
  path: string;
  status: number;
  code: number | null;
  ms: number;
  eventId?: string;
  eventType?: string;
  messageId?: string;
  chat?: string;
  person?: string;
  /** The fault on demand that struck. */
  fault?: string;
  request: Json;
  response: Json;
};

export type TrafficLog = {
  add(entry: Omit<LogEntry, 'n'>): LogEntry;
  after(n: number): { entries: LogEntry[]; last: number };
  clear(): void;
};

const LOG_CAPACITY = 20_000;

/** A ring: entry `n` lives in slot `n mod capacity` until entry `n + capacity` takes its place. */
export function trafficLog(capacity = LOG_CAPACITY): TrafficLog {
  let slots: LogEntry[] = [];
  let last = 0;
  return {
    add(entry) {
      last += 1;
      const numbered = { n: last, ...entry };
      slots[last % capacity] = numbered;
      return numbered;
    },
    after(n) {
      const entries: LogEntry[] = [];
      for (let i = Math.max(n, last - capacity, 0) + 1; i <= last; i += 1) entries.push(slots[i % capacity] as LogEntry);
      return { entries, last };
    },
    clear() {
      slots = [];
      last = 0;
    },
  };
}
