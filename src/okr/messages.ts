import type { Card } from '../chat/index.ts';
import type { Day } from '../core/clock.ts';
import { eq } from '../db/index.ts';
import type { Feature, Message, ViewContext } from '../delivery/index.ts';
import { personById, type Person } from '../people/index.ts';
import { boardCard, teamCard } from './cards/boards.ts';
import {
  assignedCard,
  assignedKeyResultCard,
  keyResultCard,
  objectiveCard,
  punchCard,
  type KeyResultDetails,
} from './cards/goals.ts';
import { mineCard } from './cards/mine.ts';
import { draftsCard, handedOverCard, helpCard } from './cards/notices.ts';
import { eyesOf, type Eyes } from './eyes.ts';
import { buildForm } from './messages-form.ts';
import { readRef } from './kinds.ts';
import type { HandoverId, KeyResultId, ObjectiveId } from './model.ts';
import { countDrafts, openDraftsOf } from './queries/drafts.ts';
import { companyGoals, goalsOf, goalsOfTeam, historyOf, keyResultById, objectiveById, type Found } from './queries/finding.ts';
import { handoverOf } from './queries/handover.ts';
import { teamOf } from './queries/team.ts';
import { momentOf } from './queries/viewing.ts';
import { objectiveCode } from './rules/ids.ts';
import { keyResults, objectives } from './schema.ts';
import { staleAfterDays } from './settings.ts';

const HISTORY_SHOWN = 8;

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

const buildMine: Build = async (context, ref, viewer) => {
  const objectives = await goalsOf(eyesOf(context), viewer.id);
  const drafts = await countDrafts(context.read, viewer.id);
  return mineCard(context.language, { person: viewer.id, objectives, page: readRef(ref).page, drafts });
};

const buildTeam: Build = async (context, ref, viewer) => {
  const eyes = eyesOf(context);
  const team = await teamOf(context.read, viewer);
  const found = await goalsOfTeam(eyes, team.others);
  const parts = found.flatMap((it) => it.keyResults);
  const days = await staleAfterDays(context.read);
  const busy = new Set(found.flatMap((it) => [it.responsible.id, ...it.keyResults.map((one) => one.responsible.id)]));
  return teamCard(context.language, {
    who: team.mode,
    alone: team.others.length === 0,
    objectives: found,
    fresh: parts.filter((one) => one.updated !== undefined && one.updated.daysAgo < days).length,
    keyResults: parts.length,
    staleAfterDays: days,
    without: team.reports.filter(({ id }) => !busy.has(id)).map(({ name }) => name),
    at: momentOf(eyes, context.now),
    page: readRef(ref).page,
  });
};

const board: Message = {
  unknownOutcome: 'drop',
  build: async (context) => {
    // The same for whoever looks: it stands in a group.
    const eyes: Eyes = { ...eyesOf(context), viewer: undefined };
    return boardCard(context.language, { objectives: await companyGoals(eyes), at: momentOf(eyes, context.now) });
  },
};

const buildObjective: Build = async (context, ref) => {
  const found = await objectiveById(eyesOf(context), ref as ObjectiveId);
  return found && objectiveCard(context.language, found);
};

async function detailsOf(eyes: Eyes, found: Found): Promise<KeyResultDetails> {
  const { entries, all } = await historyOf(eyes, found.keyResult.id, HISTORY_SHOWN);
  return { ...found, history: entries, older: all - entries.length };
}

const buildKeyResult: Build = async (context, ref) => {
  const eyes = eyesOf(context);
  const found = await keyResultById(eyes, ref as KeyResultId);
  return found && keyResultCard(context.language, await detailsOf(eyes, found));
};

const buildPunch: Build = async (context, ref) => {
  const eyes = eyesOf(context);
  const found = await keyResultById(eyes, ref as KeyResultId);
  if (!found) return undefined;
  // Meanwhile closed, or somebody else's: then what it is now.
  return found.keyResult.mayUpdate
    ? punchCard(context.language, found.keyResult)
    : keyResultCard(context.language, await detailsOf(eyes, found));
};

const buildAssigned: Build = async (context, ref) => {
  const found = await objectiveById(eyesOf(context), ref as ObjectiveId);
  if (!found) return undefined;
  const [row] = await context.read.select({ by: objectives.createdBy }).from(objectives).where(eq(objectives.id, found.id));
  const author = row && (await personById(context.read, row.by));
  return assignedCard(context.language, found, author?.name ?? '?');
};

const buildAssignedKeyResult: Build = async (context, ref) => {
  const eyes = eyesOf(context);
  const found = await keyResultById(eyes, ref as KeyResultId);
  if (!found) return undefined;
  const [row] = await context.read
    .select({ by: keyResults.createdBy })
    .from(keyResults)
    .where(eq(keyResults.id, found.keyResult.id));
  const author = row && (await personById(context.read, row.by));
  return assignedKeyResultCard(context.language, await detailsOf(eyes, found), author?.name ?? '?');
};

const buildDrafts: Build = async (context, _ref, viewer) => {
  const rows = await openDraftsOf(context.read, viewer.id);
  const lines = rows.map(({ id, input, updatedAt }) => ({
    id,
    title: input?.title,
    objective: input?.objective === undefined ? undefined : objectiveCode(input.objective),
    savedOn: context.calendar.dayOf(updatedAt),
  }));
  return draftsCard(context.language, lines);
};

const buildHandedOver: Build = async (context, ref, viewer) => {
  const found = await handoverOf(context.read, ref as HandoverId);
  if (!found || (viewer.id !== found.to.id && viewer.id !== found.from.id)) return undefined;
  const heir = viewer.id === found.to.id;
  const items: { code: string; title: string; dueOn: Day }[] = found.items;
  return handedOverCard(context.language, {
    viewer: heir ? 'heir' : 'leaver',
    other: heir ? found.from.name : found.to.name,
    items,
  });
};

export const messages: NonNullable<Feature['messages']> = {
  'okr.mine': own(buildMine),
  'okr.team': own(buildTeam),
  'okr.team-public': board,
  'okr.form': personal(buildForm),
  'okr.drafts': own(buildDrafts),
  'okr.objective': personal(buildObjective),
  'okr.key-result': personal(buildKeyResult),
  'okr.punch': personal(buildPunch),
  'okr.assigned': personal(buildAssigned, 'again'),
  'okr.assigned-key-result': personal(buildAssignedKeyResult, 'again'),
  'okr.handed-over': personal(buildHandedOver, 'again'),
  'okr.help': { unknownOutcome: 'drop', build: (context) => Promise.resolve(helpCard(context.language)) },
};
