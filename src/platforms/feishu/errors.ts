import { PlatformError, type PlatformReaction } from '../../core/errors.ts';
import { objectIn, parsed, textIn } from './json.ts';
import { REACTIONS } from './reactions.ts';

/**
 * `send`: an answer that never came leaves open whether it took effect. `repeatable`: reading, or setting something to what it
 * shall be, harms nobody when done twice.
 */
export type CallKind = 'send' | 'repeatable';

/** The answer of a call that came back with HTTP 200; `undefined` when all is well. */
export function errorInAnswer(answer: unknown, kind: CallKind): PlatformError | undefined {
  const body = objectIn(answer);
  const code = body['code'];
  if (code === 0) return undefined;
  if (typeof code !== 'number') return lost(kind, 'no-code', 'an answer without a code');
  return coded(code, body['msg'], kind);
}

/** What the SDK threw. The original is never handed on: it holds the request and with it what people wrote. */
export function errorThrown(error: unknown, kind: CallKind): PlatformError {
  if (error instanceof PlatformError) return error;
  const thrown = objectIn(error);
  const response = thrown['response'];
  if (response !== undefined && response !== null) return fromResponse(objectIn(response), kind);
  const code = textIn(thrown['code']) ?? 'unknown';
  if (neverSent(code, thrown)) return new PlatformError('feishu', 'transient', code, `feishu could not be reached (${code})`);
  return lost(kind, code, `feishu did not answer (${code})`);
}

/** The SDK reports a refused token request as a plain error with the code in its text; one that broke off was never a send. */
export function tokenError(error: unknown): PlatformError {
  const found = /code: (\d+)/.exec(error instanceof Error ? error.message : '');
  if (!found) return errorThrown(error, 'repeatable');
  const code = Number(found[1]);
  return new PlatformError('feishu', REACTIONS.get(code) ?? 'administrator', code, 'feishu refuses the app id or its secret');
}

function fromResponse(response: Record<string, unknown>, kind: CallKind): PlatformError {
  const status = Number(response['status']);
  const body = bodyOf(response['data']);
  const code = body['code'];
  const retryAfterMs = resetIn(objectIn(response['headers']));
  const known = typeof code === 'number' && code !== 0 && (status < 500 || REACTIONS.has(code));
  // Its own trouble may have come over it before or after it sent the message.
  if (known && !(status >= 500 && kind === 'send' && REACTIONS.get(code) === 'transient')) {
    return coded(code, body['msg'], kind, retryAfterMs, status === 429 ? 'rate-limited' : undefined);
  }
  if (status === 429) return new PlatformError('feishu', 'rate-limited', status, 'feishu asks for fewer calls', retryAfterMs);
  if (status >= 500 || !Number.isFinite(status)) return lost(kind, status, `feishu answered ${status}`);
  return new PlatformError('feishu', 'refused', status, `feishu answered ${status}`);
}

const bodyOf = (data: unknown): Record<string, unknown> => objectIn(typeof data === 'string' ? parsed(data) : data);

function coded(
  code: number,
  msg: unknown,
  kind: CallKind,
  retryAfterMs?: number,
  otherwise: PlatformReaction = 'refused',
): PlatformError {
  const known = REACTIONS.get(code) ?? otherwise;
  const reaction = known === 'refused' && kind === 'send' && saysSentAlready(msg) ? 'sent-already' : known;
  return new PlatformError('feishu', reaction, code, explanation(code, msg), retryAfterMs);
}

/**
 * No source says what a second send under one uuid is answered with, if not with the first one's id (reference §11), nor by which
 * code: so by its words. Nothing else can be wrong with a uuid of ours that begins by being unique and short enough.
 */
const saysSentAlready = (msg: unknown): boolean => {
  const said = textIn(msg) ?? '';
  return /uuid/i.test(said) && /used|repeat|duplicat|exist|already|重复|已/i.test(said);
};

const lost = (kind: CallKind, code: number | string, message: string): PlatformError =>
  new PlatformError('feishu', kind === 'send' ? 'unknown-outcome' : 'transient', code, message);

/** A refused card is explained by its sub-code and the path to the mistake; the words behind them may be ours. */
function explanation(code: number, msg: unknown): string {
  const said = textIn(msg) ?? '';
  if (!said.includes('ErrCode')) return `feishu ${code}: ${said.slice(0, 160)}`;
  const sub = /ErrCode: ?(\d+)/.exec(said)?.[1] ?? '?';
  const path = /ErrPath: ?([^;]{1,160})/.exec(said)?.[1];
  return `feishu ${code}: ErrCode ${sub}${path ? ` at ${path}` : ''}`;
}

const NEVER_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ERR_INVALID_URL']);
const neverSent = (code: string, thrown: Record<string, unknown>): boolean =>
  NEVER_CONNECTED.has(code) || objectIn(thrown['cause'])['syscall'] === 'connect' || thrown['syscall'] === 'connect';

function resetIn(headers: Record<string, unknown>): number | undefined {
  const seconds = Number(textIn(headers['x-ogw-ratelimit-reset']));
  return Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds * 1000) : undefined;
}
