import { HOUR, type Instant, MINUTE } from '../../core/clock.ts';
import { cipherKey, decrypt, sameInConstantTime, signatureOf } from './cipher.ts';
import { CARD_PRESS } from './head.ts';
import { isObject, type Json, objectIn, parsed, textIn } from './json.ts';

export type Credentials = { appId: string; encryptKey?: string | undefined; verificationToken?: string | undefined };

/** Why a request was turned away: the label it is counted under. */
export type Rejection = 'bad-signature' | 'stale' | 'bad-token' | 'not-encrypted' | 'malformed' | 'too-large';

export type Verdict =
  | { accepted: 'event'; envelope: Json }
  | { accepted: 'challenge'; challenge: string }
  | { rejected: Rejection; status: 400 | 401 };

type Headers = Record<string, string | string[] | undefined>;

/** The platform repeats an event for up to about 7 hours; a press is never repeated. */
const EVENT_FRESH_MS = 8 * HOUR;
const PRESS_FRESH_MS = 5 * MINUTE;
const CLOCK_SKEW_MS = 5 * MINUTE;
/** A handshake is the one request that may come unsigned; it is short, so nothing longer is even decrypted unsigned. */
const HANDSHAKE_MAX_BYTES = 4096;

const refuse = (rejected: Rejection, status: 400 | 401): Verdict => ({ rejected, status });
const UNSIGNED = refuse('bad-signature', 401);
const STALE = refuse('stale', 401);
const MALFORMED = refuse('malformed', 400);
const BAD_TOKEN = refuse('bad-token', 401);

/** Whether a request is the platform's own, decided over its raw bytes before anything in it is believed. */
export function createVerifier(credentials: Credentials): (raw: Buffer, headers: Headers, now: Instant) => Verdict {
  const { encryptKey, verificationToken: token } = credentials;
  return encryptKey ? encrypted(encryptKey, token) : (raw) => plain(raw, token);
}

function plain(raw: Buffer, token: string | undefined): Verdict {
  const body = parsed(raw.toString('utf8'));
  if (!isObject(body)) return MALFORMED;
  if (!tokenHolds(body, token)) return BAD_TOKEN;
  return handshakeIn(body) ?? { accepted: 'event', envelope: body };
}

function encrypted(encryptKey: string, token: string | undefined): (raw: Buffer, headers: Headers, now: Instant) => Verdict {
  const key = cipherKey(encryptKey);
  const open = (raw: Buffer): Verdict => {
    const outer = parsed(raw.toString('utf8'));
    if (!isObject(outer)) return MALFORMED;
    const sealed = textIn(outer['encrypt']);
    if (!sealed) return refuse('not-encrypted', 400);
    const body = opened(key, sealed);
    if (!body) return MALFORMED;
    if (!tokenHolds(body, token)) return BAD_TOKEN;
    return handshakeIn(body) ?? { accepted: 'event', envelope: body };
  };
  return (raw, headers, now) => {
    const signature = headers['x-lark-signature'];
    if (signature === undefined) return unsignedHandshake(raw, open);
    const timestamp = headers['x-lark-request-timestamp'];
    const nonce = headers['x-lark-request-nonce'];
    if (typeof signature !== 'string' || typeof timestamp !== 'string' || typeof nonce !== 'string') return UNSIGNED;
    if (!sameInConstantTime(signature, signatureOf(timestamp, nonce, encryptKey, raw))) return UNSIGNED;
    const age = now - instantOf(timestamp);
    if (!(age <= EVENT_FRESH_MS && age >= -CLOCK_SKEW_MS)) return STALE;
    const verdict = open(raw);
    if ('envelope' in verdict && age > PRESS_FRESH_MS && isPress(verdict.envelope)) return STALE;
    return verdict;
  };
}

/** Whatever is wrong with it, the answer is the same: an unsigned sender learns nothing about what we could decrypt. */
function unsignedHandshake(raw: Buffer, open: (raw: Buffer) => Verdict): Verdict {
  if (raw.length > HANDSHAKE_MAX_BYTES) return UNSIGNED;
  const verdict = open(raw);
  return 'challenge' in verdict ? verdict : UNSIGNED;
}

function opened(key: Buffer, sealed: string): Json | undefined {
  try {
    const body: unknown = JSON.parse(decrypt(key, sealed));
    return isObject(body) ? body : undefined;
  } catch {
    return undefined;
  }
}

/** The token stands in the header of new envelopes, at the top of old ones and of the handshake. */
function tokenHolds(body: Json, token: string | undefined): boolean {
  if (token === undefined) return true;
  const given = objectIn(body['header'])['token'] ?? body['token'];
  return typeof given === 'string' && sameInConstantTime(given, token);
}

function handshakeIn(body: Json): Verdict | undefined {
  if (body['type'] !== 'url_verification') return undefined;
  const challenge = textIn(body['challenge']);
  return challenge ? { accepted: 'challenge', challenge } : MALFORMED;
}

const isPress = (envelope: Json): boolean => objectIn(envelope['header'])['event_type'] === CARD_PRESS;

/** Seconds in every sample known; milliseconds are told apart by their size. */
function instantOf(timestamp: string): Instant {
  const given = /^\d{1,16}$/.test(timestamp) ? Number(timestamp) : NaN;
  return given < 1e11 ? given * 1000 : given;
}
