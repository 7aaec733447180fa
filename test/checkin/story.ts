import { checkin } from '../../src/checkin/index.ts';
import { grantRole } from '../../src/people/index.ts';
import { responses } from '../../src/responses/index.ts';
import { company, textOf, typed, type TestCompany } from '../support/company.ts';
import type { PaperMessage } from '../support/paper.ts';

export const FRIDAY = '2026-09-11';
export const FRIDAY_9 = `${FRIDAY}T09:00:00+08:00`;
export const at = (day: string, time: string): string => `${day}T${time}:00+08:00`;

/** 吴芳 (1020) is HR and has set the rhythm; nobody has been asked yet. It is Monday 7 September, nine o'clock. */
export async function checkinCompany(options: { cadence?: string } = {}): Promise<TestCompany> {
  const c = await company({ features: [responses, checkin] });
  await makeHr(c, '1020');
  await c.says('1020', `/checkin cadence ${options.cadence ?? '每两周 周五'}`);
  return c;
}

export async function makeHr(c: TestCompany, employeeNo: string): Promise<void> {
  const { id } = await c.person(employeeNo);
  await c.db.transaction(async (tx) => void (await grantRole(tx, { person: id, role: 'hr', by: null, now: c.clock.now() })));
}

/** Friday, a quarter past nine: everybody has been asked. */
export async function askedCompany(): Promise<TestCompany> {
  const c = await checkinCompany();
  await c.goTo(at(FRIDAY, '09:15'));
  return c;
}

export const complete = {
  highlight: typed.text('题库 3.0 上线'),
  blockers: typed.text('测试环境不稳定,需要运维支持'),
  workload_level: typed.choice('3'),
  workload: typed.text('两个项目叠在一起'),
  plan: typed.text('完成押题班课程大纲'),
};

export const asked = (c: TestCompany, employeeNo: string): PaperMessage => titled(c, employeeNo, /^双周 Check-in · 第 \d+ 期$/);

/** The newest card to this person whose title is so. */
export function titled(c: TestCompany, employeeNo: string, title: RegExp | string): PaperMessage {
  const cards = c.cardsOf(employeeNo).filter((one) => titleOf(one).match(title));
  const newest = cards.at(-1);
  if (!newest)
    throw new Error(`no card ${String(title)} for ${employeeNo}; there are: ${c.cardsOf(employeeNo).map(titleOf).join(' | ')}`);
  return newest;
}

export const titleOf = (message: PaperMessage): string =>
  'card' in message.paper ? message.paper.card.title : message.paper.line;
/** The first thing the bot answered. */
export function one(answers: readonly PaperMessage[]): PaperMessage {
  const [first] = answers;
  if (!first) throw new Error('the bot said nothing');
  return first;
}

export const read = (message: PaperMessage): string => textOf(message.paper);
export const labels = (message: PaperMessage): string[] =>
  'card' in message.paper ? message.paper.buttons.map((one) => one.label) : [];

/** Submits, and answers with the superior's copy. */
export async function submit(c: TestCompany, employeeNo: string, superior: string): Promise<PaperMessage> {
  await c.presses(employeeNo, asked(c, employeeNo), '提交', complete);
  return titled(c, superior, /的双周 Check-in/);
}
