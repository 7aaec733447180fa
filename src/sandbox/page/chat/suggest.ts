import type { Language } from '../../../core/text.ts';
import { find, isAmbiguous, type Directory } from '../live/directory.ts';

export interface Suggestion {
  readonly insert: string;
  readonly label: string;
  readonly detail: string;
  readonly employeeNo?: string;
}

interface Command {
  readonly names: readonly string[];
  readonly about: Record<Language, string>;
}

/** What the panel of the real client would list; the bot itself knows more and forgives typing errors. */
const COMMANDS: readonly Command[] = [
  { names: ['/okr', '/目标'], about: { 'zh-CN': '我的目标与关键结果', 'en-US': 'My objectives and key results' } },
  { names: ['/okr new'], about: { 'zh-CN': '登记一个目标', 'en-US': 'Register an objective' } },
  { names: ['/checkin'], about: { 'zh-CN': '双周 Check-in', 'en-US': 'Biweekly check-in' } },
  { names: ['/points', '/积分'], about: { 'zh-CN': '我的积分,给同事加分', 'en-US': 'My points, and giving some' } },
  { names: ['/task'], about: { 'zh-CN': '记一个任务', 'en-US': 'Write down a task' } },
  { names: ['/todo', '/待办'], about: { 'zh-CN': '等我处理的事', 'en-US': 'What waits for me' } },
  { names: ['/help', '/帮助'], about: { 'zh-CN': '能做什么', 'en-US': 'What is possible' } },
  { names: ['/settings'], about: { 'zh-CN': '设置', 'en-US': 'Settings' } },
  { names: ['/language'], about: { 'zh-CN': '切换语言', 'en-US': 'Change language' } },
];

const PEOPLE_SHOWN = 8;

export interface Suggestions {
  /** Where the text that a choice replaces begins. */
  readonly from: number;
  readonly list: readonly Suggestion[];
}

const NONE: Suggestions = { from: 0, list: [] };

interface Around {
  readonly directory: Directory;
  readonly language: Language;
  /** The bot's name where it can be mentioned: in groups. */
  readonly botName?: string;
  /** 工号 of those in the group, offered first; empty in a chat with the bot. */
  readonly members: readonly string[];
}

/** What may follow before the cursor: commands after a `/` that opens the text, people after an `@`. */
export function suggest(before: string, around: Around): Suggestions {
  const mention = /(?:^|[^\w.])@([^\s@]{0,12})$/u.exec(before);
  if (mention !== null) {
    const sought = mention[1] ?? '';
    return { from: before.length - sought.length - 1, list: mentions(sought, around) };
  }
  const opening = /^\s*(?:@\S+\s+)?(\/(?:[^\n]{0,15}\S)?)$/u.exec(before)?.[1];
  return opening === undefined ? NONE : { from: before.length - opening.length, list: commands(opening, around.language) };
}

function commands(opening: string, language: Language): Suggestion[] {
  const key = opening.toLowerCase();
  // What is already a command is sent by Enter, not made into a longer one.
  if (COMMANDS.some(({ names }) => names.includes(key))) return [];
  return COMMANDS.flatMap(({ names, about }) => {
    const name = names.find((each) => each.startsWith(key));
    return name === undefined ? [] : [{ insert: `${name} `, label: names.join('  '), detail: about[language] }];
  });
}

function mentions(sought: string, { directory, botName, members }: Around): Suggestion[] {
  const active = directory.people.filter((person) => person.status === 'active');
  const near = new Set(members);
  const people = [
    ...active.filter((person) => near.has(person.employeeNo)),
    ...active.filter((person) => !near.has(person.employeeNo)),
  ];
  const bot = botName !== undefined && ['bot', botName.toLowerCase()].some((each) => each.startsWith(sought.toLowerCase()));
  return [
    ...(bot ? [{ insert: `@${botName} `, label: botName, detail: 'bot' }] : []),
    ...find(people, sought, PEOPLE_SHOWN).map((person) => ({
      insert: isAmbiguous(directory, person.name) ? `@${person.name}(${person.employeeNo}) ` : `@${person.name} `,
      label: person.name,
      detail: `${person.department} · ${person.employeeNo}`,
      employeeNo: person.employeeNo,
    })),
  ];
}
