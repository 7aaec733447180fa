import type { Day } from '../../core/clock.ts';
import { addDays, parseDay, weekdayOf, yearOf } from '../../core/days.ts';
import { arabic } from './numerals.ts';
import { plain } from './width.ts';

type Known = {
  today: Day;
  /** The end of the cycle at hand, for `周期末`. */
  cycleEnd?: Day;
};
type Reading = [form: RegExp, read: (known: Known, parts: string[]) => Day | undefined];

/**
 * The day a text names: `2026-12-31`, `12月31日`, `月底`, `Q4末`, `下周五`, `Dec 31`. Without a year it is the next such day,
 * today included. Undefined for anything else, and for days that don't exist; never a guess.
 */
export function readDay(text: string, known: Known): Day | undefined {
  if (text.length > 60) return undefined;
  const said = arabic(plain(text).trim())
    .replace(/\s*(?:之前|以前|前|为止|止|。|\.)$/, '')
    .replace(/^(?:on|by|before|at)\s+/, '')
    .replace(/\s+/g, ' ');
  for (const [form, read] of READINGS) {
    const match = form.exec(said);
    if (match) return read(known, match.slice(1));
  }
  return undefined;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const WEEKDAY = '(mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)';
const IN_CHINESE = '(?:周|星期|礼拜)([1-7日天])';
const YEAR = '(\\d{4}|今|本|明|后)';

const form = (source: string): RegExp => new RegExp(`^(?:${source})$`);

const READINGS: Reading[] = [
  [form('(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})'), (_, [y, , m, d]) => exact(n(y), n(m), n(d))],
  [form('(\\d{4})(\\d{2})(\\d{2})'), (_, [y, m, d]) => exact(n(y), n(m), n(d))],
  [form('(\\d{1,2})[-/.](\\d{1,2})'), (k, [m, d]) => next(k, n(m), n(d))],
  [form(`${YEAR} ?年 ?(\\d{1,2}) ?月 ?(\\d{1,2}) ?[日号]?`), (k, [y, m, d]) => exact(year(k, y), n(m), n(d))],
  [form('(\\d{1,2}) ?月 ?(\\d{1,2}) ?[日号]?'), (k, [m, d]) => next(k, n(m), n(d))],
  [form('(\\d{1,2}) ?[日号]'), (k, [d]) => nextOfMonth(k, n(d))],
  [form(`${MONTH} (\\d{1,2})(?:st|nd|rd|th)?(?:,? (\\d{4}))?`), (k, [m, d, y]) => named(k, m, d, y)],
  [form(`(\\d{1,2})(?:st|nd|rd|th)? (?:of )?${MONTH}(?:,? (\\d{4}))?`), (k, [d, m, y]) => named(k, m, d, y)],

  [form('今天|今日|today'), (k) => k.today],
  [form('明天|明日|tomorrow'), (k) => addDays(k.today, 1)],
  [form('后天|后日|the day after tomorrow'), (k) => addDays(k.today, 2)],
  [form('大后天'), (k) => addDays(k.today, 3)],
  [form('(\\d{1,3}) ?[天日]后?|in (\\d{1,3}) days?'), (k, [a, b]) => addDays(k.today, n(a ?? b))],
  [form('(\\d{1,2}) ?(?:个 ?)?(?:周|星期|礼拜)后?|in (\\d{1,2}) weeks?'), (k, [a, b]) => addDays(k.today, 7 * n(a ?? b))],

  [form(IN_CHINESE), (k, [day]) => nextWeekday(k, chineseWeekday(day))],
  [form(`(?:这个?|本)${IN_CHINESE}`), (k, [day]) => inWeek(k, 0, chineseWeekday(day))],
  [form(`(下+)个?${IN_CHINESE}`), (k, [weeks, day]) => inWeek(k, (weeks ?? '').length, chineseWeekday(day))],
  [form(WEEKDAY), (k, [day]) => nextWeekday(k, englishWeekday(day))],
  [form(`this ${WEEKDAY}`), (k, [day]) => inWeek(k, 0, englishWeekday(day))],
  [form(`next ${WEEKDAY}`), (k, [day]) => inWeek(k, 1, englishWeekday(day))],

  [form('(?:本|这个?|当)?月[底末]|(?:the )?end of (?:the|this) month|(?:this )?month end|month-end'), (k) => monthEnd(k, 0)],
  [form('下个?月[底末]|end of next month|next month end'), (k) => monthEnd(k, 1)],
  [form('(\\d{1,2}) ?月 ?(?:[底末]|份[底末])'), (k, [m]) => nextMonthEnd(k, n(m))],
  [form(`${YEAR} ?年 ?(\\d{1,2}) ?月 ?[底末]`), (k, [y, m]) => lastOf(year(k, y), n(m))],
  [
    form('q([1-4]) ?(?:季?度?[底末]|end)?|(?:the )?end of q([1-4])|第? ?([1-4]) ?季度?[底末]'),
    (k, [a, b, c]) => nextMonthEnd(k, 3 * n(a ?? b ?? c)),
  ],
  [form(`${YEAR} ?年? ?q([1-4]) ?(?:[底末]|end)?`), (k, [y, q]) => lastOf(year(k, y), 3 * n(q))],
  [form('q([1-4]) (\\d{4})(?: end)?|(?:the )?end of q([1-4]) (\\d{4})'), (_, [a, y, b, z]) => lastOf(n(y ?? z), 3 * n(a ?? b))],
  [form('(?:本|这个?|当)?季度?[底末]|(?:the )?end of (?:the|this) quarter|(?:this )?quarter end'), (k) => quarterEnd(k, 0)],
  [form('下个?季度?[底末]|end of next quarter'), (k) => quarterEnd(k, 1)],
  [form('(?:今|本|当)?年[底末]|(?:the )?end of (?:the|this) year|year end|year-end'), (k) => lastOf(yearOf(k.today), 12)],
  [form('明年[底末]|end of next year'), (k) => lastOf(yearOf(k.today) + 1, 12)],
  [form('(\\d{4}) ?年?[底末]|(?:the )?end of (\\d{4})'), (_, [a, b]) => lastOf(n(a ?? b), 12)],
  [form('(?:本)?周期[底末]|周期结束|(?:the )?(?:end of (?:the )?cycle|cycle end)'), (k) => k.cycleEnd],
];

const n = (digits: string | undefined): number => Number(digits);

function exact(y: number, m: number, d: number): Day | undefined {
  return parseDay(`${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`);
}

function year({ today }: Known, said: string | undefined): number {
  if (said === '今' || said === '本') return yearOf(today);
  if (said === '明') return yearOf(today) + 1;
  return said === '后' ? yearOf(today) + 2 : n(said);
}

/** This year's, or next year's when it is over. 29 February is not put off to a leap year. */
function next({ today }: Known, m: number, d: number): Day | undefined {
  const now = exact(yearOf(today), m, d);
  if (now && now >= today) return now;
  const later = exact(yearOf(today) + 1, m, d);
  return later && (now ?? later) ? later : undefined;
}

function nextOfMonth({ today }: Known, d: number): Day | undefined {
  const month = n(today.slice(5, 7));
  const now = exact(yearOf(today), month, d);
  if (now && now >= today) return now;
  return month === 12 ? exact(yearOf(today) + 1, 1, d) : exact(yearOf(today), month + 1, d);
}

function named(known: Known, month: string | undefined, d: string | undefined, y: string | undefined): Day | undefined {
  const m = MONTHS.indexOf((month ?? '').slice(0, 3)) + 1;
  return y ? exact(n(y), m, n(d)) : next(known, m, n(d));
}

const chineseWeekday = (said: string | undefined): number => (said === '日' || said === '天' ? 7 : n(said));
const englishWeekday = (said: string | undefined): number => WEEKDAYS.indexOf((said ?? '').slice(0, 3)) + 1;

const nextWeekday = ({ today }: Known, weekday: number): Day => addDays(today, (weekday - weekdayOf(today) + 7) % 7);

/** `下周五` and `next friday` both mean the week after this one, weeks beginning on Monday. */
const inWeek = ({ today }: Known, weeks: number, weekday: number): Day => addDays(today, weekday - weekdayOf(today) + 7 * weeks);

function lastOf(y: number, m: number): Day | undefined {
  const first = m === 12 ? exact(y + 1, 1, 1) : m >= 1 && m < 12 ? exact(y, m + 1, 1) : undefined;
  return first && addDays(first, -1);
}

function monthEnd({ today }: Known, ahead: number): Day | undefined {
  const month = n(today.slice(5, 7)) + ahead;
  return month > 12 ? lastOf(yearOf(today) + 1, month - 12) : lastOf(yearOf(today), month);
}

function quarterEnd({ today }: Known, ahead: number): Day | undefined {
  const month = 3 * (Math.ceil(n(today.slice(5, 7)) / 3) + ahead);
  return month > 12 ? lastOf(yearOf(today) + 1, month - 12) : lastOf(yearOf(today), month);
}

function nextMonthEnd({ today }: Known, month: number): Day | undefined {
  const now = lastOf(yearOf(today), month);
  return now && now < today ? lastOf(yearOf(today) + 1, month) : now;
}
