import type { Block, Card } from '../../chat/index.ts';
import type { Day } from '../../core/clock.ts';
import type { Language } from '../../core/text.ts';
import { shortDay } from '../../responses/index.ts';
import { DIMENSIONS } from '../model.ts';
import type { Booked, Earned } from '../queries.ts';
import { cardText } from '../text/cards.ts';
import { words } from '../text/words.ts';
import { actions, line, note, when, type Frame } from './parts.ts';

/** How much one may still give, and until when. */
export type Purse = { allowance: number; left: { month: number; today: number }; until: Day };

/** An entry as its receiver or giver reads it. */
export type Line = Booked & { otherName: string; side: 'received' | 'given' };

export type Mine = { month: Earned; quarter: Earned; monthNo: number; quarterNo: number; purse: Purse; latest: Line[] };

const total = (earned: Earned): number => DIMENSIONS.reduce((sum, one) => sum + earned[one], 0);

export function mineCard(mine: Mine, frame: Frame): Card {
  const { language } = frame;
  const said = cardText(language).mine;
  const facts = DIMENSIONS.map((one) => ({
    label: words(language).dimension[one],
    value: said.both(mine.month[one], mine.quarter[one]),
  }));
  const latest: Block[] =
    mine.latest.length === 0
      ? [line(said.none)]
      : [line([{ bold: said.latest }]), { block: 'list', items: mine.latest.map((one) => entryLine(one, frame)) }];
  return {
    title: said.title,
    tone: 'info',
    blocks: [
      line([{ bold: said.sums(said.month(mine.monthNo), total(mine.month), mine.quarterNo, total(mine.quarter)) }]),
      { block: 'facts', facts },
      purseBlock(mine.purse, language),
      ...latest,
      ...actions(
        { label: said.give, action: 'points.form', style: 'primary' },
        { label: said.entries, action: 'points.entries', style: 'quiet' },
      ),
      note(said.note),
    ],
  };
}

function purseBlock({ allowance, left, until }: Purse, language: Language): Block {
  const said = cardText(language).mine;
  const month = said.left(left.month, allowance, shortDay(until, language));
  return {
    block: 'progress',
    label: said.allowance,
    ratio: allowance === 0 ? 0 : Math.min(1, left.month / allowance),
    tone: 'info',
    caption: left.today < left.month ? words(language).and(month, said.leftToday(left.today)) : month,
  };
}

export type Page = { lines: Line[]; page: number; pages: number; total: number };

export function entriesCard({ lines, page, pages, total: all }: Page, frame: Frame): Card {
  const said = cardText(frame.language).entries;
  const turn = (label: string, to: number) => ({ label, action: 'points.entries', params: { page: to }, style: 'quiet' as const });
  return {
    title: said.title,
    tone: 'neutral',
    ...(pages > 1 ? { tag: { text: said.page(page, pages), tone: 'neutral' as const } } : {}),
    blocks: [
      all === 0 ? line(said.none) : { block: 'list', items: lines.map((one) => entryLine(one, frame)) },
      ...actions(
        ...(page > 1 ? [turn(said.newer, page - 1)] : []),
        ...(page < pages ? [turn(said.older, page + 1)] : []),
        { label: said.back, action: 'points.mine', style: 'quiet' },
      ),
      note(said.note(all)),
    ],
  };
}

function entryLine(it: Line, frame: Frame): Extract<Block, { block: 'list' }>['items'][number] {
  const { language } = frame;
  const said = cardText(language).entries;
  const { entry } = it;
  const whose = it.side === 'received' ? said.from(it.otherName) : said.to(it.otherName);
  const about = entry.reverses === null ? whose : said.reversal(words(language).entry(entry.reverses));
  const state = it.reversedBy === null ? [] : [said.reversed];
  const rest = [words(language).short[entry.dimension], about, when(entry.at, frame), words(language).entry(entry.number), ...state];
  const reason = it.text === '' ? {} : { detail: it.text ?? words(language).erased };
  return { text: [{ bold: words(language).points(entry.amount) }, ` ${rest.reduce(words(language).and)}`], ...reason };
}
