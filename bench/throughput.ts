import Client from 'better-sqlite3';
import { serve, type Served } from './child.ts';
import type { Company } from './company.ts';
import { requests } from './events.ts';
import { loadOn, type Load } from './load.ts';
import { median, spread } from './measure.ts';

const CONNECTIONS = 32;
/** A round is cut into turns in which everybody gets the same events one after the other: other load falls on all alike. */
const TURNS = 8;
const EVENTS_A_TURN = 1_500;
const VOID_ROUNDS = 3;

export const CONTENDERS = ['bot', 'by-hand', 'sdk', 'echo'] as const;
export type Contender = (typeof CONTENDERS)[number];

export type Throughput = {
  rounds: number;
  voidRounds: number;
  eventsARound: number;
  connections: number;
  /** Medians over the rounds. */
  perSecond: Record<Contender, number>;
  /** What the server's process itself used; the wall clock also knows what else the machine did. */
  cpuMicrosecondsAnEvent: Record<Contender, number>;
  /** Median, least and greatest of bot ÷ the other, round by round. */
  ratio: Record<Exclude<Contender, 'bot'>, { median: number; least: number; greatest: number }>;
};

type Round = Record<Contender, { perSecond: number; cpuMicroseconds: number }>;
type Bench = { served: Served; load: Load };

export async function measureThroughput(company: Company, rounds: number, tell: (line: string) => void): Promise<Throughput> {
  const files = { bot: company.database('bot'), 'by-hand': company.database('by-hand') };
  const benches = await openBenches(company, files);
  const measured: Round[] = [];
  let voidRounds = 0;
  let sent = 0;
  try {
    // The first round warms up.
    while (measured.length <= rounds) {
      const { round, refused } = await runRound(benches, company);
      sent += TURNS * EVENTS_A_TURN;
      if (refused > 0) {
        voidRounds += 1;
        tell(`a round with ${refused} answers that were no 2xx is void`);
        if (voidRounds > VOID_ROUNDS) throw new Error('too many void rounds');
        continue;
      }
      measured.push(round);
      tell(line(measured.length - 1, round));
    }
  } finally {
    for (const { served, load } of Object.values(benches)) {
      load.close();
      await served.stop();
    }
  }
  if (voidRounds === 0) checkSameWrites(files, sent);
  return summary(measured.slice(1), voidRounds);
}

async function openBenches(company: Company, files: Record<'bot' | 'by-hand', string>): Promise<Record<Contender, Bench>> {
  const { encryptKey, verificationToken } = company.keys;
  const keys = { BENCH_ENCRYPT_KEY: encryptKey, BENCH_TOKEN: verificationToken };
  const env: Record<Contender, Record<string, string>> = {
    echo: {},
    sdk: keys,
    'by-hand': { ...keys, BENCH_DATABASE: files['by-hand'] },
    bot: { ...company.credentials, DATABASE_URL: `file:${files.bot}` },
  };
  const open = async (name: Contender): Promise<Bench> => {
    const served = await serve(name, env[name]);
    return { served, load: await loadOn(served.port, CONNECTIONS) };
  };
  return { bot: await open('bot'), 'by-hand': await open('by-hand'), sdk: await open('sdk'), echo: await open('echo') };
}

async function runRound(benches: Record<Contender, Bench>, company: Company): Promise<{ round: Round; refused: number }> {
  const tally = Object.fromEntries(CONTENDERS.map((name) => [name, { ms: 0, cpuMs: 0 }])) as Record<
    Contender,
    { ms: number; cpuMs: number }
  >;
  let refused = 0;
  for (let turn = 0; turn < TURNS; turn += 1) {
    const events = requests(EVENTS_A_TURN, company.keys, company.senders);
    // Backwards every other turn, so that nobody always follows the same one.
    for (const name of turn % 2 === 0 ? CONTENDERS : CONTENDERS.toReversed()) {
      const { served, load } = benches[name];
      const cpuBefore = await served.cpuMs();
      const sent = await load.send(events);
      tally[name].cpuMs += (await served.cpuMs()) - cpuBefore;
      tally[name].ms += sent.ms;
      refused += sent.refused;
    }
  }
  const events = TURNS * EVENTS_A_TURN;
  const result = (name: Contender): Round[Contender] => ({
    perSecond: (events * 1000) / tally[name].ms,
    cpuMicroseconds: (tally[name].cpuMs * 1000) / events,
  });
  return {
    round: { bot: result('bot'), 'by-hand': result('by-hand'), sdk: result('sdk'), echo: result('echo') },
    refused,
  };
}

/** The comparison is worth something only if both left the same behind. */
function checkSameWrites(files: Record<'bot' | 'by-hand', string>, sent: number): void {
  const [ours, theirs] = [files.bot, files['by-hand']].map(written) as [string, string];
  if (ours !== theirs) throw new Error(`bot and by-hand wrote different rows:\n${ours}\n${theirs}`);
  if (!ours.includes(`"events":${sent},"replies":${sent}`)) throw new Error(`of ${sent} events not all were written: ${ours}`);
}

function written(file: string): string {
  const client = new Client(file, { readonly: true });
  try {
    return JSON.stringify(
      client
        .prepare(
          `SELECT count(*) AS events, sum(o.purpose = 'send') AS replies, i.state, i.type, o.kind, o.ref, o.urgency, o.platform, o.state AS waiting,
                  sum(o.receiver = 'p:' || p.person_id) AS rightly, o.frozen, o.reply_to, o.send_by, o.attempts, o.held
           FROM inbox i LEFT JOIN outbox o ON o.dedupe_key = 'reply:' || i.platform || ':' || i.key
           LEFT JOIN people_identities p ON o.receiver = 'p:' || p.person_id
           GROUP BY i.state, i.type, o.kind, o.ref, o.urgency, o.platform, o.state, o.frozen, o.reply_to, o.send_by, o.attempts, o.held`,
        )
        .all(),
    );
  } finally {
    client.close();
  }
}

function line(index: number, round: Round): string {
  const name = index === 0 ? 'warm-up' : `round ${index}`;
  const rates = CONTENDERS.map((one) => `${one} ${Math.round(round[one].perSecond).toLocaleString('en')}`);
  return `${name.padEnd(8)} ${rates.join(' · ')} · bot ÷ by-hand ${(round.bot.perSecond / round['by-hand'].perSecond).toFixed(2)}`;
}

function summary(rounds: readonly Round[], voidRounds: number): Throughput {
  const each = (of: (round: Round) => number): number => median(rounds.map(of));
  const ratio = (name: Exclude<Contender, 'bot'>): Throughput['ratio']['sdk'] => {
    const ratios = rounds.map((round) => round.bot.perSecond / round[name].perSecond);
    const [least, greatest] = spread(ratios);
    return { median: median(ratios), least, greatest };
  };
  const all = (of: (one: Round[Contender]) => number): Record<Contender, number> => ({
    bot: each((round) => of(round.bot)),
    'by-hand': each((round) => of(round['by-hand'])),
    sdk: each((round) => of(round.sdk)),
    echo: each((round) => of(round.echo)),
  });
  return {
    rounds: rounds.length,
    voidRounds,
    eventsARound: TURNS * EVENTS_A_TURN,
    connections: CONNECTIONS,
    perSecond: all(({ perSecond }) => perSecond),
    cpuMicrosecondsAnEvent: all(({ cpuMicroseconds }) => cpuMicroseconds),
    ratio: { 'by-hand': ratio('by-hand'), sdk: ratio('sdk'), echo: ratio('echo') },
  };
}
