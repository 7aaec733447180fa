import type { Calendar } from '../core/calendar.ts';
import type { Day } from '../core/clock.ts';
import { addDays, daysBetween, weekdayOf } from '../core/days.ts';

export type Rhythm = 'week' | 'two-weeks' | 'month';
export type AskWeekday = 1 | 2 | 3 | 4 | 5;
export type Beat = { rhythm: Rhythm; weekday: AskWeekday };

/** One version of a cadence: its nominal days are `startsOn` and those that follow by rhythm, up to and with `endsOn`. */
export type Cadence = Beat & { startsOn: Day; endsOn: Day | null };

/** A nominal day and the workday on which people are really asked. */
export type Round = { nominalOn: Day; dueOn: Day };

/** After this a round that nobody could open is let go: a bot that was off for a month doesn't ask about a month ago. */
const OPEN_AT_MOST_DAYS_LATE = 6;

/**
 * How near the new rhythm's first day may come to the old one's last: half a week nearer than its own spacing, so that a change of
 * weekday takes the nearest such day and neither asks twice in a period nor leaves one out.
 */
const LEAST_GAP_DAYS: Record<Rhythm, number> = { week: 4, 'two-weeks': 11, month: 10 };

/** The nominal days of one version from a day on, in order, without end unless the version has one. */
function* nominalDays(cadence: Cadence, from: Day): Generator<Day> {
  let day = cadence.startsOn;
  if (from > day && cadence.rhythm !== 'month') {
    const step = STEP_DAYS[cadence.rhythm];
    day = addDays(day, Math.ceil(daysBetween(day, from) / step) * step);
  }
  for (; cadence.endsOn === null || day <= cadence.endsOn; day = following(cadence, day)) if (day >= from) yield day;
}

const STEP_DAYS = { week: 7, 'two-weeks': 14 } as const;

function following(cadence: Beat, day: Day): Day {
  if (cadence.rhythm !== 'month') return addDays(day, STEP_DAYS[cadence.rhythm]);
  return lastWeekdayOfMonth(addDays(day, 14), cadence.weekday);
}

/** Monthly means the last such weekday of the month. `within` is any day of that month. */
function lastWeekdayOfMonth(within: Day, weekday: AskWeekday): Day {
  const [year, month] = [Number(within.slice(0, 4)), Number(within.slice(5, 7))];
  const last = new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10) as Day;
  return addDays(last, -((weekdayOf(last) - weekday + 7) % 7));
}

/** The rounds of all versions after a nominal day, merged where a holiday moves two of them to the same workday. */
function* roundsAfter(versions: readonly Cadence[], after: Day | undefined, calendar: Calendar): Generator<Round> {
  const from = (version: Cadence): Day => (after && after >= version.startsOn ? addDays(after, 1) : version.startsOn);
  let waiting: Round | undefined;
  for (const version of [...versions].sort((a, b) => (a.startsOn < b.startsOn ? -1 : 1))) {
    for (const nominalOn of nominalDays(version, from(version))) {
      const round = { nominalOn, dueOn: calendar.nextWorkday(nominalOn) };
      if (waiting && waiting.dueOn < round.dueOn) yield waiting;
      waiting = round;
    }
  }
  if (waiting) yield waiting;
}

export function nextRounds(versions: readonly Cadence[], after: Day | undefined, calendar: Calendar, count: number): Round[] {
  const found: Round[] = [];
  for (const round of roundsAfter(versions, after, calendar)) {
    if (found.length === count) break;
    found.push(round);
  }
  return found;
}

/**
 * The round to open today: the newest that has come due since the last one opened. Usually due today; a few days ago when the bot
 * was off on the day itself.
 */
export function roundToOpen(
  versions: readonly Cadence[],
  lastNominal: Day | undefined,
  today: Day,
  calendar: Calendar,
): Round | undefined {
  let newest: Round | undefined;
  for (const round of roundsAfter(versions, lastNominal, calendar)) {
    if (round.dueOn > today) break;
    newest = round;
  }
  return newest && daysBetween(newest.dueOn, today) <= OPEN_AT_MOST_DAYS_LATE ? newest : undefined;
}

/** The first day of a rhythm that starts now, `lastAsked` being the last day anybody was or will be asked. */
export function firstDay(beat: Beat, today: Day, lastAsked: Day | undefined): Day {
  const tomorrow = addDays(today, 1);
  const afterLast = lastAsked && addDays(lastAsked, LEAST_GAP_DAYS[beat.rhythm]);
  const earliest = afterLast && afterLast > tomorrow ? afterLast : tomorrow;
  if (beat.rhythm !== 'month') return addDays(earliest, (beat.weekday - weekdayOf(earliest) + 7) % 7);
  const thisMonth = lastWeekdayOfMonth(earliest, beat.weekday);
  return thisMonth >= earliest ? thisMonth : following(beat as Cadence, thisMonth);
}

export type Change = { ended: { startsOn: Day; endsOn: Day }[]; dropped: Day[]; started: Cadence | undefined };

/**
 * What a change means for the versions. The round everybody is waiting for stays the next one and is the last of what ran before; the new
 * rhythm follows it. Where nobody was ever asked there is nothing to wait for, and a choice made a minute ago is simply replaced.
 * Switched off, nobody is asked any more.
 */
export function planChange(input: {
  versions: readonly Cadence[];
  to: Beat | 'off';
  today: Day;
  lastOpened: Round | undefined;
  calendar: Calendar;
  /** Not earlier than this, where nothing ran before: a company may choose which of two weeks. */
  startOn?: Day;
}): Change {
  const { versions, to, today, lastOpened, calendar, startOn } = input;
  const next = lastOpened && nextFrom(versions, lastOpened.nominalOn, today, calendar);
  const last = to === 'off' ? lastOpened : (next ?? lastOpened);
  const dropped = versions.filter((version) => !last || version.startsOn > last.nominalOn).map((version) => version.startsOn);
  const ended = last ? versions.filter((one) => one.startsOn <= last.nominalOn && (one.endsOn ?? '9') > last.nominalOn) : [];
  const from = startOn && startOn > today && !next ? addDays(startOn, -1) : today;
  return {
    ended: ended.map((version) => ({ startsOn: version.startsOn, endsOn: last?.nominalOn ?? version.startsOn })),
    dropped,
    started: to === 'off' ? undefined : { ...to, startsOn: firstDay(to, from, last?.dueOn), endsOn: null },
  };
}

function nextFrom(versions: readonly Cadence[], lastNominal: Day, today: Day, calendar: Calendar): Round | undefined {
  for (const round of roundsAfter(versions, lastNominal, calendar)) if (round.dueOn >= today) return round;
  return undefined;
}

/** The versions as they are after a change. */
export function applyChange(versions: readonly Cadence[], change: Change): Cadence[] {
  const ends = new Map(change.ended.map((one) => [one.startsOn, one.endsOn]));
  const kept = versions.filter((version) => !change.dropped.includes(version.startsOn));
  const ended = kept.map((version) => ({ ...version, endsOn: ends.get(version.startsOn) ?? version.endsOn }));
  return change.started ? [...ended, change.started] : ended;
}
