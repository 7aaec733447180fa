import { MINUTE, type Instant } from '../../core/clock.ts';
import type { PersonId } from '../../core/ids.ts';
import { and, asc, desc, eq, gt, inArray, isNull, type Row } from '../../db/index.ts';
import { allDepartments, peopleByIds, type Person } from '../../people/index.ts';
import type { Eyes } from '../eyes.ts';
import type { KeyResultId, ObjectiveId, ProgressId } from '../model.ts';
import { keyResultCode, objectiveCode } from '../rules/ids.ts';
import { progressOf, rollUp } from '../rules/progress.ts';
import { daysSilent, expectedBy, objectiveStatus, statusOf } from '../rules/status.ts';
import { alignments, cycles, keyResults, objectives, progress } from '../schema.ts';
import { staleAfterDays } from '../settings.ts';
import type { KeyResultView, Moment, Named, ObjectiveView } from '../views.ts';
import { mayAddTo, mayUpdate } from '../rules/rights.ts';
import { visibleTo } from './visible.ts';

export type ObjectiveRow = Row<typeof objectives>;
export type KeyResultRow = Row<typeof keyResults>;

/** One's own last entry can be taken back for so long. */
export const UNDO_WITHIN_MS = MINUTE;

export function momentOf({ calendar, today }: Pick<Eyes, 'calendar' | 'today'>, at: Instant): Moment {
  const day = calendar.dayOf(at);
  // Both at midnight UTC: whole days apart in the calendar, whatever the hour.
  const daysAgo = Math.round((Date.parse(today) - Date.parse(day)) / (24 * 60 * MINUTE));
  return { day, daysAgo, time: calendar.timeOf(at) };
}

/** Rows that may be seen, made into what cards show: a handful of reads, however many rows. */
export async function viewObjectives(eyes: Eyes, rows: readonly ObjectiveRow[]): Promise<ObjectiveView[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const parts = await eyes.read
    .select()
    .from(keyResults)
    .where(inArray(keyResults.objectiveId, ids))
    .orderBy(asc(keyResults.objectiveId), asc(keyResults.number));
  const known = await knownTo(eyes, rows, parts);
  return rows.map((row) => {
    const own = parts.filter(({ objectiveId }) => objectiveId === row.id).map((part) => viewKeyResult(eyes, known, row, part));
    return viewObjective(eyes, known, row, own);
  });
}

type Known = Awaited<ReturnType<typeof knownTo>>;

async function knownTo(eyes: Eyes, rows: readonly ObjectiveRow[], parts: readonly KeyResultRow[]) {
  const { read } = eyes;
  return {
    people: await peopleByIds(read, [...new Set([...rows, ...parts].map(({ responsibleId }) => responsibleId))]),
    departments: rows.some(({ departmentId }) => departmentId)
      ? new Map((await allDepartments(read)).map((one) => [one.id, one.name]))
      : new Map<string, string>(),
    cycles: new Map(
      (
        await read
          .select({ id: cycles.id, name: cycles.name })
          .from(cycles)
          .where(inArray(cycles.id, [...new Set(rows.map((row) => row.cycleId))]))
      ).map((one) => [one.id, one.name]),
    ),
    aligned: await alignedOf(
      eyes,
      rows.map(({ id }) => id),
    ),
    undoable: await undoableBy(
      eyes,
      parts.map(({ id }) => id),
    ),
    staleAfterDays: await staleAfterDays(read),
  };
}

type Aligned = ObjectiveView['alignedTo'][number];

/** What objectives work towards; only what the viewer may see of it. */
async function alignedOf(eyes: Eyes, ids: readonly ObjectiveId[]): Promise<Map<ObjectiveId, Aligned[]>> {
  const rows = await eyes.read
    .select({
      from: alignments.objectiveId,
      id: keyResults.id,
      number: keyResults.number,
      title: keyResults.title,
      objective: objectives.number,
    })
    .from(alignments)
    .innerJoin(keyResults, eq(keyResults.id, alignments.keyResultId))
    .innerJoin(objectives, eq(objectives.id, keyResults.objectiveId))
    .where(and(inArray(alignments.objectiveId, [...ids]), await visibleTo(eyes)))
    .orderBy(asc(objectives.number), asc(keyResults.number));
  const found = new Map<ObjectiveId, Aligned[]>();
  for (const { from, id, title, number, objective } of rows) {
    found.set(from, [...(found.get(from) ?? []), { id, title, code: keyResultCode(objective, number) }]);
  }
  return found;
}

/** The viewer's newest entry of the last minute, where nothing newer stands. */
async function undoableBy({ read, viewer, now }: Eyes, ids: readonly KeyResultId[]): Promise<Map<KeyResultId, ProgressId>> {
  const found = new Map<KeyResultId, ProgressId>();
  if (!viewer || ids.length === 0) return found;
  const recent = await read
    .select({ id: progress.id, keyResultId: progress.keyResultId, personId: progress.personId })
    .from(progress)
    .where(and(inArray(progress.keyResultId, [...ids]), isNull(progress.undoneAt), gt(progress.at, now - UNDO_WITHIN_MS)))
    .orderBy(desc(progress.at), desc(progress.id));
  const seen = new Set<KeyResultId>();
  for (const entry of recent) {
    if (!seen.has(entry.keyResultId) && entry.personId === viewer.id) found.set(entry.keyResultId, entry.id);
    seen.add(entry.keyResultId);
  }
  return found;
}

function viewKeyResult(eyes: Eyes, known: Known, objective: ObjectiveRow, row: KeyResultRow): KeyResultView {
  const { calendar, today, now, viewer } = eyes;
  const ratio = progressOf(row);
  const expected = expectedBy(calendar, row.startsOn, row.dueOn, today);
  const startedAt = Math.max(row.createdAt, calendar.instantOf(row.startsOn, '00:00'));
  const status = statusOf({
    ratio,
    expected,
    overdue: today > row.dueOn,
    updated: row.updatedAt !== null,
    silentDays: daysSilent({ updatedAt: row.updatedAt, startedAt, now }),
    staleAfterDays: known.staleAfterDays,
  });
  return {
    id: row.id,
    code: keyResultCode(objective.number, row.number),
    title: row.title,
    unit: row.unit,
    start: row.start,
    target: row.target,
    current: row.current,
    step: row.step,
    responsible: named(known.people, row.responsibleId),
    dueOn: row.dueOn,
    verification: row.verification,
    ratio,
    expected,
    status,
    updated: row.updatedAt === null ? undefined : momentOf(eyes, row.updatedAt),
    mayUpdate:
      viewer !== undefined &&
      mayUpdate(viewer, objective, {
        responsibleId: row.responsibleId,
        superiorId: known.people.get(row.responsibleId)?.superiorId ?? null,
      }),
    undo: known.undoable.get(row.id),
  };
}

function viewObjective(eyes: Eyes, known: Known, row: ObjectiveRow, parts: KeyResultView[]): ObjectiveView {
  const ratio = rollUp(parts.map((part) => part.ratio));
  const expected = rollUp(parts.map((part) => part.expected));
  const status = objectiveStatus({
    ratio: ratio ?? 0,
    expected: expected ?? 0,
    overdue: eyes.today > row.dueOn,
    parts: parts.map((part) => part.status),
  });
  return {
    id: row.id,
    code: objectiveCode(row.number),
    title: row.title,
    ownerKind: row.ownerKind,
    department: row.departmentId ? known.departments.get(row.departmentId) : undefined,
    cycle: known.cycles.get(row.cycleId) ?? '',
    responsible: named(known.people, row.responsibleId),
    dueOn: row.dueOn,
    verification: row.verification,
    state: row.state,
    alignedTo: known.aligned.get(row.id) ?? [],
    ratio,
    expected,
    status,
    keyResults: parts,
    mayAdd: eyes.viewer !== undefined && mayAddTo(eyes.viewer, row, known.people.get(row.responsibleId)?.superiorId ?? null),
  };
}

const named = (people: ReadonlyMap<PersonId, Person>, id: PersonId): Named => ({ id, name: people.get(id)?.name ?? '?' });
