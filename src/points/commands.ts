import { halfWidth, takeShortId } from '../chat/index.ts';
import { Refusal } from '../core/errors.ts';
import type { ActContext, Command, CommandInput, Reply, Shown } from '../delivery/index.ts';
import { checkGift, give } from './actions/giving.ts';
import { checkMark, mark } from './actions/marking.ts';
import { undoEntry } from './actions/undoing.ts';
import { keepDraft } from './drafts.ts';
import { show } from './kinds.ts';
import type { ActId } from './model.ts';
import { readAsked, type Asked } from './reading.ts';
import { lengthOf, saysSomething } from './rules/line.ts';
import { REASON_LIMIT } from './model.ts';
import { says } from './text/says.ts';
import { cardText } from './text/cards.ts';
import { words } from './text/words.ts';

type Word = 'mine' | 'entries' | 'give' | 'undo' | 'help';

const WORDS: Record<Word, readonly string[]> = {
  mine: ['mine', 'me', 'my', '我的', '我的积分'],
  entries: ['entries', 'history', 'list', '明细', '记录'],
  give: ['give', 'new', '加分', '送分', '赠送', '点赞'],
  undo: ['undo', 'reverse', '撤销', '冲销', '撤回'],
  help: ['help', '帮助', '怎么用', '?'],
};

const personal = (shown: Shown): Reply => ({ audience: 'personal', show: shown });
const helpLine = (name: 'mine' | 'give' | 'mark' | 'form', run?: string): Command['help'][number] => ({
  say: (language) => says(language).help[name],
  example: (language) => says(language).example[name],
  ...(run ? { run } : {}),
});

export const pointsCommand: Command = {
  name: 'points',
  aliases: ['积分', '加分', '点赞', 'point'],
  help: [helpLine('mine', '/points'), helpLine('give'), helpLine('mark'), helpLine('form', '/points give')],
  run: async (context, input) => {
    const { person } = context;
    const { word, rest } = split(input.rest);
    switch (word) {
      case 'mine':
        return personal(show.mine(person.id));
      case 'entries':
        return personal(show.entries(person.id));
      case 'help':
        return usage();
      case 'undo':
        return await undo(context, rest);
      case 'give':
      case undefined:
        return rest === '' ? personal(show.form(person.id)) : await ask(context, { ...input, rest });
    }
  },
};

/** A word of ours in front, standing alone. */
function split(typed: string): { word: Word | undefined; rest: string } {
  const text = typed.trim();
  if (text === '') return { word: 'mine', rest: '' };
  const first = /^\S+/.exec(text)?.[0] ?? '';
  const said = halfWidth(first).toLowerCase();
  const word = (Object.keys(WORDS) as Word[]).find((one) => WORDS[one].includes(said));
  const rest = text.slice(first.length).trim();
  // `/points 记录 @张伟 …` is no question about one's own.
  if (word && rest !== '' && word !== 'give' && word !== 'undo') return { word: undefined, rest: text };
  return word ? { word, rest } : { word: undefined, rest: text };
}

const usage = (): Reply => ({
  audience: 'personal',
  say: (language) => says(language).usage,
  buttons: (language) => [
    { label: cardText(language).mine.give, action: 'points.form', style: 'primary' },
    { label: cardText(language).mine.title, action: 'points.aside', style: 'quiet' },
  ],
});

async function ask(context: ActContext, { rest, mentioned }: CommandInput): Promise<Reply> {
  const asked = await readAsked(context.tx, context.person, rest, mentioned);
  const { badAmount, amountAtEnd, amount, people, reason } = asked;
  if (badAmount !== undefined) throw new Refusal('points.bad-amount', (language) => says(language).badAmount(badAmount));
  if (people.length === 0 || !saysSomething(reason)) return await keepIncomplete(context, asked);
  if (amountAtEnd !== undefined) throw new Refusal('points.amount-at-end', (language) => says(language).amountAtEnd(amountAtEnd));
  const wanted = { receivers: people, amount, dimension: asked.dimension, reason };
  if (amount !== undefined) {
    const gift = { ...wanted, amount };
    const head = await checkGift(context, gift);
    return await answer(context, await give(context, gift, head), show.given, show.praise);
  }
  checkMark(context, wanted);
  return await answer(context, await mark(context, wanted), show.markSent, show.markPraise);
}

/** In a group all see the praise, and only the giver what is left. */
async function answer(
  context: ActContext,
  act: ActId,
  own: (act: ActId) => Shown,
  forGroup: (act: ActId) => Shown,
): Promise<Reply> {
  if (context.place.kind !== 'group') return personal(own(act));
  await context.post({
    to: { person: context.person.id },
    ...own(act),
    dedupeKey: `${own(act).kind}:${act}`,
    urgency: 'reply',
  });
  return { audience: 'public', show: forGroup(act) };
}

/** What was typed goes into the form, which names what is missing. */
async function keepIncomplete(context: ActContext, asked: Asked): Promise<Reply> {
  const { tx, person, now } = context;
  if (asked.people.length === 0 && asked.amount === undefined && lengthOf(asked.reason) <= 2) return usage();
  await keepDraft(
    tx,
    person.id,
    {
      receivers: asked.people.map(({ id }) => id),
      names: null,
      amount: asked.amount ?? null,
      dimension: asked.dimension ?? null,
      reason: asked.reason === '' ? null : [...asked.reason].slice(0, 5 * REASON_LIMIT).join(''),
    },
    now,
  );
  return personal(show.form(person.id, true));
}

async function undo(context: ActContext, rest: string): Promise<Reply> {
  const taken = takeShortId(rest, 'P') ?? bareNumber(rest);
  if (!taken) throw new Refusal('points.undo-usage', (language) => says(language).undoUsage);
  const { number } = taken.id;
  const how = await undoEntry(context, number, taken.rest.replace(/^(?:原因|reason)?\s*[:：,，]\s*/iu, '').trim());
  return {
    audience: 'personal',
    tone: 'good',
    say: (language) => (how === 'undone' ? says(language).undone : says(language).reversed(words(language).entry(number))),
  };
}

function bareNumber(rest: string): { id: { number: number }; rest: string } | undefined {
  const match = /^[#＃]?\s*(\d{1,9})(?!\d)/.exec(halfWidth(rest));
  return match ? { id: { number: Number(match[1]) }, rest: rest.slice(match[0].length).trim() } : undefined;
}
