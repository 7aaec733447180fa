import type { Block, CallbackButton, Card, Field } from '../../chat/index.ts';
import type { Language } from '../../core/text.ts';
import type { Draft, DraftId, OwnerKind, Typed } from '../model.ts';
import { LONGEST, type Gap } from '../rules/complete.ts';
import { text } from '../text.ts';
import { cardText } from '../text-cards.ts';
import { sayGaps } from './gaps.ts';

export const FORM_ROWS = [1, 2, 3] as const;
export const NO_ALIGNMENT = 'none';

export type ObjectiveForm = {
  draft: DraftId | undefined;
  input: Draft;
  /** Named only once somebody has tried to publish. */
  gaps: Gap[];
  /** Of whoever was named as responsible. */
  names: string[];
  alignable: { code: string; title: string }[];
  ownerKinds: OwnerKind[];
};

export function objectiveFormCard(language: Language, form: ObjectiveForm): Card {
  const t = text(language);
  const c = cardText(language).form;
  return {
    title: c.title,
    tone: 'info',
    tag: tagOf(language, form),
    blocks: [
      ...gapBlocks(language, form),
      {
        block: 'form',
        name: 'objective',
        fields: [
          ...commonFields(language, form.input, t.labels.objective),
          ...alignField(language, form),
          ...ownerField(language, form),
          ...FORM_ROWS.flatMap((row) => rowFields(language, form.input, row)),
        ],
        buttons: formButtons(language, form, 'okr.publish', 'okr.save-draft'),
        fallback: c.fallback,
      },
      { block: 'note', text: `${c.inherits} ${c.note}` },
    ],
  };
}

export type KeyResultForm = Pick<ObjectiveForm, 'draft' | 'input' | 'gaps' | 'names'> & { objective: { number: number; code: string; title: string } };

export function keyResultFormCard(language: Language, form: KeyResultForm): Card {
  const t = text(language);
  const c = cardText(language).form;
  const params = { objective: form.objective.number };
  return {
    title: c.keyResultTitle(form.objective.code),
    tone: 'info',
    tag: tagOf(language, form),
    subtitle: form.objective.title,
    blocks: [
      ...gapBlocks(language, form),
      {
        block: 'form',
        name: 'key_result',
        fields: [
          { field: 'short-text', name: 'title', label: t.labels.keyResultTitle, hint: t.hints.row, ...words(form.input.title, LONGEST.title) },
          numberField('from', t.labels.from, form.input.from),
          { ...numberField('to', t.labels.to, form.input.to), beside: true },
          { field: 'short-text', name: 'unit', label: t.labels.unit, hint: t.hints.unit, beside: true, ...words(form.input.unit, LONGEST.unit) },
          ...commonFields(language, form.input, t.labels.keyResultTitle).slice(1),
        ],
        buttons: formButtons(language, form, 'okr.publish-key-result', 'okr.save-key-result', params),
        fallback: c.keyResultFallback(form.objective.code),
      },
      { block: 'note', text: `${c.ownParts} ${c.note}` },
    ],
  };
}

function tagOf(language: Language, { draft, gaps }: Pick<ObjectiveForm, 'draft' | 'gaps'>): NonNullable<Card['tag']> {
  const c = cardText(language).form;
  if (gaps.length > 0) return { text: c.tagGap, tone: 'warning' };
  return { text: draft ? c.tagDraft : c.tagNew, tone: 'neutral' };
}

function gapBlocks(language: Language, { gaps, names }: Pick<ObjectiveForm, 'gaps' | 'names'>): Block[] {
  if (gaps.length === 0) return [];
  const c = cardText(language).form;
  const suggested = gaps.some((one) => one.gap === 'missing' && (one.part === 'responsible' || one.part === 'dueOn'));
  const rest = suggested ? `${c.kept}${c.prefilled}` : c.kept;
  return [{ block: 'text', text: [{ bold: sayGaps(language, gaps, names) }, { lineBreak: true }, rest] }];
}

function commonFields(language: Language, input: Draft, title: string): Field[] {
  const { labels, hints } = text(language);
  const [responsible, ...others] = input.responsible ?? [];
  return [
    { field: 'short-text', name: 'title', label: title, hint: hints.title, ...words(input.title, LONGEST.title) },
    { field: 'people', name: 'responsible', label: labels.responsible, ...(responsible && others.length === 0 ? { value: [responsible] } : {}) },
    { field: 'date', name: 'due', label: labels.dueOn, ...(input.dueOn ? { value: input.dueOn } : {}) },
    { field: 'long-text', name: 'verification', label: labels.verification, hint: hints.verification, rows: 2, ...words(input.verification, LONGEST.verification) },
  ];
}

function alignField(language: Language, { alignable, input }: ObjectiveForm): Field[] {
  const { labels, hints } = text(language);
  const options = alignable.map(({ code, title }) => ({ value: code, label: `${code} ${title}` }));
  const chosen = input.alignedTo;
  if (chosen && !options.some(({ value }) => value === chosen)) options.unshift({ value: chosen, label: chosen });
  if (options.length === 0) return [];
  return [
    {
      field: 'choice',
      name: 'aligned',
      label: labels.alignedTo,
      hint: hints.alignedTo,
      options: [{ value: NO_ALIGNMENT, label: labels.noAlignment }, ...options],
      ...(chosen ? { value: chosen } : {}),
    },
  ];
}

/** Only who may choose is asked. */
function ownerField(language: Language, { ownerKinds, input }: ObjectiveForm): Field[] {
  const t = text(language);
  if (ownerKinds.length < 2) return [];
  const options = ownerKinds.map((kind) => ({ value: kind, label: t.ownerKinds[kind] }));
  return [{ field: 'choice', name: 'owner', label: t.labels.owner, options, value: input.ownerKind ?? 'person' }];
}

function rowFields(language: Language, input: Draft, row: number): Field[] {
  const { labels, hints } = text(language);
  const known = input.keyResults?.[row - 1] ?? {};
  return [
    { field: 'short-text', name: `kr${row}_title`, label: labels.rowTitle(row), hint: hints.row, ...words(known.title, LONGEST.title) },
    numberField(`kr${row}_from`, labels.rowFrom(row), known.from),
    { ...numberField(`kr${row}_to`, labels.rowTo(row), known.to), beside: true },
    { field: 'short-text', name: `kr${row}_unit`, label: labels.rowUnit(row), hint: hints.unit, beside: true, ...words(known.unit, LONGEST.unit) },
  ];
}

const numberField = (name: string, label: string, value: Typed | undefined): Field => ({
  field: 'number',
  name,
  label,
  ...(typeof value === 'number' ? { value } : {}),
});

/** What is too long is shown whole, so that it can be shortened where it stands. */
const words = (value: string | undefined, most: number): { value?: string; maxLength: number } => ({
  ...(value ? { value } : {}),
  maxLength: Math.max(most, value?.length ?? 0),
});

function formButtons(
  language: Language,
  { draft, gaps }: Pick<ObjectiveForm, 'draft' | 'gaps'>,
  publish: string,
  save: string,
  more: Record<string, number> = {},
): CallbackButton[] {
  const { buttons, confirmDelete } = text(language);
  const params = { ...more, ...(draft ? { draft } : {}) };
  return [
    { label: gaps.length > 0 ? buttons.publishCompleted : buttons.publish, action: publish, params, style: 'primary' },
    { label: buttons.saveDraft, action: save, params },
    ...(draft ? [{ label: buttons.deleteDraft, action: 'okr.delete-draft', params: { draft }, confirm: confirmDelete }] : []),
  ];
}

/** A draft that has become something, or nothing: an older copy of its card says so. */
export function settledDraftCard(language: Language, became: { id: string; code: string } | undefined): Card {
  const t = text(language);
  const c = cardText(language).form;
  return {
    title: c.title,
    tone: 'neutral',
    blocks: [
      { block: 'text', text: became ? c.published(became.code) : c.deleted },
      {
        block: 'actions',
        buttons: became
          ? [{ label: t.buttons.details, action: 'okr.objective', params: { objective: became.id } }]
          : [{ label: t.buttons.register, action: 'okr.new' }],
      },
    ],
  };
}
