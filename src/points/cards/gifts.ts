import type { Block, Card } from '../../chat/index.ts';
import type { Instant } from '../../core/clock.ts';
import type { Language } from '../../core/text.ts';
import { shortDay } from '../../responses/index.ts';
import type { Booked } from '../queries.ts';
import { cardText } from '../text/cards.ts';
import { words } from '../text/words.ts';
import type { Purse } from './overviews.ts';
import { actions, line, listed, note, quoted, when, type Frame } from './parts.ts';

export type Received = {
  booked: Booked;
  giverName: string;
  /** Of whoever had marked it. */
  markerName: string | undefined;
  withdrawn: boolean;
};

export function receivedCard({ booked, giverName, markerName, withdrawn }: Received, frame: Frame): Card {
  const { language } = frame;
  const said = cardText(language).received;
  const { entry } = booked;
  const { points, short, dimension } = words(language);
  const counts = dimension[entry.dimension];
  const reversed = booked.reversedBy !== null;
  const multiplied: Block[] = entry.multiplier > 1 ? [line([{ bold: said.multiplied(entry.multiplier) }])] : [];
  const own: Block[] = booked.note === null ? [] : [line([{ bold: said.says(giverName) }, { lineBreak: true }, { quote: booked.note }])];
  const thank = { label: said.thank, action: 'points.thank', params: { entry: entry.number }, style: 'primary' as const };
  const mine = { label: said.mine, action: 'points.aside', style: 'quiet' as const };
  return {
    title: said.title(giverName, points(entry.amount), short[entry.dimension]),
    tone: reversed ? 'neutral' : 'good',
    ...tagOf(language, booked, withdrawn),
    blocks: [
      quoted(booked.text, language),
      line(reversed ? said.reversed : markerName === undefined ? said.why(giverName, counts) : said.whyGrant(markerName, counts)),
      ...(reversed ? [] : [...multiplied, ...own]),
      ...actions(...(reversed || booked.thankedAt !== null ? [] : [thank]), mine),
      note(said.note(words(language).entry(entry.number), when(entry.at, frame))),
    ],
  };
}

function tagOf(language: Language, { reversedBy, thankedAt }: Booked, withdrawn: boolean): Pick<Card, 'tag'> {
  const said = cardText(language).received;
  if (reversedBy !== null) return { tag: { text: withdrawn ? said.tagWithdrawn : said.tagReversed, tone: 'neutral' } };
  return thankedAt === null ? {} : { tag: { text: said.thanked, tone: 'good' } };
}

export type Given = {
  act: string;
  gifts: { booked: Booked; name: string }[];
  usualDimension: boolean;
  purse: Purse;
  /** While it can be taken back. */
  undoUntil: Instant | undefined;
};

export function givenCard({ act, gifts, usualDimension, purse, undoUntil }: Given, frame: Frame): Card | undefined {
  const { language } = frame;
  const said = cardText(language).given;
  const [first] = gifts;
  if (!first) return undefined;
  const { points, entry, dimension, and } = words(language);
  const open = gifts.filter(({ booked }) => booked.reversedBy === null);
  const amount = points(first.booked.entry.amount);
  const names = listed(gifts.map(({ name }) => name), language);
  const entries = listed(gifts.map(({ booked }) => entry(booked.entry.number)), language);
  const undo = { label: said.undo, action: 'points.undo', params: { act }, style: 'quiet' as const };
  const canUndo = undoUntil !== undefined && open.length > 0;
  return {
    title: said.title(points(gifts.reduce((sum, { booked }) => sum + booked.entry.amount, 0))),
    tone: open.length > 0 ? 'good' : 'neutral',
    ...(open.length === 0 ? { tag: { text: said.undone, tone: 'neutral' as const } } : {}),
    blocks: [
      line([{ bold: gifts.length > 1 ? said.each(amount, names) : said.one(amount, names) }, ` · ${dimension[first.booked.entry.dimension]}`]),
      quoted(first.booked.text, language),
      line(said.left(purse.left.month, purse.allowance, shortDay(purse.until, language))),
      ...(usualDimension && canUndo ? [line(said.usual)] : []),
      ...(canUndo ? actions(undo) : []),
      note(canUndo ? said.note(entries, when(undoUntil, frame)) : and(said.noteLate(entries), when(first.booked.entry.at, frame))),
    ],
  };
}

/** For a group: what was said there, no balances. */
export function praiseCard(giverName: string, gifts: Given['gifts'], language: Language): Card | undefined {
  const said = cardText(language).praise;
  const open = gifts.filter(({ booked }) => booked.reversedBy === null);
  const [first] = open;
  if (!first) return { title: said.title, tone: 'neutral', blocks: [line(said.withdrawn(giverName))] };
  const { points, short, erased } = words(language);
  const { entry, text } = first.booked;
  const names = listed(open.map(({ name }) => name), language);
  return {
    title: said.title,
    tone: 'good',
    blocks: [line(`${said.line(giverName, names, points(entry.amount), short[entry.dimension])}${text ?? erased}`), note(said.note)],
  };
}

export type Reversed = { reversal: Booked; original: Booked; byName: string; giverName: string; receiverName: string };

export function reversedCard({ reversal, original, byName, giverName, receiverName }: Reversed, language: Language): Card {
  const said = cardText(language).reversed;
  const { points, entry } = words(language);
  return {
    title: said.title(entry(original.entry.number)),
    tone: 'neutral',
    tag: { text: said.tag(points(reversal.entry.amount)), tone: 'neutral' },
    blocks: [
      line(said.why(byName, giverName, receiverName, points(original.entry.amount))),
      line([{ bold: said.reason }, { lineBreak: true }, { quote: reversal.text ?? words(language).erased }]),
      quoted(original.text, language),
      note(said.note),
    ],
  };
}

export function thankedCard(booked: Booked, receiverName: string, viewer: 'giver' | 'marker', language: Language): Card {
  const said = cardText(language).thanked;
  const { points, short } = words(language);
  const { entry } = booked;
  return {
    title: said.title(receiverName),
    tone: 'good',
    blocks: [
      line(viewer === 'giver' ? said.line(points(entry.amount), short[entry.dimension]) : said.lineMark),
      quoted(booked.text, language),
    ],
  };
}
