import type { Block, CallbackButton, Card } from '../../chat/index.ts';
import type { Language } from '../../core/text.ts';
import { LONGEST } from '../rules/complete.ts';
import { text } from '../text.ts';
import { cardText } from '../text-cards.ts';
import type { EntryView, KeyResultView, ObjectiveView } from '../views.ts';
import { addKeyResult } from './mine.ts';
import { keyResultBlock, keyResultButtons, number, ownerName, quantity, stepLabel, TONES } from './parts.ts';

const MOST_ON_A_CARD = 10;

const backToMine = (language: Language): CallbackButton => ({ label: text(language).buttons.mine, action: 'okr.mine', params: { here: true } });

export function objectiveCard(language: Language, it: ObjectiveView): Card {
  const t = text(language);
  const c = cardText(language).objective;
  const shown = it.keyResults.slice(0, MOST_ON_A_CARD);
  const left = it.keyResults.length - shown.length;
  return {
    title: `${it.code} ${it.title}`,
    tone: 'info',
    ...(tagOf(language, it) ?? {}),
    subtitle: c.why(ownerName(language, it), it.cycle),
    blocks: [
      { block: 'facts', facts: objectiveFacts(language, it) },
      ...(it.ratio === undefined ? [] : [headlineProgress(language, it)]),
      ...(shown.length > 0 ? [{ block: 'divider' } as const] : [{ block: 'text', text: c.addFirst } as const]),
      ...shown.map((one) => keyResultBlock(language, one, { more: [one.responsible.name, t.dueBy(one.dueOn)], buttons: keyResultButtons(language, one) })),
      ...(left > 0 ? [{ block: 'note', text: c.more(left) } as const] : []),
      ...(shown.length > 0 ? [{ block: 'divider' } as const] : []),
      { block: 'actions', buttons: [...(it.mayAdd ? [addKeyResult(language, it)] : []), backToMine(language)] },
      { block: 'note', text: it.mayAdd ? `${c.note[it.ownerKind]} ${c.noEdit}` : c.note[it.ownerKind] },
    ],
  };
}

function tagOf(language: Language, it: ObjectiveView): Pick<Card, 'tag'> | undefined {
  if (it.state !== 'published') return { tag: { text: cardText(language).objective.closed, tone: 'neutral' } };
  return it.status && { tag: { text: text(language).statuses[it.status], tone: TONES[it.status] } };
}

function objectiveFacts(language: Language, it: ObjectiveView): { label: string; value: string }[] {
  const { labels, list } = text(language);
  const aligned = it.alignedTo.map(({ code, title }) => `${code} ${title}`);
  return [
    { label: labels.responsible, value: it.responsible.name },
    { label: labels.dueOn, value: it.dueOn },
    { label: labels.verification, value: it.verification },
    { label: labels.alignedTo, value: aligned.length > 0 ? list(aligned) : cardText(language).objective.nothingAligned },
  ];
}

function headlineProgress(language: Language, it: ObjectiveView): Block {
  return {
    block: 'progress',
    label: text(language).labels.progress,
    ratio: it.ratio ?? 0,
    ...(it.expected === undefined ? {} : { expected: it.expected }),
    tone: it.status ? TONES[it.status] : 'neutral',
  };
}

export type KeyResultDetails = {
  keyResult: KeyResultView;
  objective: ObjectiveView;
  /** Newest first. */
  history: EntryView[];
  older: number;
};

export function keyResultCard(language: Language, { keyResult, objective, history, older }: KeyResultDetails): Card {
  const t = text(language);
  const c = cardText(language).keyResult;
  const { labels } = t;
  return {
    title: `${keyResult.code} ${keyResult.title}`,
    tone: 'info',
    tag: { text: t.statuses[keyResult.status], tone: TONES[keyResult.status] },
    subtitle: c.of(objective.code, objective.title),
    blocks: [
      {
        block: 'facts',
        facts: [
          { label: labels.responsible, value: keyResult.responsible.name },
          { label: labels.dueOn, value: keyResult.dueOn },
          { label: labels.verification, value: keyResult.verification },
          { label: labels.progress, value: t.way(number(keyResult.start), quantity(language, keyResult.target, keyResult.unit)) },
        ],
      },
      keyResultBlock(language, keyResult, { buttons: progressButtons(language, keyResult) }),
      ...(keyResult.status === 'done' ? [{ block: 'text', text: c.reached } as const] : []),
      { block: 'text', text: [{ bold: labels.history }] },
      ...historyBlocks(language, keyResult, history, older),
      {
        block: 'actions',
        buttons: [{ label: t.buttons.back, action: 'okr.objective', params: { objective: objective.id } }, backToMine(language)],
      },
      { block: 'note', text: c.note },
    ],
  };
}

function progressButtons(language: Language, it: KeyResultView): CallbackButton[] {
  if (!it.mayUpdate) return [];
  const { buttons, confirmDone } = text(language);
  const target = quantity(language, it.target, it.unit);
  return [
    { label: stepLabel(language, it), action: 'okr.step', params: { kr: it.id } },
    { label: buttons.punch, action: 'okr.punch', params: { kr: it.id } },
    ...(it.ratio < 1
      ? [
          {
            label: buttons.done,
            action: 'okr.done',
            params: { kr: it.id },
            confirm: { title: confirmDone.title(it.code), text: confirmDone.text(target) },
          },
        ]
      : []),
    ...(it.undo ? [{ label: buttons.undo, action: 'okr.undo', params: { entry: it.undo } }] : []),
  ];
}

function historyBlocks(language: Language, it: KeyResultView, history: EntryView[], older: number): Block[] {
  const t = text(language);
  const c = cardText(language).keyResult;
  if (history.length === 0) return [{ block: 'note', text: c.noHistory }];
  return [
    {
      block: 'list',
      items: history.map((entry) => {
        const line = c.entry(number(entry.before), quantity(language, entry.after, it.unit));
        const detail = c.entryDetail(`${entry.at.day} ${entry.at.time}`, entry.name, t.sources[entry.source]);
        return { text: entry.undone ? t.and(line, c.undone) : line, detail: entry.note ? `${detail} · ${entry.note}` : detail };
      }),
    },
    ...(older > 0 ? [{ block: 'note', text: c.older(older) } as const] : []),
  ];
}

export function punchCard(language: Language, it: KeyResultView): Card {
  const t = text(language);
  const c = cardText(language).punch;
  return {
    title: c.title(it.code),
    tone: 'info',
    tag: { text: t.statuses[it.status], tone: TONES[it.status] },
    subtitle: c.why(it.title),
    blocks: [
      keyResultBlock(language, it, { buttons: [] }),
      {
        block: 'form',
        name: 'punch',
        fields: [
          { field: 'number', name: 'value', label: it.unit ? `${t.labels.value}(${it.unit})` : t.labels.value, value: it.current },
          { field: 'short-text', name: 'note', label: t.labels.note, maxLength: LONGEST.note },
        ],
        buttons: [{ label: t.buttons.submit, action: 'okr.set', params: { kr: it.id }, style: 'primary' }],
        fallback: c.fallback(it.code),
      },
      { block: 'actions', buttons: [backToMine(language)] },
      { block: 'note', text: c.note },
    ],
  };
}

export function assignedCard(language: Language, it: ObjectiveView, by: string): Card {
  const card = objectiveCard(language, it);
  const c = cardText(language).assigned;
  return { ...card, title: c.title(it.code), subtitle: it.title, blocks: [{ block: 'text', text: c.why(by) }, ...card.blocks] };
}

export function assignedKeyResultCard(language: Language, details: KeyResultDetails, by: string): Card {
  const card = keyResultCard(language, details);
  const c = cardText(language).assigned;
  return { ...card, title: c.keyResultTitle(details.keyResult.code), subtitle: details.keyResult.title, blocks: [{ block: 'text', text: c.why(by) }, ...card.blocks] };
}

