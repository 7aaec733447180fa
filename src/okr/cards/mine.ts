import type { Block, CallbackButton, Card } from '../../chat/index.ts';
import type { PersonId } from '../../core/ids.ts';
import type { Language } from '../../core/text.ts';
import { text } from '../text.ts';
import { cardText } from '../text-cards.ts';
import type { ObjectiveView } from '../views.ts';
import { headline, keyResultBlock, keyResultButtons } from './parts.ts';

/** More would exceed what a card holds: 200 elements, of which a key result with its buttons takes some twelve. */
const MOST_KEY_RESULTS = 9;
const MOST_OBJECTIVES = 6;

/** What belongs on each page, in the order given. An objective is never split: what doesn't fit is in its details. */
export function pagesOf<T extends { keyResults: readonly unknown[] }>(objectives: readonly T[]): T[][] {
  const pages: T[][] = [];
  let room = 0;
  for (const it of objectives) {
    const need = Math.min(it.keyResults.length, MOST_KEY_RESULTS);
    const page = pages.at(-1);
    if (page && page.length < MOST_OBJECTIVES && need <= room) {
      page.push(it);
      room -= need;
    } else {
      pages.push([it]);
      room = MOST_KEY_RESULTS - need;
    }
  }
  return pages;
}

export type Mine = {
  person: PersonId;
  objectives: ObjectiveView[];
  /** From 1. */
  page: number;
  drafts: number;
};

export function mineCard(language: Language, { person, objectives, page, drafts }: Mine): Card {
  const t = text(language);
  const c = cardText(language).mine;
  if (objectives.length === 0) return emptyCard(language, drafts);
  const pages = pagesOf(objectives);
  const at = Math.min(Math.max(1, page), pages.length);
  const own = objectives.flatMap((it) => it.keyResults.filter((one) => one.responsible.id === person));
  const waiting = own.filter((one) => one.status === 'stale' || one.status === 'not-updated').length;
  const summary = t.and(c.summary(objectives.length, own.length), waiting > 0 ? c.waiting(waiting) : c.fine);
  return {
    title: c.title,
    tone: 'info',
    ...(pages.length > 1 ? { tag: { text: c.page(at, pages.length), tone: 'neutral' } } : {}),
    subtitle: summary,
    blocks: [
      ...(pages[at - 1] ?? []).flatMap((it, i): Block[] => [...(i > 0 ? [{ block: 'divider' } as const] : []), ...objectiveBlocks(language, it, person)]),
      // Or the page's own buttons would seem to belong to the last key result.
      { block: 'divider' },
      { block: 'actions', buttons: bottom(language, at, pages.length, drafts) },
      { block: 'note', text: c.note },
    ],
  };
}

function emptyCard(language: Language, drafts: number): Card {
  const c = cardText(language).mine;
  return {
    title: c.title,
    tone: 'info',
    blocks: [
      { block: 'text', text: c.empty },
      { block: 'note', text: c.emptyExample },
      { block: 'actions', buttons: bottom(language, 1, 1, drafts, 'primary') },
    ],
  };
}

function objectiveBlocks(language: Language, it: ObjectiveView, person: PersonId): Block[] {
  const t = text(language);
  const c = cardText(language).mine;
  const mine = it.responsible.id === person;
  const shown = it.keyResults.slice(0, MOST_KEY_RESULTS);
  const left = it.keyResults.length - shown.length;
  const blocks: Block[] = [headline(language, it, [...(mine ? [] : [c.theirs(it.responsible.name)]), t.dueBy(it.dueOn)])];
  for (const one of shown) {
    const more = one.responsible.id === person ? [] : [one.responsible.name];
    blocks.push(keyResultBlock(language, one, { more, buttons: keyResultButtons(language, one) }));
  }
  if (it.keyResults.length === 0) {
    blocks.push({ block: 'list', items: [{ text: c.noKeyResults, buttons: [addKeyResult(language, it)] }] });
  }
  if (left > 0) {
    const details: CallbackButton = { label: t.buttons.details, action: 'okr.objective', params: { objective: it.id } };
    blocks.push({ block: 'list', items: [{ text: c.moreKeyResults(left), buttons: [details] }] });
  }
  return blocks;
}

export const addKeyResult = (language: Language, it: ObjectiveView): CallbackButton => ({
  label: text(language).buttons.addKeyResult,
  action: 'okr.new-key-result',
  params: { objective: it.id },
});

function bottom(language: Language, page: number, pages: number, drafts: number, register: 'primary' | 'quiet' = 'quiet'): CallbackButton[] {
  const b = text(language).buttons;
  return [
    ...(page > 1 ? [{ label: b.earlier, action: 'okr.mine', params: { page: page - 1, here: true } }] : []),
    ...(page < pages ? [{ label: b.more, action: 'okr.mine', params: { page: page + 1, here: true } }] : []),
    { label: b.register, action: 'okr.new', style: register },
    { label: b.team, action: 'okr.team' },
    ...(drafts > 0 ? [{ label: `${b.drafts} (${drafts})`, action: 'okr.drafts' }] : []),
  ];
}
