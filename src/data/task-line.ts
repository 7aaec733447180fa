import { COMMON_FIELDS, findShortId, readDay, readFields, readPerson, takeShortId, type PersonArgument } from '../chat/index.ts';
import type { Day } from '../core/clock.ts';

export type TaskLine = {
  title: string;
  owner: PersonArgument | undefined;
  ownerGiven: boolean;
  dueOn: Day | undefined;
  key: boolean;
  goal: string | undefined;
};

const FIELDS = { owner: COMMON_FIELDS.owner, due: COMMON_FIELDS.due };
/** Standing apart in a title, or behind another field's value. */
const KEY_IN_TITLE = /(?:^|\s)(?:[#＃]关键(?:任务)?|[[【]关键(?:任务)?[\]】]|关键任务?)(?=\s|$)/u;
const KEY_BEHIND = /[\s,，、;；]*(?:[#＃]?关键(?:任务)?|[#＃]key|(?<=[\s,，、;；])(?:key|重要))$/iu;

/** `<title> 负责人 @x 截止 <date> [关键] [KR-12.3]`, in any order. */
export function readTaskLine(said: string, today: Day): TaskLine {
  const goal = findShortId(said, 'KR');
  const { head, fields } = readFields(goal ? goal.rest : said, FIELDS);
  let key = false;
  const without = (value: string | undefined, mark: RegExp): string => {
    const rest = (value ?? '').replace(mark, '');
    key ||= rest !== (value ?? '');
    return rest.trim();
  };
  const title = without(head, KEY_IN_TITLE).replace(/\s+/g, ' ');
  const owner = without(fields.owner, KEY_BEHIND);
  const due = without(fields.due, KEY_BEHIND);
  return {
    title,
    owner: owner === '' ? undefined : readPerson(owner),
    ownerGiven: owner !== '',
    dueOn: due === '' ? undefined : readDay(due, { today }),
    key,
    goal: goal && `KR-${goal.id.number}${goal.id.part === undefined ? '' : `.${goal.id.part}`}`,
  };
}

const DONE = /^(?:完成|做完了?|已完成|done|finished|complete)$/iu;

/** `T-7`, `T-7 完成`, `完成 T-7`, `T-7 9月30日`; undefined for whatever else, a title that begins like a number included. */
export function readTaskOrder(said: string, today: Day): { number: number; done: boolean; dueOn: Day | undefined } | undefined {
  const [first = '', ...rest] = said.trim().split(/\s+/);
  const order = DONE.test(first) ? `${rest.join(' ')} done` : said;
  const taken = takeShortId(order, 'T');
  if (!taken || taken.id.part !== undefined) return undefined;
  const { number } = taken.id;
  if (taken.rest === '') return { number, done: false, dueOn: undefined };
  if (DONE.test(taken.rest)) return { number, done: true, dueOn: undefined };
  const dueOn = readDay(taken.rest.replace(/^(?:新日期|改到|截止|due|to)\s*/iu, ''), { today });
  return dueOn && { number, done: false, dueOn };
}
