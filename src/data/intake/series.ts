import type { Day } from '../../core/clock.ts';
import type { ReportedSeries } from '../model.ts';
import { thousandthsOf } from '../rules.ts';
import { addSeries, changeSeries, pointOf, recordPoint, seriesByKey, type PointOutcome, type Series } from '../series.ts';
import { dayIn, eachRow, given, linkIn, once, optional, ownerIn } from './cells.ts';
import { complaints, Unusable } from './complaints.ts';
import type { Intake, Outcome, PointRow } from './rows.ts';

/** Values of series, told by a file or another system: one per series and day, a different value is a correction. */
export async function takeSeries(intake: Intake, rows: readonly PointRow[]): Promise<Outcome[]> {
  const all: Intake = { seen: new Map(), ...intake };
  return await eachRow(
    rows,
    (row) => row.series,
    (row) => takePoint(all, row),
  );
}

async function takePoint(intake: Intake, row: PointRow): Promise<PointOutcome> {
  const key = given(row.series, 'series', 100);
  if (row.unread) throw new Unusable(row.unread);
  const told = aboutSeries(row);
  const link = linkIn(row.link);
  const on = onIn(intake, row);
  const thousandths = row.value === undefined ? undefined : thousandthsOf(row.value);
  if (thousandths === undefined) throw new Unusable(complaints.value());
  once(intake, `point:${key}:${on}`, row.row);
  const known = await seriesByKey(intake.tx, key);
  if (intake.dryRun) return await lookAt(intake, { key, known, told, on, thousandths });
  const series = known ? await retell(intake, known, told, link) : await begin(intake, key, told, link);
  return await recordPoint(intake, { seriesId: series.id, on, thousandths, source: intake.source, at: intake.reportedAt });
}

function aboutSeries(row: PointRow): ReportedSeries {
  const name = optional(row.name, 'name', 100);
  const owner = optional(row.owner, 'owner', 60);
  const unit = optional(row.unit, 'unit', 20);
  return { ...(name ? { name } : {}), ...(owner ? { owner } : {}), ...(unit ? { unit } : {}) };
}

function onIn(intake: Intake, row: PointRow): Day {
  const on = dayIn(given(row.on, 'on', 40), intake.today);
  if (on > intake.today) throw new Unusable(complaints.future(on));
  return on;
}

type Looked = { key: string; known: Series | undefined; told: ReportedSeries; on: Day; thousandths: number };

async function lookAt(intake: Intake, { key, known, told, on, thousandths }: Looked): Promise<PointOutcome> {
  if (told.owner !== undefined && told.owner !== known?.reported?.owner) await ownerIn(intake, told.owner);
  if (!known) {
    // An earlier row would have begun it.
    if (told.owner === undefined && !intake.seen?.has(`series:${key}`)) throw new Unusable(complaints.missing('owner'));
    intake.seen?.set(`series:${key}`, key);
    return 'added';
  }
  const point = await pointOf(intake.tx, known.id, on);
  if (!point) return 'added';
  return point.thousandths === thousandths ? 'unchanged' : 'changed';
}

async function begin(intake: Intake, key: string, told: ReportedSeries, link: string | undefined): Promise<Series> {
  if (told.owner === undefined) throw new Unusable(complaints.missing('owner'));
  const owner = await ownerIn(intake, told.owner);
  const { name = key, unit } = told;
  return await addSeries(intake, { key, name, unit, ownerId: owner.id, source: intake.source, link, reported: told });
}

/** As with tasks: what is told as before changes nothing, so that a hand-over stays. */
async function retell(intake: Intake, known: Series, told: ReportedSeries, link: string | undefined): Promise<Series> {
  const change: Partial<Series> = {};
  if (told.name && told.name !== known.reported?.name) change.name = told.name;
  if (told.unit && told.unit !== known.reported?.unit) change.unit = told.unit;
  if (told.owner && told.owner !== known.reported?.owner) change.ownerId = (await ownerIn(intake, told.owner)).id;
  if (link && link !== known.link) change.link = link;
  if (Object.keys(change).length > 0) {
    await changeSeries(intake, known.id, { ...change, reported: { ...known.reported, ...told } });
  }
  return { ...known, ...change };
}
