import { pino, type DestinationStream } from 'pino';
import { describeError } from './log-error.ts';

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/**
 * All a log line may carry: codes, our own ids, counts and spans of time. A name, a text, an address of a person's or a secret has
 * no field here. Adding one is a decision, to be taken in this list.
 */
const FIELDS = [
  ...['platform', 'feature', 'kind', 'type', 'command', 'action', 'job', 'slot', 'slotAt', 'route', 'method', 'step', 'reason'],
  ...[
    'id',
    'key',
    'ref',
    'eventId',
    'eventType',
    'messageId',
    'outboxId',
    'workItemId',
    'personId',
    'roundId',
    'requestId',
    'logId',
  ],
  ...['code', 'status', 'reaction', 'attempt', 'attempts', 'retryAfterMs', 'ms', 'waitedMs', 'lagMs', 'at', 'dueAt', 'now'],
  ...['count', 'total', 'sent', 'failed', 'dropped', 'skipped', 'remaining', 'added', 'changed', 'removed', 'pending', 'limit'],
  ...['version', 'mode', 'engine', 'port', 'zone', 'language', 'level', 'migrations', 'signal', 'pid', 'bytes', 'rssMb'],
] as const;

type Field = (typeof FIELDS)[number];
type Scalar = string | number | boolean | null | undefined;
export type LogFields = { readonly [field in Field]?: Scalar | readonly Scalar[] } & { readonly err?: unknown };

/** A constant: a text put together at run time doesn't compile, since what was put in could be somebody's. */
type Constant<M extends string> = { [key in never]: never } extends Record<M, 1> ? never : M;

interface Write {
  <const M extends string>(message: M & Constant<M>): void;
  <const M extends string>(fields: LogFields, message: M & Constant<M>): void;
}

export interface Log {
  trace: Write;
  debug: Write;
  info: Write;
  warn: Write;
  error: Write;
  fatal: Write;
  child(fields: LogFields): Log;
}

/** JSON lines, on standard output unless told otherwise. */
export function createLog(options: { level: LogLevel; destination?: DestinationStream }): Log {
  const lines = pino(
    { level: options.level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    options.destination ?? pino.destination({ fd: 1, sync: true }),
  );
  return logOver(lines, {});
}

function logOver(lines: pino.Logger, bound: Record<string, unknown>): Log {
  const at =
    (level: Exclude<LogLevel, 'silent'>): Write =>
    (first: LogFields | string, second?: string) => {
      if (!lines.isLevelEnabled(level)) return;
      const [fields, message] = typeof first === 'string' ? [{}, first] : [first, second ?? ''];
      lines[level]({ ...bound, ...permitted(fields) }, constantText(message));
    };
  return {
    trace: at('trace'),
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    fatal: at('fatal'),
    child: (fields) => logOver(lines, { ...bound, ...permitted(fields) }),
  };
}

const REMOVED = '[removed]';

/** The types forbid what this takes out; it stands for the casts and the values that came from outside. */
function permitted(fields: LogFields): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const field of FIELDS) {
    const value = fields[field];
    if (value === undefined) continue;
    out[field] = Array.isArray(value) ? value.slice(0, 20).map(permittedScalar) : permittedScalar(value);
  }
  if (fields.err !== undefined) out['err'] = describeError(fields.err);
  return out;
}

/** Codes and ids hold no blanks and nothing but ASCII; what people write nearly always does. */
function permittedScalar(value: unknown): unknown {
  if (typeof value === 'string') return /^[\x21-\x7e]{0,120}$/.test(value) ? value : REMOVED;
  return typeof value === 'number' || typeof value === 'boolean' || value === null ? value : REMOVED;
}

function constantText(message: string): string {
  return /^[a-zA-Z ,.;:'()/-]{0,120}$/.test(message) ? message : REMOVED;
}
