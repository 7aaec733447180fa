import type { Block, Card } from '../../chat/index.ts';
import type { PersonId } from '../../core/ids.ts';
import type { Language } from '../../core/text.ts';
import { shortDay } from '../../responses/index.ts';
import { DIMENSIONS, REASON_LIMIT, type Dimension } from '../model.ts';
import type { Gap } from '../rules/form.ts';
import { cardText } from '../text/cards.ts';
import { words } from '../text/words.ts';
import type { Purse } from './overviews.ts';
import { line, note } from './parts.ts';

export type GiveForm = {
  receivers: PersonId[];
  names: string | null;
  amount: number | null;
  dimension: Dimension | null;
  reason: string | null;
  /** Named only once somebody has tried to send it. */
  gaps: Gap[];
  /** Whom the list offers. */
  candidates: PersonId[];
  purse: Purse;
};

export const dimensionOptions = (language: Language): { value: Dimension; label: string }[] =>
  DIMENSIONS.map((value) => ({ value, label: words(language).dimension[value] }));

export function formCard(form: GiveForm, language: Language): Card {
  const said = cardText(language).form;
  const { gaps, purse } = form;
  const named: Block[] =
    gaps.length > 0 ? [line([{ bold: said.gaps(gaps.map((gap) => said.gap[gap]).join(words(language).comma)) }])] : [];
  return {
    title: said.title,
    tone: 'info',
    tag: gaps.length > 0 ? { text: said.tagGap, tone: 'warning' } : { text: said.tag, tone: 'neutral' },
    blocks: [
      ...named,
      line(said.left(purse.left.month, purse.left.today, shortDay(purse.until, language))),
      { block: 'form', name: 'points', fields: fieldsOf(form, language), buttons: [{ label: said.send, action: 'points.send', style: 'primary' }], fallback: said.fallback },
      note(said.note),
    ],
  };
}

function fieldsOf(form: GiveForm, language: Language): Extract<Block, { block: 'form' }>['fields'] {
  const said = cardText(language).form;
  const text = (value: string | null): { value?: string } => (value === null ? {} : { value });
  const amount = form.amount !== null && form.amount > 0 ? { value: form.amount } : {};
  const dimension = form.dimension ? { value: form.dimension } : {};
  return [
    { field: 'people', name: 'receivers', label: said.receivers, many: true, candidates: form.candidates, value: form.receivers },
    { field: 'short-text', name: 'names', label: said.names, hint: said.namesHint, ...text(form.names) },
    { field: 'number', name: 'amount', label: said.amount, hint: said.amountHint, ...amount },
    { field: 'choice', name: 'dimension', label: said.dimension, options: dimensionOptions(language), ...dimension },
    { field: 'long-text', name: 'reason', label: said.reason, hint: said.reasonHint, rows: 2, maxLength: REASON_LIMIT, ...text(form.reason) },
  ];
}
