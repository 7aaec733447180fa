import type { Calendar, OpeningHours } from '../core/calendar.ts';
import type { Instant } from '../core/clock.ts';

/** When ordinary messages may go out on a workday, company zone. Weekends and holidays are silent (CHK-5). */
export type OpenHours = OpeningHours;

/** `now` when it may go out, else the next opening. */
export function nextOpen(calendar: Calendar, hours: OpenHours, now: Instant): Instant {
  const today = calendar.dayOf(now);
  if (calendar.isWorkday(today)) {
    const opens = calendar.instantOf(today, hours.from);
    if (now < opens) return opens;
    if (now < calendar.instantOf(today, hours.to)) return now;
  }
  return calendar.instantOf(calendar.nextWorkday(calendar.addDays(today, 1)), hours.from);
}
