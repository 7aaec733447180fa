import type { FastifyInstance } from 'fastify';
import { schedule, type ScheduledTask } from 'node-cron';
import { alerts } from './alerts/index.ts';
import { announce } from './announce.ts';
import { checkin } from './checkin/index.ts';
import { ingestRoutes } from './connectors/index.ts';
import type { Config, FeishuConfig } from './config.ts';
import { createCalendar } from './core/calendar.ts';
import { systemClock, type Clock, type Instant } from './core/clock.ts';
import { ConfigError } from './core/errors.ts';
import type { Log } from './core/log.ts';
import { data } from './data/index.ts';
import { openConfigured } from './database.ts';
import type { Database } from './db/index.ts';
import { createPipe, type Feature, type Pipe } from './delivery/index.ts';
import { desk, deskFeature } from './desk/index.ts';
import { drive } from './driver.ts';
import { openServer, type TooMany } from './edge.ts';
import { healthRoutes } from './health.ts';
import { createMeter, metered, type Meter } from './meter.ts';
import { metricsRoute } from './metrics.ts';
import { okr } from './okr/index.ts';
import { ownerOf } from './owner.ts';
import {
  feishu,
  feishuRoutes,
  longConnection,
  type FeishuPlatform,
  type LongConnection,
  type LongConnectionOptions,
  type Rejection,
} from './platforms/feishu/index.ts';
import { points } from './points/index.ts';
import { responses } from './responses/index.ts';
import { secretKeyOf } from './secret.ts';

/** Every feature of the product; adding one is adding its folder and its line here. */
export const FEATURES: readonly Feature[] = [deskFeature, data, responses, okr, checkin, points, alerts];

/** The heartbeat. Among several processes each asks every five seconds whether the one that sends is gone. */
const ALONE = '* * * * *';
const AMONG_SEVERAL = '*/5 * * * * *';
/** Ordinary messages go out on workdays between these, company time. */
const OPEN_HOURS = { from: '09:00', to: '20:00' };

export type App = {
  server: FastifyInstance;
  db: Database;
  pipe: Pipe;
  /** Does everything that is due at the clock's now; answers when something is due next. */
  tick(): Promise<Instant>;
  /** Tells the platforms' clients our commands; never fails. */
  announce(): Promise<void>;
  /**
   * From now on it also does so by itself: every minute, and whenever something was put into the outbox. A long connection, where
   * one was asked for, is opened by and by.
   */
  beat(): void;
  close(): Promise<void>;
};

export type AppOptions = {
  config: Config;
  /** The sandbox's credentials, or the configuration's own. */
  feishu: FeishuConfig | undefined;
  clock: Clock;
  log: Log;
};

export async function startApp(options: AppOptions): Promise<App> {
  const { config, clock, log } = options;
  demandSpoken(options);
  const credentials = options.feishu;
  const platform = credentials && feishu({ ...credentials, log, clock });
  const db = await openConfigured(config, { belongsTo: ownerOf(config, credentials) });
  try {
    return await assemble(options, db, platform);
  } catch (error) {
    await db.close();
    throw error;
  }
}

/** What the environment may already name and the bot can't do yet is refused: silently it would only look as if it worked. */
function demandSpoken({ config }: AppOptions): void {
  if (config.dingtalk) {
    throw new ConfigError('There are DINGTALK_… credentials, but this version does not speak DingTalk yet.', 'Leave them out.');
  }
}

async function assemble(options: AppOptions, db: Database, platform: FeishuPlatform | undefined): Promise<App> {
  const { config, clock, log } = options;
  const platforms = platform ? [platform.name] : [];
  const meter = createMeter(platforms);
  const pipe = createPipe({
    db,
    clock,
    log,
    features: FEATURES,
    desk,
    platforms: platform ? [platform] : [],
    calendar: createCalendar({ zone: config.company.zone }),
    companyLanguage: config.company.language,
    secret: secretKeyOf(config),
    openHours: OPEN_HOURS,
    count: (name, outcome) => meter.sent(name, outcome),
  });
  const driver = drive({ tick: () => pipe.tick(), clock, log });
  const { server, tooMany } = await openServer(log);
  let stopping = false;
  const connection =
    platform &&
    options.feishu &&
    listenToFeishu(server, {
      ...options,
      platform,
      credentials: options.feishu,
      pipe,
      meter,
      tooMany,
      isStopping: () => stopping,
    });
  healthRoutes(server, { db, log, isStopping: () => stopping, notConnected: () => connection?.trouble() });
  metricsRoute(server, { db, clock, meter, platforms, directoryReadAt: (name) => pipe.directoryReadAt(name) });
  const { zone, language } = config.company;
  ingestRoutes(server, {
    secret: config.ingestSecret,
    clock,
    wall: systemClock,
    db,
    log,
    zone,
    language,
    tooMany,
    stopping: () => stopping,
  });
  let heartbeat: ScheduledTask | undefined;
  return {
    server,
    db,
    pipe,
    tick: () => driver.run(),
    announce: () => announce(platform ? [platform] : [], { features: FEATURES, language, log }),
    beat() {
      heartbeat ??= schedule(db.engine === 'postgres' ? AMONG_SEVERAL : ALONE, () => driver.wake());
      pipe.onWork(() => driver.wake());
      connection?.open();
    },
    async close() {
      // First nothing new, then what is under way, then the tables.
      stopping = true;
      await heartbeat?.destroy();
      await connection?.close();
      await server.close();
      await driver.stop();
      await db.close();
    },
  };
}

type Listening = {
  platform: FeishuPlatform;
  credentials: FeishuConfig;
  pipe: Pipe;
  meter: Meter;
  clock: Clock;
  log: Log;
  tooMany: TooMany;
  isStopping: () => boolean;
};

/** By webhook a route is served; by long connection none is, and there is something to open and to close. */
function listenToFeishu(server: FastifyInstance, listening: Listening): LongConnection | undefined {
  const { platform, credentials, pipe, meter, clock, log, tooMany, isStopping } = listening;
  // Until it is known, the only bot mentioned is taken for us.
  platform
    .botOpenId()
    .catch((error: unknown) => log.warn({ platform: 'feishu', err: error }, 'our own id could not be asked for'));
  const taken: LongConnectionOptions = {
    ...credentials,
    log,
    receive: metered(meter, (inbound) => pipe.receive(inbound)),
    botOpenId: () => platform.knownBotOpenId(),
    onLate: (inbound, answer) => pipe.answerLate(inbound, answer),
  };
  if (credentials.receive === 'long-connection') return longConnection(taken);
  const count = (rejection: Rejection): void => {
    meter.refused[rejection] += 1;
  };
  feishuRoutes(server, { ...credentials, ...taken, clock, stopping: isStopping, count, tooMany });
  return undefined;
}
