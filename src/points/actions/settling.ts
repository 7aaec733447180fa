import type { Values } from '../../chat/index.ts';
import { Refusal } from '../../core/errors.ts';
import type { Action, ActContext, PressReply } from '../../delivery/index.ts';
import { personById } from '../../people/index.ts';
import { answerDuty, momentInWords, openDutyOf } from '../../responses/index.ts';
import { deciderOf, subjectOf } from '../deciding.ts';
import { show } from '../kinds.ts';
import { append, headOf } from '../ledger.ts';
import { isDimension, MOST_A_GRANT, MULTIPLIERS, REASON_LIMIT, type Dimension } from '../model.ts';
import { markById, type Mark, type Told } from '../queries.ts';
import { lengthOf, saysSomething } from '../rules/line.ts';
import { monthOf } from '../rules/months.ts';
import { settlements } from '../schema.ts';
import { says } from '../text/says.ts';
import { words as names } from '../text/words.ts';

/** From the buttons or the form: the receiver and whoever marked are told. */
export const grant: Action = async (context, { params, values }) => {
  const told = await markFor(context, params['mark']);
  const closed = ifSettled(context, told);
  if (closed) return closed;
  const { mark } = told;
  await checkDecides(context, mark);
  const asked = grantIn(params['amount'], values, mark.dimension);
  const head = await headOf(context.tx);
  const [entry] = await append(context.tx, head, [
    {
      personId: mark.receiverId,
      giverId: context.person.id,
      dimension: asked.dimension,
      amount: asked.amount * asked.multiplier,
      multiplier: asked.multiplier,
      kind: 'grant',
      markId: mark.id,
      at: context.now,
      month: monthOf(context.today),
      text: mark.reason,
      note: asked.words === '' ? null : asked.words,
    },
  ]);
  if (!entry) throw new Error('an entry was not written');
  await settle(context, mark, { outcome: 'granted', entry: entry.number, words: asked.words });
  await context.post({
    to: { person: mark.receiverId },
    ...show.received(entry.number),
    dedupeKey: `points.received:${entry.number}`,
  });
  await tellMark(context, mark, [mark.authorId]);
  const receiver = await personById(context.tx, mark.receiverId);
  return {
    toast: {
      tone: 'success',
      text: (language) => says(language).granted(receiver?.name ?? '', names(language).points(entry.amount)),
    },
    show: show.mark(mark.id),
  };
};

/** Kindly: never without a reason, and both are told in private. */
export const decline: Action = async (context, { params, values }) => {
  const told = await markFor(context, params['mark']);
  const closed = ifSettled(context, told);
  if (closed) return closed;
  await checkDecides(context, told.mark);
  const said = wordsIn(values);
  if (!saysSomething(said)) throw new Refusal('points.why-declined', (language) => says(language).whyDeclined);
  await settle(context, told.mark, { outcome: 'declined', entry: null, words: said });
  await tellMark(context, told.mark, [told.mark.authorId, told.mark.receiverId]);
  return { toast: { tone: 'success', text: (language) => says(language).declined }, show: show.mark(told.mark.id) };
};

export const openMark: Action = async (context, { params }) => {
  const { mark } = await markFor(context, params['mark']);
  return { show: params['form'] === true ? show.markForm(mark.id) : show.mark(mark.id) };
};

async function markFor({ tx }: ActContext, id: unknown): Promise<Told> {
  const told = await markById(tx, String(id));
  if (!told) throw new Refusal('points.gone', (language) => says(language).gone);
  return told;
}

/** Another copy of the card was quicker: says so, and the card is drawn as it is now. */
function ifSettled(context: ActContext, { mark, settlement }: Told): PressReply | undefined {
  if (!settlement) return undefined;
  const { now, calendar } = context;
  const text: NonNullable<PressReply['toast']>['text'] = (language) =>
    settlement.outcome === 'closed'
      ? says(language).closedAlready
      : says(language).settledAlready(momentInWords(settlement.at, now, calendar, language));
  return { toast: { tone: 'info', text }, show: show.mark(mark.id) };
}

/** Where there is a duty, whether it is theirs is said when they answer it. */
async function checkDecides({ tx, person }: ActContext, mark: Mark): Promise<void> {
  if (mark.receiverId === person.id) throw new Refusal('points.own-mark', (language) => says(language).ownMark);
  const decider = await deciderOf(tx, mark);
  if (decider?.id !== person.id) throw new Refusal('points.not-decider', (language) => says(language).notDecider);
}

type Grant = { amount: number; multiplier: number; dimension: Dimension; words: string };

function grantIn(quick: unknown, values: Values, usual: Dimension): Grant {
  const typed = values['amount'];
  const amount = typeof quick === 'number' ? quick : typed?.type === 'number' ? typed.number : Number.NaN;
  if (!Number.isInteger(amount) || amount < 1 || amount > MOST_A_GRANT)
    throw new Refusal('points.bad-grant', (language) => says(language).badGrant(MOST_A_GRANT));
  const [chosen, times] = [optionOf(values, 'dimension'), Number(optionOf(values, 'multiplier') ?? 1)];
  const multiplier = MULTIPLIERS.find((one) => one === times) ?? 1;
  const said = wordsIn(values);
  if (multiplier > 1 && !saysSomething(said))
    throw new Refusal('points.why-multiplied', (language) => says(language).whyMultiplied);
  return { amount, multiplier, dimension: isDimension(chosen) ? chosen : usual, words: said };
}

function optionOf(values: Values, name: string): string | undefined {
  const value = values[name];
  return value?.type === 'choice' ? value.option : undefined;
}

function wordsIn(values: Values): string {
  const value = values['words'];
  const said = value?.type === 'text' ? value.text.trim() : '';
  const length = lengthOf(said);
  if (length > REASON_LIMIT) throw new Refusal('points.too-long', (language) => says(language).tooLong(length, REASON_LIMIT));
  return said;
}

type Ending = { outcome: 'granted' | 'declined'; entry: number | null; words: string };

async function settle(context: ActContext, mark: Mark, ending: Ending): Promise<void> {
  const { tx, now, person } = context;
  await tx.insert(settlements).values({
    markId: mark.id,
    outcome: ending.outcome,
    byId: person.id,
    entry: ending.entry,
    words: ending.words === '' ? null : ending.words,
    at: now,
  });
  const duty = await openDutyOf(tx, subjectOf(mark));
  // What the author reads is this feature's own card; here it is only put down as answered, in words of no language.
  if (duty) await answerDuty(context, duty.id, { text: ending.words === '' ? `P-${ending.entry}` : ending.words });
  await context.refresh(show.mark(mark.id));
  await context.refresh(show.markForm(mark.id));
  await context.refresh(show.markSent(mark.actId));
}

async function tellMark(context: ActContext, mark: Mark, people: readonly Mark['authorId'][]): Promise<void> {
  for (const one of people) {
    if (one === context.person.id || (await personById(context.tx, one))?.status !== 'active') continue;
    await context.post({
      to: { person: one },
      ...show.markTold(mark.id),
      dedupeKey: `points.mark-told:${mark.id}:${one}`,
    });
  }
}
