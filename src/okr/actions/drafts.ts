import { Refusal } from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';
import { and, eq } from '../../db/index.ts';
import type { ActContext } from '../../delivery/index.ts';
import type { Draft, DraftId, ObjectiveId } from '../model.ts';
import { countDrafts } from '../queries/drafts.ts';
import { drafts } from '../schema.ts';
import { answerText } from '../text-answers.ts';

/** As many as one card lists with their buttons. */
const MOST_DRAFTS = 15;

/** Over the draft it came from while that is still open, else as a new one. */
export async function keepDraft(
  { tx, now, person }: Pick<ActContext, 'tx' | 'now' | 'person'>,
  input: Draft,
  draft: DraftId | undefined,
): Promise<DraftId> {
  if (draft) {
    const kept = await tx
      .update(drafts)
      .set({ input, updatedAt: now })
      .where(and(eq(drafts.id, draft), eq(drafts.personId, person.id), eq(drafts.state, 'open')))
      .returning({ id: drafts.id });
    if (kept[0]) return kept[0].id;
  }
  if ((await countDrafts(tx, person.id)) >= MOST_DRAFTS) {
    throw new Refusal('okr.too-many-drafts', (language) => answerText(language).refused.tooManyDrafts(MOST_DRAFTS));
  }
  const id = newId<'okr-draft'>(now);
  await tx.insert(drafts).values({ id, personId: person.id, input, state: 'open', updatedAt: now });
  return id;
}

/** What was written goes; that there was a draft stays, so that an older copy of its card can say what became of it. */
export async function settleDraft(
  { tx, now, person }: Pick<ActContext, 'tx' | 'now' | 'person'>,
  draft: DraftId,
  state: 'published' | 'deleted',
  objectiveId?: ObjectiveId,
): Promise<boolean> {
  const settled = await tx
    .update(drafts)
    .set({ input: null, state, objectiveId: objectiveId ?? null, updatedAt: now })
    .where(and(eq(drafts.id, draft), eq(drafts.personId, person.id), eq(drafts.state, 'open')))
    .returning({ id: drafts.id });
  return settled.length > 0;
}
