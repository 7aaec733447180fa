import { rmSync } from 'node:fs';
import Client from 'better-sqlite3';
import { mintToken } from '../src/delivery/token.ts';
import { textName, typedName } from '../src/platforms/feishu/wire-names.ts';
import { openIdOf } from '../src/sandbox/feishu/ids.ts';
import { DEMO_CREDENTIALS } from '../src/sandbox/index.ts';
import type { CardId } from '../src/delivery/schema.ts';
import { serve, type Served } from './child.ts';
import { employeeNo, personId } from './crowd-company.ts';
import { botOf, gatherCrowd, type Crowd } from './crowd.ts';
import { pressRequests } from './events.ts';
import { loadOn } from './load.ts';
import { median } from './measure.ts';

const PRESSES_PER_SECOND = 100;
/** The twenty seconds in which a thousand cards go out are the busy ones of a minute: presses fill most of them. */
const PRESSES = 1_600;
/** More than a minute's thousand, so that there is always one more to send. */
const TO_SEND = 1_500;
/** One press in so many hands a whole check-in in; the others ask for it later. */
const HANDED_IN = 4;
const PEOPLE = PRESSES + TO_SEND;
const CONNECTIONS = 64;
const SECRET = 'a secret of the bench, known to its presses';
const FIRST_CARDS = 50;
const GIVE_UP_MS = 60_000;

export type FanOut = {
  rounds: number;
  presses: number;
  pressesPerSecond: number;
  /** Medians of the rounds' own; the greatest p99 beside. */
  medianMs: number;
  p99Ms: number;
  greatestP99Ms: number;
  /** Cards sent a second while the presses came; the platform's limit is 50. */
  cardsPerSecond: number;
};

type Round = { medianMs: number; p99Ms: number; cardsPerSecond: number };

/**
 * Presses at a fixed rate, whatever becomes of them, while the outbox is sent as fast as the platform's limits allow. One in four
 * is the most there is to do at one press: a whole check-in handed in, its duty opened, the superior told, the card drawn anew.
 */
export async function measureFanOut(rounds: number, tell: (line: string) => void): Promise<FanOut> {
  const crowd = await gatherCrowd(PEOPLE, askEverybody);
  const measured: Round[] = [];
  try {
    // The first round warms the file cache up.
    for (let at = 0; at <= rounds; at += 1) {
      // A new platform each time: what was sent in the round before would count in its minute.
      const sandbox = await serve('sandbox', { BENCH_PEOPLE: String(PEOPLE) });
      const round = await runRound(crowd, sandbox).finally(() => sandbox.stop());
      if (at > 0) measured.push(round);
      tell(
        `${at === 0 ? 'warm-up' : `presses ${at}`}  median ${round.medianMs.toFixed(1)} ms, p99 ${round.p99Ms.toFixed(1)} ms, ` +
          `meanwhile ${round.cardsPerSecond.toFixed(1)} cards a second`,
      );
    }
  } finally {
    crowd.forget();
  }
  return {
    rounds,
    presses: PRESSES,
    pressesPerSecond: PRESSES_PER_SECOND,
    medianMs: median(measured.map((one) => one.medianMs)),
    p99Ms: median(measured.map((one) => one.p99Ms)),
    greatestP99Ms: Math.max(...measured.map((one) => one.p99Ms)),
    cardsPerSecond: median(measured.map((one) => one.cardsPerSecond)),
  };
}

async function runRound(crowd: Crowd, sandbox: Served): Promise<Round> {
  const file = crowd.database();
  const bot = await serve('bot', { ...botOf(file, sandbox.port), SECRET_KEY: SECRET });
  const load = await loadOn(bot.port, CONNECTIONS);
  const client = new Client(file, { readonly: true });
  try {
    const sent = client.prepare<[], number>(`SELECT count(*) FROM outbox WHERE state = 'sent'`).pluck();
    const requests = pressRequests(
      DEMO_CREDENTIALS,
      Array.from({ length: PRESSES }, (_, at) => pressOf(at)),
    );
    await bot.ask('begin');
    for (const startedAt = Date.now(); (sent.get() ?? 0) < FIRST_CARDS;) {
      if (Date.now() - startedAt > GIVE_UP_MS) throw new Error('the outbox is not being sent');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const [before, since] = [sent.get() ?? 0, performance.now()];
    const { latencyMs, refused } = await load.sendAtRate(requests, PRESSES_PER_SECOND);
    const cardsPerSecond = (((sent.get() ?? 0) - before) * 1000) / (performance.now() - since);
    if (refused > 0) throw new Error(`${refused} presses were not answered with 2xx`);
    checkDone(client);
    return { medianMs: median(latencyMs), p99Ms: percentile(latencyMs, 0.99), cardsPerSecond };
  } finally {
    client.close();
    load.close();
    await bot.stop();
    rmSync(file);
  }
}

/** An answered press is worth something only if what it meant has been done. */
function checkDone(client: Client.Database): void {
  const count = (what: string): unknown => client.prepare(`SELECT count(*) FROM ${what}`).pluck().get();
  const [taken, submitted] = [count('presses'), count(`checkin_checkins WHERE state = 'submitted'`)];
  if (taken !== PRESSES || submitted !== PRESSES / HANDED_IN)
    throw new Error(`of ${PRESSES} presses ${String(taken)} were taken, and ${String(submitted)} check-ins handed in`);
}

const percentile = (values: readonly number[], part: number): number =>
  values.toSorted((a, b) => a - b)[Math.ceil(values.length * part) - 1] ?? NaN;

const checkinId = (at: number): string => `checkin${String(at).padStart(8, '0')}`;
const cardId = (at: number): CardId => `card${String(at).padStart(8, '0')}` as CardId;
const messageId = (at: number): string => `om_bench${String(at).padStart(8, '0')}`;

/** The first have their cards and press them; the others' wait to be sent, urgent, so that they go out whatever the hour of the bench. */
function askEverybody(client: Client.Database): void {
  const now = Date.now();
  client
    .prepare(
      `INSERT INTO checkin_rounds (id, scope_kind, scope_ref, no, rhythm, nominal_on, due_on, template, opened_at, deadline_at)
       VALUES ('round', 'company', '', 1, 'two-weeks', '2026-09-11', '2026-09-11', 'default@1', ?, ?)`,
    )
    .run(now, now + 86_400_000);
  const ask = client.prepare(
    `INSERT INTO checkin_checkins (id, round_id, person_id, reader_id, state, asked_at)
     SELECT ?, 'round', id, superior_id, 'open', ? FROM people_persons WHERE id = ?`,
  );
  const card = client.prepare(
    `INSERT INTO cards (id, platform, kind, ref, viewer_id, revision, message_id, sent_at)
     VALUES (?, 'feishu', 'checkin.asked', ?, ?, 1, ?, ?)`,
  );
  const post = client.prepare(
    `INSERT INTO outbox (id, purpose, kind, ref, receiver, urgency, dedupe_key, not_before, state, created_at)
     VALUES (?, 'send', 'checkin.asked', ?, ?, 'urgent', ?, ?, 'waiting', ?)`,
  );
  for (let at = 0; at < PEOPLE; at += 1) {
    ask.run(checkinId(at), now, personId(at));
    if (at < PRESSES) card.run(cardId(at), checkinId(at), personId(at), messageId(at), now);
    else post.run(cardId(at), checkinId(at), `p:${personId(at)}`, `checkin.asked:${checkinId(at)}`, now, now);
  }
}

function pressOf(at: number): Parameters<typeof pressRequests>[1][number] {
  const [action, slot] = at % HANDED_IN === 0 ? ['checkin.submit', 0] : ['checkin.later', 3];
  const token = { card: cardId(at), revision: 1, slot, action, params: { checkin: checkinId(at) } };
  return {
    openId: openIdOf(employeeNo(at)),
    messageId: messageId(at),
    value: mintToken(SECRET, token),
    form: {
      [textName('highlight', 0)]: '题库 3.0 上线',
      [textName('blockers', 0)]: '测试环境不稳定,需要运维支持',
      [typedName('choice', 'workload_level')]: '3',
      [textName('workload', 0)]: '两个项目叠在一起',
      [textName('plan', 0)]: '完成押题班课程大纲',
    },
  };
}
