import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { startApp, type App } from '../../src/app.ts';
import { cadences } from '../../src/checkin/schema.ts';
import { readConfig } from '../../src/config.ts';
import { manualClock, type Day } from '../../src/core/clock.ts';
import { newId } from '../../src/core/ids.ts';
import { createLog } from '../../src/core/log.ts';
import { count, eq, placeholder } from '../../src/db/index.ts';
import { outbox } from '../../src/delivery/schema.ts';
import { limits } from '../../src/sandbox/feishu/limits.ts';
import { DEMO_CREDENTIALS, startSandbox, type SandboxCompany } from '../../src/sandbox/index.ts';
import { seeded } from '../../src/demo/random.ts';
import { controlOf, type Control, type Told } from '../support/drive.ts';
import { fastFolder } from '../support/fast-folder.ts';
import { openRoad, type Journey, type Road } from '../support/road.ts';

/** Company time; a second Friday, on which everybody is asked for a check-in. */
const FRIDAY = '2026-09-11' as Day;
const OPENS = Date.parse(`${FRIDAY}T09:00:00+08:00`);
const BEFORE = OPENS - 5 * 60_000;

const employeeNo = (at: number): string => String(100_000 + at);

function crowd(people: number): SandboxCompany {
  return {
    name: '一家大公司',
    botName: '绩效脉搏',
    departments: [{ id: 'all', name: '全体', parent: null, head: employeeNo(0) }],
    people: Array.from({ length: people }, (_, at) => ({
      employeeNo: employeeNo(at),
      name: `员工${at}`,
      department: 'all',
      superior: at === 0 ? null : employeeNo(Math.floor((at - 1) / 8)),
    })),
    groups: [],
  };
}

export type FanOut = {
  /** From the opening of the round until the last card was known to be sent. */
  tookMs: number;
  answers: Road['answers'];
  /** How many cards each person has been shown by the platform. */
  cardsEach: number[];
};

/**
 * A round's cards to so many people, by the whole bot over real HTTP with the unmodified SDK, to a sandbox that counts its limits on the
 * same clock as the bot. The clock stands still while anything really happens and is moved only to the next arrival on the
 * road between the two, or, when the bot has nothing to do, to the instant it names. How fast the machine is changes nothing.
 */
export async function fanOut(people: number, misfortunes = 0): Promise<FanOut> {
  const clock = manualClock(BEFORE);
  const sandbox = await startSandbox({ port: 0, company: crowd(people), startAt: BEFORE, wall: clock });
  const control = controlOf(sandbox.url);
  const road = await openRoad({ to: sandbox.url, clock, journey: journeys(control, misfortunes) });
  const folder = mkdtempSync(join(fastFolder(), 'okr-pulse-fan-out-'));
  const app = await startApp({
    config: readConfig({ DATABASE_URL: `file:${join(folder, 'bot.db')}`, LOG_LEVEL: 'silent' }),
    feishu: { ...DEMO_CREDENTIALS, baseUrl: `${road.url}/feishu`, receive: 'webhook' },
    clock,
    log: createLog({ level: 'silent' }),
  });
  onTestFinished(async () => {
    await app.close();
    await road.close();
    await sandbox.close();
    rmSync(folder, { recursive: true, force: true });
  });
  await app.pipe.syncDirectory();
  await app.db.transaction((tx) => setCadence(tx));
  await app.tick();
  clock.set(OPENS);
  await sendAll(app, road, clock);
  return { tookMs: clock.now() - OPENS, answers: road.answers, cardsEach: await cardsEach(control, people) };
}

async function setCadence(tx: Parameters<Parameters<App['db']['transaction']>[0]>[0]): Promise<void> {
  await tx.insert(cadences).values({
    id: newId<'checkin-cadence'>(BEFORE),
    scopeKind: 'company',
    scopeRef: '',
    rhythm: 'two-weeks',
    weekday: 5,
    startsOn: FRIDAY,
    setAt: BEFORE,
  });
}

/** Each send between 30 and 200 ms on the road; of every hundred so many meet a misfortune, one as often as the other. */
function journeys(control: Control, misfortunes: number): () => Journey {
  const random = seeded(20260911);
  return () => {
    const journey = { thereMs: 20 + random.below(100), backMs: 10 + random.below(70) };
    if (random.below(1000) >= misfortunes * 10) return journey;
    const misfortune = random.pick(['status429', 'status500Before', 'status500After']);
    return { ...journey, onArrival: () => control.post('/faults', { set: { [misfortune]: 1 } }) };
  };
}

async function sendAll(app: App, road: Road, clock: ReturnType<typeof manualClock>): Promise<void> {
  const isQuiet = watch(app, road);
  let nextAt: number | undefined;
  const tick = (): void => {
    nextAt = undefined;
    void app.tick().then((at) => (nextAt = at));
  };
  tick();
  for (;;) {
    await new Promise((turn) => setImmediate(turn));
    if (!(await isQuiet())) continue;
    if (road.nextAt() !== undefined) road.arrive();
    else if (nextAt !== undefined) {
      if ((await countOf(app, 'waiting')) === 0) return;
      clock.set(Math.max(nextAt, clock.now()));
      tick();
    }
  }
}

/** Everything the bot has begun is on the road, and it is writing nothing down: only time can bring what comes next. */
function watch(app: App, road: Road): () => Promise<boolean> {
  let writing = 0;
  const { transaction } = app.db;
  app.db.transaction = (fn) => {
    writing += 1;
    return transaction(fn).finally(() => (writing -= 1));
  };
  return async () => writing === 0 && road.isStill() && (await countOf(app, 'sending')) === road.parked() && writing === 0;
}

async function countOf(app: App, state: 'waiting' | 'sending'): Promise<number> {
  const [row] = await app.db.read
    .prepared('fan-out.count', (q) =>
      q
        .select({ rows: count() })
        .from(outbox)
        .where(eq(outbox.state, placeholder('state'))),
    )
    .execute({ state });
  return row?.rows ?? 0;
}

async function cardsEach(control: Control, people: number): Promise<number[]> {
  const each: number[] = [];
  for (let at = 0; at < people; at += 1) {
    each.push((await control.get<Told[]>(`/messages?platform=feishu&person=${employeeNo(at)}`)).length);
  }
  return each;
}

/**
 * The least time there is, by the sandbox's own count: as many sends as it admits, as soon as it admits them, on a road without
 * length. For 10,000: in each of nine minutes 1000 go out in the first twenty seconds, and the tenth thousand goes fifty a second in
 * the 540th to the 559th: 9 × 60 s + 1000 ÷ 50 s = 560 s with the last second full.
 */
export function floorMs(sends: number): number {
  const door = limits();
  let now = OPENS;
  for (let sent = 0; sent < sends;) {
    try {
      door.admitCall('sends', now);
      sent += 1;
    } catch {
      now += 100;
    }
  }
  return now - OPENS + 1000;
}
