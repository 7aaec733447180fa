import { Refusal } from '../../core/errors.ts';
import type { Action, ActContext, PressReply, Shown } from '../../delivery/index.ts';
import { eyesOf } from '../eyes.ts';
import { show } from '../kinds.ts';
import type { DraftId, KeyResultId, ObjectiveId } from '../model.ts';
import { draftOf } from '../queries/drafts.ts';
import { keyResultById, objectiveById } from '../queries/finding.ts';
import { readObjectiveCode } from '../rules/ids.ts';
import { answerText } from '../text-answers.ts';

/** In the card's own place; from a group's card by direct message, since a group is never shown one person's view. */
export function openHere(context: ActContext, shown: Shown): PressReply {
  return context.place.kind === 'group' ? openAside(shown) : { show: shown };
}

const openAside = (shown: Shown): PressReply => ({ then: { audience: 'personal', show: shown } });

export const goneToast = (): PressReply => ({ toast: { tone: 'warning', text: (language) => answerText(language).toasts.gone } });

/** Turning a page and going back stay in the card; from anywhere else it is a message of its own. */
const place = (context: ActContext, here: unknown, shown: Shown): PressReply =>
  here === true ? openHere(context, shown) : openAside(shown);

const pageOf = (page: unknown): number => (typeof page === 'number' ? page : 1);

export const opening: Record<`okr.${string}`, Action> = {
  'okr.mine': (context, { params }) =>
    Promise.resolve(place(context, params['here'], show.mine(context.person.id, pageOf(params['page'])))),
  'okr.team': (context, { params }) =>
    Promise.resolve(place(context, params['here'], show.team(context.person.id, pageOf(params['page'])))),
  'okr.new': () => Promise.resolve(openAside(show.blankForm())),
  'okr.help': () => Promise.resolve(openAside(show.help())),
  'okr.drafts': (context) => Promise.resolve(openAside(show.drafts(context.person.id))),
  'okr.refresh': () => Promise.resolve({}),

  'okr.objective': async (context, { params }) => {
    const found = await objectiveById(eyesOf(context), String(params['objective']) as ObjectiveId);
    return found ? place(context, params['aside'] !== true, show.objective(found.id)) : goneToast();
  },

  'okr.key-result': async (context, { params }) => {
    const found = await keyResultById(eyesOf(context), String(params['kr']) as KeyResultId);
    return found ? openHere(context, show.keyResult(found.keyResult.id)) : goneToast();
  },

  'okr.new-key-result': async (context, { params }) => {
    const found = await objectiveById(eyesOf(context), String(params['objective']) as ObjectiveId);
    if (!found) return goneToast();
    if (!found.mayAdd) throw refuseAdding(found.code, found.responsible.name);
    return openAside(show.blankKeyResultForm(readObjectiveCode(found.code) ?? 0));
  },

  'okr.open-draft': async (context, { params }) => {
    const draft = await draftOf(context.tx, context.person.id, String(params['draft']) as DraftId);
    return draft
      ? openHere(context, show.draft(draft.id))
      : { toast: { tone: 'info', text: (language) => answerText(language).toasts.draftGone } };
  },
};

export const refuseAdding = (code: string, name: string): Refusal =>
  new Refusal('okr.not-your-objective', (language) => answerText(language).refused.notYourObjective(code, name));
