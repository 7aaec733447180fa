import type { Calendar } from '../core/calendar.ts';
import type { Day, Instant } from '../core/clock.ts';
import type { Reader } from '../db/index.ts';
import type { ActContext, ViewContext } from '../delivery/index.ts';
import type { Person } from '../people/index.ts';

/** Who looks, from when: what every query needs to answer with no more than may be seen. */
export type Eyes = {
  read: Reader;
  now: Instant;
  today: Day;
  calendar: Calendar;
  /** Nobody in particular: a group, shown what every member may see. */
  viewer: Person | undefined;
};

export function eyesOf(context: ViewContext | ActContext): Eyes {
  const { now, today, calendar } = context;
  if ('read' in context) {
    return {
      read: context.read,
      now,
      today,
      calendar,
      viewer: context.viewer.kind === 'person' ? context.viewer.person : undefined,
    };
  }
  return { read: context.tx, now, today, calendar, viewer: context.person };
}
