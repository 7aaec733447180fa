import { Refusal } from '../../core/errors.ts';
import { eq } from '../../db/index.ts';
import type { Action, ActContext, Reply } from '../../delivery/index.ts';
import { isQuestion, type Answers, type Question } from '../model.ts';
import { answersOf, askingOf, type Asked } from '../queries.ts';
import { ANSWER_LIMIT, asWorkload, gapsIn, lengthOf, nextGap, questionAfter, stillAsking, workloadIn } from '../rules.ts';
import { checkins } from '../schema.ts';
import { workloadNames } from '../text/questions.ts';
import { says } from '../text/says.ts';
import { checkEditable, showChange, whyNotEditable } from './filling.ts';
import { keepAnswers, keepForm, ownCheckin } from './keep.ts';

/** Each question has its own card: an answered one says so and stays in the chat as what was said. */
const answering = (asked: Asked, question: Question | null) => ({
  kind: 'checkin.answering',
  ref: `${asked.checkin.id}:${question ?? 'review'}`,
});

/** 用消息回答: from the first gap, or the first question. From now on a plain message is an answer. */
export const answer: Action = async (context, { params, values }) => {
  const asked = await answerable(context, params['checkin']);
  if (!asked) return { show: { kind: 'checkin.asked', ref: String(params['checkin']) } };
  if (asked.checkin.state === 'open') await keepForm(context, asked, values);
  const from = String(params['from'] ?? '');
  const [gap] = gapsIn(await answersOf(context.tx, asked.checkin.id));
  const first = isQuestion(from) ? from : (gap ?? questionAfter(undefined));
  await ask(context, asked, first);
  return { show: answering(asked, first) };
};

/** 上一题 · 下一题; past the last one comes the look at all of it. */
export const turn: Action = async (context, { params }) => {
  const asked = await answerable(context, params['checkin']);
  if (!asked) return { show: { kind: 'checkin.asked', ref: String(params['checkin']) } };
  const { asking } = asked.checkin;
  const isLast = params['to'] === 'next' && asking === 'plan';
  const next = isLast ? null : questionAfter(asking ?? undefined, params['to'] === 'previous' ? -1 : 1);
  await ask(context, asked, next);
  return { show: answering(asked, next) };
};

export const workload: Action = async (context, { params }) => {
  const asked = await answerable(context, params['checkin']);
  const level = asWorkload(Number(params['level']));
  if (!asked || !level) return { show: { kind: 'checkin.asked', ref: String(params['checkin']) } };
  return { show: answering(asked, await take(context, asked, 'workload', { text: null, level })) };
};

export const stop: Action = async (context, { params }) => {
  const asked = await ownCheckin(context, params['checkin']);
  await ask(context, asked, null);
  return {
    toast: { tone: 'success', text: (language) => says(language).stopped },
    show: { kind: 'checkin.asked', ref: asked.checkin.id },
  };
};

/** A plain message, when a question of ours is waiting for one; said in a group it is never an answer. */
export async function takeText(context: ActContext, text: string): Promise<Reply | undefined> {
  if (context.place.kind !== 'direct') return undefined;
  const asked = await askingOf(context.tx, context.person.id);
  if (!asked?.checkin.asking || !stillAsking(asked.checkin, context.now)) return undefined;
  const tooLate = asked.checkin.state === 'submitted' && (await whyNotEditable(context, asked));
  if (tooLate) {
    await ask(context, asked, null);
    return { audience: 'personal', say: tooLate, tone: 'warning' };
  }
  const question = asked.checkin.asking;
  const words = text.trim();
  const length = lengthOf(words);
  if (length > ANSWER_LIMIT) throw new Refusal('checkin.too-long', (language) => says(language).tooLong(length, ANSWER_LIMIT));
  if (words === '') return undefined;
  const given = question === 'workload' ? workloadIn(words, workloadNames()) : { text: words, level: null };
  const next = await take(context, asked, question, given);
  if (next !== question) await context.refresh(answering(asked, question));
  return { audience: 'personal', show: answering(asked, next) };
}

/** Stores the answer and goes on to the next gap; when nothing is missing, to the look at all of it. */
async function take(
  context: ActContext,
  asked: Asked,
  question: Question,
  given: NonNullable<Answers[Question]>,
): Promise<Question | null> {
  const changed = await keepAnswers(context, asked, { [question]: given });
  if (asked.checkin.state === 'open')
    await context.tx.update(checkins).set({ draftedAt: context.now }).where(eq(checkins.id, asked.checkin.id));
  else if (changed) await showChange(context, asked);
  const answers = await answersOf(context.tx, asked.checkin.id);
  const isComplete = !gapsIn(answers).includes(question);
  const next = isComplete ? nextGap(answers, question) : question;
  await ask(context, asked, next);
  await context.refresh({ kind: 'checkin.asked', ref: asked.checkin.id });
  return next;
}

async function ask({ tx, now }: ActContext, { checkin }: Asked, question: Question | null): Promise<void> {
  await tx
    .update(checkins)
    .set({ asking: question, askingSince: question ? now : null })
    .where(eq(checkins.id, checkin.id));
}

/** Open, or sent and not answered yet. */
async function answerable(context: ActContext, id: unknown): Promise<Asked | undefined> {
  const asked = await ownCheckin(context, id);
  if (asked.checkin.state === 'open') return asked;
  if (asked.checkin.state !== 'submitted') return undefined;
  await checkEditable(context, asked);
  return asked;
}
