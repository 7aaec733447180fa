import type { Block, Card } from '../../chat/index.ts';
import type { Day } from '../../core/clock.ts';
import type { Language } from '../../core/text.ts';
import type { DraftId } from '../model.ts';
import { text } from '../text.ts';
import { cardText } from '../text-cards.ts';

export type DraftLine = { id: DraftId; title: string | undefined; objective: string | undefined; savedOn: Day };

export function draftsCard(language: Language, drafts: readonly DraftLine[]): Card {
  const t = text(language);
  const c = cardText(language).drafts;
  return {
    title: c.title,
    tone: 'info',
    blocks: [
      ...(drafts.length === 0
        ? [{ block: 'text', text: c.empty } as const]
        : [
            {
              block: 'list',
              items: drafts.map(({ id, title, objective, savedOn }) => ({
                text: title ?? c.untitled,
                detail: objective ? t.and(c.forObjective(objective), c.savedOn(savedOn)) : c.savedOn(savedOn),
                buttons: [
                  { label: t.buttons.continueDraft, action: 'okr.open-draft', params: { draft: id } },
                  { label: t.buttons.deleteDraft, action: 'okr.delete-draft', params: { draft: id }, confirm: t.confirmDelete },
                ],
              })),
            } as const,
          ]),
      {
        block: 'actions',
        buttons: [
          { label: t.buttons.register, action: 'okr.new' },
          { label: t.buttons.mine, action: 'okr.mine' },
        ],
      },
      { block: 'note', text: c.note },
    ],
  };
}

export type HandedOver = { viewer: 'heir' | 'leaver'; other: string; items: { code: string; title: string; dueOn: Day }[] };

export function handedOverCard(language: Language, { viewer, other, items }: HandedOver): Card {
  const t = text(language);
  const c = cardText(language).handedOver;
  const toMine: Block[] = viewer === 'heir' ? [{ block: 'actions', buttons: [{ label: t.buttons.mine, action: 'okr.mine', style: 'primary' }] }] : [];
  return {
    title: c.title,
    tone: 'info',
    subtitle: viewer === 'heir' ? c.toHeir(other) : c.toLeaver(other),
    blocks: [
      { block: 'list', items: items.map(({ code, title, dueOn }) => ({ text: `${code} ${title}`, detail: t.dueBy(dueOn) })) },
      ...toMine,
      { block: 'note', text: c.note },
    ],
  };
}

export function helpCard(language: Language): Card {
  const t = text(language);
  const c = cardText(language).help;
  return {
    title: c.title,
    tone: 'info',
    subtitle: c.why,
    blocks: [
      { block: 'list', items: c.items.map(({ what, how }) => ({ text: what, detail: how })) },
      {
        block: 'actions',
        buttons: [
          { label: t.buttons.mine, action: 'okr.mine' },
          { label: t.buttons.register, action: 'okr.new' },
          { label: t.buttons.team, action: 'okr.team' },
        ],
      },
    ],
  };
}
