import { createHmac, timingSafeEqual } from 'node:crypto';
import { MINUTE, type Instant } from '../../core/clock.ts';

export const TIMESTAMP_HEADER = 'x-okr-pulse-timestamp';
export const SIGNATURE_HEADER = 'x-okr-pulse-signature';
const FRESH_MS = 5 * MINUTE;

/** HMAC-SHA256 over the timestamp's text and the raw body, in hex. */
export function ingestSignature(secret: string, timestamp: string, raw: Buffer): string {
  return createHmac('sha256', secret).update(timestamp).update(raw).digest('hex');
}

type Headers = Record<string, string | string[] | undefined>;

/** When the sender says to have sent it; nothing when it isn't theirs, or not of these minutes. Decided over the raw bytes. */
export function signedAt(secret: string, raw: Buffer, headers: Headers, now: Instant): Instant | undefined {
  const timestamp = headers[TIMESTAMP_HEADER];
  const signature = headers[SIGNATURE_HEADER];
  if (typeof timestamp !== 'string' || typeof signature !== 'string') return undefined;
  // Digests of both, so that neither length nor content shows in the time it takes.
  const digest = (value: string): Buffer => createHmac('sha256', secret).update(value).digest();
  const expected = ingestSignature(secret, timestamp, raw);
  const genuine = timingSafeEqual(
    digest(
      signature
        .trim()
        .toLowerCase()
        .replace(/^sha256=/, ''),
    ),
    digest(expected),
  );
  const at = instantOf(timestamp);
  return genuine && Math.abs(now - at) <= FRESH_MS ? at : undefined;
}

/** Seconds since the epoch; milliseconds are told apart by their size. */
function instantOf(timestamp: string): Instant {
  const given = /^\d{1,16}$/.test(timestamp) ? Number(timestamp) : NaN;
  return given < 1e11 ? given * 1000 : given;
}
