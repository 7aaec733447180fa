import type { Block, Button, Inline, Span } from '../../chat/index.ts';
import type { Calendar } from '../../core/calendar.ts';
import type { Instant } from '../../core/clock.ts';
import type { Language } from '../../core/text.ts';
import { dayInWords, momentInWords, responsesText } from '../../responses/index.ts';
import { QUESTIONS, type Answers, type Question } from '../model.ts';
import { lengthOf, QUOTE_LIMIT, shortened } from '../rules.ts';
import { askedText } from '../text/asked.ts';
import { questions } from '../text/questions.ts';
import type { Said, View } from '../view.ts';

/** What every card knows beside its data. */
export type Frame = { now: Instant; calendar: Calendar; language: Language };

export function titleOf({ round }: Pick<View, 'round'>, language: Language): string {
  const said = askedText(language);
  return said.title(said.name[round.rhythm], round.no);
}

export function deadlineOf({ round }: Pick<View, 'round'>, { calendar, language }: Frame): string {
  return `${dayInWords(calendar.dayOf(round.deadlineAt), language)} ${calendar.timeOf(round.deadlineAt)}`;
}

/** Who reads it and what for, before it is sent (CHK-13). */
export function whoReads(view: View, language: Language): string {
  const { reads } = askedText(language);
  return view.reader ? reads[view.reader.as](view.reader.name) : reads.nobody;
}

export function answerText(answers: Answers, question: Question, language: Language): string | undefined {
  const answer = answers[question];
  if (!answer) return undefined;
  const level = answer.level ? questions(language).workload[answer.level] : undefined;
  return [level, answer.text].filter((part) => part).join(' · ') || undefined;
}

export function gapNames(gaps: readonly Question[], language: Language): string {
  return gaps.map((question) => questions(language).short[question]).join(askedText(language).comma);
}

/** Answers quoted under their questions; a long one is shortened, with a button to all of it. */
export function quotedAnswers(view: View, language: Language, asked: readonly Question[] = QUESTIONS): Block[] {
  const { ask } = questions(language);
  const blocks: Block[] = [];
  for (const question of asked) {
    const words = answerText(view.answers, question, language);
    if (words === undefined) continue;
    blocks.push({ block: 'text', text: [{ bold: ask[question] }, { lineBreak: true }, { quote: shortened(words, QUOTE_LIMIT) }] });
    if (lengthOf(words) > QUOTE_LIMIT) {
      const full: Button = { label: askedText(language).full, action: 'checkin.read', params: { checkin: view.checkin.id, question } };
      blocks.push({ block: 'actions', buttons: [full] });
    }
  }
  return blocks;
}

export function remarkWords({ remark }: Pick<Said, 'remark'>, language: Language): string {
  return remark.preset ? responsesText(language).preset[remark.preset] : (remark.text ?? '');
}

export function promiseWords(promise: NonNullable<Said['promise']>, language: Language): string {
  return responsesText(language).promise[promise.preset](dayInWords(promise.dueOn, language));
}

/** A card holds 30 KB: of a long conversation the end, of its remarks only the newest whole. */
const REMARKS_SHOWN = 5;

/** Who said what after the check-in was sent, in order. */
export function conversation(said: readonly Said[], you: { id: string; word: string }, frame: Frame): Block[] {
  const { language, calendar, now } = frame;
  return said.slice(-REMARKS_SHOWN).map((one, index, shown): Block => {
    const who = one.remark.fromId === you.id ? you.word : one.fromName;
    const words = remarkWords(one, language);
    const when = momentInWords(one.remark.saidAt, now, calendar, language);
    const spans: Span[] = [{ bold: who }, ` · ${when}`, { lineBreak: true }, { quote: index === shown.length - 1 ? words : shortened(words, QUOTE_LIMIT) }];
    if (one.promise) spans.push({ lineBreak: true }, promiseWords(one.promise, language));
    return { block: 'text', text: spans satisfies Inline };
  });
}
