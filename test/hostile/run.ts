import fc from 'fast-check';
import { p2pChatIdOf } from '../../src/sandbox/feishu/ids.ts';
import type { Case } from './cases.ts';
import { feishuCases } from './door-feishu.ts';
import { healthCases, ingestCases, linkCases, unknownCases } from './door-others.ts';
import { type Button, buttonsOn } from './events.ts';
import type { Effects, House } from './house.ts';
import { TAINT } from './odd.ts';

/** A way in, and what is tried there. A frame of a long connection is one more: a case says itself how it knocks. */
export type Door = { name: string; weight: number; cases(house: House, buttons: readonly Button[]): fc.Arbitrary<Case> };

export const DOORS: readonly Door[] = [
  { name: 'POST /feishu/events', weight: 10, cases: feishuCases },
  { name: 'POST /ingest', weight: 4, cases: ingestCases },
  { name: 'health', weight: 1, cases: healthCases },
  { name: 'no route', weight: 2, cases: unknownCases },
  { name: '/sandbox', weight: 1, cases: linkCases },
];

export type Run = {
  cases: number;
  seed: number;
  byDoor: Record<string, number>;
  byAnswer: Record<string, number>;
  milliseconds: number;
};

/** Throws at the first case that does harm, and says with which seed it is found again. */
export async function runHostile(house: House, options: { cases: number; seed: number; doors?: readonly Door[] }): Promise<Run> {
  const doors = options.doors ?? DOORS;
  const buttons = await buttonsIn(house);
  const run: Run = { cases: 0, seed: options.seed, byDoor: {}, byAnswer: {}, milliseconds: 0 };
  const began = performance.now();
  const anyDoor = fc.oneof(
    ...doors.map((door) => ({
      weight: door.weight,
      arbitrary: door.cases(house, buttons).map((one) => ({ door: door.name, one })),
    })),
  );
  const stray: unknown[] = [];
  const catches = (error: unknown): void => void stray.push(error);
  process.on('unhandledRejection', catches);
  const judge = judgeOf(house, stray);
  try {
    const property = fc.asyncProperty(anyDoor, async ({ door, one }) => {
      const answer = await judge(one);
      run.cases += 1;
      run.byDoor[door] = (run.byDoor[door] ?? 0) + 1;
      run.byAnswer[answer] = (run.byAnswer[answer] ?? 0) + 1;
    });
    const result = await fc.check(property, { numRuns: options.cases, seed: options.seed, interruptAfterTimeLimit: 1_500_000 });
    if (result.failed) throw new Error(reportOf(result, options.seed));
  } finally {
    process.off('unhandledRejection', catches);
  }
  run.milliseconds = Math.round(performance.now() - began);
  return run;
}

function reportOf(result: fc.RunDetails<[{ door: string; one: Case }]>, seed: number): string {
  const found = result.counterexample?.[0];
  const why = result.errorInstance instanceof Error ? result.errorInstance.message : String(result.errorInstance);
  const shown = found
    ? `${found.door}, ${found.one.what} (${found.one.allowed} allowed):\n${found.one.shown.slice(0, 3000)}`
    : 'no case';
  return `${why}\nseed ${seed}, path ${result.counterexamplePath ?? '-'}, after ${result.numRuns} cases and ${result.numShrinks} steps\n${shown}`;
}

function judgeOf(house: House, stray: unknown[]): (one: Case) => Promise<string> {
  const forbidden = [...house.secrets, ...TAINT];
  let last = house.effects();
  let mark = house.written();
  let judged = 0;
  house.logged();
  const judge = async (one: Case): Promise<string> => {
    const heard = await one.knock(house);
    const status = heard?.status;
    if (status === undefined && !one.mayHangUp) throw new Error('hung up without an answer');
    if (status !== undefined && status >= 500) throw new Error(`answered ${status}: ${heard?.body.slice(0, 200)}`);
    if (status !== undefined && one.status && !one.status.includes(status))
      throw new Error(`answered ${status}: ${heard?.body.slice(0, 200)}`);
    if (heard && heard.status >= 400) noneOf(TAINT.slice(0, 2), heard.body, 'the answer');
    settled(one);
    for (let i = 0; i < (one.again ?? 0); i += 1) {
      await one.knock(house);
      if (one.allowed === 'an act') settled(one);
      else if (house.written() !== mark) throw new Error('a repetition wrote something');
    }
    noneOf(forbidden, house.logged(), 'the log');
    if (stray.length > 0) throw new Error(`a rejection that nobody handled: ${String(stray[0])}`);
    if (({} as Record<string, unknown>)['polluted'] !== undefined) throw new Error('every object has a new property');
    judged += 1;
    if (judged % 500 === 0) await stillWell();
    return status === undefined ? 'hung up' : String(status);
  };
  return async (one) => {
    try {
      return await judge(one);
    } catch (error) {
      // The next is judged by what it does itself.
      [mark, last] = [house.written(), house.effects()];
      house.logged();
      stray.splice(0);
      throw error;
    }
  };

  /** What was written is what this case may write. */
  function settled(one: Case): void {
    const now = house.written();
    if (now === mark) return;
    mark = now;
    if (one.allowed === 'nothing') throw new Error(`something was written: ${changeOf(last, house.effects())}`);
    const effects = house.effects();
    if (one.allowed === 'a reply') {
      const more = effects.outbox - last.outbox;
      if (effects.digest !== last.digest || effects.notReplies !== last.notReplies || effects.inbox - last.inbox > 1 || more > 2)
        throw new Error(`more than a reply: ${changeOf(last, effects)}`);
    }
    last = effects;
  }

  async function stillWell(): Promise<void> {
    const ready = await house.send({ method: 'GET', target: '/readyz', headers: [], body: Buffer.alloc(0) });
    if (ready?.status !== 200) throw new Error('no longer ready');
  }
}

function changeOf(before: Effects, after: Effects): string {
  const tables = Object.keys(after.tables).filter((name) => before.tables[name] !== after.tables[name]);
  return `inbox +${after.inbox - before.inbox}, outbox +${after.outbox - before.outbox}, of these no replies +${after.notReplies - before.notReplies}; changed: ${tables.join(', ') || 'no table of a feature'}`;
}

function noneOf(words: readonly string[], text: string, where: string): void {
  for (const word of words)
    if (text.includes(word))
      throw new Error(`${where} holds ${word}: ${text.slice(Math.max(0, text.indexOf(word) - 200), text.indexOf(word) + 60)}`);
}

/** Cards of several kinds, with forms and without, as they lie in people's chats. */
async function buttonsIn(house: House): Promise<Button[]> {
  const found: Button[] = [];
  for (const employeeNo of ['1009', '1010', '1002', '1006'])
    for (const text of ['/okr', '/okr new', '/points', '/points + @x', '/task', '/checkin', '/help'])
      for (const told of await house.cardsFor(employeeNo, text))
        found.push(
          ...buttonsOn(told.raw, { openId: house.openId(employeeNo), messageId: told.id, chatId: p2pChatIdOf(employeeNo) }),
        );
  if (found.length < 20 || !found.some(({ fields }) => fields.length > 0)) throw new Error('no cards to press');
  return found;
}
