import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoCompany } from '../../src/demo/index.ts';
import { driveSandbox, type Drive, type Logged, type Told } from '../support/drive.ts';
import { fastFolder } from '../support/fast-folder.ts';
import { mortalBot, type Mortal } from '../support/killing.ts';
import { buildProgram, type Program } from '../support/program.ts';
import { startProcess, type Process } from '../support/processes.ts';

/**
 * After so many cards of the round have been taken by the platform, the bot is killed. Uneven on purpose; the last one leaves room
 * for what goes out (50 a second) between two looks at the log.
 */
const KILLED_AFTER = [7, 48, 93, 131, 170];
const PEOPLE = demoCompany().people;
const ANSWERING = 40;

const folder = mkdtempSync(join(fastFolder(), 'okr-pulse-crash-'));
let program: Program;
let sandbox: Process;
let bot: Mortal;
let drive: Drive;

beforeAll(async () => {
  program = await buildProgram();
  sandbox = await startProcess(program.main, 'sandbox', { SANDBOX: 'only', SANDBOX_PORT: '0' });
  drive = driveSandbox(sandbox.url);
  await drive.control.post('/clock', { running: false });
  await drive.goTo('2026-09-10T20:30:00+08:00');
  bot = mortalBot(program, drive, { SANDBOX_URL: sandbox.url, DATABASE_URL: `file:${join(folder, 'bot.db')}` });
  await bot.start();
}, 120_000);
afterAll(async () => {
  await bot.kill();
  await sandbox.kill();
  program.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** Which messages of a kind the platform has taken, by its own log; a repeated send that it recognised is answered with the same id. */
const taken = (log: readonly Logged[], words: string): string[] =>
  log.flatMap(({ direction, method, path, code, request, response }) => {
    const isSend = direction === 'from-bot' && method === 'POST' && path.startsWith('/open-apis/im/v1/messages') && code === 0;
    const id = (response as { data?: { message_id?: string } } | null)?.data?.message_id;
    return isSend && id !== undefined && JSON.stringify(request).includes(words) ? [id] : [];
  });

const shown = (told: readonly Told[], words: string): Told[] =>
  told.filter((one) => one.from === 'bot' && one.outline.includes(words));

/** Counts as the log grows, so that a look at it stays cheap. */
async function counting(words: string): Promise<() => Promise<number>> {
  let last = (await drive.logAfter(0)).at(-1)?.n ?? 0;
  const ids = new Set<string>();
  return async () => {
    const news = await drive.logAfter(last);
    last = news.at(-1)?.n ?? last;
    for (const id of taken(news, words)) ids.add(id);
    return ids.size;
  };
}

const ROUND = '双周 Check-in · 第 1 期';

describe('killed without a word', { timeout: 180_000 }, () => {
  it('five times while a round goes out to 280 people, everybody gets one card', async () => {
    const seen = await counting(ROUND);
    await drive.goTo('2026-09-11T08:59:59+08:00');
    for (const count of KILLED_AFTER) {
      expect(await bot.killWhen(async () => (await seen()) >= count)).toBe(true);
      // It was killed in the middle, not when all was done.
      expect(await seen()).toBeLessThan(PEOPLE.length);
      await bot.start();
    }
    await drive.advance('PT2M');
    expect(await seen()).toBe(PEOPLE.length);
    const counts = await Promise.all(
      PEOPLE.map(async ({ employeeNo }) => shown(await drive.messagesOf(employeeNo), ROUND).length),
    );
    expect(PEOPLE.filter((_, i) => counts[i] !== 1).map(({ employeeNo }) => employeeNo)).toEqual([]);
    expect(counts).toHaveLength(280);
  });

  it('twice while forty people submit, every submission reaches its superior once', async () => {
    const authors = PEOPLE.filter(({ superior }) => superior !== null).slice(-ANSWERING);
    const values = { text_blockers: '没有', choice_workload_level: '2', text_plan: '照计划' };
    const submit = async (employeeNo: string): Promise<boolean> => {
      const card = await drive.find({ person: employeeNo }, ROUND);
      const { status } = await drive.clicks(employeeNo, card, '提交', { ...values, text_highlight: `成果 ${employeeNo}` });
      return status === 'ok';
    };
    for (const [i, { employeeNo }] of authors.entries()) {
      if (i !== 13 && i !== 29) {
        expect(await submit(employeeNo), employeeNo).toBe(true);
        continue;
      }
      // Killed while it is asked: pressed again after the restart, whether or not the first press got through.
      const first = submit(employeeNo);
      await bot.kill();
      await first;
      await bot.start();
      await submit(employeeNo);
    }
    await drive.advance('PT10M');
    const wrong: string[] = [];
    for (const { employeeNo, superior } of authors) {
      const received = shown(await drive.messagesOf(superior ?? ''), `成果 ${employeeNo}`);
      if (received.length !== 1) wrong.push(`${employeeNo}: ${received.length}`);
    }
    expect(wrong).toEqual([]);
  });
});
