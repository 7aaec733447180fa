import type { Calendar } from '../core/calendar.ts';
import type { Day } from '../core/clock.ts';
import { addDays, daysBetween } from '../core/days.ts';
import { seriesById, seriesPage, weekSums, type Series, type SeriesId, type WeekSum } from '../data/index.ts';
import { eq } from '../db/index.ts';
import type { WorkContext } from '../delivery/index.ts';
import { endIncident, openIncident, refreshCards, tellRecipients, wakeSnoozed } from './incidents.ts';
import { liveAbout, newestAbout, type Incident } from './queries.ts';
import { lastCompleteWeek, riseFires, workdaysOfWeek, type RiseRule, type Week } from './rules.ts';
import { incidents } from './schema.ts';
import { riseRule } from './settings.ts';

type Rule = RiseRule & { perWorkday: boolean };

const weekOf = (rule: Rule, calendar: Calendar, { monday, thousandths }: WeekSum): Week =>
  rule.perWorkday ? { sum: thousandths, workdays: workdaysOfWeek(monday, calendar) } : { sum: thousandths };

/** The last two complete weeks of each series. Older weeks are history: nothing fires for them. */
export async function fireRises(context: WorkContext, after: SeriesId | undefined, most: number): Promise<SeriesId | undefined> {
  const { tx, today } = context;
  const rule = await riseRule(tx);
  const monday = lastCompleteWeek(today);
  const page = await seriesPage(tx, after, most);
  const known = await newestAbout(
    tx,
    'series-up',
    page.map(({ id }) => id),
  );
  for (const series of page) {
    if (!known.some(({ subjectId, on }) => subjectId === series.id && on === monday))
      await fireRise(context, series, monday, rule);
  }
  return page.length === most ? page.at(-1)?.id : undefined;
}

async function fireRise(context: WorkContext, series: Series, monday: Day, rule: Rule): Promise<void> {
  const [before, after] = await weekSums(context.tx, series.id, monday, 2);
  if (!before || !after) return;
  const variant = riseFires(weekOf(rule, context.calendar, before), weekOf(rule, context.calendar, after), rule);
  if (!variant) return;
  const earlier = await liveAbout(context.tx, 'series-up', series.id);
  const opened = await openIncident(context, {
    rule: 'series-up',
    subjectId: series.id,
    occurrence: monday,
    on: monday,
    ownerId: series.ownerId,
    threshold: rule.percent,
    rise: { variant, before: before.thousandths, after: after.thousandths },
  });
  if (!opened) return;
  for (const incident of earlier) await endIncident(context, incident, { reason: 'superseded' });
}

/** Corrected numbers are shown and may end it, once: it doesn't come back. A later week back down ends it too. */
export async function reassessRise(context: WorkContext, incident: Incident): Promise<void> {
  const { tx, today } = context;
  const series = await seriesById(tx, incident.subjectId as SeriesId);
  if (!series) return;
  const rule = await riseRule(tx);
  const last = lastCompleteWeek(today);
  const later = Math.max(0, daysBetween(incident.on, last) / 7);
  const weeks = await weekSums(tx, series.id, addDays(incident.on, 7 * later), 2 + later);
  const [before, after] = weeks;
  if (!before || !after) return;
  if (before.thousandths !== incident.before || after.thousandths !== incident.after) {
    if (!(await correct(context, incident, { before, after, rule }))) return;
  }
  // Without a number nothing is known: a source that has gone silent is no all-clear.
  const newest = weeks.slice(2).findLast(({ points }) => points > 0);
  if (newest && !riseFires(weekOf(rule, context.calendar, before), weekOf(rule, context.calendar, newest), rule)) {
    await endIncident(context, incident, { reason: 'back-down' });
    return;
  }
  await tellRecipients(context, incident, series.ownerId);
  await wakeSnoozed(context, incident);
}

/** Answers whether the alert still holds with the corrected numbers. */
async function correct(
  context: WorkContext,
  incident: Incident,
  corrected: { before: WeekSum; after: WeekSum; rule: Rule },
): Promise<boolean> {
  const { before, after, rule } = corrected;
  const variant = riseFires(weekOf(rule, context.calendar, before), weekOf(rule, context.calendar, after), rule);
  await context.tx
    .update(incidents)
    .set({ before: before.thousandths, after: after.thousandths, variant: variant ?? incident.variant })
    .where(eq(incidents.id, incident.id));
  if (!variant) await endIncident(context, incident, { reason: 'corrected' });
  else await refreshCards(context, incident);
  return variant !== undefined;
}
