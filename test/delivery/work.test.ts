import { expect, it } from 'vitest';
import { createCalendar } from '../../src/core/calendar.ts';
import { DAY, HOUR, manualClock, MINUTE, type Instant } from '../../src/core/clock.ts';
import { createLog } from '../../src/core/log.ts';
import { eq, type Database } from '../../src/db/index.ts';
import { createPipe, type Job, type Pipe } from '../../src/delivery/index.ts';
import { workItems } from '../../src/delivery/schema.ts';
import { MONDAY_9 } from '../support/company.ts';
import { openAgain, testDatabase } from '../support/database.ts';
import { paperPlatform, type PaperPlatform } from '../support/paper.ts';
import { smallCompany } from '../support/small-company.ts';
import { countOf, notes, stepIn } from './notes.ts';

type Clock = ReturnType<typeof manualClock>;

/** A process of its own on the tables: what it knew is gone with it. */
function pipeOn(db: Database, clock: Clock, jobs: Job[], platform: PaperPlatform = paperPlatform(smallCompany())): Pipe {
  return createPipe({
    db,
    clock,
    features: [notes({ jobs }).feature],
    desk: {} as Parameters<typeof createPipe>[0]['desk'],
    platforms: [platform],
    calendar: createCalendar({ zone: 'Asia/Shanghai' }),
    companyLanguage: 'zh-CN',
    secret: 'paper secret',
    openHours: { from: '09:00', to: '20:00' },
    log: createLog({ level: 'silent' }),
  });
}

const job = (name: string, work: Job['work'], more: Partial<Job> = {}): Job => ({
  name,
  schedule: { everyMinutes: 60 },
  missed: 'newest',
  work,
  ...more,
});
const counting = (name: string, more: Partial<Job> = {}): Job =>
  job(
    name,
    async (context) => {
      await stepIn(context, name);
      return undefined;
    },
    more,
  );
/** Counts each of so many chunks under its number. */
const inChunks = (name: string, chunks: number, fails: (at: number) => boolean = () => false): Job =>
  job(name, async (context, { cursor }) => {
    const at = Number(cursor ?? 0);
    await stepIn(context, `${name}.${at}`);
    if (fails(at)) throw new TypeError('a mistake of ours');
    return at + 1 < chunks ? String(at + 1) : undefined;
  });

async function goTo(pipe: Pipe, clock: Clock, target: Instant): Promise<void> {
  for (;;) {
    const next = await pipe.tick();
    if (next > target) break;
    clock.set(next);
  }
  clock.set(target);
  await pipe.tick();
}

const itemsOf = async (db: Database, name: string) =>
  await db.read.select().from(workItems).where(eq(workItems.job, name)).orderBy(workItems.id);
/** Half past, so that no slot is due at the start. */
const START = MONDAY_9 + 30 * MINUTE;

it('a slot is worked off once by two processes on the same tables', async () => {
  const first = await testDatabase();
  const second = await openAgain(first);
  const clock = manualClock(START);
  const jobs = [counting('a.job'), inChunks('b.job', 5)];
  const pipes = [pipeOn(first, clock, jobs), pipeOn(second, clock, jobs)];
  await Promise.all(pipes.map((one) => one.tick()));
  for (let hour = 1; hour <= 5; hour += 1) {
    clock.set(START + hour * HOUR);
    await Promise.all(pipes.map((one) => one.tick()));
  }
  expect(await countOf(first.read, 'a.job')).toBe(5);
  for (let at = 0; at < 5; at += 1) expect(await countOf(first.read, `b.job.${at}`)).toBe(5);
  await second.close();
});

it('a chunk that fails is done again later, and nothing of it stays', async () => {
  const db = await testDatabase();
  const clock = manualClock(START);
  let failures = 3;
  const pipe = pipeOn(db, clock, [inChunks('a.job', 4, (at) => at === 2 && (failures -= 1) >= 0)]);
  await pipe.tick();
  clock.set(MONDAY_9 + HOUR);
  await pipe.tick();
  expect([await countOf(db.read, 'a.job.1'), await countOf(db.read, 'a.job.2')]).toEqual([1, 0]);
  await goTo(pipe, clock, MONDAY_9 + HOUR + 7000);
  for (let at = 0; at < 4; at += 1) expect(await countOf(db.read, `a.job.${at}`)).toBe(1);
  expect(await itemsOf(db, 'a.job')).toMatchObject([{ state: 'done', doneAt: MONDAY_9 + HOUR + 7000 }]);
});

it('goes on behind the last chunk after a crash', async () => {
  const db = await testDatabase();
  const clock = manualClock(START);
  let crash = true;
  const jobs = [inChunks('a.job', 4, (at) => at === 2 && crash)];
  await pipeOn(db, clock, jobs).tick();
  clock.set(MONDAY_9 + HOUR);
  await pipeOn(db, clock, jobs).tick();
  crash = false;
  clock.set(MONDAY_9 + HOUR + MINUTE);
  await pipeOn(db, clock, jobs).tick();
  for (let at = 0; at < 4; at += 1) expect(await countOf(db.read, `a.job.${at}`)).toBe(1);
});

it('a new job never makes up for the time before it was known', async () => {
  const db = await testDatabase();
  const clock = manualClock(START);
  await pipeOn(db, clock, []).tick();
  clock.set(START + 30 * DAY);
  const pipe = pipeOn(db, clock, [counting('new.job', { schedule: { dailyAt: '09:00' } })]);
  await pipe.tick();
  expect(await countOf(db.read, 'new.job')).toBe(0);
  await goTo(pipe, clock, START + 31 * DAY);
  expect(await countOf(db.read, 'new.job')).toBe(1);
});

it('of the slots missed while nothing ran, the newest is made up for, or none that is too old', async () => {
  const db = await testDatabase();
  const clock = manualClock(START);
  const jobs = [
    counting('newest'),
    counting('fresh', { missed: { withinMs: 40 * MINUTE } }),
    counting('stale', { missed: { withinMs: 20 * MINUTE } }),
  ];
  await pipeOn(db, clock, jobs).tick();
  clock.set(START + 5 * HOUR);
  const pipe = pipeOn(db, clock, jobs);
  await pipe.tick();
  const counts = async () => [await countOf(db.read, 'newest'), await countOf(db.read, 'fresh'), await countOf(db.read, 'stale')];
  expect(await counts()).toEqual([1, 1, 0]);
  await goTo(pipe, clock, START + 6 * HOUR);
  expect(await counts()).toEqual([2, 2, 1]);
});

it('what keeps failing is given up after about a day and never stands in the way', async () => {
  const db = await testDatabase();
  const clock = manualClock(START);
  const failing = inChunks('broken', 1, () => true);
  const pipe = pipeOn(db, clock, [{ ...failing, schedule: { dailyAt: '10:00' } }, counting('healthy')]);
  await pipe.tick();
  await goTo(pipe, clock, MONDAY_9 + HOUR + 12 * HOUR);
  expect(await itemsOf(db, 'broken')).toMatchObject([{ state: 'open', lastCode: 'TypeError' }]);
  expect(await countOf(db.read, 'healthy')).toBe(13);
  await goTo(pipe, clock, MONDAY_9 + HOUR + 25 * HOUR);
  const [first, next] = await itemsOf(db, 'broken');
  expect([first?.state, first?.attempts, next?.state]).toEqual(['failed', 30, 'open']);
});

it('a long piece of work takes turns with the others', async () => {
  const db = await testDatabase();
  const clock = manualClock(START);
  const order: string[] = [];
  const noted = (one: Job): Job => ({
    ...one,
    work: (context, item) => {
      order.push(one.name);
      return one.work(context, item);
    },
  });
  const pipe = pipeOn(db, clock, [noted(inChunks('long', 200)), noted(counting('short'))]);
  await pipe.tick();
  clock.set(MONDAY_9 + HOUR);
  await pipe.tick();
  expect(order.indexOf('short')).toBeLessThan(3);
  expect(order.filter((one) => one === 'long')).toHaveLength(200);
});

it('what a long piece of work posts goes out before it is over', async () => {
  const db = await testDatabase();
  const clock = manualClock(START);
  const platform = paperPlatform(smallCompany());
  let sentDuring = 0;
  const endless = job('long', async (context, { cursor }) => {
    const at = Number(cursor ?? 0);
    if (at === 0) {
      const { activePeople } = await import('../../src/people/index.ts');
      const [person] = await activePeople(context.tx);
      if (person)
        await context.post({ kind: 'note.card', ref: 'A', to: { person: person.id }, dedupeKey: 'A', urgency: 'urgent' });
    }
    sentDuring = platform.messages.length;
    return sentDuring === 0 && at < 100_000 ? String(at + 1) : undefined;
  });
  const pipe = pipeOn(db, clock, [endless], platform);
  await pipe.syncDirectory();
  await pipe.tick();
  clock.set(MONDAY_9 + HOUR);
  await pipe.tick();
  expect(sentDuring).toBe(1);
});

it('a slot whose claim could not be written is claimed by the next heartbeat', async () => {
  const db = await testDatabase();
  const clock = manualClock(START);
  const pipe = pipeOn(db, clock, [counting('a.job')]);
  await pipe.tick();
  clock.set(MONDAY_9 + HOUR);
  const { transaction } = db;
  db.transaction = () => Promise.reject(new Error('disk full'));
  await expect(pipe.tick()).rejects.toThrow('disk full');
  db.transaction = transaction;
  await pipe.tick();
  expect(await countOf(db.read, 'a.job')).toBe(1);
});
