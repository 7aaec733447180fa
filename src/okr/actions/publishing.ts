import { Refusal } from '../../core/errors.ts';
import type { ActContext } from '../../delivery/index.ts';
import { sayGaps } from '../cards/gaps.ts';
import { examineKeyResult, examineObjective, type Ready } from '../drafting.ts';
import { eyesOf } from '../eyes.ts';
import { show } from '../kinds.ts';
import type { Draft, DraftId, KeyResultId, ObjectiveId } from '../model.ts';
import { objectiveByNumber } from '../queries/finding.ts';
import { owningDepartment } from '../queries/owners.ts';
import { createKeyResult, createObjective, currentCycle } from '../record.ts';
import type { CompleteObjective, CompleteSingle, Gap } from '../rules/complete.ts';
import { keyResultCode, objectiveCode } from '../rules/ids.ts';
import { answerText } from '../text-answers.ts';
import { keepDraft, settleDraft } from './drafts.ts';
import { refuseAdding } from './opening.ts';
import { refreshGoal } from './progress.ts';
import type { ObjectiveView } from '../views.ts';
import { peopleByIds } from '../../people/index.ts';
import type { Language } from '../../core/text.ts';

/** More than this is a list, not an objective. */
const MOST_KEY_RESULTS = 20;

export type Published<T> =
  { published: T; code: string; gaps?: undefined } | { published?: undefined; gaps: Gap[]; draft: DraftId };

/** Publishes what is complete; anything else is kept as a draft with what is missing. */
export async function publishObjective(
  context: ActContext,
  input: Draft,
  draft: DraftId | undefined,
): Promise<Published<ObjectiveId>> {
  const { ready, gaps } = await examineObjective(eyesOf(context), context.person, input);
  if (!ready) return { gaps, draft: await keepDraft(context, input, draft) };
  const { id, number } = await writeObjective(context, ready);
  if (draft) await settleDraft(context, draft, 'published', id);
  for (let page = 1; page <= 3; page += 1) await context.refresh(show.mine(ready.responsible.id, page));
  if (ready.responsible.id !== context.person.id) {
    await context.post({ to: { person: ready.responsible.id }, ...show.assigned(id), dedupeKey: `okr.assigned:${id}` });
  }
  return { published: id, code: objectiveCode(number) };
}

async function writeObjective(
  context: ActContext,
  { complete, responsible, aligned }: Ready<CompleteObjective>,
): Promise<{ id: ObjectiveId; number: number }> {
  const { today, person } = context;
  const { title, dueOn, verification, ownerKind } = complete;
  const department = ownerKind === 'department' ? await owningDepartment(context.tx, person, responsible) : undefined;
  const cycle = await currentCycle(context, today);
  const common = { responsibleId: responsible.id, startsOn: today, dueOn, verification, createdBy: person.id };
  const made = await createObjective(context, {
    ...common,
    cycleId: cycle.id,
    ownerKind,
    title,
    ...(department ? { departmentId: department } : {}),
    ...(aligned ? { alignedTo: aligned.keyResult.id } : {}),
  });
  for (const { title: name, from, to, unit } of complete.keyResults) {
    await createKeyResult(context, { ...common, objectiveId: made.id, title: name, unit, start: from, target: to });
  }
  return made;
}

/** The objective a key result is to be added to, by somebody who may. */
export async function objectiveToAddTo(context: ActContext, number: number): Promise<ObjectiveView> {
  const found = await objectiveByNumber(eyesOf(context), number);
  if (!found)
    throw new Refusal('okr.no-such-objective', (language) => answerText(language).refused.noSuchObjective(objectiveCode(number)));
  if (found.state !== 'published') throw new Refusal('okr.closed', (language) => answerText(language).refused.closed(found.code));
  if (!found.mayAdd) throw refuseAdding(found.code, found.responsible.name);
  if (found.keyResults.length >= MOST_KEY_RESULTS)
    throw new Refusal('okr.too-many', (language) => answerText(language).refused.tooMany(MOST_KEY_RESULTS));
  return found;
}

export async function publishKeyResult(
  context: ActContext,
  input: Draft,
  draft: DraftId | undefined,
): Promise<Published<KeyResultId> & { objective: ObjectiveId }> {
  const number = input.objective ?? 0;
  const objective = await objectiveToAddTo(context, number);
  const { ready, gaps } = await examineKeyResult(eyesOf(context), input);
  if (!ready) return { gaps, draft: await keepDraft(context, input, draft), objective: objective.id };
  const made = await writeKeyResult(context, objective.id, ready);
  if (draft) await settleDraft(context, draft, 'published', objective.id);
  await refreshGoal(context, { objective });
  if (ready.responsible.id !== context.person.id) {
    await context.post({
      to: { person: ready.responsible.id },
      ...show.assignedKeyResult(made.id),
      dedupeKey: `okr.assigned-key-result:${made.id}`,
    });
  }
  return { published: made.id, code: keyResultCode(number, made.number), objective: objective.id };
}

function writeKeyResult(context: ActContext, objectiveId: ObjectiveId, { complete, responsible }: Ready<CompleteSingle>) {
  const { title, from, to, unit, dueOn, verification } = complete;
  return createKeyResult(context, {
    objectiveId,
    title,
    unit,
    start: from,
    target: to,
    responsibleId: responsible.id,
    startsOn: context.today,
    dueOn,
    verification,
    createdBy: context.person.id,
  });
}

/** What is missing, as a sentence: names are looked up only where it needs them. */
export async function gapSentence(
  context: ActContext,
  input: Draft,
  gaps: readonly Gap[],
): Promise<(language: Language) => string> {
  const people = await peopleByIds(context.tx, input.responsible ?? []);
  const names = [...people.values()].map(({ name }) => name);
  return (language) => sayGaps(language, gaps, names);
}
