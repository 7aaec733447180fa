import type { Card } from '../chat/index.ts';
import type { Message, ViewContext } from '../delivery/index.ts';
import { heirOf, membersOf, reportsOf, type Person } from '../people/index.ts';
import { undoableUntil } from './actions/undoing.ts';
import { formCard } from './cards/form.ts';
import { givenCard, praiseCard, receivedCard, reversedCard, thankedCard, type Given } from './cards/gifts.ts';
import { markCard, markFormCard, markPraiseCard, markSentCard, markToldCard, movedMarkCard } from './cards/marks.ts';
import { entriesCard, mineCard } from './cards/overviews.ts';
import { draftOf } from './drafts.ts';
import { readRef } from './kinds.ts';
import {
  actById,
  bookedByNumber,
  bookedOfAct,
  countEntries,
  earned,
  entriesOf,
  markById,
  marksOfAct,
  PAGE,
  receivedLately,
  type Act,
} from './queries.ts';
import { gapsIn } from './rules/form.ts';
import { monthOf, quarterOf } from './rules/months.ts';
import { linesFor, namesOf, purseOf, viewOf } from './views.ts';

type Build = (context: ViewContext, ref: string, viewer: Person) => Promise<Card | undefined>;

/** For one person's eyes only: a group is shown nothing. */
const personal = (build: Build, unknownOutcome: Message['unknownOutcome'] = 'drop'): Message => ({
  unknownOutcome,
  build: async (context, ref) =>
    context.viewer.kind === 'person' ? await build(context, ref, context.viewer.person) : undefined,
});

/** Of the person the ref begins with. */
const own = (build: Build): Message =>
  personal(async (context, ref, viewer) => (readRef(ref).id === viewer.id ? await build(context, ref, viewer) : undefined));

/** In the group where it was said, nowhere else. */
const whereSaid = (kind: Act['kind'], build: (context: ViewContext, act: Act) => Promise<Card | undefined>): Message => ({
  unknownOutcome: 'drop',
  build: async (context, ref) => {
    const act = await actById(context.read, ref);
    const { viewer } = context;
    if (viewer.kind !== 'group' || act?.kind !== kind || act.chatId !== viewer.chatId) return undefined;
    return await build(context, act);
  },
});

/** Their own, of whoever said it. */
const sayer = (
  kind: Act['kind'],
  build: (context: ViewContext, act: Act, viewer: Person) => Promise<Card | undefined>,
): Message =>
  personal(async (context, ref, viewer) => {
    const act = await actById(context.read, ref);
    return act?.kind === kind && act.byId === viewer.id ? await build(context, act, viewer) : undefined;
  });

const LATEST = 5;

const buildMine: Build = async (context, _ref, viewer) => {
  const { read, today } = context;
  const { quarter, months } = quarterOf(today);
  return mineCard(
    {
      month: await earned(read, viewer.id, [monthOf(today)]),
      quarter: await earned(read, viewer.id, months),
      monthNo: Number(today.slice(5, 7)),
      quarterNo: quarter,
      purse: await purseOf(context, viewer),
      latest: await linesFor(read, viewer.id, await receivedLately(read, viewer.id, LATEST)),
    },
    context,
  );
};

const buildEntries: Build = async (context, ref, viewer) => {
  const { read } = context;
  const total = await countEntries(read, viewer.id);
  const pages = Math.max(1, Math.ceil(total / PAGE));
  const page = Math.min(readRef(ref).page, pages);
  const lines = await linesFor(read, viewer.id, await entriesOf(read, viewer.id, page));
  return entriesCard({ lines, page, pages, total }, context);
};

/** A list on a phone; whoever isn't on it is typed. */
const MOST_OFFERED = 60;

const buildForm: Build = async (context, ref, viewer) => {
  const { read, language } = context;
  const draft = await draftOf(read, viewer.id);
  const superior = await heirOf(read, viewer);
  const near = [
    ...(await reportsOf(read, viewer.id)),
    ...(superior ? [...(await reportsOf(read, superior.id)), superior] : []),
    ...(viewer.departmentId ? await membersOf(read, viewer.departmentId) : []),
  ];
  const candidates = [...new Set(near.map(({ id }) => id))].filter((id) => id !== viewer.id).slice(0, MOST_OFFERED);
  const gaps = readRef(ref).rest === 'check' ? gapsIn(draft) : [];
  return formCard({ ...draft, gaps, candidates, purse: await purseOf(context, viewer) }, language);
};

const buildReceived: Build = async (context, ref, viewer) => {
  const { read } = context;
  const booked = await bookedByNumber(read, Number(ref));
  if (booked?.entry.personId !== viewer.id) return undefined;
  const told = booked.entry.markId ? await markById(read, booked.entry.markId) : undefined;
  const reversal = booked.reversedBy === null ? undefined : await bookedByNumber(read, booked.reversedBy);
  const name = await namesOf(read, [booked.entry.giverId, ...(told ? [told.mark.authorId] : [])]);
  return receivedCard(
    {
      booked,
      giverName: name(booked.entry.giverId),
      markerName: told && name(told.mark.authorId),
      withdrawn: booked.entry.kind === 'peer' && reversal?.entry.giverId === booked.entry.giverId,
    },
    context,
  );
};

async function giftsOf({ read }: ViewContext, act: Act): Promise<Given['gifts']> {
  const booked = await bookedOfAct(read, act.id);
  const name = await namesOf(
    read,
    booked.map(({ entry }) => entry.personId),
  );
  return booked.map((one) => ({ booked: one, name: name(one.entry.personId) }));
}

const buildGiven = sayer('gift', async (context, act, viewer) => {
  const until = undoableUntil(act.at);
  return givenCard(
    {
      act: act.id,
      gifts: await giftsOf(context, act),
      usualDimension: act.usualDimension,
      purse: await purseOf(context, viewer),
      undoUntil: context.now <= until ? until : undefined,
    },
    context,
  );
});

const buildPraise = whereSaid('gift', async (context, act) => {
  const name = await namesOf(context.read, [act.byId]);
  return praiseCard(name(act.byId), await giftsOf(context, act), context.language);
});

const buildReversed: Build = async ({ read, language }, ref, viewer) => {
  const reversal = await bookedByNumber(read, Number(ref));
  const original = reversal?.entry.reverses ? await bookedByNumber(read, reversal.entry.reverses) : undefined;
  if (!reversal || !original) return undefined;
  if (viewer.id !== original.entry.personId && viewer.id !== original.entry.giverId) return undefined;
  const name = await namesOf(read, [reversal.entry.giverId, original.entry.giverId, original.entry.personId]);
  return reversedCard(
    {
      reversal,
      original,
      byName: name(reversal.entry.giverId),
      giverName: name(original.entry.giverId),
      receiverName: name(original.entry.personId),
    },
    language,
  );
};

const buildThanked: Build = async ({ read, language }, ref, viewer) => {
  const booked = await bookedByNumber(read, Number(ref));
  if (!booked || booked.thankedAt === null) return undefined;
  const told = booked.entry.markId ? await markById(read, booked.entry.markId) : undefined;
  const giver = booked.entry.giverId === viewer.id;
  if (!giver && told?.mark.authorId !== viewer.id) return undefined;
  const name = await namesOf(read, [booked.entry.personId]);
  return thankedCard(booked, name(booked.entry.personId), giver ? 'giver' : 'marker', language);
};

/** Whoever decides sees the words; whoever used to, where it went. */
const forDecider =
  (draw: 'card' | 'form'): Build =>
  async (context, ref, viewer) => {
    const told = await markById(context.read, ref);
    if (!told || told.mark.receiverId === viewer.id) return undefined;
    const view = await viewOf(context.read, told);
    const closed = view.settlement?.outcome === 'closed';
    if (view.decider?.id !== viewer.id && !closed) return movedMarkCard(view, context.language);
    return draw === 'form' && !view.settlement ? markFormCard(view, context.language) : markCard(view, context);
  };

async function viewsOf({ read }: ViewContext, act: Act) {
  const views = [];
  for (const told of await marksOfAct(read, act.id)) views.push(await viewOf(read, told));
  return views;
}

const buildMarkTold: Build = async ({ read, language }, ref, viewer) => {
  const told = await markById(read, ref);
  if (!told) return undefined;
  const { authorId, receiverId } = told.mark;
  if (viewer.id !== authorId && viewer.id !== receiverId) return undefined;
  return markToldCard(await viewOf(read, told), viewer.id === authorId ? 'author' : 'receiver', language);
};

export const messages: Record<`points.${string}`, Message> = {
  'points.mine': own(buildMine),
  'points.entries': own(buildEntries),
  'points.form': own(buildForm),
  'points.received': personal(buildReceived, 'again'),
  'points.given': buildGiven,
  'points.praise': buildPraise,
  'points.reversed': personal(buildReversed, 'again'),
  'points.thanked': personal(buildThanked),
  'points.mark': personal(forDecider('card'), 'again'),
  'points.mark-form': personal(forDecider('form')),
  'points.mark-sent': sayer('mark', async (context, act) =>
    markSentCard(await viewsOf(context, act), act.usualDimension, context.language),
  ),
  'points.mark-praise': whereSaid('mark', async (context, act) => markPraiseCard(await viewsOf(context, act), context.language)),
  'points.mark-told': personal(buildMarkTold, 'again'),
};
