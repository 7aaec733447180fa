import type { Block, CallbackButton, Card } from '../../chat/index.ts';
import type { Language } from '../../core/text.ts';
import { QUESTIONS, WORKLOADS, type Question } from '../model.ts';
import { gapsIn, REASON_LIMIT } from '../rules.ts';
import { askedText } from '../text/asked.ts';
import { questions } from '../text/questions.ts';
import type { View } from '../view.ts';
import { answerText, gapNames, quotedAnswers, titleOf, whoReads, type Frame } from './parts.ts';

const paramsOf = (view: View) => ({ checkin: view.checkin.id });

function backButton(view: View, language: Language): CallbackButton {
  return { label: askedText(language).back, action: 'checkin.show', params: paramsOf(view), style: 'quiet' };
}

/** 稍后填: when to come back. */
export function laterCard(view: View, { language }: Frame): Card {
  const said = askedText(language);
  const snooze = (label: string, until: 'two-hours' | 'tomorrow'): CallbackButton => ({
    label,
    action: 'checkin.snooze',
    params: { ...paramsOf(view), until },
  });
  return {
    title: said.laterTitle,
    tone: 'neutral',
    subtitle: titleOf(view, language),
    blocks: [
      ...(view.checkin.draftedAt === null ? [] : [{ block: 'text', text: said.laterWhy } as const]),
      {
        block: 'actions',
        buttons: [
          snooze(said.laterTwoHours, 'two-hours'),
          snooze(said.laterTomorrow, 'tomorrow'),
          backButton(view, language),
        ],
      },
    ],
  };
}

/** 本期跳过: why, in one sentence. */
export function skippingCard(view: View, { language }: Frame): Card {
  const said = askedText(language);
  return {
    title: said.skipTitle,
    tone: 'neutral',
    subtitle: titleOf(view, language),
    blocks: [
      { block: 'text', text: said.skipWhy },
      {
        block: 'form',
        name: 'skip',
        fields: [{ field: 'short-text', name: 'reason', label: said.skipReason, maxLength: REASON_LIMIT }],
        buttons: [
          { label: said.skip, action: 'checkin.skip', params: paramsOf(view), style: 'primary' },
          backButton(view, language),
        ],
        fallback: said.skipFallback,
      },
      ...(view.reader ? [{ block: 'note', text: said.skippedNote(view.reader.name) } as const] : []),
    ],
  };
}

/** One answer in full. */
export function fullAnswerCard(view: View, question: Question, back: string, { language }: Frame): Card {
  return {
    title: questions(language).ask[question],
    tone: 'neutral',
    subtitle: `${view.author.name} · ${titleOf(view, language)}`,
    blocks: [
      { block: 'text', text: answerText(view.answers, question, language) ?? '' },
      { block: 'actions', buttons: [{ label: askedText(language).back, action: back, params: paramsOf(view), style: 'quiet' }] },
    ],
  };
}

/** Question by question in plain messages; at the end everything once more before it is sent. */
export function answeringCard(view: View, step: Question | 'review', frame: Frame): Card {
  if (step === 'review') return reviewCard(view, frame.language);
  return view.checkin.asking === step ? questionCard(view, step, frame.language) : answeredCard(view, step, frame.language);
}

/** What was said to a question that is no longer the one being asked. */
function answeredCard(view: View, question: Question, language: Language): Card {
  const said = askedText(language);
  const params = { ...paramsOf(view), from: question };
  return {
    title: titleOf(view, language),
    tone: 'neutral',
    tag: { text: said.answering(QUESTIONS.indexOf(question) + 1, QUESTIONS.length), tone: 'neutral' },
    blocks: [
      ...(answerText(view.answers, question, language) === undefined
        ? [{ block: 'text', text: questions(language).ask[question] } as const]
        : quotedAnswers(view, language, [question])),
      { block: 'actions', buttons: [{ label: said.changeAnswer, action: 'checkin.answer', params, style: 'quiet' }] },
    ],
  };
}

function questionCard(view: View, question: Question, language: Language): Card {
  const said = askedText(language);
  const words = answerText(view.answers, question, language);
  const quoted = words === undefined ? [] : ([{ block: 'text', text: said.now }, ...quotedAnswers(view, language, [question])] as const);
  return {
    title: titleOf(view, language),
    tone: 'info',
    tag: { text: said.answering(QUESTIONS.indexOf(question) + 1, QUESTIONS.length), tone: 'info' },
    blocks: [
      { block: 'text', text: [{ bold: questions(language).ask[question] }] },
      ...quoted,
      ...(question === 'workload' ? workloadSteps(view, language) : []),
      {
        block: 'actions',
        buttons: [
          step(view, said.previous, 'previous'),
          step(view, said.skipQuestion, 'next'),
          { label: said.stop, action: 'checkin.stop', params: paramsOf(view), style: 'quiet' },
        ],
      },
      { block: 'note', text: question === 'workload' ? said.workloadWhy : said.answeringWhy },
      { block: 'note', text: whoReads(view, language) },
      ...(view.noticed ? [] : [{ block: 'note', text: said.notice } as const]),
    ],
  };
}

function step(view: View, label: string, to: 'previous' | 'next'): CallbackButton {
  return { label, action: 'checkin.turn', params: { ...paramsOf(view), to }, style: 'quiet' };
}

function workloadSteps(view: View, language: Language): Block[] {
  const { workload } = questions(language);
  const buttons = WORKLOADS.map(
    (level): CallbackButton => ({
      label: `${level} · ${workload[level]}`,
      action: 'checkin.workload',
      params: { ...paramsOf(view), level },
      style: view.answers.workload?.level === level ? 'primary' : 'quiet',
    }),
  );
  return [{ block: 'actions', buttons }];
}

function reviewCard(view: View, language: Language): Card {
  const said = askedText(language);
  const gaps = gapsIn(view.answers);
  const params = paramsOf(view);
  const sent = view.checkin.state === 'submitted';
  const send: CallbackButton = { label: said.submit, action: 'checkin.submit', params, style: 'primary' };
  return {
    title: titleOf(view, language),
    tone: 'info',
    tag: { text: said.tag.draft, tone: 'warning' },
    blocks: [
      {
        block: 'text',
        text: gaps.length > 0 ? [{ bold: said.reviewGaps }, ' · ', said.gaps(gapNames(gaps, language))] : [{ bold: said.review }],
      },
      ...quotedAnswers(view, language),
      {
        block: 'actions',
        buttons: [
          ...(gaps.length === 0 && !sent ? [send] : []),
          { label: said.fromStart, action: 'checkin.answer', params: { ...params, from: QUESTIONS[0] }, style: 'quiet' },
          { label: said.openForm, action: 'checkin.show', params, style: 'quiet' },
        ],
      },
      { block: 'note', text: whoReads(view, language) },
    ],
  };
}
