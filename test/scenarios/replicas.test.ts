import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { demoCompany } from '../../src/demo/index.ts';
import { startBalancer, type Balancer } from '../support/balancer.ts';
import { serverDatabase } from '../support/database.ts';
import { driveSandbox, type Drive, type Told } from '../support/drive.ts';
import { buildProgram, type Program } from '../support/program.ts';
import { startProcess, type Process } from '../support/processes.ts';

/** Two bots on one PostgreSQL behind a balancer, as a company runs them that can't do without one. */
const PEOPLE = demoCompany().people;
const ROUND = '双周 Check-in · 第 1 期';
const SECRET_KEY = 'of the replicas, long enough for a key';
const MOST_SECONDS = 120;

let program: Program;
let sandbox: Process;
let balancer: Balancer;
let database: { url: string; remove(): Promise<void> };
let drive: Drive;
const bots = new Set<Process>();

async function startBot(): Promise<Process> {
  const bot = await startProcess(program.main, 'bot', {
    PORT: '0',
    SANDBOX_URL: sandbox.url,
    DATABASE_URL: database.url,
    SECRET_KEY,
  });
  bots.add(bot);
  await balance();
  return bot;
}

async function killBot(bot: Process): Promise<void> {
  bots.delete(bot);
  await bot.kill();
  await balance();
}

async function balance(): Promise<void> {
  balancer.over([...bots].map(({ url }) => url));
  if (bots.size > 0) await drive.control.post('/bot', { url: balancer.url });
}

const shown = (told: readonly Told[]): number => told.filter((one) => one.from === 'bot' && one.outline.includes(ROUND)).length;
const cardsEach = (): Promise<number[]> =>
  Promise.all(PEOPLE.map(async ({ employeeNo }) => shown(await drive.messagesOf(employeeNo))));
const total = async (): Promise<number> => (await cardsEach()).reduce((sum, one) => sum + one, 0);

describe.skipIf(inject('engine') !== 'server')('two bots on one database', { timeout: 240_000 }, () => {
  beforeAll(async () => {
    database = await serverDatabase();
    balancer = await startBalancer();
    program = await buildProgram();
    sandbox = await startProcess(program.main, 'sandbox', { SANDBOX: 'only', SANDBOX_PORT: '0' });
    drive = driveSandbox(sandbox.url);
    await drive.control.post('/clock', { running: false });
    await drive.goTo('2026-09-10T20:30:00+08:00');
    await startBot();
    await startBot();
  }, 120_000);
  afterAll(async () => {
    for (const bot of bots) await bot.kill();
    await sandbox.kill();
    balancer.close();
    program.remove();
    await database.remove();
  });

  it('send everybody one card of a round, though each is killed in the middle of it', async () => {
    await drive.goTo('2026-09-11T08:59:59+08:00');
    for (const reached of [60, 150]) {
      let seconds = 0;
      while ((await total()) < reached) {
        if ((seconds += 1) > MOST_SECONDS) throw new Error('the round does not go out');
        await drive.advance('PT1S');
      }
      expect(await total()).toBeLessThan(PEOPLE.length);
      // Not waited for: it dies while the other one works, in the middle of a second.
      const passing = drive.advance('PT1S');
      await pause(15);
      await killBot([...bots][0] as Process);
      await passing;
      await startBot();
    }
    await drive.advance('PT2M');
    const counts = await cardsEach();
    expect(PEOPLE.filter((_, i) => counts[i] !== 1).map(({ employeeNo }) => employeeNo)).toEqual([]);
  });

  it('both take what people do, and a press counts once whoever of them hears of it', async () => {
    const authors = PEOPLE.filter(({ superior }) => superior !== null).slice(-12);
    const values = { text_blockers: '没有', choice_workload_level: '2', text_plan: '照计划' };
    const before = new Map(balancer.taken);
    for (const { employeeNo } of authors) {
      const card = await drive.find({ person: employeeNo }, ROUND);
      const press = (): Promise<{ status: string }> =>
        drive.clicks(employeeNo, card, '提交', { ...values, text_highlight: `成果 ${employeeNo}` });
      const [first, second] = await Promise.all([press(), press()]);
      expect([first.status, second.status]).toEqual(['ok', 'ok']);
    }
    await drive.advance('PT10M');
    const wrong: string[] = [];
    for (const { employeeNo, superior } of authors) {
      const received = (await drive.messagesOf(superior ?? '')).filter((one) => one.outline.includes(`成果 ${employeeNo}`));
      if (received.length !== 1) wrong.push(`${employeeNo}: ${received.length}`);
    }
    expect(wrong).toEqual([]);
    for (const { url } of bots) expect(balancer.taken.get(url) ?? 0).toBeGreaterThan(before.get(url) ?? 0);
  });
});
