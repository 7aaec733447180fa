import { takeShortId } from '../../chat/index.ts';
import { Refusal } from '../../core/errors.ts';
import type { ActContext, Command, Reply } from '../../delivery/index.ts';
import type { Person } from '../../people/index.ts';
import { keepDraft } from '../actions/drafts.ts';
import { objectiveToAddTo, publishKeyResult, publishObjective } from '../actions/publishing.ts';
import { show } from '../kinds.ts';
import type { DraftId } from '../model.ts';
import { currentCycle } from '../record.ts';
import { text } from '../text.ts';
import { answerText } from '../text-answers.ts';
import { cardText } from '../text-cards.ts';
import { readKeyResultLine, readObjectiveLine, type Read } from './lines.ts';
import { updateByText } from './update.ts';

/** Longer than this is no line but a document, and is not kept. */
const LONGEST_LINE = 4000;

export async function registerObjective(
  context: ActContext,
  rest: string,
  mentioned: readonly (Person | undefined)[],
): Promise<Reply> {
  refuseDocument(rest);
  const { endsOn } = await currentCycle(context, context.today);
  const read = await readObjectiveLine(context, rest, mentioned, endsOn);
  if (read.unresolved) return await notSure(context, read, read.unresolved);
  const done = await publishObjective(context, read.input, undefined);
  return { audience: 'personal', show: done.gaps ? show.draft(done.draft, true) : show.objective(done.published) };
}

async function registerKeyResult(
  context: ActContext,
  number: number,
  rest: string,
  mentioned: readonly (Person | undefined)[],
): Promise<Reply> {
  refuseDocument(rest);
  await objectiveToAddTo(context, number);
  if (rest === '') return { audience: 'personal', show: show.blankKeyResultForm(number) };
  const { endsOn } = await currentCycle(context, context.today);
  const read = await readKeyResultLine(context, number, rest, mentioned, endsOn);
  if (read.unresolved) return await notSure(context, read, read.unresolved);
  const done = await publishKeyResult(context, read.input, undefined);
  return { audience: 'personal', show: done.gaps ? show.draft(done.draft, true) : show.objective(done.objective) };
}

/** A name that is nobody, or several people: what was typed waits as a draft for the right one. */
async function notSure(context: ActContext, { input }: Read, unresolved: Refusal): Promise<Reply> {
  const draft: DraftId = await keepDraft(context, input, undefined);
  return {
    audience: 'personal',
    tone: 'warning',
    say: (language) => `${unresolved.say(language)}\n${cardText(language).form.kept}`,
    buttons: (language) => [
      { label: text(language).buttons.continueDraft, action: 'okr.open-draft', params: { draft }, style: 'primary' },
    ],
  };
}

function refuseDocument(rest: string): void {
  if (rest.length > LONGEST_LINE)
    throw new Refusal('okr.line-too-long', (language) => answerText(language).refused.lineTooLong(LONGEST_LINE));
}

/** `/kr O-12 <title> 从 …` adds one; `/kr KR-12.3 50` means the same as `/okr update`. */
export const keyResultCommand: Command = {
  name: 'kr',
  aliases: ['关键结果'],
  help: [
    {
      say: (language) => cardText(language).commands.addKeyResult,
      example: (language) => cardText(language).commands.addKeyResultExample,
    },
  ],
  run: async (context, { rest, mentioned }) => {
    if (takeShortId(rest, 'KR')?.id.part !== undefined) return await updateByText(context, rest);
    const taken = takeShortId(rest, 'O');
    if (!taken) throw new Refusal('okr.which-objective', (language) => answerText(language).refused.whichObjective);
    return await registerKeyResult(context, taken.id.number, taken.rest, mentioned);
  },
};
