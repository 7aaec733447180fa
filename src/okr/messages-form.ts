import type { Card } from '../chat/index.ts';
import type { PersonId } from '../core/ids.ts';
import type { Reader } from '../db/index.ts';
import type { ViewContext } from '../delivery/index.ts';
import { peopleByIds, type Person } from '../people/index.ts';
import { keyResultFormCard, objectiveFormCard, settledDraftCard } from './cards/forms.ts';
import { gapsOf } from './drafting.ts';
import { eyesOf } from './eyes.ts';
import { readRef } from './kinds.ts';
import type { Draft, DraftId } from './model.ts';
import { draftOf } from './queries/drafts.ts';
import { alignableFor, objectiveById, objectiveByNumber } from './queries/finding.ts';
import { objectiveCode } from './rules/ids.ts';
import { quarterOf } from './rules/quarter.ts';
import { ownerKindsFor } from './queries/owners.ts';

type Opened = { id: DraftId | undefined; input: Draft; check: boolean };

/** `new`, `new/12`, a draft, a draft with what is missing named. */
export async function buildForm(context: ViewContext, ref: string, viewer: Person): Promise<Card | undefined> {
  const { id, rest } = readRef(ref);
  if (id === 'new') {
    const input: Draft = rest === undefined ? { goal: 'objective' } : { goal: 'key-result', objective: Number(rest) };
    return await drawForm(context, viewer, { id: undefined, input, check: false });
  }
  const draft = await draftOf(context.read, viewer.id, id as DraftId);
  if (!draft) return undefined;
  if (draft.state === 'open' && draft.input)
    return await drawForm(context, viewer, { id: draft.id, input: draft.input, check: rest === 'check' });
  const became =
    draft.state === 'published' && draft.objectiveId ? await objectiveById(eyesOf(context), draft.objectiveId) : undefined;
  return settledDraftCard(context.language, became);
}

async function drawForm(context: ViewContext, viewer: Person, { id, input, check }: Opened): Promise<Card | undefined> {
  const eyes = eyesOf(context);
  const gaps = check ? await gapsOf(eyes, viewer, input) : [];
  const common = { draft: id, gaps, names: await namesOf(context.read, input.responsible ?? []) };
  if (input.goal === 'key-result') {
    const objective = await objectiveByNumber(eyes, input.objective ?? 0);
    if (!objective || input.objective === undefined) return undefined;
    const prefilled = { ...prefill(input, viewer, objective.dueOn) };
    return keyResultFormCard(context.language, {
      ...common,
      input: prefilled,
      objective: { number: input.objective, code: objectiveCode(input.objective), title: objective.title },
    });
  }
  return objectiveFormCard(context.language, {
    ...common,
    input: prefill(input, viewer, quarterOf(context.today).endsOn),
    alignable: await alignableFor(eyes),
    ownerKinds: await ownerKindsFor(context.read, viewer),
  });
}

/** Shown where nothing was given, and taken only when sent with the form. */
function prefill(input: Draft, viewer: Person, dueOn: NonNullable<Draft['dueOn']>): Draft {
  return {
    ...input,
    responsible: input.responsible && input.responsible.length > 0 ? input.responsible : [viewer.id],
    ...(input.dueOn || input.dueTyped !== undefined ? {} : { dueOn }),
  };
}

async function namesOf(read: Reader, ids: readonly PersonId[]): Promise<string[]> {
  const people = await peopleByIds(read, ids);
  return [...new Set(ids)].map((id) => people.get(id)?.name ?? '?');
}
