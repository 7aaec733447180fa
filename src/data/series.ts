import type { Day, Instant } from '../core/clock.ts';
import { addDays, dayNumber } from '../core/days.ts';
import { newId, type PersonId } from '../core/ids.ts';
import { and, asc, between, eq, gt, inArray, max, type Reader, type Row } from '../db/index.ts';
import type { ReportedSeries, SeriesId, Source, Write } from './model.ts';
import { thousandthsOf } from './rules.ts';
import { series, seriesCorrections, seriesPoints } from './schema.ts';

export type Series = Row<typeof series>;

export async function seriesByKey(read: Reader, key: string): Promise<Series | undefined> {
  return (await read.select().from(series).where(eq(series.key, key)))[0];
}

export async function seriesById(read: Reader, id: SeriesId): Promise<Series | undefined> {
  return (await read.select().from(series).where(eq(series.id, id)))[0];
}

export async function seriesByIds(read: Reader, ids: readonly SeriesId[]): Promise<Series[]> {
  if (ids.length === 0) return [];
  return await read
    .select()
    .from(series)
    .where(inArray(series.id, [...ids]))
    .orderBy(asc(series.name));
}

export async function seriesOf(read: Reader, owner: PersonId): Promise<Series[]> {
  return await read.select().from(series).where(eq(series.ownerId, owner)).orderBy(asc(series.name));
}

export async function seriesPage(read: Reader, after: SeriesId | undefined, most: number): Promise<Series[]> {
  return await read
    .select()
    .from(series)
    .where(after ? gt(series.id, after) : undefined)
    .orderBy(asc(series.id))
    .limit(most);
}

export type NewSeries = {
  key: string;
  name: string;
  ownerId: PersonId;
  unit?: string | undefined;
  source: Source;
  link?: string | undefined;
  reported?: ReportedSeries | undefined;
};

/** Answers the series of this key, new or known. */
export async function addSeries({ tx, now }: Write, given: NewSeries): Promise<Series> {
  const [made] = await tx
    .insert(series)
    .values({
      id: newId<'series'>(now),
      key: given.key,
      name: given.name,
      unit: given.unit ?? '',
      ownerId: given.ownerId,
      source: given.source,
      link: given.link ?? null,
      createdAt: now,
      reported: given.reported ?? null,
    })
    .onConflictDoNothing()
    .returning();
  const known = made ?? (await seriesByKey(tx, given.key));
  if (!known) throw new Error('a series was neither made nor found');
  return known;
}

export async function changeSeries({ tx }: Write, id: SeriesId, change: Partial<Series>): Promise<void> {
  await tx.update(series).set(change).where(eq(series.id, id));
}

export type PointOutcome = 'added' | 'changed' | 'unchanged';

/** One value per series and day. A replaced value is kept in the history; an older report that comes late changes nothing. */
export async function recordPoint(
  { tx, now }: Write,
  point: { seriesId: SeriesId; on: Day; thousandths: number; source: Source; at?: Instant | undefined },
): Promise<PointOutcome> {
  const { seriesId, on, thousandths, source } = point;
  const recordedAt = point.at ?? now;
  const [made] = await tx
    .insert(seriesPoints)
    .values({ seriesId, on, thousandths, source, recordedAt })
    .onConflictDoNothing()
    .returning({ on: seriesPoints.on });
  if (made) return 'added';
  const here = and(eq(seriesPoints.seriesId, seriesId), eq(seriesPoints.on, on));
  const known = await pointOf(tx, seriesId, on);
  if (!known || known.thousandths === thousandths || known.recordedAt > recordedAt) return 'unchanged';
  await tx.update(seriesPoints).set({ thousandths, source, recordedAt }).where(here);
  await tx.insert(seriesCorrections).values({
    id: newId<'series-correction'>(now),
    seriesId,
    on,
    before: known.thousandths,
    after: thousandths,
    source,
    at: now,
  });
  return 'changed';
}

export async function pointOf(read: Reader, seriesId: SeriesId, on: Day): Promise<Row<typeof seriesPoints> | undefined> {
  const here = and(eq(seriesPoints.seriesId, seriesId), eq(seriesPoints.on, on));
  return (await read.select().from(seriesPoints).where(here))[0];
}

/** For the demo's seed and for tests; imports go through `takeSeries`, which complains in words. */
export async function addSeriesPoints(
  write: Write,
  seriesId: SeriesId,
  points: readonly { on: Day; value: number }[],
  source: Source = 'demo',
): Promise<void> {
  for (const { on, value } of points) {
    const thousandths = thousandthsOf(value);
    if (thousandths === undefined) throw new RangeError(`not a value a series can keep: ${value}`);
    await recordPoint(write, { seriesId, on, thousandths, source });
  }
}

export async function correctionsOf(read: Reader, seriesId: SeriesId): Promise<Row<typeof seriesCorrections>[]> {
  return await read
    .select()
    .from(seriesCorrections)
    .where(eq(seriesCorrections.seriesId, seriesId))
    .orderBy(asc(seriesCorrections.id));
}

/** A week of ISO 8601, by its Monday. */
export type WeekSum = { monday: Day; thousandths: number; points: number };

/** The sums of so many weeks, the last one beginning on `lastMonday`; oldest first. Without a point the sum is 0. */
export async function weekSums(read: Reader, seriesId: SeriesId, lastMonday: Day, weeks: number): Promise<WeekSum[]> {
  const first = addDays(lastMonday, -7 * (weeks - 1));
  const rows = await read
    .select({ on: seriesPoints.on, thousandths: seriesPoints.thousandths })
    .from(seriesPoints)
    .where(and(eq(seriesPoints.seriesId, seriesId), between(seriesPoints.on, first, addDays(lastMonday, 6))));
  const sums = Array.from({ length: weeks }, (_, i) => ({ monday: addDays(first, 7 * i), thousandths: 0, points: 0 }));
  for (const { on, thousandths } of rows) {
    const sum = sums[Math.floor((dayNumber(on) - dayNumber(first)) / 7)];
    if (!sum) continue;
    sum.thousandths += thousandths;
    sum.points += 1;
  }
  return sums;
}

/** When the newest of a week's values was told. */
export async function lastToldAt(read: Reader, seriesId: SeriesId, monday: Day): Promise<Instant | undefined> {
  const [row] = await read
    .select({ at: max(seriesPoints.recordedAt) })
    .from(seriesPoints)
    .where(and(eq(seriesPoints.seriesId, seriesId), between(seriesPoints.on, monday, addDays(monday, 6))));
  return row?.at ?? undefined;
}
