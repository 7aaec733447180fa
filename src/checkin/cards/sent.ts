import type { Block, Card } from '../../chat/index.ts';
import type { Language } from '../../core/text.ts';
import { momentInWords } from '../../responses/index.ts';
import { askedText } from '../text/asked.ts';
import type { View } from '../view.ts';
import { answerFields, longAnswers } from './fields.ts';
import { conversation, quotedAnswers, titleOf, whoReads, type Frame } from './parts.ts';

/** Nobody has answered yet, or nobody will. */
export const canStillEdit = (view: Pick<View, 'checkin' | 'duty'>): boolean =>
  view.checkin.state === 'submitted' && view.duty?.state !== 'answered';

/** After sending: the answers quoted, who replies until when, editing as long as it is possible. */
export function sentCard(view: View, frame: Frame): Card {
  const { language } = frame;
  const said = askedText(language);
  const replied = view.said.length > 0;
  return {
    title: titleOf(view, language),
    tone: replied ? 'good' : 'info',
    tag: { text: replied ? said.tag.replied : said.tag.submitted(sentAt(view, frame)), tone: 'good' },
    blocks: [
      { block: 'text', text: stateLine(view, frame) },
      ...quotedAnswers(view, language),
      ...(replied ? [{ block: 'divider' } as const, ...conversation(view.said, { id: view.author.id, word: said.reply.you }, frame)] : []),
      ...whatNext(view, language),
      { block: 'note', text: note(view, language) },
    ],
  };
}

function sentAt({ checkin }: View, { now, calendar, language }: Frame): string {
  return momentInWords(checkin.submittedAt ?? now, now, calendar, language);
}

function stateLine(view: View, frame: Frame): string {
  const { now, calendar, language } = frame;
  const said = askedText(language);
  const parts = [`${said.tag.submitted(sentAt(view, frame))}${(view.checkin.submittedAt ?? 0) > view.round.deadlineAt ? ` · ${said.lateBy}` : ''}`];
  if (view.editedAt) parts.push(said.edited(momentInWords(view.editedAt, now, calendar, language)));
  const state = parts.join(' · ');
  if (view.duty?.state === 'answered') return state;
  const answered = view.reader && view.duty?.state === 'open' ? said.willReply(view.reader.name) : said.nobodyReplies;
  return `${state}${language === 'zh-CN' ? '。' : '. '}${answered}`;
}

function whatNext(view: View, language: Language): Block[] {
  const said = askedText(language);
  const params = { checkin: view.checkin.id };
  if (canStillEdit(view)) return [{ block: 'actions', buttons: [{ label: said.edit, action: 'checkin.edit', params, style: 'quiet' }] }];
  if (!view.reader) return [];
  return [goOnForm(view, view.reader.name, language)];
}

/** 继续说: the author adds something after the reply. */
export function goOnForm(view: Pick<View, 'checkin'>, reader: string, language: Language): Extract<Block, { block: 'form' }> {
  const { reply } = askedText(language);
  return {
    block: 'form',
    name: 'go_on',
    fields: [{ field: 'long-text', name: 'more', label: reply.goOnLabel(reader), rows: 2, maxLength: 1000 }],
    buttons: [{ label: reply.goOn, action: 'checkin.go-on', params: { checkin: view.checkin.id }, style: 'quiet' }],
    fallback: reply.goOnFallback,
  };
}

function note(view: View, language: Language): string {
  const said = askedText(language);
  const edit = canStillEdit(view) && view.reader ? ` ${said.editUntil(view.reader.name)}` : '';
  return `${whoReads(view, language)}${edit}`;
}

/** The form again, for what was sent and not answered. */
export function editingCard(view: View, { language }: Frame): Card {
  const said = askedText(language);
  const params = { checkin: view.checkin.id };
  return {
    title: titleOf(view, language),
    tone: 'info',
    tag: { text: said.editing, tone: 'warning' },
    blocks: [
      ...(view.reader ? [{ block: 'text', text: said.editWhy(view.reader.name) } as const] : []),
      ...longAnswers(view, language),
      {
        block: 'form',
        name: 'checkin',
        fields: answerFields(view, language),
        buttons: [
          { label: said.saveEdit, action: 'checkin.resubmit', params, style: 'primary' },
          { label: said.answerByMessage, action: 'checkin.answer', params, style: 'quiet' },
          { label: said.back, action: 'checkin.show', params, style: 'quiet' },
        ],
        fallback: said.fallback,
      },
      { block: 'note', text: whoReads(view, language) },
    ],
  };
}
