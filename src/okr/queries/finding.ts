import type { PersonId } from '../../core/ids.ts';
import { and, asc, count, desc, eq, inArray, or, sql, type SQL } from '../../db/index.ts';
import type { Eyes } from '../eyes.ts';
import type { KeyResultId, ObjectiveId } from '../model.ts';
import { keyResultCode, type KeyResultCode } from '../rules/ids.ts';
import { keyResults, objectives, progress } from '../schema.ts';
import type { EntryView, KeyResultView, ObjectiveView } from '../views.ts';
import { peopleByIds } from '../../people/index.ts';
import { momentOf, viewObjectives, type ObjectiveRow } from './viewing.ts';
import { visibleTo } from './visible.ts';

/** Nothing here answers with an objective the viewer may not see. */
async function visibleRows(eyes: Eyes, which: SQL | undefined, limit = 500): Promise<ObjectiveRow[]> {
  return await eyes.read
    .select()
    .from(objectives)
    .where(and(which, await visibleTo(eyes)))
    .orderBy(asc(objectives.number))
    .limit(limit);
}

async function findOne(eyes: Eyes, which: SQL): Promise<ObjectiveView | undefined> {
  const [found] = await viewObjectives(eyes, await visibleRows(eyes, which, 1));
  return found;
}

export const objectiveById = (eyes: Eyes, id: ObjectiveId): Promise<ObjectiveView | undefined> =>
  findOne(eyes, eq(objectives.id, id));
export const objectiveByNumber = (eyes: Eyes, number: number): Promise<ObjectiveView | undefined> =>
  findOne(eyes, eq(objectives.number, number));

export type Found = { objective: ObjectiveView; keyResult: KeyResultView };

const partOf = (id: KeyResultId): SQL =>
  inArray(objectives.id, sql`(select ${keyResults.objectiveId} from ${keyResults} where ${keyResults.id} = ${id})`);

export async function keyResultById(eyes: Eyes, id: KeyResultId): Promise<Found | undefined> {
  const objective = await findOne(eyes, partOf(id));
  const keyResult = objective?.keyResults.find((one) => one.id === id);
  return objective && keyResult && { objective, keyResult };
}

export async function keyResultByCode(eyes: Eyes, code: KeyResultCode): Promise<Found | undefined> {
  const objective = await objectiveByNumber(eyes, code.objective);
  const keyResult = objective?.keyResults.find((one) => one.code === keyResultCode(code.objective, code.number));
  return objective && keyResult && { objective, keyResult };
}

/** What a person answers for: own objectives whole, of others' only the key results that are theirs. */
export async function goalsOf(eyes: Eyes, person: PersonId): Promise<ObjectiveView[]> {
  const theirs = sql`(select ${keyResults.objectiveId} from ${keyResults} where ${keyResults.responsibleId} = ${person})`;
  const rows = await visibleRows(
    eyes,
    and(eq(objectives.state, 'published'), or(eq(objectives.responsibleId, person), inArray(objectives.id, theirs))),
  );
  const found = await viewObjectives(eyes, rows);
  return found.map((it) =>
    it.responsible.id === person ? it : { ...it, keyResults: it.keyResults.filter((one) => one.responsible.id === person) },
  );
}

export async function goalsOfTeam(eyes: Eyes, team: readonly PersonId[]): Promise<ObjectiveView[]> {
  if (team.length === 0) return [];
  const rows = await visibleRows(eyes, and(eq(objectives.state, 'published'), inArray(objectives.responsibleId, [...team])));
  return await viewObjectives(eyes, rows);
}

export async function companyGoals(eyes: Eyes): Promise<ObjectiveView[]> {
  return await viewObjectives(
    eyes,
    await visibleRows(eyes, and(eq(objectives.state, 'published'), eq(objectives.ownerKind, 'company')), 50),
  );
}

export type Alignable = { id: KeyResultId; code: string; title: string };

/** More options nobody looks through; others are named by text. */
const MOST_ALIGNABLE = 40;

/** Key results of the company and of departments, as far as the viewer may see them. */
export async function alignableFor(eyes: Eyes): Promise<Alignable[]> {
  const rows = await eyes.read
    .select({ id: keyResults.id, number: keyResults.number, title: keyResults.title, objective: objectives.number })
    .from(keyResults)
    .innerJoin(objectives, eq(objectives.id, keyResults.objectiveId))
    .where(
      and(eq(objectives.state, 'published'), inArray(objectives.ownerKind, ['company', 'department']), await visibleTo(eyes)),
    )
    .orderBy(asc(objectives.ownerKind), asc(objectives.number), asc(keyResults.number))
    .limit(MOST_ALIGNABLE);
  return rows.map(({ id, title, objective, number }) => ({ id, title, code: keyResultCode(objective, number) }));
}

/** Newest first, and how many there are in all. Only for a key result that was found visible. */
export async function historyOf(
  eyes: Eyes,
  keyResult: KeyResultId,
  most: number,
): Promise<{ entries: EntryView[]; all: number }> {
  const rows = await eyes.read
    .select()
    .from(progress)
    .where(eq(progress.keyResultId, keyResult))
    .orderBy(desc(progress.at), desc(progress.id))
    .limit(most);
  const [counted] = await eyes.read.select({ all: count() }).from(progress).where(eq(progress.keyResultId, keyResult));
  const people = await peopleByIds(eyes.read, [...new Set(rows.map(({ personId }) => personId))]);
  const entries = rows.map((row) => ({
    id: row.id,
    at: momentOf(eyes, row.at),
    name: people.get(row.personId)?.name ?? '?',
    source: row.source,
    before: row.before,
    after: row.after,
    note: row.note,
    undone: row.undoneAt !== null,
  }));
  return { entries, all: counted?.all ?? 0 };
}

/** For a recomputation: every entry, oldest first. */
export async function entriesOf(read: Eyes['read'], keyResult: KeyResultId): Promise<{ after: number; undone: boolean }[]> {
  const rows = await read
    .select({ after: progress.after, undoneAt: progress.undoneAt })
    .from(progress)
    .where(eq(progress.keyResultId, keyResult))
    .orderBy(asc(progress.at), asc(progress.id));
  return rows.map(({ after, undoneAt }) => ({ after, undone: undoneAt !== null }));
}
