import type { Block, CallbackButton, Card } from '../chat/index.ts';
import type { Beat } from '../checkin/index.ts';
import type { Day } from '../core/clock.ts';
import type { Language } from '../core/text.ts';
import { dayInWords } from '../responses/index.ts';
import { runButton } from './cards.ts';
import { text } from './text-setup.ts';

export type SetupState = {
  administrators: string[];
  hr: string[];
  companyLanguage: Language;
  zone: string;
  people: number;
  /** The first round, once there is a rhythm. */
  next: { beat: string; dueOn: Day; at: string } | undefined;
};

/** One tap each; any other rhythm and weekday is chosen on the rhythm's own card. */
export const FIRST_BEATS: readonly Beat[] = [
  { rhythm: 'two-weeks', weekday: 5 },
  { rhythm: 'week', weekday: 5 },
  { rhythm: 'month', weekday: 5 },
];

const LANGUAGE_NAMES: Record<Language, string> = { 'zh-CN': '中文', 'en-US': 'English' };

/** What is open stands in front: first who is HR, then the rhythm; afterwards what happens next. */
export function setupCard(language: Language, state: SetupState): Card {
  const say = text(language);
  const open = [state.hr.length === 0, state.next === undefined].filter(Boolean).length;
  return {
    title: say.title,
    tone: open === 0 ? 'good' : 'info',
    tag: open === 0 ? { text: say.ready, tone: 'good' } : { text: say.open(open), tone: 'warning' },
    blocks: [
      { block: 'text', text: open === 0 ? say.allSet : say.why },
      { block: 'list', items: steps(language, state) },
      ...nextStep(language, state),
      { block: 'note', text: say.note },
    ],
  };
}

function steps(language: Language, { administrators, hr, companyLanguage, zone, people, next }: SetupState) {
  const say = text(language);
  const step = (done: boolean, title: string, value: string, detail?: string) => ({
    text: [{ tone: done ? ('good' as const) : ('warning' as const), text: done ? '✓ ' : '○ ' }, { bold: title }, ` ${value}`],
    ...(detail ? { detail } : {}),
  });
  return [
    step(true, say.step.administrator, namesOf(administrators, language)),
    step(people > 0, say.step.people, say.peopleCount(people)),
    step(true, say.step.company, `${LANGUAGE_NAMES[companyLanguage]} · ${zone}`, say.companyHow),
    step(hr.length > 0, say.step.hr, hr.length > 0 ? namesOf(hr, language) : say.hrOpen),
    step(next !== undefined, say.step.cadence, next?.beat ?? say.cadenceOpen),
  ];
}

const NAMES_SHOWN = 3;
const namesOf = (names: readonly string[], language: Language): string =>
  names.length > NAMES_SHOWN ? text(language).andMore(names.slice(0, NAMES_SHOWN).join('、'), names.length) : names.join('、');

function nextStep(language: Language, state: SetupState): Block[] {
  const say = text(language);
  if (state.hr.length === 0) return [...(state.next ? [] : [{ block: 'divider' } as const]), hrForm(language)];
  if (!state.next) return [{ block: 'divider' }, { block: 'text', text: say.cadenceAsk }, cadenceButtons(language)];
  const { dueOn, at } = state.next;
  return [
    { block: 'divider' },
    { block: 'text', text: [{ bold: say.nextTitle }] },
    {
      block: 'list',
      items: say
        .next(dayInWords(dueOn, language), at, state.people)
        .split('\n')
        .map((line) => ({ text: line })),
    },
    {
      block: 'actions',
      buttons: [
        runButton(say.register, '/okr new', 'primary'),
        runButton(say.changeCadence, '/checkin cadence'),
        runButton(say.settings, '/settings'),
      ],
    },
  ];
}

function hrForm(language: Language): Block {
  const say = text(language);
  return {
    block: 'form',
    name: 'setup_hr',
    fields: [{ field: 'short-text', name: 'hr', label: say.hrLabel, hint: say.hrHint, maxLength: 60 }],
    buttons: [
      { label: say.hrName, action: 'desk.setup-hr', style: 'primary' },
      { label: say.hrSelf, action: 'desk.setup-hr', params: { self: true } },
    ],
    fallback: say.hrFallback,
  };
}

function cadenceButtons(language: Language): Block {
  const say = text(language);
  const button = ({ rhythm }: Beat, index: number): CallbackButton => ({
    label: say.rhythm[rhythm],
    action: 'desk.setup-cadence',
    params: { rhythm },
    style: index === 0 ? 'primary' : 'quiet',
  });
  return { block: 'actions', buttons: [...FIRST_BEATS.map(button), runButton(say.otherCadence, '/checkin cadence')] };
}
