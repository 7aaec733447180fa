import type { Block, CallbackButton, Card, Inline } from '../../chat/index.ts';
import { momentInWords, REMARK_LIMIT, responsesText, type Preset } from '../../responses/index.ts';
import { questions } from '../text/questions.ts';
import { superiorText } from '../text/superior.ts';
import { QUOTE_LIMIT, shortened } from '../rules.ts';
import type { View } from '../view.ts';
import { conversation, promiseWords, quotedAnswers, titleOf, type Frame } from './parts.ts';

const PRESETS: readonly Preset[] = ['discuss-next-week', 'thanks', 'one-to-one'];

/** What the superior gets: the workload and what is in the way first, then the rest, then one tap to answer. */
export function receivedCard(view: View, reader: { id: string }, frame: Frame): Card {
  const { language, now, calendar } = frame;
  const said = superiorText(language);
  const sent = momentInWords(view.checkin.submittedAt ?? now, now, calendar, language);
  const late = (view.checkin.submittedAt ?? 0) > view.round.deadlineAt;
  const mayAnswer = view.duty?.ownerId === reader.id && (view.duty.state === 'open' || goesOn(view));
  return {
    title: said.title(view.author.name, ...nameAndNo(view, frame)),
    tone: 'info',
    tag: stateTag(view, frame),
    blocks: [
      { block: 'text', text: `${late ? said.sentLate(sent) : said.sent(sent)}${mayAnswer ? said.why : ''}` },
      { block: 'facts', facts: [{ label: said.workload, value: workloadLine(view, frame) }] },
      ...quotedAnswers(view, language, ['blockers']),
      ...earlierBlockers(view, frame),
      ...quotedAnswers(view, language, view.answers.workload?.text ? ['highlight', 'workload', 'plan'] : ['highlight', 'plan']),
      ...lastPromised(view, frame),
      ...(view.said.length > 0 ? [{ block: 'divider' } as const, ...conversation(view.said, { id: reader.id, word: said.you }, frame)] : []),
      ...(mayAnswer ? replyBlocks(view, frame) : []),
      { block: 'note', text: said.note(view.author.name) },
    ],
  };
}

/** The author said something after the last reply. */
const goesOn = (view: Pick<View, 'said' | 'duty'>): boolean =>
  view.duty?.state === 'answered' && view.said.at(-1)?.remark.byAuthor === true;

function nameAndNo({ round }: View, { language }: Frame): [string, number] {
  return [titleOf({ round }, language).split(' · ')[0] ?? '', round.no];
}

function stateTag(view: View, { language }: Frame): NonNullable<Card['tag']> {
  const { tag } = superiorText(language);
  if (view.duty?.state === 'open') return { text: tag.waiting, tone: 'warning' };
  return goesOn(view) ? { text: tag.goesOn, tone: 'warning' } : { text: tag.answered, tone: 'good' };
}

function workloadLine(view: View, { language }: Frame): Inline {
  const { workload } = questions(language);
  const change = superiorText(language).workloadChange;
  const level = view.answers.workload?.level;
  if (!level) return '';
  const before = view.before?.workload;
  const compared = !before
    ? change.first
    : before === level
      ? change.same
      : level > before
        ? change.up(workload[before])
        : change.down(workload[before]);
  return [{ bold: workload[level] }, ` (${level}/4) · ${compared}`];
}

function earlierBlockers(view: View, { language }: Frame): Block[] {
  if (view.blockers.length === 0) return [];
  const items = view.blockers.map((blocker) => ({ text: shortened(blocker.text, QUOTE_LIMIT / 2), detail: `No. ${blocker.roundNo}` }));
  return [{ block: 'fold', title: superiorText(language).earlierOpen, blocks: [{ block: 'list', items }] }];
}

function lastPromised(view: View, { language }: Frame): Block[] {
  const promise = view.lastPromise;
  if (!promise) return [];
  const said = superiorText(language);
  const words = promiseWords(promise, language);
  const value = promise.state === 'kept' ? said.promiseKept(words) : said.promiseOpen(words);
  const kept: CallbackButton = { label: said.kept, action: 'checkin.kept', params: { promise: promise.id }, style: 'quiet' };
  const facts: Block = { block: 'facts', facts: [{ label: said.lastPromise, value }] };
  return promise.state === 'open' ? [facts, { block: 'actions', buttons: [kept] }] : [facts];
}

function replyBlocks(view: View, { language }: Frame): Block[] {
  const said = superiorText(language);
  const { button } = responsesText(language);
  const duty = view.duty?.id ?? '';
  const oneTap = PRESETS.map(
    (preset, index): CallbackButton => ({
      label: button[preset],
      action: 'checkin.reply',
      params: { duty, preset },
      style: index === 0 ? 'primary' : 'quiet',
    }),
  );
  return [
    { block: 'actions', buttons: oneTap },
    {
      block: 'form',
      name: 'reply',
      fields: [{ field: 'long-text', name: 'words', label: said.replyLabel, rows: 2, maxLength: REMARK_LIMIT }],
      buttons: [{ label: said.reply, action: 'checkin.reply', params: { duty }, style: 'quiet' }],
      fallback: said.replyFallback,
    },
  ];
}
