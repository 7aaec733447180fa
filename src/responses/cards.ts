import type { Block, CallbackButton, Card } from '../chat/index.ts';
import type { Calendar } from '../core/calendar.ts';
import type { Instant } from '../core/clock.ts';
import type { Language } from '../core/text.ts';
import type { Duty } from './queries.ts';
import { ANSWER_WITHIN_WORKDAYS } from './rules.ts';
import type { Preset } from './schema.ts';
import { text, whatIsOwed } from './text.ts';
import { momentInWords } from './wording.ts';

export type OwedItem = { duty: Duty; authorName: string };
export type Clock = { now: Instant; calendar: Calendar; language: Language };

const ONE_TAP: readonly Preset[] = ['discuss-next-week', 'thanks'];

/** 「还有 3 份 Check-in 等你回复」: everything the person owes, each with one-tap replies. */
export function owedCard(items: readonly OwedItem[], clock: Clock): Card {
  const { language, calendar, now } = clock;
  const said = text(language).reminder;
  const [oldest] = items;
  if (!oldest) return allAnsweredCard(language);
  const kinds = items.map((item) => item.duty.subjectKind);
  const waited = calendar.workdaysBetween(calendar.dayOf(oldest.duty.openedAt), calendar.dayOf(now));
  return {
    title: said.title(items.length, whatIsOwed(kinds, language)),
    tone: 'info',
    tag: { text: said.tag, tone: 'warning' },
    blocks: [
      { block: 'text', text: waited > 0 ? said.why(oldest.authorName, waited) : said.whyToday(oldest.authorName) },
      { block: 'list', items: items.slice(0, LISTED).map((item) => owedLine(item, clock)) },
      { block: 'note', text: said.note },
    ],
  };
}

/** A phone shows some; the rest moves up as these are answered. */
const LISTED = 8;

function owedLine(
  { duty, authorName }: OwedItem,
  { now, calendar, language }: Clock,
): Extract<Block, { block: 'list' }>['items'][number] {
  const said = text(language);
  const when = momentInWords(duty.openedAt, now, calendar, language);
  const quick: CallbackButton[] = duty.replyAction
    ? ONE_TAP.map((preset) => ({
        label: said.button[preset],
        action: duty.replyAction as string,
        params: { duty: duty.id, preset, from: 'reminder' },
        style: 'quiet' as const,
      }))
    : [];
  return {
    text: [{ bold: authorName }, ` · ${said.subject[duty.subjectKind]}`],
    detail: duty.handoverId ? said.reminder.handed(when) : said.reminder.since(when),
    buttons: [...quick, { label: said.button.open, action: 'responses.open', params: { duty: duty.id } }],
  };
}

function allAnsweredCard(language: Language): Card {
  const said = text(language).reminder;
  return {
    title: said.doneTitle,
    tone: 'good',
    tag: { text: said.doneTag, tone: 'good' },
    blocks: [{ block: 'text', text: said.done }],
  };
}

export type HandedOver = {
  reason: 'left' | 'superior-changed';
  fromName: string;
  /** Absent: nobody took over. */
  toName: string | undefined;
  count: number;
} & ({ side: 'author' } | { side: 'former' } | { side: 'owner'; items: readonly OwedItem[] });

export function handedOverCard(data: HandedOver, clock: Clock): Card {
  const said = text(clock.language).handover;
  const head = { title: said.title, tone: 'info', tag: { text: said.tag, tone: 'info' } } as const;
  if (data.side === 'former') return { ...head, blocks: [{ block: 'text', text: said.fromYou(data.toName ?? '', data.count) }] };
  if (data.side === 'author') {
    const line = data.toName ? said.yours[data.reason](data.fromName, data.toName) : said.nobody(data.fromName);
    return {
      ...head,
      blocks: [{ block: 'text', text: line }, ...(data.toName ? [{ block: 'note', text: said.noteAuthor } as const] : [])],
    };
  }
  const open = data.items.filter((item) => item.duty.state === 'open');
  return {
    ...head,
    blocks: [
      { block: 'text', text: said.toYou[data.reason](data.fromName, data.count) },
      {
        block: 'list',
        items: data.items
          .slice(0, LISTED)
          .map((item) => (item.duty.state === 'open' ? owedLine(item, clock) : { text: item.authorName, detail: said.answered })),
      },
      ...(open.length > 0 ? [{ block: 'note', text: said.note(ANSWER_WITHIN_WORKDAYS) } as const] : []),
    ],
  };
}
