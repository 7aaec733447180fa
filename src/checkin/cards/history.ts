import type { Card, CallbackButton } from '../../chat/index.ts';
import type { Day } from '../../core/clock.ts';
import type { Language } from '../../core/text.ts';
import { dayInWords, shortDay } from '../../responses/index.ts';
import type { Answers } from '../model.ts';
import type { Asked } from '../queries.ts';
import { HISTORY_PAGE, shortened } from '../rules.ts';
import { askedText } from '../text/asked.ts';
import { answerText, titleOf } from './parts.ts';

export type History = {
  items: (Asked & { answers: Answers; replied: boolean })[];
  page: number;
  total: number;
  next: Day | undefined;
};

/** A person's own check-ins, five a page, back to the first. */
export function historyCard(history: History, language: Language): Card {
  const said = askedText(language);
  const pages = Math.max(1, Math.ceil(history.total / HISTORY_PAGE));
  const next = history.next ? said.next(dayInWords(history.next, language)) : said.noNext;
  if (history.total === 0) {
    return { title: said.history, tone: 'neutral', blocks: [{ block: 'text', text: `${said.none}${next}` }] };
  }
  const turn = (label: string, page: number): CallbackButton => ({ label, action: 'checkin.page', params: { page }, style: 'quiet' });
  const turns = [
    ...(history.page > 1 ? [turn(said.newer, history.page - 1)] : []),
    ...(history.page < pages ? [turn(said.older, history.page + 1)] : []),
  ];
  return {
    title: said.history,
    tone: 'neutral',
    tag: { text: said.historyPage(history.page, pages), tone: 'neutral' },
    blocks: [
      { block: 'text', text: next },
      { block: 'list', items: history.items.map((item) => line(item, language)) },
      ...(turns.length > 0 ? [{ block: 'actions', buttons: turns } as const] : []),
      { block: 'note', text: said.historyWhy(history.total) },
    ],
  };
}

function line({ checkin, round, answers, replied }: History['items'][number], language: Language) {
  const said = askedText(language);
  const state = replied ? said.tag.replied : said.state[checkin.state];
  const words = answerText(answers, 'highlight', language) ?? answerText(answers, 'plan', language);
  const detail = words === undefined ? {} : { detail: shortened(words, 60) };
  return {
    text: [{ bold: titleOf({ round }, language) }, ` · ${shortDay(round.dueOn, language)} · ${state}`],
    ...detail,
    buttons: [{ label: said.open, action: 'checkin.show', params: { checkin: checkin.id }, style: 'quiet' as const }],
  };
}
