import { DAY, HOUR, MINUTE } from '../core/clock.ts';
import type { Instant } from '../core/clock.ts';

const PARTS = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** ISO 8601, weeks to seconds. `undefined` when it is something else; months and years have no fixed length. */
export function durationMs(text: string): number | undefined {
  const parts = PARTS.exec(text);
  if (!parts || text === 'P' || text.endsWith('T')) return undefined;
  const [weeks, days, hours, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  return Math.round((weeks * 7 + days) * DAY + hours * HOUR + minutes * MINUTE + seconds * 1000);
}

const ZONED = /(?:Z|[+-]\d{2}:?\d{2})$/;

/** The company sits in Shanghai: an instant without a zone is meant there. */
export function instantOf(iso: string): Instant | undefined {
  const dated = iso.includes('T') || iso.includes(' ') ? iso.replace(' ', 'T') : `${iso}T00:00:00`;
  const at = Date.parse(ZONED.test(dated) ? dated : `${dated}+08:00`);
  return Number.isNaN(at) ? undefined : at;
}

export function shanghaiIso(at: Instant): string {
  return new Date(at + 8 * HOUR).toISOString().replace('Z', '+08:00');
}
