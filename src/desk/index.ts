import type { CallbackButton } from '../chat/index.ts';
import type { Language } from '../core/text.ts';
import type { ActContext, Feature, FrontDesk, Reply } from '../delivery/index.ts';
import { visibilityTeam } from '../people/index.ts';
import { actions, runCommandLine } from './actions.ts';
import { runButton } from './cards.ts';
import { commands } from './commands.ts';
import { messages } from './messages.ts';
import { text } from './text.ts';

const usual = (language: Language): CallbackButton[] => {
  const say = text(language).unknown;
  return [runButton(say.goals, '/okr'), runButton(say.todo, '/todo'), runButton(say.help, '/help')];
};

const answer = (
  say: (language: Language) => string,
  first: (language: Language) => CallbackButton[] = () => [],
): Promise<Reply> =>
  Promise.resolve({ audience: 'personal', say, buttons: (language) => [...first(language), ...usual(language)] });

export { TRIAL } from './trial.ts';

/** The key an administrator gave a menu entry in the console is a command: `okr`, `okr_new` for `/okr new`. */
const commandOfMenu = (key: string): string => `/${key.replace(/^\/+/, '').replace(/[_:]+/g, ' ').trim()}`;

/** What the bot says where no feature answers. */
export const desk: FrontDesk = {
  unknownCommand: (_context, word, closest) =>
    answer(
      (language) => {
        const say = text(language).unknown;
        return closest ? `${say.command(word)}${say.closest(closest)}` : say.command(word);
      },
      (language) => (closest ? [{ ...runButton(text(language).unknown.run(closest), `/${closest}`), style: 'primary' }] : []),
    ),
  unknownText: () => answer((language) => text(language).unknown.text),
  unheardVoice: () => answer((language) => text(language).unknown.voice),
  unreadable: () => answer((language) => text(language).unknown.unreadable),
  welcome: { kind: 'desk.welcome', ref: '' },
  groupWelcome: { kind: 'desk.group-welcome', ref: '' },
  menu: (context: ActContext, key: string) => runCommandLine(context, commandOfMenu(key)),
};

export const deskFeature: Feature = {
  name: 'desk',
  commands,
  actions,
  messages,
  settings: [visibilityTeam],
  // The tables below the pipe have no manifest of their own.
  personalData: {
    tables: {
      people_persons: 'name, 工号, department, superior, title; a leaver stays as a name beside what they did',
      people_reporting: 'who reports to whom; follows the directory',
      people_identities: 'accounts on the platforms; gone with the account',
      people_roles: 'who may administer; void when they leave',
      people_setup_codes: 'who became the first administrator',
      settings_values: 'who changed a setting, and a person’s own ones',
      settings_changes: 'who changed a setting, when',
    },
  },
};
