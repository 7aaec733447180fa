import type { Block, CallbackButton, Card } from '../../chat/index.ts';
import type { Language } from '../../core/text.ts';
import type { ObjectiveId } from '../model.ts';
import { severity, STATUSES } from '../rules/status.ts';
import { text } from '../text.ts';
import { cardText } from '../text-cards.ts';
import type { Moment, ObjectiveView } from '../views.ts';
import { howFar, TONES } from './parts.ts';

export type Team = {
  who: 'peers-and-reports' | 'reports';
  /** Nobody else in it. */
  alone: boolean;
  objectives: ObjectiveView[];
  /** Key results told about within the days that make one stale. */
  fresh: number;
  keyResults: number;
  staleAfterDays: number;
  /** Of the viewer's own reports. */
  without: string[];
  at: Moment;
  page: number;
};

const PER_PAGE = 10;

export function teamCard(language: Language, team: Team): Card {
  const t = text(language);
  const c = cardText(language).team;
  const sorted = byAttention(team.objectives);
  const pages = Math.max(1, Math.ceil(sorted.length / PER_PAGE));
  const at = Math.min(Math.max(1, team.page), pages);
  const shown = sorted.slice((at - 1) * PER_PAGE, at * PER_PAGE);
  const turn: CallbackButton[] = [
    ...(at > 1 ? [{ label: t.buttons.earlier, action: 'okr.team', params: { page: at - 1, here: true } }] : []),
    ...(at < pages ? [{ label: t.buttons.more, action: 'okr.team', params: { page: at + 1, here: true } }] : []),
  ];
  return {
    title: c.title,
    tone: 'info',
    ...(pages > 1 ? { tag: { text: cardText(language).mine.page(at, pages), tone: 'neutral' } } : {}),
    subtitle: c.why[team.who],
    blocks: [
      ...(sorted.length > 0 ? counts(language, team) : [{ block: 'text', text: team.alone ? c.noTeam : c.none } as const]),
      ...(shown.length > 0 ? [{ block: 'list', items: shown.map((it) => row(language, it, true)) } as const] : []),
      ...(team.without.length > 0 ? [{ block: 'note', text: c.without(t.list(team.without)) } as const] : []),
      { block: 'actions', buttons: [...turn, { label: t.buttons.mine, action: 'okr.mine' }] },
      { block: 'note', text: c.note(team.at.day, team.at.time) },
    ],
  };
}

/** What stands in a group: nothing that not every member may see. */
export function boardCard(language: Language, board: { objectives: ObjectiveView[]; at: Moment }): Card {
  const t = text(language);
  const c = cardText(language).board;
  const shown = byAttention(board.objectives).slice(0, PER_PAGE);
  return {
    title: c.title,
    tone: 'info',
    subtitle: c.why,
    blocks: [
      ...(shown.length > 0
        ? [countsOf(language, board.objectives), { block: 'list', items: shown.map((it) => row(language, it, false)) } as const]
        : [{ block: 'text', text: c.none } as const]),
      {
        block: 'actions',
        buttons: [
          { label: t.buttons.privately, action: 'okr.team', style: 'primary' },
          { label: t.buttons.mine, action: 'okr.mine' },
          { label: t.buttons.refresh, action: 'okr.refresh' },
        ],
      },
      { block: 'note', text: c.note(board.at.day, board.at.time) },
    ],
  };
}

const byAttention = (objectives: readonly ObjectiveView[]): ObjectiveView[] =>
  [...objectives].sort((a, b) => rank(a) - rank(b) || (a.ratio ?? 0) - (a.expected ?? 0) - ((b.ratio ?? 0) - (b.expected ?? 0)));

/** Without key results it can't be judged, and needs more attention than what is fine. */
const rank = (it: ObjectiveView): number => severity(it.status ?? 'not-updated');

function counts(language: Language, team: Team): Block[] {
  const c = cardText(language).team;
  return [countsOf(language, team.objectives), { block: 'note', text: c.share(team.fresh, team.keyResults, team.staleAfterDays) }];
}

function countsOf(language: Language, objectives: readonly ObjectiveView[]): Block {
  const t = text(language);
  const parts = STATUSES.flatMap((status) => {
    const count = objectives.filter((it) => (it.status ?? 'not-updated') === status).length;
    return count > 0 ? [`${t.statuses[status]} ${count}`] : [];
  });
  return { block: 'text', text: [{ bold: cardText(language).team.counts(parts) }] };
}

type Item = Extract<Block, { block: 'list' }>['items'][number];

function row(language: Language, it: ObjectiveView, details: boolean): Item {
  const t = text(language);
  const words = [it.responsible.name, howFar(language, it) ?? cardText(language).mine.noKeyResults, ...(it.status ? [t.statuses[it.status]] : [])];
  return {
    text: `${it.code} ${it.title}`,
    detail: words.reduce(t.and),
    tone: it.status ? TONES[it.status] : 'neutral',
    ...(details ? { buttons: [detailsButton(language, it.id)] } : {}),
  };
}

const detailsButton = (language: Language, objective: ObjectiveId): CallbackButton => ({
  label: text(language).buttons.details,
  action: 'okr.objective',
  params: { objective, aside: true },
});
