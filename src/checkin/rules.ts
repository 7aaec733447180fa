import type { Values } from '../chat/index.ts';
import { DAY, type Instant } from '../core/clock.ts';
import { QUESTIONS, type Answer, type Answers, type Question, type Workload } from './model.ts';

/** What fits into a card's input on either platform. */
export const INPUT_LIMIT = 1000;
/** What an answer may be when it comes by message. */
export const ANSWER_LIMIT = 4000;
/** Shown of an answer in a card that has others beside it: four of them stay within a card's 30 KB. */
export const QUOTE_LIMIT = 600;
export const REASON_LIMIT = 200;
/** Of a person's own check-ins on one card. */
export const HISTORY_PAGE = 5;
/** A question left open longer than this no longer takes a plain message for its answer. */
const ASKING_LASTS = DAY;

export const lengthOf = (words: string): number => [...words].length;

export function shortened(words: string, limit: number): string {
  const letters = [...words];
  return letters.length <= limit ? words : `${letters.slice(0, limit - 1).join('')}…`;
}

/** What a form gave, by question. An empty field is absent and leaves what was kept before. */
export function answersIn(values: Values): Answers {
  const given: Answers = {};
  for (const question of QUESTIONS) {
    const words = wordsIn(values[question]);
    const level = question === 'workload' ? levelIn(values['workload_level']) : null;
    if (words !== null || level !== null) given[question] = { text: words, level };
  }
  return given;
}

function wordsIn(value: Values[string] | undefined): string | null {
  const words = value?.type === 'text' ? value.text.trim() : value?.type === 'number' ? String(value.number) : '';
  return words === '' ? null : words;
}

function levelIn(value: Values[string] | undefined): Workload | null {
  return value?.type === 'choice' ? asWorkload(Number(value.option)) : null;
}

export function asWorkload(number: number): Workload | null {
  return number === 1 || number === 2 || number === 3 || number === 4 ? number : null;
}

/** What was kept and what is given now, together: a part not given stays. */
export function merged(kept: Answer | undefined, given: Answer): Answer {
  return { text: given.text ?? kept?.text ?? null, level: given.level ?? kept?.level ?? null };
}

export const sameAnswer = (a: Answer | undefined, b: Answer): boolean => a?.text === b.text && a.level === b.level;

/** All four are compulsory; for the workload the step is, words are welcome. */
export function gapsIn(answers: Answers): Question[] {
  return QUESTIONS.filter((question) => {
    const answer = answers[question];
    return question === 'workload' ? !answer?.level : !answer?.text;
  });
}

/** The question after this one, round and round; from the start without one. */
export function questionAfter(question: Question | undefined, step: 1 | -1 = 1): Question {
  const at = question ? QUESTIONS.indexOf(question) + step : 0;
  return QUESTIONS[(at + QUESTIONS.length) % QUESTIONS.length] ?? 'highlight';
}

/** Where the questions go on: the next gap after this one, else nothing left to ask. */
export function nextGap(answers: Answers, after: Question): Question | null {
  const gaps = gapsIn(answers);
  const later = gaps.find((question) => QUESTIONS.indexOf(question) > QUESTIONS.indexOf(after));
  return later ?? gaps[0] ?? null;
}

export function stillAsking(asking: { asking: Question | null; askingSince: Instant | null }, now: Instant): boolean {
  return asking.asking !== null && asking.askingSince !== null && now - asking.askingSince <= ASKING_LASTS;
}

const NO_BLOCKER =
  /^(暂时|目前|基本|都)?(没有|没|无|暂无|none|no|nothing|n\/?a|nope)(什么|任何)?(阻碍|障碍|困难|问题|blockers?)?(了|的)?[\s。.!!~,,、-]*$/iu;

/** 「没有」 is an answer and no blocker. */
export const namesBlocker = (words: string): boolean => !NO_BLOCKER.test(words.trim());

/** `3 最近两个项目叠在一起`: the step first, by number or name, then words. `4 个项目` is a count and no step. */
export function workloadIn(said: string, names: readonly (readonly [string, Workload])[]): Answer {
  const words = said.trim();
  const named = [...names]
    .sort((a, b) => b[0].length - a[0].length)
    .find(([name]) => words.toLowerCase().startsWith(name.toLowerCase()));
  const digit = /^[1-4１-４](?=$|[\s,，.。、:：;；](?!\s*[个项天周月次件人倍成]))/u.exec(words)?.[0];
  const level = named ? named[1] : digit ? asWorkload(Number(digit.normalize('NFKC'))) : null;
  if (level === null) return { text: words === '' ? null : words, level: null };
  const rest = words.slice(named ? named[0].length : 1).replace(/^[\s,，.。、:：;；·-]+/u, '');
  return { text: rest === '' ? null : rest, level };
}
