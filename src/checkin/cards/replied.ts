import type { Block, CallbackButton, Card } from '../../chat/index.ts';
import { momentInWords } from '../../responses/index.ts';
import { askedText } from '../text/asked.ts';
import type { Said, View } from '../view.ts';
import { conversation, promiseWords, remarkWords, titleOf, type Frame } from './parts.ts';
import { goOnForm } from './sent.ts';

/** A reply has come: quoted, dated, and a way to go on. */
export function repliedCard(view: View, reply: Said, frame: Frame): Card {
  const { language, now, calendar } = frame;
  const said = askedText(language).reply;
  const seen = reply.remark.seenAt !== null;
  const promise = reply.promise && promiseWords(reply.promise, language);
  const promised: Block[] = promise ? [{ block: 'text', text: [{ bold: said.promise(promise) }] }] : [];
  const seenButton: CallbackButton = { label: said.seen, action: 'checkin.seen', params: { remark: reply.remark.id }, style: 'primary' };
  const acknowledge: Block[] = seen ? [] : [{ block: 'actions', buttons: [seenButton] }];
  const later = view.said.slice(view.said.findIndex((one) => one.remark.id === reply.remark.id) + 1);
  return {
    title: said.title(reply.fromName),
    tone: 'good',
    tag: seen ? { text: said.seenTag, tone: 'neutral' } : { text: said.tag, tone: 'good' },
    subtitle: titleOf(view, language),
    blocks: [
      { block: 'text', text: [{ quote: remarkWords(reply, language) }] },
      { block: 'text', text: said.replied(momentInWords(reply.remark.saidAt, now, calendar, language)) },
      ...promised,
      ...conversation(later, { id: view.author.id, word: said.you }, frame),
      ...acknowledge,
      goOnForm(view, reply.fromName, language),
      { block: 'note', text: said.note(reply.fromName) },
    ],
  };
}

/** Who reads an open check-in has changed: told to its author and to the new reader. */
export function movedCard(view: View, side: 'author' | 'reader', { language }: Frame): Card {
  const { moved } = askedText(language);
  const forAuthor = view.reader ? moved.author(view.reader.name) : moved.authorNobody;
  const fill: CallbackButton = { label: moved.fill, action: 'checkin.show', params: { checkin: view.checkin.id }, style: 'primary' };
  const next: Block[] = side === 'author' && view.checkin.state === 'open' ? [{ block: 'actions', buttons: [fill] }] : [];
  return {
    title: moved.title,
    tone: 'info',
    subtitle: titleOf(view, language),
    blocks: [{ block: 'text', text: side === 'author' ? forAuthor : moved.reader(view.author.name) }, ...next],
  };
}
