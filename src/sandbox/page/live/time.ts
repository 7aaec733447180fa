import type { Language } from '../../../core/text.ts';

/** The company's zone. It has had no summer time since 1991, so that a day is a plain shift of UTC. */
const ZONE = 'Asia/Shanghai';
const SHIFT_MS = 8 * 3_600_000;
export const DAY_MS = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();

function format(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language + JSON.stringify(options);
  const known = formats.get(key) ?? new Intl.DateTimeFormat(language, { timeZone: ZONE, ...options });
  formats.set(key, known);
  return known;
}

export const dayOf = (at: number): number => Math.floor((at + SHIFT_MS) / DAY_MS);

/** `2026-09-07` */
export const isoDayOf = (at: number): string => new Date(at + SHIFT_MS).toISOString().slice(0, 10);

export const clockOf = (at: number): string => new Date(at + SHIFT_MS).toISOString().slice(11, 16);

export function dateOf(at: number, language: Language): string {
  return language === 'zh-CN'
    ? `${format(language, { month: 'long', day: 'numeric' }).format(at)} ${format(language, { weekday: 'short' }).format(at)}`
    : format(language, { weekday: 'short', month: 'short', day: 'numeric' }).format(at);
}

export const fullOf = (at: number, language: Language): string =>
  format(language, { dateStyle: 'medium', timeStyle: 'short' }).format(at);

/** As chat lists have it: the time today, else the date. */
export function shortOf(at: number, now: number, language: Language): string {
  if (dayOf(at) === dayOf(now)) return clockOf(at);
  return format(language, { month: 'numeric', day: 'numeric' }).format(at);
}

export function dayTitle(at: number, now: number, language: Language, words: { today: string; yesterday: string }): string {
  const distance = dayOf(now) - dayOf(at);
  if (distance === 0) return words.today;
  if (distance === 1) return words.yesterday;
  return dateOf(at, language);
}

/** Nine o'clock of the first workday after today. */
export function nextMorning(now: number, isWorkday: (day: string) => boolean): string {
  for (let day = dayOf(now) + 1; ; day += 1) {
    const iso = new Date(day * DAY_MS).toISOString().slice(0, 10);
    if (isWorkday(iso) || day > dayOf(now) + 20) return `${iso}T09:00:00+08:00`;
  }
}
