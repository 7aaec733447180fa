import { existsSync } from 'node:fs';
import { FEATURES } from './app.ts';
import type { Config, FeishuConfig } from './config.ts';
import { createCalendar } from './core/calendar.ts';
import { systemClock, type Clock } from './core/clock.ts';
import { ConfigError, PlatformError } from './core/errors.ts';
import { createLog } from './core/log.ts';
import { SQLITE_MIGRATIONS } from './database.ts';
import { openDatabase, openPostgres } from './db/index.ts';
import { sendByHand } from './delivery/index.ts';
import { TRIAL } from './desk/index.ts';
import { checkDatabase } from './doctor-database.ts';
import { feishuLines } from './doctor-feishu.ts';
import { fine, leftOut, wrong, type Line } from './doctor-line.ts';
import { checkReceiving } from './doctor-receiving.ts';
import { text } from './doctor-text.ts';
import { ownerOf } from './owner.ts';
import { personByEmployeeNo } from './people/index.ts';
import { feishu, type FeishuPlatform } from './platforms/feishu/index.ts';
import { linkToSandbox } from './sandbox-link.ts';
import { secretKeyOf } from './secret.ts';

type Reached = { credentials: FeishuConfig; clock: Clock };

/** From the database to a card in somebody's chat, one line for each thing looked at. */
export async function* examine(config: Config, to: string | undefined): AsyncGenerator<Line> {
  const { language, zone } = config.company;
  const say = text(language);
  const reached = await reach(config);
  if (!reached) {
    yield wrong(say.environment.noCredentials, say.environment.noCredentialsRemedy);
    return;
  }
  const { credentials, clock } = reached;
  yield fine(say.environment.fine(config.mode === 'sandbox' ? say.environment.sandbox : say.environment.tenant, zone, language));
  if (config.dingtalk) yield leftOut(say.environment.dingtalkLeftOut);
  yield* await checkDatabase(config, ownerOf(config, credentials), SQLITE_MIGRATIONS);
  const platform = feishu({ ...credentials, clock, log: createLog({ level: 'silent' }) });
  const lines = feishuLines(await platform.inspect(), language, credentials.baseUrl);
  yield* lines;
  yield* await checkReceiving(config, credentials);
  yield to === undefined
    ? leftOut(say.message.leftOut, say.message.leftOutRemedy)
    : await trySending(config, platform, clock, to.replace(/^@/, ''));
}

/** The company's credentials, or those of a sandbox that runs beside the bot. */
async function reach(config: Config): Promise<Reached | undefined> {
  const { sandbox } = config;
  const url = sandbox.url ?? (sandbox.run === 'none' ? undefined : `http://127.0.0.1:${sandbox.port}`);
  if (url === undefined) return config.feishu && { credentials: config.feishu, clock: systemClock };
  try {
    const link = await linkToSandbox(url, sandbox.receive);
    // Whoever named other credentials for the sandbox wants to see them refused.
    return { credentials: config.feishu ?? link.feishu, clock: link.clock };
  } catch (error) {
    if (error instanceof ConfigError && sandbox.url === undefined) return undefined;
    throw error;
  }
}

async function trySending(config: Config, platform: FeishuPlatform, clock: Clock, employeeNo: string): Promise<Line> {
  const { language, zone } = config.company;
  const say = text(language).message;
  const { database } = config;
  if (database.kind === 'sqlite' && !existsSync(database.file)) return wrong(say.noDatabase, say.unknownRemedy);
  // As it stands: the doctor brings nothing up to date.
  const db =
    database.kind === 'postgres'
      ? await openPostgres({ url: database.url, belongsTo: undefined })
      : await openDatabase({ file: database.file, belongsTo: undefined, lock: false });
  try {
    const person = await personByEmployeeNo(db.read, employeeNo);
    if (person?.status !== 'active') return wrong(say.unknown(employeeNo), say.unknownRemedy);
    const hand = { db, platform, features: FEATURES, secret: secretKeyOf(config), companyLanguage: language };
    const sent = await sendByHand({ ...hand, calendar: createCalendar({ zone }) }, person, TRIAL, clock.now());
    return sent ? fine(say.sent(person.name)) : wrong(say.unknown(employeeNo), say.unknownRemedy);
  } catch (error) {
    if (error instanceof PlatformError) return wrong(say.failed(String(error.code)), say.failedRemedy);
    throw error;
  } finally {
    await db.close();
  }
}
