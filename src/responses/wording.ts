import type { Calendar } from '../core/calendar.ts';
import type { Day, Instant } from '../core/clock.ts';
import { weekdayOf } from '../core/days.ts';
import type { Language } from '../core/text.ts';

const WEEKDAYS = {
  'zh-CN': ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  'en-US': ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
} as const;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export function weekdayName(weekday: number, language: Language): string {
  return WEEKDAYS[language][weekday - 1] ?? '';
}

/** 10月9日 */
export function shortDay(day: Day, language: Language): string {
  const [month, date] = [Number(day.slice(5, 7)), Number(day.slice(8, 10))];
  return language === 'zh-CN' ? `${month}月${date}日` : `${date} ${MONTHS[month - 1]}`;
}

/** 10月9日 周五 */
export function dayInWords(day: Day, language: Language): string {
  const weekday = weekdayName(weekdayOf(day), language);
  return language === 'zh-CN' ? `${shortDay(day, language)} ${weekday}` : `${weekday} ${shortDay(day, language)}`;
}

/** 10月9日 09:41; on the day itself the time alone. */
export function momentInWords(at: Instant, now: Instant, calendar: Calendar, language: Language): string {
  const day = calendar.dayOf(at);
  const time = calendar.timeOf(at);
  return day === calendar.dayOf(now) ? time : `${shortDay(day, language)} ${time}`;
}
