import type { Value, Values } from '../../chat/index.ts';
import { readNumber } from '../../chat/index.ts';
import type { Action, ActContext, PressReply } from '../../delivery/index.ts';
import { FORM_ROWS, NO_ALIGNMENT } from '../cards/forms.ts';
import { show } from '../kinds.ts';
import type { Draft, DraftId, KeyResultDraft, OwnerKind, Typed } from '../model.ts';
import { draftOf } from '../queries/drafts.ts';
import { answerText } from '../text-answers.ts';
import { keepDraft, settleDraft } from './drafts.ts';
import { gapSentence, objectiveToAddTo, publishKeyResult, publishObjective } from './publishing.ts';

type Press = Parameters<Action>[1];

export const filling: Record<`okr.${string}`, Action> = {
  'okr.publish': async (context, press) => {
    const from = await openDraftBehind(context, press);
    if (from.settled) return from.settled;
    const input = readObjectiveForm(press.values);
    const done = await publishObjective(context, input, from.draft);
    if (done.gaps) return await lacking(context, input, done);
    return {
      toast: { tone: 'success', text: (language) => answerText(language).toasts.published(done.code) },
      show: show.objective(done.published),
    };
  },

  'okr.publish-key-result': async (context, press) => {
    const from = await openDraftBehind(context, press);
    if (from.settled) return from.settled;
    const input = readKeyResultForm(press);
    const done = await publishKeyResult(context, input, from.draft);
    if (done.gaps) return await lacking(context, input, done);
    return {
      toast: { tone: 'success', text: (language) => answerText(language).toasts.keyResultAdded(done.code) },
      show: show.objective(done.objective),
    };
  },

  'okr.save-draft': (context, press) => save(context, press, readObjectiveForm(press.values)),

  'okr.save-key-result': async (context, press) => {
    const input = readKeyResultForm(press);
    await objectiveToAddTo(context, input.objective ?? 0);
    return await save(context, press, input);
  },

  'okr.delete-draft': async (context, { params }) => {
    const deleted = await settleDraft(context, String(params['draft']) as DraftId, 'deleted');
    await context.refresh(show.draft(String(params['draft']) as DraftId));
    await context.refresh(show.draft(String(params['draft']) as DraftId, true));
    return {
      toast: {
        tone: deleted ? 'success' : 'info',
        text: (language) => answerText(language).toasts[deleted ? 'draftDeleted' : 'draftGone'],
      },
      show: show.drafts(context.person.id),
    };
  },
};

async function save(context: ActContext, press: Press, input: Draft): Promise<PressReply> {
  const from = await openDraftBehind(context, press);
  if (from.settled) return from.settled;
  const draft = await keepDraft(context, input, from.draft);
  return { toast: { tone: 'success', text: (language) => answerText(language).toasts.draftKept }, show: show.draft(draft) };
}

async function lacking(
  context: ActContext,
  input: Draft,
  { gaps, draft }: { gaps: Parameters<typeof gapSentence>[2]; draft: DraftId },
): Promise<PressReply> {
  return { toast: { tone: 'warning', text: await gapSentence(context, input, gaps) }, show: show.draft(draft, true) };
}

/** Another copy of the form may have been published or deleted meanwhile: then it says so and nothing happens twice. */
async function openDraftBehind(
  context: ActContext,
  { params }: Press,
): Promise<{ draft: DraftId | undefined; settled?: PressReply }> {
  if (params['draft'] === undefined) return { draft: undefined };
  const found = await draftOf(context.tx, context.person.id, String(params['draft']) as DraftId);
  if (found?.state === 'open') return { draft: found.id };
  return {
    draft: undefined,
    settled: {
      toast: { tone: 'info', text: (language) => answerText(language).toasts.draftGone },
      show: found ? show.draft(found.id) : show.drafts(context.person.id),
    },
  };
}

const OWNER_KINDS: readonly OwnerKind[] = ['company', 'department', 'person'];

function readObjectiveForm(values: Values): Draft {
  const owner = optionIn(values['owner']);
  const aligned = optionIn(values['aligned']);
  const rows = FORM_ROWS.map((row) => rowIn(values, row));
  return {
    goal: 'objective',
    ...commonIn(values),
    ...(aligned && aligned !== NO_ALIGNMENT ? { alignedTo: aligned } : {}),
    ...(OWNER_KINDS.includes(owner as OwnerKind) ? { ownerKind: owner as OwnerKind } : {}),
    ...(rows.some((row) => Object.keys(row).length > 0) ? { keyResults: rows } : {}),
  };
}

function readKeyResultForm({ params, values }: Press): Draft {
  return { goal: 'key-result', objective: Number(params['objective']), ...commonIn(values), ...measureIn(values, '') };
}

function commonIn(values: Values): Partial<Draft> {
  const title = wordsIn(values['title']);
  const verification = wordsIn(values['verification']);
  const responsible = values['responsible'];
  const due = values['due'];
  return {
    ...(title ? { title } : {}),
    ...(verification ? { verification } : {}),
    ...(responsible?.type === 'people' ? { responsible: responsible.people } : {}),
    ...(due?.type === 'date' ? { dueOn: due.day } : due?.type === 'text' && due.text.trim() ? { dueTyped: due.text.trim() } : {}),
  };
}

function rowIn(values: Values, row: number): KeyResultDraft {
  const title = wordsIn(values[`kr${row}_title`]);
  return { ...(title ? { title } : {}), ...measureIn(values, `kr${row}_`) };
}

function measureIn(values: Values, prefix: string): Pick<KeyResultDraft, 'from' | 'to' | 'unit'> {
  const from = numberIn(values[`${prefix}from`]);
  const to = numberIn(values[`${prefix}to`]);
  const unit = wordsIn(values[`${prefix}unit`]);
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }), ...(unit ? { unit } : {}) };
}

const optionIn = (value: Value | undefined): string | undefined => (value?.type === 'choice' ? value.option : undefined);

/** One line where one line is meant: a title never brings its own layout. */
function wordsIn(value: Value | undefined): string {
  if (value?.type === 'number') return String(value.number);
  return value?.type === 'text' ? value.text.replace(/\s+/g, ' ').trim() : '';
}

function numberIn(value: Value | undefined): Typed | undefined {
  if (value?.type === 'number') return value.number;
  const typed = wordsIn(value);
  return typed === '' ? undefined : (readNumber(typed) ?? typed);
}
