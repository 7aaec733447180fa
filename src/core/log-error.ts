import { ConfigError, PlatformError, Refusal } from './errors.ts';

/** What a log may say of an error. */
export type ErrorRecord = {
  name: string;
  code?: string | number;
  /** Only where the words are known not to hold anybody's text or a secret. */
  message?: string;
  status?: number;
  platformCode?: number;
  reaction?: string;
  stack?: string[];
  cause?: ErrorRecord;
  errors?: ErrorRecord[];
};

const DEPTH = 4;

/**
 * An error is described by what is named here and nothing else. Messages are left out unless their author is known: a parser
 * quotes its input, a database its parameters, an HTTP client carries the whole request. The place in the code is kept instead.
 */
export function describeError(error: unknown, depth = 0): ErrorRecord {
  if (!isError(error)) return { name: `thrown ${error === null ? 'null' : typeof error}` };
  const record: ErrorRecord = { name: identifier(read(error, 'name')) ?? 'unnamed error' };
  const code = read(error, 'code');
  if (typeof code === 'number') record.code = code;
  else if (identifier(code) !== undefined) record.code = identifier(code) as string;
  const message = knownMessage(error);
  if (message !== undefined) record.message = message;
  if (error instanceof PlatformError) record.reaction = error.reaction;
  addAnswer(record, error);
  const stack = frames(error);
  if (stack.length > 0) record.stack = stack;
  if (depth < DEPTH) addOthers(record, error, depth);
  return record;
}

/** Axios and fetch-like errors: the two numbers of the answer; never its body, its headers or the request. */
function addAnswer(record: ErrorRecord, error: object): void {
  const response = read(error, 'response');
  const status = read(error, 'status') ?? (isObject(response) ? read(response, 'status') : undefined);
  if (typeof status === 'number') record.status = status;
  const body = isObject(response) ? read(response, 'data') : undefined;
  const platformCode = isObject(body) ? read(body, 'code') : undefined;
  if (typeof platformCode === 'number') record.platformCode = platformCode;
}

function addOthers(record: ErrorRecord, error: object, depth: number): void {
  const cause = read(error, 'cause');
  if (cause !== undefined) record.cause = describeError(cause, depth + 1);
  const errors = read(error, 'errors');
  if (error instanceof AggregateError && Array.isArray(errors)) {
    record.errors = errors.slice(0, 5).map((one) => describeError(one, depth + 1));
  }
}

/** Engine and system messages that name our tables or an address of a machine, and nothing else. */
const HARMLESS = [
  /^(UNIQUE|NOT NULL|CHECK|FOREIGN KEY) constraint failed(: [\w., ]+)?$/,
  /^(connect|listen|getaddrinfo|read|write) E[A-Z_]+( [\w.:-]+)?$/,
];

function knownMessage(error: object): string | undefined {
  const message = read(error, 'message');
  if (typeof message !== 'string') return undefined;
  // A refusal's message is its code; the other two are written by us and the platform without anybody's content.
  if (error instanceof Refusal || error instanceof ConfigError || error instanceof PlatformError) return message;
  return HARMLESS.some((form) => form.test(message)) ? message : undefined;
}

/** The frames alone: a stack begins with the message, which may have lines that look like anything. */
function frames(error: object): string[] {
  const stack = read(error, 'stack');
  if (typeof stack !== 'string') return [];
  const message = read(error, 'message');
  const start = typeof message === 'string' && message !== '' ? stack.indexOf(message) : -1;
  const lines = (start < 0 ? stack : stack.slice(start + (message as string).length)).split('\n');
  const out: string[] = [];
  for (let i = lines.length - 1; i > 0; i -= 1) {
    const line = (lines[i] as string).trim();
    if (!/^at .*[\w)>]$/.test(line) || line.length > 300) break;
    out.unshift(line);
  }
  return out.slice(0, 12);
}

/** Reading a property may throw where it is a getter or a proxy; a log line never does. */
function read(object: object, key: string): unknown {
  try {
    return (object as Record<string, unknown>)[key];
  } catch {
    return undefined;
  }
}

function identifier(value: unknown): string | undefined {
  return typeof value === 'string' && /^[A-Za-z_][\w.-]{0,60}$/.test(value) ? value : undefined;
}

/** Errors of another realm count; a plain object doesn't, however it is dressed: its `name` could be a person's. */
function isError(value: unknown): value is Error {
  try {
    return value instanceof Error || Object.prototype.toString.call(value) === '[object Error]';
  } catch {
    return false;
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
