import { readPerson } from '../chat/index.ts';
import { changeCadence, nextCompanyRound } from '../checkin/index.ts';
import { Refusal } from '../core/errors.ts';
import type { Reader } from '../db/index.ts';
import type { Action, ActContext, Command, Message, Reply, Shown } from '../delivery/index.ts';
import {
  activePeople,
  grantRole,
  hasRole,
  needsAdministrator,
  peopleWithRole,
  resolveOne,
  useSetupCode,
  type Person,
} from '../people/index.ts';
import { FIRST_BEATS, setupCard } from './cards-setup.ts';
import { text } from './text-setup.ts';

/** Where the installation stands, for whoever administers it; built from what is so, never from what was pressed. */
const SETUP: Shown = { kind: 'desk.setup', ref: '' };
const ASKED_AT = '09:00';

async function run(context: ActContext, rest: string): Promise<Reply> {
  const { tx, person, now } = context;
  const code = rest.trim();
  if (!(await hasRole(tx, person.id, 'administrator'))) {
    await refuseWhereSomebodyIs(tx);
    if (code === '') throw new Refusal('desk.setup-code', (language) => text(language).usage);
    await useSetupCode(tx, { code, person: person.id, now });
  }
  return { audience: 'personal', show: SETUP };
}

/** The code made one person administrator and is used up; the others are told whom to ask. */
async function refuseWhereSomebodyIs(read: Reader): Promise<void> {
  if (await needsAdministrator(read)) return;
  const names = (await peopleWithRole(read, 'administrator')).map(({ name }) => name);
  throw new Refusal('desk.setup-done', (language) => text(language).somebodyElse(names.slice(0, 3).join('、')));
}

export const setupCommand: Command = {
  name: 'setup',
  aliases: ['初始化'],
  help: [
    {
      say: (language) => text(language).help,
      example: () => '/setup',
      run: '/setup',
      for: async ({ read }, person) => (await needsAdministrator(read)) || (await hasRole(read, person.id, 'administrator')),
    },
  ],
  run: (context, { rest }) => run(context, rest),
};

export const setupMessage: Message = {
  unknownOutcome: 'drop',
  follows: ['checkin.cadence'],
  async build(context) {
    const { viewer, read, calendar, language, companyLanguage } = context;
    if (viewer.kind === 'group' || !(await hasRole(read, viewer.person.id, 'administrator'))) return undefined;
    const named = async (role: 'administrator' | 'hr'): Promise<string[]> =>
      (await peopleWithRole(read, role)).map(({ name, employeeNo }) => `${name}(${employeeNo})`);
    const next = await nextCompanyRound(context);
    return setupCard(language, {
      administrators: await named('administrator'),
      hr: await named('hr'),
      companyLanguage,
      zone: calendar.zone,
      people: (await activePeople(read)).length,
      next: next && { ...next, at: ASKED_AT },
    });
  },
};

async function demandAdministrator({ tx, person }: ActContext): Promise<void> {
  if (await hasRole(tx, person.id, 'administrator')) return;
  throw new Refusal('desk.setup-denied', (language) => text(language).denied);
}

const nameHr: Action = async (context, { params, values }) => {
  await demandAdministrator(context);
  const { tx, person, now } = context;
  const hr = params['self'] === true ? person : await personTyped(context, values['hr']);
  await grantRole(tx, { person: hr.id, role: 'hr', by: person.id, now });
  await context.refresh(SETUP);
  return { toast: { tone: 'success', text: (language) => text(language).hrNamed(hr.name) }, show: SETUP };
};

async function personTyped({ tx }: ActContext, value: Parameters<Action>[1]['values'][string] | undefined): Promise<Person> {
  const typed = value?.type === 'text' ? value.text.trim() : '';
  if (typed === '') throw new Refusal('desk.setup-hr', (language) => text(language).hrMissing);
  return await resolveOne(tx, readPerson(typed), []);
}

const chooseCadence: Action = async (context, { params }) => {
  await demandAdministrator(context);
  const beat = FIRST_BEATS.find(({ rhythm }) => rhythm === params['rhythm']);
  if (beat) await changeCadence(context, beat);
  return { toast: { tone: 'success', text: (language) => text(language).cadenceChosen }, show: SETUP };
};

export const setupActions = { 'desk.setup-hr': nameHr, 'desk.setup-cadence': chooseCadence } satisfies Record<string, Action>;
