import type { Block, CallbackButton, Card } from '../../chat/index.ts';
import type { Language } from '../../core/text.ts';
import { ANSWER_WITHIN_WORKDAYS } from '../../responses/index.ts';
import { MULTIPLIERS, QUICK_GRANTS, REASON_LIMIT } from '../model.ts';
import type { Booked, Mark, Settlement } from '../queries.ts';
import { cardText } from '../text/cards.ts';
import { words } from '../text/words.ts';
import { dimensionOptions } from './form.ts';
import { actions, line, listed, note, quoted, when, type Frame } from './parts.ts';

/** A mark with the names of those concerned. */
export type MarkView = {
  mark: Mark;
  settlement: Settlement | null;
  /** The points granted for it. */
  granted: Booked | undefined;
  authorName: string;
  receiverName: string;
  /** Who decides, or did. */
  decider: { id: string; name: string } | undefined;
};

const titleOf = ({ mark, authorName, receiverName, decider }: MarkView, language: Language): string => {
  const said = cardText(language).mark;
  return decider?.id === mark.authorId ? said.ownTitle(receiverName) : said.title(authorName, receiverName);
};

/** For whoever decides. */
export function markCard(view: MarkView, frame: Frame): Card {
  const { language } = frame;
  const said = cardText(language).mark;
  const { mark, settlement, receiverName, authorName } = view;
  const head: Block[] = [
    quoted(mark.reason, language),
    { block: 'facts', facts: [{ label: said.dimension, value: words(language).dimension[view.granted?.entry.dimension ?? mark.dimension] }] },
  ];
  if (settlement) return settledCard(view, settlement, head, frame);
  const quick = QUICK_GRANTS.map(
    (amount): CallbackButton => ({ label: `+${amount}`, action: 'points.grant', params: { mark: mark.id, amount } }),
  );
  const adjust: CallbackButton = { label: said.adjust, action: 'points.mark', params: { mark: mark.id, form: true }, style: 'quiet' };
  const own = view.decider?.id === mark.authorId;
  return {
    title: titleOf(view, language),
    tone: 'info',
    tag: { text: said.tag, tone: 'warning' },
    blocks: [
      line(said.why(receiverName)),
      ...head,
      ...actions(...quick, adjust),
      note(own ? said.noteOwn(receiverName) : said.note(authorName, receiverName)),
    ],
  };
}

function settledCard(view: MarkView, settlement: Settlement, head: Block[], frame: Frame): Card {
  const { language } = frame;
  const said = cardText(language).mark;
  const at = when(settlement.at, frame);
  const own: Block[] = settlement.words === null ? [] : [line([{ quote: settlement.words }])];
  if (settlement.outcome === 'closed') {
    return { title: titleOf(view, language), tone: 'neutral', tag: { text: said.closed, tone: 'neutral' }, blocks: [line(said.closedWhy(view.receiverName))] };
  }
  if (!view.granted) {
    return { title: titleOf(view, language), tone: 'neutral', tag: { text: said.declined(at), tone: 'neutral' }, blocks: [...head, ...own] };
  }
  const { points, entry } = words(language);
  const reversed: Block[] = view.granted.reversedBy === null ? [] : [line(said.reversed)];
  return {
    title: titleOf(view, language),
    tone: 'good',
    tag: { text: said.granted(points(view.granted.entry.amount), at), tone: 'good' },
    blocks: [...head, ...own, ...reversed, note(said.entry(entry(view.granted.entry.number)))],
  };
}

/** For somebody who used to decide: says where it went, no more. */
export function movedMarkCard(view: MarkView, language: Language): Card {
  const said = cardText(language).mark;
  const where = view.decider && !view.settlement ? said.movedWhy(view.decider.name) : said.settledElsewhere;
  return { title: titleOf(view, language), tone: 'neutral', tag: { text: said.moved, tone: 'neutral' }, blocks: [line(where)] };
}

/** Another amount, a multiplier, or a kind no. */
export function markFormCard(view: MarkView, language: Language): Card {
  const said = cardText(language).markForm;
  const { mark } = view;
  const params = { mark: mark.id };
  return {
    title: titleOf(view, language),
    tone: 'info',
    tag: { text: cardText(language).mark.tag, tone: 'warning' },
    blocks: [
      quoted(mark.reason, language),
      {
        block: 'form',
        name: 'grant',
        fields: [
          { field: 'number', name: 'amount', label: said.amount },
          { field: 'choice', name: 'dimension', label: said.dimension, options: dimensionOptions(language), value: mark.dimension },
          {
            field: 'choice',
            name: 'multiplier',
            label: said.multiplier,
            options: MULTIPLIERS.map((times) => ({ value: String(times), label: said.times(times) })),
            value: '1',
          },
          { field: 'long-text', name: 'words', label: said.words, hint: said.wordsHint, rows: 2, maxLength: REASON_LIMIT },
        ],
        buttons: [
          { label: said.grant, action: 'points.grant', params, style: 'primary' },
          { label: said.decline, action: 'points.decline', params, style: 'quiet' },
        ],
        fallback: said.fallback,
      },
      ...actions({ label: said.back, action: 'points.mark', params, style: 'quiet' }),
      note(said.note),
    ],
  };
}

/** For whoever marked: where each of it stands. */
export function markSentCard(views: readonly MarkView[], usualDimension: boolean, language: Language): Card | undefined {
  const said = cardText(language).markSent;
  const [first] = views;
  if (!first) return undefined;
  const waits = views.some(({ mark, settlement, decider }) => !settlement && decider && decider.id !== mark.authorId);
  return {
    title: said.title,
    tone: 'good',
    blocks: [
      quoted(first.mark.reason, language),
      { block: 'list', items: views.map((view) => ({ text: [{ bold: view.receiverName }], detail: stateOf(view, language) })) },
      ...(usualDimension ? [line(said.usual)] : []),
      note(waits ? said.note(ANSWER_WITHIN_WORKDAYS) : said.noteNobody),
    ],
  };
}

function stateOf({ mark, settlement, granted, decider }: MarkView, language: Language): string {
  const said = cardText(language).markSent;
  const name = decider?.name ?? words(language).nobody;
  if (settlement?.outcome === 'closed') return said.closed;
  if (settlement) return granted ? said.granted(name, words(language).points(granted.entry.amount)) : said.declined(name);
  if (!decider) return said.nobody;
  return decider.id === mark.authorId ? said.yours : said.waiting(name);
}

/** For a group: thanks, without points. */
export function markPraiseCard(views: readonly MarkView[], language: Language): Card | undefined {
  const said = cardText(language).praise;
  const [first] = views;
  if (!first) return undefined;
  const names = listed(views.map(({ receiverName }) => receiverName), language);
  return {
    title: said.title,
    tone: 'good',
    blocks: [line(`${said.mark(first.authorName, names)}${first.mark.reason}`), note(said.markNote)],
  };
}

/** How it ended: for whoever marked, and for the receiver when there were no points. */
export function markToldCard(view: MarkView, viewer: 'author' | 'receiver', language: Language): Card | undefined {
  const said = cardText(language).markTold;
  const { mark, settlement, granted, authorName, receiverName } = view;
  const name = view.decider?.name ?? '';
  if (!settlement || settlement.outcome === 'closed') return undefined;
  const own: Block[] =
    settlement.words === null ? [] : [line([{ bold: said.says(name) }, { lineBreak: true }, { quote: settlement.words }])];
  if (granted) {
    const { points, short } = words(language);
    return {
      title: said.granted(name, receiverName, points(granted.entry.amount), short[granted.entry.dimension]),
      tone: 'good',
      blocks: [quoted(mark.reason, language), line(said.grantedWhy), ...own],
    };
  }
  const author = viewer === 'author';
  return {
    title: author ? said.declinedTitle(name) : said.declinedTitleOther(authorName),
    tone: 'info',
    tag: { text: said.declinedTag, tone: 'neutral' },
    blocks: [
      line(author ? said.declinedWhy(receiverName) : said.declinedWhyOther(authorName, name)),
      quoted(mark.reason, language),
      ...own,
      note(author ? said.noteDeclined : said.noteDeclinedOther),
    ],
  };
}
