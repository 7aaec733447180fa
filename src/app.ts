import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { schedule, type ScheduledTask } from 'node-cron';
import { alerts } from './alerts/index.ts';
import { checkin } from './checkin/index.ts';
import { ingestRoutes } from './connectors/index.ts';
import type { Config, FeishuConfig } from './config.ts';
import { createCalendar } from './core/calendar.ts';
import { systemClock, type Clock, type Instant } from './core/clock.ts';
import { ConfigError } from './core/errors.ts';
import type { Log } from './core/log.ts';
import { data } from './data/index.ts';
import { openDatabase, type Database, type Owner } from './db/index.ts';
import { createPipe, type Feature, type Pipe } from './delivery/index.ts';
import { desk, deskFeature } from './desk/index.ts';
import { drive } from './driver.ts';
import { openServer, type TooMany } from './edge.ts';
import { healthRoutes } from './health.ts';
import { okr } from './okr/index.ts';
import { feishu, feishuRoutes, type FeishuPlatform } from './platforms/feishu/index.ts';
import { points } from './points/index.ts';
import { responses } from './responses/index.ts';
import { secretKeyOf } from './secret.ts';

/** Every feature of the product; adding one is adding its folder and its line here. */
export const FEATURES: readonly Feature[] = [deskFeature, data, responses, okr, checkin, points, alerts];

const MIGRATIONS = fileURLToPath(new URL('../migrations/sqlite', import.meta.url));
/** Ordinary messages go out on workdays between these, company time. */
const OPEN_HOURS = { from: '09:00', to: '20:00' };

export type App = {
  server: FastifyInstance;
  db: Database;
  pipe: Pipe;
  /** Does everything that is due at the clock's now; answers when something is due next. */
  tick(): Promise<Instant>;
  /** From now on it also does so by itself: every minute, and whenever something was put into the outbox. */
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
  const file = demandSpoken(options);
  const credentials = options.feishu;
  const platform = credentials && feishu({ ...credentials, log, clock });
  const belongsTo: Owner | undefined =
    config.mode === 'sandbox' ? { kind: 'sandbox' } : credentials && { kind: 'tenant', key: `feishu:${credentials.appId}` };
  const db = await openDatabase({ file, belongsTo, migrationsDir: MIGRATIONS });
  try {
    return await assemble(options, db, platform);
  } catch (error) {
    await db.close();
    throw error;
  }
}

/** What the environment may already name and the bot can't do yet is refused: silently it would only look as if it worked. */
function demandSpoken({ config, feishu: credentials }: AppOptions): string {
  if (config.database.kind === 'postgres') {
    throw new ConfigError(
      'DATABASE_URL names PostgreSQL, which this version does not speak yet.',
      'Set DATABASE_URL=file:data/okr-pulse.db.',
    );
  }
  if (config.dingtalk) {
    throw new ConfigError('There are DINGTALK_… credentials, but this version does not speak DingTalk yet.', 'Leave them out.');
  }
  if (credentials?.receive === 'long-connection') {
    throw new ConfigError(
      'This version hears from Feishu by webhook only; the long connection is not there yet.',
      'Set FEISHU_RECEIVE=webhook, and enter https://…/feishu/events in the developer console.',
    );
  }
  return config.database.file;
}

async function assemble(options: AppOptions, db: Database, platform: FeishuPlatform | undefined): Promise<App> {
  const { config, clock, log } = options;
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
  });
  await pipe.recover();
  const driver = drive({ tick: () => pipe.tick(), clock, log });
  const { server, tooMany } = await openServer(log);
  let stopping = false;
  healthRoutes(server, { db, log, isStopping: () => stopping });
  if (platform && options.feishu)
    listenToFeishu(server, { ...options, platform, credentials: options.feishu, pipe, tooMany, isStopping: () => stopping });
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
    beat() {
      heartbeat ??= schedule('* * * * *', () => driver.wake());
      pipe.onWork(() => driver.wake());
    },
    async close() {
      // First nothing new, then what is under way, then the tables.
      stopping = true;
      await heartbeat?.destroy();
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
  clock: Clock;
  log: Log;
  tooMany: TooMany;
  isStopping: () => boolean;
};

function listenToFeishu(server: FastifyInstance, listening: Listening): void {
  const { platform, credentials, pipe, clock, log, tooMany, isStopping } = listening;
  // Until it is known, the only bot mentioned is taken for us.
  platform
    .botOpenId()
    .catch((error: unknown) => log.warn({ platform: 'feishu', err: error }, 'our own id could not be asked for'));
  feishuRoutes(server, {
    ...credentials,
    clock,
    log,
    receive: (inbound) => pipe.receive(inbound),
    botOpenId: () => platform.knownBotOpenId(),
    onLate: (inbound, answer) => pipe.answerLate(inbound, answer),
    tooMany,
    stopping: isStopping,
  });
}
