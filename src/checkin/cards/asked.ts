import type { Block, CallbackButton, Card } from '../../chat/index.ts';
import type { Language } from '../../core/text.ts';
import { momentInWords } from '../../responses/index.ts';
import { gapsIn, QUOTE_LIMIT, shortened } from '../rules.ts';
import { askedText } from '../text/asked.ts';
import type { View } from '../view.ts';
import { answerFields, longAnswers } from './fields.ts';
import { deadlineOf, gapNames, quotedAnswers, titleOf, whoReads, type Frame } from './parts.ts';
import { sentCard } from './sent.ts';

/** The author's own card of one check-in, whatever its state. */
export function askedCard(view: View, frame: Frame): Card | undefined {
  switch (view.checkin.state) {
    case 'open':
      return openCard(view, frame);
    case 'submitted':
      return sentCard(view, frame);
    case 'skipped':
      return skippedCard(view, frame);
    case 'missed':
      return missedCard(view, frame);
    case 'void':
      return undefined;
  }
}

function openCard(view: View, frame: Frame): Card {
  const { language } = frame;
  const said = askedText(language);
  const late = frame.now > view.round.deadlineAt;
  const draft = view.checkin.draftedAt !== null;
  const state = draft ? said.tag.draft : late ? said.tag.late : said.tag.open;
  const until = deadlineOf(view, frame);
  return {
    title: titleOf(view, language),
    tone: 'info',
    tag: { text: state, tone: draft || late ? 'warning' : 'info' },
    blocks: [
      { block: 'text', text: late ? said.whyLate(until) : said.why(until) },
      ...draftLine(view, frame),
      ...lookingBack(view, language),
      ...longAnswers(view, language),
      {
        block: 'form',
        name: 'checkin',
        fields: answerFields(view, language),
        buttons: openButtons(view, language),
        fallback: said.fallback,
      },
      { block: 'note', text: whoReads(view, language) },
      ...(view.noticed ? [] : [{ block: 'note', text: said.notice } as const]),
    ],
  };
}

function openButtons({ checkin }: View, language: Language): CallbackButton[] {
  const said = askedText(language);
  const params = { checkin: checkin.id };
  return [
    { label: said.submit, action: 'checkin.submit', params, style: 'primary' },
    { label: said.saveDraft, action: 'checkin.save', params, style: 'quiet' },
    { label: said.answerByMessage, action: 'checkin.answer', params, style: 'quiet' },
    { label: said.later, action: 'checkin.later', params, style: 'quiet' },
    { label: said.skip, action: 'checkin.skipping', params, style: 'quiet' },
  ];
}

/** What is kept, and what is still missing. */
function draftLine({ checkin, answers }: View, { now, calendar, language }: Frame): Block[] {
  if (checkin.draftedAt === null) return [];
  const said = askedText(language);
  const gaps = gapsIn(answers);
  const state = gaps.length > 0 ? said.gaps(gapNames(gaps, language)) : said.complete;
  const saved = said.draft(momentInWords(checkin.draftedAt, now, calendar, language));
  return [{ block: 'text', text: [{ tone: gaps.length > 0 ? 'warning' : 'good', text: state }, ' ', saved] }];
}

function lookingBack({ before, blockers }: View, language: Language): Block[] {
  const said = askedText(language);
  const blocks: Extract<Block, { block: 'text' }>[] = [];
  if (before?.plan) {
    blocks.push({ block: 'text', text: [{ bold: said.lastPlan(before.roundNo) }, { lineBreak: true }, { quote: shortened(before.plan, QUOTE_LIMIT) }] });
  }
  for (const blocker of blockers) {
    const head = `${said.openBlockers} · ${said.blockerFrom(blocker.roundNo)}`;
    blocks.push({ block: 'text', text: [{ bold: head }, { lineBreak: true }, { quote: shortened(blocker.text, QUOTE_LIMIT / 2) }] });
  }
  return blocks.length > 0 ? [{ block: 'fold', title: said.before, blocks }] : [];
}

function skippedCard(view: View, { language }: Frame): Card {
  const said = askedText(language);
  return {
    title: titleOf(view, language),
    tone: 'neutral',
    tag: { text: said.tag.skipped, tone: 'neutral' },
    blocks: [
      { block: 'text', text: said.skippedWhy(view.checkin.skipReason ?? '') },
      { block: 'actions', buttons: [{ label: said.fillAnyway, action: 'checkin.reopen', params: { checkin: view.checkin.id }, style: 'quiet' }] },
      ...(view.reader ? [{ block: 'note', text: said.skippedNote(view.reader.name) } as const] : []),
    ],
  };
}

function missedCard(view: View, { language }: Frame): Card {
  const said = askedText(language);
  const draft = quotedAnswers(view, language);
  return {
    title: titleOf(view, language),
    tone: 'neutral',
    tag: { text: said.tag.missed, tone: 'neutral' },
    blocks: [
      { block: 'text', text: said.missedWhy },
      ...(draft.length > 0 ? [{ block: 'text', text: said.missedDraft } as const, ...draft] : []),
    ],
  };
}
