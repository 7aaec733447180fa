import { readShortId, takeShortId } from '../../chat/index.ts';
import { Refusal } from '../../core/errors.ts';
import type { ActContext, Command, Reply } from '../../delivery/index.ts';
import { eyesOf } from '../eyes.ts';
import { show } from '../kinds.ts';
import { objectiveByNumber } from '../queries/finding.ts';
import { objectiveCode } from '../rules/ids.ts';
import { text } from '../text.ts';
import { answerText } from '../text-answers.ts';
import { cardText } from '../text-cards.ts';
import { registerObjective } from './register.ts';
import { findKeyResult, updateByText } from './update.ts';
import { meantWord, splitAsked, type Split } from './words.ts';

type Input = Parameters<Command['run']>[1];

const personal = (shown: { kind: string; ref: string }): Reply => ({ audience: 'personal', show: shown });

export const okrCommand: Command = {
  name: 'okr',
  aliases: ['目标', 'okrs'],
  help: [
    { say: (language) => cardText(language).commands.mine, example: () => '/okr', run: '/okr' },
    { say: (language) => cardText(language).commands.register, example: () => '/okr new', run: '/okr new' },
    { say: (language) => cardText(language).commands.update, example: () => '/okr update KR-1.1 50' },
    { say: (language) => cardText(language).commands.team, example: () => '/okr team', run: '/okr team' },
  ],
  run: async (context, input) => {
    const split = splitAsked(input.rest);
    return split ? await runAsked(context, split, input) : ((await lookAt(context, input)) ?? unknown(input.rest));
  },
};

async function runAsked(context: ActContext, { asked, word, rest }: Split, input: Input): Promise<Reply> {
  const { person } = context;
  switch (asked) {
    case 'mine':
      return personal(show.mine(person.id));
    case 'new':
      return rest === '' ? personal(show.blankForm()) : await registerObjective(context, rest, input.mentioned);
    case 'team':
      return context.place.kind === 'group' ? { audience: 'public', show: show.board() } : personal(show.team(person.id));
    case 'update':
      return await updateByText(context, rest);
    case 'drafts':
      return personal(show.drafts(person.id));
    case 'help':
      return { audience: 'public', show: show.help() };
    case 'later':
      return {
        audience: 'personal',
        say: (language) => cardText(language).commands.later(word),
        buttons: (language) => hints(language),
      };
  }
}

/** `/okr O-12`, `/okr KR-12.3`, and with a number behind it the progress at once. */
async function lookAt(context: ActContext, { rest }: Input): Promise<Reply | undefined> {
  const objective = readShortId(rest, 'O');
  if (objective) return await lookAtObjective(context, objective.number);
  const taken = takeShortId(rest, 'KR');
  if (taken?.id.part === undefined) return undefined;
  if (taken.rest !== '') return await updateByText(context, rest);
  return personal(show.keyResult((await findKeyResult(context, taken.id.number, taken.id.part)).keyResult.id));
}

async function lookAtObjective(context: ActContext, number: number): Promise<Reply> {
  const found = await objectiveByNumber(eyesOf(context), number);
  if (!found)
    throw new Refusal('okr.no-such-objective', (language) => answerText(language).refused.noSuchObjective(objectiveCode(number)));
  return personal(show.objective(found.id));
}

/** More than a word or two is no slip of the finger but a sentence. */
const LONGEST_WORD = 8;

function unknown(said: string): Reply {
  const word = /^\S+/.exec(said.trim())?.[0] ?? '';
  const meant = meantWord(word);
  return {
    audience: 'personal',
    tone: 'warning',
    say: (language) => {
      const { commands } = cardText(language);
      if (meant) return commands.meant(word, meant);
      return word.length > LONGEST_WORD ? commands.unknownLong : `${commands.unknown(word)}${commands.unknownLong}`;
    },
    buttons: (language) => hints(language),
  };
}

const hints: NonNullable<Extract<Reply, { say: unknown }>['buttons']> = (language) => {
  const { buttons } = text(language);
  return [
    { label: buttons.register, action: 'okr.new' },
    { label: buttons.mine, action: 'okr.mine' },
    { label: buttons.help, action: 'okr.help' },
  ];
};
