import { Refusal } from '../../core/errors.ts';
import type { Action } from '../../delivery/index.ts';
import { personById } from '../../people/index.ts';
import { answerDuty, followUp, keepPromise, markSeen, type Preset, type ReplyWords } from '../../responses/index.ts';
import { askedById } from '../queries.ts';
import { says } from '../text/says.ts';
import { subjectOf } from '../view.ts';
import { ownCheckin } from './keep.ts';

const PRESETS: readonly Preset[] = ['discuss-next-week', 'thanks', 'one-to-one'];
const isPreset = (name: unknown): name is Preset => PRESETS.some((preset) => preset === name);

/** One tap, or the superior's own words: the author is told at once. */
export const reply: Action = async (context, { params, values }) => {
  const typed = values['words'];
  const words: ReplyWords = isPreset(params['preset'])
    ? { preset: params['preset'] }
    : { text: typed?.type === 'text' ? typed.text : '' };
  const { duty, remark } = await answerDuty(context, String(params['duty']), words);
  await context.post({
    to: { person: duty.authorId },
    kind: 'checkin.replied',
    ref: remark.id,
    dedupeKey: `checkin.replied:${remark.id}`,
    urgency: 'reply',
  });
  await context.refresh({ kind: 'checkin.received', ref: duty.subjectRef });
  await context.refresh({ kind: 'checkin.asked', ref: duty.subjectRef });
  const author = await personById(context.tx, duty.authorId);
  const toast = {
    tone: 'success',
    text: (language: typeof context.language) => says(language).replied(author?.name ?? ''),
  } as const;
  if (params['from'] === 'reminder') return { toast, show: { kind: 'responses.owed', ref: context.person.id } };
  return { toast };
};

/** 知道了. */
export const seen: Action = async (context, { params }) => {
  await markSeen(context, String(params['remark']));
  return { toast: { tone: 'success', text: (language) => says(language).seen } };
};

/** 继续说: more to whoever answered. */
export const goOn: Action = async (context, { params, values }) => {
  const { checkin } = await ownCheckin(context, params['checkin']);
  const typed = values['more'];
  const { remark, owner } = await followUp(context, subjectOf(checkin), typed?.type === 'text' ? typed.text : '');
  const received = { kind: 'checkin.received', ref: checkin.id };
  await context.refresh(received);
  await context.post({
    to: { person: owner },
    ...received,
    dedupeKey: `checkin.received:${checkin.id}:${remark.id}`,
    urgency: 'reply',
  });
  await context.refresh({ kind: 'checkin.asked', ref: checkin.id });
  const reader = await personById(context.tx, owner);
  return { toast: { tone: 'success', text: (language) => says(language).goesOn(reader?.name ?? '') } };
};

export const kept: Action = async (context, { params }) => {
  await keepPromise(context, String(params['promise']));
  return { toast: { tone: 'success', text: (language) => says(language).kept } };
};

/** Back from the full text of an answer. */
export const received: Action = async (context, { params }) => {
  const asked = await askedById(context.tx, String(params['checkin']));
  if (asked?.checkin.readerId !== context.person.id)
    throw new Refusal('checkin.not-yours', (language) => says(language).notYours);
  return { show: { kind: 'checkin.received', ref: asked.checkin.id } };
};
