import type { Day } from '../core/clock.ts';
import { weekdayOf, yearOf } from '../core/days.ts';
import type { Language } from '../core/text.ts';

const WEEKDAYS = {
  'zh-CN': ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  'en-US': ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
} as const;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** 9月30日; the year only when it isn't today's. */
export function shortDay(day: Day, today: Day, language: Language): string {
  const [month, date] = [Number(day.slice(5, 7)), Number(day.slice(8, 10))];
  const year = yearOf(day) === yearOf(today) ? '' : String(yearOf(day));
  if (language === 'zh-CN') return `${year && `${year}年`}${month}月${date}日`;
  return `${date} ${MONTHS[month - 1] ?? ''}${year && ` ${year}`}`;
}

/** 9月30日 周三 */
export function dayInWords(day: Day, today: Day, language: Language): string {
  const weekday = WEEKDAYS[language][weekdayOf(day) - 1] ?? '';
  return language === 'zh-CN' ? `${shortDay(day, today, language)} ${weekday}` : `${weekday} ${shortDay(day, today, language)}`;
}
