import type { Id } from '../core/ids.ts';

export type CheckinId = Id<'checkin'>;
export type RoundId = Id<'checkin-round'>;
export type CadenceId = Id<'checkin-cadence'>;

/** `missed`: the next round opened and nothing had been submitted. `void`: the person left. */
export type CheckinState = 'open' | 'submitted' | 'skipped' | 'missed' | 'void';

/** The four compulsory questions, in order; their words are in `text/questions.ts`. */
export const QUESTIONS = ['highlight', 'blockers', 'workload', 'plan'] as const;
export type Question = (typeof QUESTIONS)[number];

/** 1 轻松 … 4 不可持续. */
export const WORKLOADS = [1, 2, 3, 4] as const;
export type Workload = (typeof WORKLOADS)[number];

/** What was said to one question; the workload has a step, and words if there are any. */
export type Answer = { text: string | null; level: Workload | null };
export type Answers = Partial<Record<Question, Answer>>;

/** Which words were asked: HR will edit templates, and an old answer keeps its question. */
export const TEMPLATE = 'default@1';

/** Which notice about personal data a person has seen. */
export const NOTICE = 1;

export const isQuestion = (name: string): name is Question => QUESTIONS.some((question) => question === name);
