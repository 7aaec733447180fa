import { mentionMark, splitCommand, type Mention } from '../../src/chat/index.ts';
import { grantRole, type Role } from '../../src/people/index.ts';
import { verifyLedger } from '../../src/points/ledger.ts';
import { points } from '../../src/points/index.ts';
import { ledger } from '../../src/points/schema.ts';
import { responses } from '../../src/responses/index.ts';
import { company, textOf, type TestCompany } from '../support/company.ts';
import type { PaperMessage } from '../support/paper.ts';

export const pointsCompany = (): Promise<TestCompany> => company({ features: [responses, points] });

export const at = (day: string, time: string): string => `${day}T${time}:00+08:00`;

export async function makeHr(c: TestCompany, employeeNo: string, role: Role = 'hr'): Promise<void> {
  const { id } = await c.person(employeeNo);
  await c.db.transaction(async (tx) => void (await grantRole(tx, { person: id, role, by: null, now: c.clock.now() })));
}

let events = 0;

/** Exactly as the platform's adapter takes a line apart, glued signs and all; `@工号:1003` becomes a mention. */
export async function types(c: TestCompany, employeeNo: string, line: string, group?: string): Promise<PaperMessage[]> {
  const before = c.platform.messages.length;
  const mentions: Mention[] = [];
  const text = line.replace(/[@＠]工号:(\d+)/g, (_all, no: string) => {
    mentions.push({ externalId: `ou_${no}`, name: no });
    return mentionMark(mentions.length - 1);
  });
  const command = splitCommand(text);
  if (!command) throw new Error(`no command: ${line}`);
  const id = `typed_${(events += 1)}`;
  await c.receive({
    platform: 'feishu',
    key: id,
    type: 'im.message.receive_v1',
    sentAt: c.clock.now(),
    from: { externalId: `ou_${employeeNo}` },
    place: group ? { kind: 'group', externalChatId: group } : { kind: 'direct', externalChatId: `oc_${employeeNo}` },
    messageId: id,
    mentions,
    kind: 'command',
    command: command.word,
    rest: command.rest,
  });
  await c.pipe.tick();
  return c.platform.messages.slice(before);
}

export const read = (message: PaperMessage): string => textOf(message.paper);
export const titleOf = (message: PaperMessage): string =>
  'card' in message.paper ? message.paper.card.title : message.paper.line;
export const labels = (message: PaperMessage): string[] =>
  'card' in message.paper ? message.paper.buttons.map((one) => one.label) : [];

/** The newest card to this person whose title is so. */
export function titled(c: TestCompany, employeeNo: string, title: RegExp | string): PaperMessage {
  const newest = c
    .cardsOf(employeeNo)
    .filter((one) => titleOf(one).match(title))
    .at(-1);
  if (!newest)
    throw new Error(`no card ${String(title)} for ${employeeNo}; there are: ${c.cardsOf(employeeNo).map(titleOf).join(' | ')}`);
  return newest;
}

export const count = (c: TestCompany, employeeNo: string, title: RegExp | string): number =>
  c.cardsOf(employeeNo).filter((one) => titleOf(one).match(title)).length;

/** What the card 我的积分 says, in words. */
export async function mine(c: TestCompany, employeeNo: string): Promise<string> {
  await c.says(employeeNo, '/points');
  return read(c.lastOf(employeeNo));
}

/** Receivers by 工号, with their amounts, in order. */
export async function booked(c: TestCompany): Promise<string[]> {
  const rows = await c.db.read.select().from(ledger);
  const lines: string[] = [];
  for (const row of rows) {
    const people = await Promise.all(
      ['1001', '1002', '1003', '1004', '1005', '1010', '1011', '1012', '1020'].map(async (no) => [(await c.person(no)).id, no]),
    );
    const no = new Map(people.map(([id, one]) => [id as string, one as string]));
    lines.push(`${no.get(row.giverId)}>${no.get(row.personId)} ${row.amount} ${row.dimension} ${row.kind}`);
  }
  return lines;
}

export const findings = (c: TestCompany) => verifyLedger(c.db.read);
