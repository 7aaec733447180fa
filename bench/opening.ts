import { rmSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import Client from 'better-sqlite3';
import { serve, type Served } from './child.ts';
import { botOf, gatherCrowd, type Crowd } from './crowd.ts';
import { median, spread } from './measure.ts';

const PEOPLE = 100_000;
const DUE_AT = '2026-09-11T09:00:00+08:00';
const POLL_MS = 10;
const GIVE_UP_MS = 120_000;

type Held = { maxMs: number; p99Ms: number };
type Sample = { ms: number; held: Held };

export type Opening = {
  people: number;
  rounds: number;
  bot: { ms: number; heldMaxMs: number; heldP99Ms: number };
  byHand: { ms: number; heldMaxMs: number };
  /** Bot ÷ by hand, round by round. */
  ratio: { median: number; least: number; greatest: number };
};

/** A check-in round for a hundred thousand people, from the slot to its last row, beside a plain insert of the same rows. */
export async function measureOpening(rounds: number, tell: (line: string) => void): Promise<Opening> {
  const crowd = await gatherCrowd(PEOPLE);
  const sandbox = await serve('sandbox', { BENCH_PEOPLE: String(PEOPLE) });
  const samples: { bot: Sample; byHand: Sample }[] = [];
  try {
    for (let round = 0; round <= rounds; round += 1) {
      const first = round % 2 === 0 ? await openByBot(crowd, sandbox) : undefined;
      const byHand = await openByHand(crowd);
      const bot = first ?? (await openByBot(crowd, sandbox));
      // The first round warms the file cache up.
      if (round > 0) samples.push({ bot, byHand });
      tell(line(round, bot, byHand));
    }
  } finally {
    await sandbox.stop();
    crowd.forget();
  }
  const ratios = samples.map(({ bot, byHand }) => bot.ms / byHand.ms);
  const [least, greatest] = spread(ratios);
  return {
    people: PEOPLE,
    rounds,
    bot: {
      ms: median(samples.map(({ bot }) => bot.ms)),
      heldMaxMs: Math.max(...samples.map(({ bot }) => bot.held.maxMs)),
      heldP99Ms: median(samples.map(({ bot }) => bot.held.p99Ms)),
    },
    byHand: {
      ms: median(samples.map(({ byHand }) => byHand.ms)),
      heldMaxMs: Math.max(...samples.map(({ byHand }) => byHand.held.maxMs)),
    },
    ratio: { median: median(ratios), least, greatest },
  };
}

/** Sends meanwhile what it may, as it does on the morning of such a day. */
async function openByBot(crowd: Crowd, sandbox: Served): Promise<Sample> {
  const file = crowd.database();
  const served = await serve('opening', { ...botOf(file, sandbox.port), BENCH_DUE_AT: DUE_AT });
  return await untilOpened(served, file);
}

async function openByHand(crowd: Crowd): Promise<Sample> {
  const file = crowd.database();
  return await untilOpened(await serve('opening-by-hand', { BENCH_DUE_AT: DUE_AT, BENCH_DATABASE: file }), file);
}

/** Watched from here, so that neither of the two is kept from its work by being asked. */
async function untilOpened(served: Served, file: string): Promise<Sample> {
  const client = new Client(file, { readonly: true });
  const opened = client.prepare<[], number>(
    `SELECT count(*) FROM work_items WHERE job = 'checkin.open-round' AND state = 'done'`,
  );
  const startedAt = performance.now();
  await served.ask('begin');
  while (opened.pluck().get() === 0) {
    if (performance.now() - startedAt > GIVE_UP_MS) throw new Error(`${served.name} did not open the round`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  const ms = performance.now() - startedAt;
  const held = await served.ask<Held>('held');
  await served.stop();
  checkOpened(client);
  client.close();
  rmSync(file);
  return { ms, held };
}

/** Everybody asked once, told once, and read by their superior. */
function checkOpened(client: Client.Database): void {
  const found = JSON.stringify(
    client
      .prepare(
        `SELECT count(*) AS asked, count(DISTINCT c.person_id) AS people, sum(c.reader_id IS p.superior_id) AS readers,
                sum(o.receiver = 'p:' || c.person_id) AS told
         FROM checkin_checkins c JOIN people_persons p ON p.id = c.person_id
         LEFT JOIN outbox o ON o.dedupe_key = 'checkin.asked:' || c.id WHERE c.state = 'open'`,
      )
      .get(),
  );
  const wanted = JSON.stringify({ asked: PEOPLE, people: PEOPLE, readers: PEOPLE, told: PEOPLE });
  if (found !== wanted) throw new Error(`the round was opened wrongly: ${found}`);
}

function line(round: number, bot: Sample, byHand: Sample): string {
  const said = ({ ms, held }: Sample): string => `${(ms / 1000).toFixed(2)} s, held ≤ ${held.maxMs.toFixed(0)} ms`;
  const name = round === 0 ? 'warm-up' : `opening ${round}`;
  return `${name}  bot ${said(bot)} · by hand ${said(byHand)} · bot ÷ by hand ${(bot.ms / byHand.ms).toFixed(2)}`;
}
