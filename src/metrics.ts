import type { FastifyInstance } from 'fastify';
import type { Metric, Registry } from 'prom-client';
import type { PlatformName } from './chat/index.ts';
import type { Clock, Instant } from './core/clock.ts';
import { sql, type Database } from './db/index.ts';
import { OPEN_ROUTE } from './edge.ts';
import { ANSWER_BOUNDS_SECONDS, type Meter } from './meter.ts';

const PREFIX = 'okr_pulse_';

export type Measured = {
  db: Database;
  clock: Clock;
  meter: Meter;
  platforms: readonly PlatformName[];
  /** When the directory was last read whole. */
  directoryReadAt(platform: PlatformName): Instant | undefined;
};

/** `GET /metrics` for Prometheus. Its library is loaded by the first who asks; nothing here names a person or holds what one wrote. */
export function metricsRoute(server: FastifyInstance, measured: Measured): void {
  let registry: Promise<Registry> | undefined;
  server.get('/metrics', { config: OPEN_ROUTE }, async (_request, reply) => {
    const { contentType, metrics } = await (registry ??= registryOf(measured)).then(scraped);
    return reply.type(contentType).send(metrics);
  });
}

const scraped = async (registry: Registry): Promise<{ contentType: string; metrics: string }> => ({
  contentType: registry.contentType,
  metrics: await registry.metrics(),
});

type Sample = [labels: Record<string, string>, value: number];

async function registryOf(measured: Measured): Promise<Registry> {
  const { Registry, Counter, Gauge, collectDefaultMetrics } = await import('prom-client');
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: PREFIX });
  const add = (
    Kind: typeof Counter | typeof Gauge,
    name: string,
    help: string,
    read: () => Sample[] | Promise<Sample[]>,
  ): void => {
    const labelNames = labelsOf(name);
    new Kind({
      name: PREFIX + name,
      help,
      labelNames,
      registers: [registry],
      async collect() {
        const samples = await read();
        this.reset();
        for (const [labels, value] of samples) this.inc(labels, value);
      },
    });
  };
  const { meter } = measured;
  add(Counter, 'events_received_total', 'Events of a platform taken in, by kind; a press on a card is a submission', () =>
    Object.entries(meter.events).map(([kind, value]) => [{ kind }, value]),
  );
  add(Counter, 'events_refused_total', 'Requests refused before anything in them was believed, by reason', () =>
    Object.entries(meter.refused).map(([reason, value]) => [{ reason }, value]),
  );
  add(Counter, 'events_unrecorded_total', 'Events that could not be recorded and were asked for again', () => [
    [{}, meter.unrecorded],
  ]);
  add(Counter, 'sends_total', 'Calls that send or change a message, by platform and outcome', () =>
    [...meter.sends].flatMap(([platform, outcomes]) =>
      Object.entries(outcomes).map(([outcome, value]): Sample => [{ platform, outcome }, value]),
    ),
  );
  registry.registerMetric(answerHistogram(meter));
  add(Gauge, 'outbox_messages', 'Messages not settled, or given up, by state', () => outboxByState(measured));
  add(Gauge, 'outbox_oldest_waiting_seconds', 'How long the oldest message that is due has been waiting', () =>
    oldestDue(measured),
  );
  add(Gauge, 'work_items', 'Pieces of work open or given up, by state', () => workByState(measured));
  add(Gauge, 'directory_age_seconds', 'Since the directory was last read whole', () => directoryAge(measured));
  return registry;
}

/** Which labels a metric has, and no others. */
const LABELS: Record<string, string[]> = {
  events_received_total: ['kind'],
  events_refused_total: ['reason'],
  sends_total: ['platform', 'outcome'],
  outbox_messages: ['state'],
  work_items: ['state'],
  directory_age_seconds: ['platform'],
};
const labelsOf = (name: string): string[] => LABELS[name] ?? [];

/** In the library's own form, from the meter's plain numbers: its own histogram would be loaded and fed for every event. */
function answerHistogram({ answers }: Meter): Metric {
  const name = `${PREFIX}event_answer_seconds`;
  const [help, type] = ['From an event’s coming to its being recorded and answered', 'histogram'];
  const get = (): Promise<unknown> => {
    let count = 0;
    const values = [...ANSWER_BOUNDS_SECONDS, '+Inf'].map((le, at) => {
      count += answers.buckets[at] ?? 0;
      return { metricName: `${name}_bucket`, labels: { le }, value: count };
    });
    const whole = [
      { metricName: `${name}_sum`, labels: {}, value: answers.sumSeconds },
      { metricName: `${name}_count`, labels: {}, value: count },
    ];
    return Promise.resolve({ name, help, type, aggregator: 'sum', values: [...values, ...whole] });
  };
  return { name, help, type, get, reset: () => undefined } as unknown as Metric;
}

const UNSETTLED = ['waiting', 'sending', 'dead', 'unknown'];
const WORK = ['open', 'failed'];

async function outboxByState({ db }: Measured): Promise<Sample[]> {
  const rows = await db.read.rows<{ state: string; n: number }>(
    sql`select state, count(*) as n from outbox where state in ('waiting', 'sending', 'dead', 'unknown') group by state`,
  );
  return countsOf(UNSETTLED, rows);
}

async function workByState({ db }: Measured): Promise<Sample[]> {
  const rows = await db.read.rows<{ state: string; n: number }>(
    sql`select state, count(*) as n from work_items where state in ('open', 'failed') group by state`,
  );
  return countsOf(WORK, rows);
}

function countsOf(states: readonly string[], rows: readonly { state: string; n: number }[]): Sample[] {
  return states.map((state) => [{ state }, Number(rows.find((row) => row.state === state)?.n ?? 0)]);
}

async function oldestDue({ db, clock }: Measured): Promise<Sample[]> {
  const now = clock.now();
  const [row] = await db.read.rows<{ at: number | null }>(
    sql`select min(not_before) as at from outbox where state = 'waiting' and not_before <= ${now}`,
  );
  return [[{}, row?.at == null ? 0 : (now - Number(row.at)) / 1000]];
}

function directoryAge({ clock, platforms, directoryReadAt }: Measured): Sample[] {
  return platforms.flatMap((platform): Sample[] => {
    const at = directoryReadAt(platform);
    return at === undefined ? [] : [[{ platform }, (clock.now() - at) / 1000]];
  });
}
