import { ConfigError } from '../../core/errors.ts';
import { demandOwner, ownerMark } from '../owner.ts';
import type { Database, Owner } from '../statements.ts';
import { holder } from './hold.ts';
import { migrate } from './migrate.ts';
import { serverPool, type Pool } from './pool.ts';
import { reader } from './reader.ts';
import { transactionsOn } from './transactions.ts';

export interface PostgresOptions {
  url: string;
  /** Whose data it may hold; `undefined` asks no questions (tests, inspection). */
  belongsTo: Owner | undefined;
  /** Absent: the tables are there already. */
  migrationsDir?: string;
  onHookError?: (error: unknown) => void;
  transactionMs?: number;
  /** Finds prepared statements that differ from call to call; slow, for tests. */
  checkPrepared?: boolean;
  /** Instead of connections to the server of `url`: a PostgreSQL of the tests' own. */
  pools?: { writing: Pool; reading: Pool };
}

const TRANSACTION_MS = 15_000;
const CHANNEL = 'okr_pulse';
/** Of a PostgreSQL inside this process, whose one connection a lock would keep. */
const NOBODY_ELSE = { hold: () => Promise.resolve(true), letGo: () => undefined };

export async function openPostgres(options: PostgresOptions): Promise<Database> {
  const where = withoutCredentials(options.url);
  const writing = options.pools?.writing ?? (await serverPool(options.url));
  const reading = options.pools?.reading ?? (await serverPool(options.url, { readOnly: true, most: 5 }));
  try {
    if (options.migrationsDir !== undefined) await migrate(writing, where, options.migrationsDir);
    if (options.belongsTo !== undefined) await claim(writing, where, options.belongsTo);
    return facade(where, writing, reading, options);
  } catch (error) {
    await Promise.allSettled([reading.end(), writing.end()]);
    throw asConfigError(error, where);
  }
}

function facade(where: string, writing: Pool, reading: Pool, options: PostgresOptions): Database {
  const onHookError = options.onHookError ?? ((error) => process.emitWarning(error instanceof Error ? error : String(error)));
  const checkPrepared = options.checkPrepared ?? false;
  const { transaction, finish } = transactionsOn(writing, {
    onHookError,
    transactionMs: options.transactionMs ?? TRANSACTION_MS,
    checkPrepared,
  });
  const { hold, letGo } = options.pools ? NOBODY_ELSE : holder(writing);
  let closed: Promise<void> | undefined;
  async function closeAll(): Promise<void> {
    await finish();
    letGo();
    await Promise.all([reading.end(), writing.end()]);
  }
  return {
    engine: 'postgres',
    where,
    read: reader(reading, checkPrepared),
    transaction,
    hold,
    announce: () => writing.tell(CHANNEL),
    onAnnounced: (listener) => writing.listen(CHANNEL, listener),
    close: () => (closed ??= closeAll()),
  };
}

async function claim(pool: Pool, where: string, owner: Owner): Promise<void> {
  const wire = await pool.lend();
  try {
    await wire.query({
      text: "INSERT INTO meta (key, value) VALUES ('belongs_to', $1) ON CONFLICT (key) DO NOTHING",
      params: [ownerMark(owner)],
      shape: 'objects',
    });
    const { rows } = await wire.query({ text: "SELECT value FROM meta WHERE key = 'belongs_to'", params: [], shape: 'objects' });
    demandOwner(where, (rows as { value: string }[])[0]?.value ?? '', owner);
  } finally {
    wire.release();
  }
}

/** As it may be shown: who logs in and with what is nobody's business. */
export function withoutCredentials(url: string): string {
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname}`;
}

const REMEDY = 'Check DATABASE_URL: postgres://user:password@host:5432/database, and that the server runs and lets this user in.';

/** What only the administrator can mend, said in a sentence; anything else as it is. */
function asConfigError(error: unknown, where: string): unknown {
  const code = String((error as { code?: unknown } | null)?.code);
  if (/^(ECONNREFUSED|ENOTFOUND|ETIMEDOUT|EHOSTUNREACH|ECONNRESET|ENOENT|EAI_AGAIN)$/.test(code))
    return new ConfigError(`The PostgreSQL server of ${where} can't be reached (${code}).`, REMEDY);
  if (code.startsWith('28')) return new ConfigError(`The PostgreSQL server of ${where} doesn't let this user in.`, REMEDY);
  if (code === '3D000') return new ConfigError(`There is no database ${where} yet.`, 'Create it: createdb with this name.');
  if (code === '42501')
    return new ConfigError(
      `This user may not make tables in ${where}.`,
      'Let it own the database, or grant CREATE on its schema.',
    );
  return error;
}
