import { countTroubled, type Feature, type Message } from '../delivery/index.ts';
import { hasRole, peopleWithRole, personById, type Role } from '../people/index.ts';
import { listSettings } from '../settings/index.ts';
import { mayAdminister, settingsOf } from './administration.ts';
import {
  groupWelcomeCard,
  helpCard,
  rolesCard,
  settingsCard,
  todoCard,
  welcomeCard,
  type HelpLine,
  type SettingLine,
  type TodoItem,
} from './cards.ts';
import { setupMessage } from './setup.ts';
import { text } from './text.ts';
import { trialMessage } from './trial.ts';

const welcome: Message = { unknownOutcome: 'drop', build: ({ language }) => Promise.resolve(welcomeCard(language)) };
const groupWelcome: Message = { unknownOutcome: 'drop', build: ({ language }) => Promise.resolve(groupWelcomeCard(language)) };

/** What people come for first; the desk's own words, in the list before everything else, last. */
const inOrderOfUse = (features: readonly Feature[]): Feature[] => {
  const groundwork = (feature: Feature): number => (feature.name === 'desk' ? 2 : feature.name === 'data' ? 1 : 0);
  return features.toSorted((a, b) => groundwork(a) - groundwork(b));
};

const help: Message = {
  unknownOutcome: 'drop',
  async build(context) {
    const { viewer, language } = context;
    const lines: HelpLine[] = [];
    for (const one of inOrderOfUse(context.features)
      .flatMap((feature) => feature.commands ?? [])
      .flatMap((command) => command.help)) {
      if (one.for && (viewer.kind === 'group' || !(await one.for(context, viewer.person)))) continue;
      lines.push({ say: one.say(language), example: one.example(language), run: one.run });
    }
    return helpCard(language, lines);
  },
};

const todo: Message = {
  unknownOutcome: 'drop',
  async build(context) {
    const { viewer, language } = context;
    if (viewer.kind === 'group') return undefined;
    const items: TodoItem[] = [];
    for (const feature of context.features) items.push(...((await feature.todo?.(context, viewer.person)) ?? []));
    return todoCard(language, items);
  },
};

const settings: Message = {
  unknownOutcome: 'drop',
  async build(context) {
    const { viewer, language, read, calendar } = context;
    if (viewer.kind === 'group' || !(await mayAdminister(read, viewer.person.id))) return undefined;
    const say = text(language).settings;
    const lines: SettingLine[] = [];
    for (const line of await listSettings(read, settingsOf(context.features), {}, language)) {
      const by = line.changedBy ? await personById(read, line.changedBy) : undefined;
      lines.push({
        key: line.setting.key,
        label: line.setting.label(language),
        value: line.value,
        initial: line.initial,
        changed: line.changedAt === undefined ? undefined : say.changed(by?.name ?? say.system, calendar.dayOf(line.changedAt)),
      });
    }
    return settingsCard(language, lines, await countTroubled(read));
  },
};

const ROLES: Role[] = ['administrator', 'hr', 'auditor'];

const roles: Message = {
  unknownOutcome: 'drop',
  async build({ viewer, language, read }) {
    if (viewer.kind === 'group' || !(await hasRole(read, viewer.person.id, 'administrator'))) return undefined;
    const listed = [];
    for (const role of ROLES) {
      const people = await peopleWithRole(read, role);
      listed.push({ name: text(language).role.names[role], people: people.map((one) => `${one.name}(${one.employeeNo})`) });
    }
    return rolesCard(language, listed);
  },
};

export const messages = {
  'desk.welcome': welcome,
  'desk.group-welcome': groupWelcome,
  'desk.help': help,
  'desk.todo': todo,
  'desk.settings': settings,
  'desk.roles': roles,
  'desk.setup': setupMessage,
  'desk.trial': trialMessage,
} satisfies Record<string, Message>;
