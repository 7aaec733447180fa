import { type Day, type Instant } from '../core/clock.ts';
import { newId, type DepartmentId, type PersonId } from '../core/ids.ts';
import { and, asc, desc, eq, gte, isNull, lte, sql, type Tx } from '../db/index.ts';
import type { CycleId, CycleKind, KeyResultId, ObjectiveId, OwnerKind, ProgressId, Source } from './model.ts';
import { kindOf, tidy, usualStep } from './rules/progress.ts';
import { quarterOf } from './rules/quarter.ts';
import { alignments, cycles, keyResults, objectives, progress } from './schema.ts';

/** What is needed to write goals down: for actions, for imports, for the demo. Nobody is told of anything here. */
export type Writing = { tx: Tx; now: Instant };

export type Cycle = { id: CycleId; name: string; startsOn: Day; endsOn: Day };
const cycleColumns = { id: cycles.id, name: cycles.name, startsOn: cycles.startsOn, endsOn: cycles.endsOn };

/** The same key is the same cycle, however often it is opened. */
export async function openCycle(
  { tx, now }: Writing,
  it: { key: string; kind: CycleKind; name: string; startsOn: Day; endsOn: Day },
): Promise<Cycle> {
  await tx
    .insert(cycles)
    .values({ id: newId<'okr-cycle'>(now), ...it, state: 'published', createdAt: now })
    .onConflictDoNothing();
  const [found] = await tx.select(cycleColumns).from(cycles).where(eq(cycles.key, it.key));
  if (!found) throw new Error(`no cycle ${it.key}`);
  return found;
}

/** The cycle at hand: of those that hold today the one that ends first; where there is none, the quarter is opened. */
export async function currentCycle(writing: Writing, today: Day): Promise<Cycle> {
  const [found] = await writing.tx
    .select(cycleColumns)
    .from(cycles)
    .where(and(eq(cycles.state, 'published'), lte(cycles.startsOn, today), gte(cycles.endsOn, today)))
    .orderBy(asc(cycles.endsOn), desc(cycles.startsOn))
    .limit(1);
  return found ?? (await openCycle(writing, { kind: 'quarter', ...quarterOf(today) }));
}

export type NewObjective = {
  cycleId: CycleId;
  ownerKind: OwnerKind;
  departmentId?: DepartmentId;
  title: string;
  responsibleId: PersonId;
  startsOn: Day;
  dueOn: Day;
  verification: string;
  alignedTo?: KeyResultId;
  createdBy: PersonId;
};

export async function createObjective({ tx, now }: Writing, it: NewObjective): Promise<{ id: ObjectiveId; number: number }> {
  const { alignedTo, departmentId, ...columns } = it;
  const [made] = await tx
    .insert(objectives)
    .values({
      id: newId<'okr-objective'>(now),
      number: sql`(select coalesce(max(${objectives.number}), 0) + 1 from ${objectives})`,
      ...columns,
      departmentId: departmentId ?? null,
      state: 'published',
      createdAt: now,
    })
    .returning({ id: objectives.id, number: objectives.number });
  if (!made) throw new Error('an objective was not written');
  if (alignedTo)
    await tx.insert(alignments).values({ objectiveId: made.id, keyResultId: alignedTo, createdBy: it.createdBy, createdAt: now });
  return made;
}

export type NewKeyResult = {
  objectiveId: ObjectiveId;
  title: string;
  unit: string;
  start: number;
  target: number;
  /** Absent: a tenth of the way. */
  step?: number;
  responsibleId: PersonId;
  startsOn: Day;
  dueOn: Day;
  verification: string;
  createdBy: PersonId;
};

export async function createKeyResult({ tx, now }: Writing, it: NewKeyResult): Promise<{ id: KeyResultId; number: number }> {
  const [made] = await tx
    .insert(keyResults)
    .values({
      id: newId<'okr-key-result'>(now),
      number: sql`(select coalesce(max(${keyResults.number}), 0) + 1 from ${keyResults} where ${keyResults.objectiveId} = ${it.objectiveId})`,
      ...it,
      kind: kindOf(it),
      current: it.start,
      step: it.step ?? usualStep(it),
      createdAt: now,
    })
    .returning({ id: keyResults.id, number: keyResults.number });
  if (!made) throw new Error('a key result was not written');
  return made;
}

export type NewProgress = {
  keyResult: { id: KeyResultId; current: number };
  value: number;
  personId: PersonId;
  source: Source;
  note?: string;
};

export async function recordProgress({ tx, now }: Writing, it: NewProgress): Promise<ProgressId> {
  const id = newId<'okr-progress'>(now);
  const after = tidy(it.value);
  await tx.insert(progress).values({
    id,
    keyResultId: it.keyResult.id,
    personId: it.personId,
    at: now,
    source: it.source,
    before: it.keyResult.current,
    after,
    note: it.note ?? null,
  });
  await tx.update(keyResults).set({ current: after, updatedAt: now }).where(eq(keyResults.id, it.keyResult.id));
  return id;
}

/** Takes the newest entry back; `undefined` when it isn't the newest any more, or was taken back before. */
export async function undoProgress(
  { tx, now }: Writing,
  entry: ProgressId,
): Promise<{ keyResultId: KeyResultId; current: number } | undefined> {
  const [taken] = await tx
    .select()
    .from(progress)
    .where(and(eq(progress.id, entry), isNull(progress.undoneAt)));
  if (!taken) return undefined;
  const [newest, previous] = await tx
    .select({ id: progress.id, at: progress.at })
    .from(progress)
    .where(and(eq(progress.keyResultId, taken.keyResultId), isNull(progress.undoneAt)))
    .orderBy(desc(progress.at), desc(progress.id))
    .limit(2);
  if (newest?.id !== entry) return undefined;
  await tx.update(progress).set({ undoneAt: now }).where(eq(progress.id, entry));
  await tx
    .update(keyResults)
    .set({ current: taken.before, updatedAt: previous?.at ?? null })
    .where(eq(keyResults.id, taken.keyResultId));
  return { keyResultId: taken.keyResultId, current: taken.before };
}
