/** What a person may type for a moment, and how the platform writes it. */
export type MomentKind = 'date' | 'time' | 'datetime';

export const MOMENT_EXAMPLES: Record<MomentKind, string> = { date: '2026-09-30', time: '18:00', datetime: '2026-09-30 18:00' };

const two = (value: string | undefined): string => (value ?? '0').padStart(2, '0');

/** Full-width signs, slashes, missing zeros and 年月日 are accepted; `undefined` when it is no such moment. */
export function readMoment(kind: MomentKind, typed: string): string | undefined {
  const text = typed.normalize('NFKC').trim();
  if (kind === 'time') return readTime(text);
  const [, year, month, day, rest = ''] = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(.*)$/.exec(text) ?? [];
  const date = year === undefined ? undefined : readDate(`${year}-${two(month)}-${two(day)}`);
  if (kind === 'date') return rest.trim() === '' ? date : undefined;
  const time = readTime(rest.replace(/^[\sT]+/, ''));
  return date === undefined || time === undefined ? undefined : `${date} ${time}`;
}

function readDate(iso: string): string | undefined {
  const at = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(iso) ? iso : undefined;
}

function readTime(text: string): string | undefined {
  const [, hour, minute] = /^(\d{1,2}):(\d{1,2})$/.exec(text) ?? [];
  return hour === undefined || Number(hour) > 23 || Number(minute) > 59 ? undefined : `${two(hour)}:${two(minute)}`;
}
