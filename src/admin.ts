import { readFileSync } from 'node:fs';
import { takeCsv, type FileKind } from './connectors/index.ts';
import { databaseFrom, readConfig, type Config, type DatabaseConfig } from './config.ts';
import { systemClock } from './core/clock.ts';
import { ConfigError, Refusal } from './core/errors.ts';
import { zoneOf } from './core/zone.ts';
import { openConfigured, SQLITE_MIGRATIONS } from './database.ts';
import { ownerMark, type Database } from './db/index.ts';
import { move, postgresSide, sqliteSide, type Side } from './db/move/index.ts';
import { backUp, restore } from './db/sqlite/backup.ts';
import { listTroubled } from './delivery/index.ts';
import { ownerOf } from './owner.ts';
import { verifyLedger } from './points/index.ts';
import { grantRole, personByEmployeeNo, revokeRole, type Role } from './people/index.ts';

const ROLES: readonly string[] = ['administrator', 'hr', 'auditor'];

const USAGE = `npm run admin -- grant <工号> [administrator|hr|auditor]
npm run admin -- revoke <工号> [administrator|hr|auditor]
npm run admin -- import tasks|series <file.csv> [--apply]     without --apply only says what would happen
npm run admin -- backup <file>             a copy of the database, while the bot runs
npm run admin -- restore <file>            puts a copy in its place; stop the bot first
npm run admin -- move <postgres://…|file:…>  all of it into an empty database of the other engine; stop the bots first
npm run admin -- deadletters               messages given up, of unknown fate, or sent again for that reason
npm run admin -- verify                    whether any entry of the points ledger was changed`;

/** Commands of whoever has the machine; they work while the bot runs. */
async function main(args: string[]): Promise<void> {
  const [command, ...rest] = args;
  const config = readConfig();
  if (command === 'grant' || command === 'revoke') return await withDatabase(config, (db) => changeRole(db, command, rest));
  if (command === 'import') return await withDatabase(config, (db) => importFile(db, config, rest));
  if (command === 'backup') return makeBackup(config, rest);
  if (command === 'restore') return putBack(config, rest);
  if (command === 'move') return await moveTo(config, rest);
  if (command === 'deadletters') return await withDatabase(config, (db) => listDeadLetters(db, config));
  if (command === 'verify') return await withDatabase(config, checkLedger);
  throw new ConfigError(command ? `There is no command “${command}”.` : 'Which command?', `\n${USAGE}`);
}

function makeBackup(config: Config, [target = '']: string[]): void {
  if (target === '') throw new ConfigError('Which file?', `\n${USAGE}`);
  const made = backUp(sqliteFileOf(config, 'pg_dump'), target);
  process.stdout.write(`${made.file}: ${made.bytes} bytes, whole\n${rowsInWords(made.rows)}`);
  if (made.key) process.stdout.write(`${made.key}: the key that signs cards; keep both files together and to yourself\n`);
}

function putBack(config: Config, [from = '']: string[]): void {
  if (from === '') throw new ConfigError('Which file?', `\n${USAGE}`);
  const owner = ownerOf(config, config.feishu);
  const belongsTo = owner && ownerMark(owner);
  const file = sqliteFileOf(config, 'pg_restore');
  const restored = restore({ from, file, migrationsDir: SQLITE_MIGRATIONS, belongsTo, now: systemClock.now() });
  process.stdout.write(`${file}: restored\n${rowsInWords(restored.rows)}`);
  if (restored.replaced) process.stdout.write(`What was there is kept: ${restored.replaced}\n`);
  if (restored.migrationsToCome) process.stdout.write('It is of an older version; the next start brings it up to date.\n');
}

function sqliteFileOf({ database }: Config, instead: string): string {
  if (database.kind === 'sqlite') return database.file;
  throw new ConfigError('This is for a SQLite file.', `With PostgreSQL use ${instead}.`);
}

/** Both stay held while rows are copied: no bot writes into what is left behind, none begins with half of it. */
async function moveTo(config: Config, [target = '']: string[]): Promise<void> {
  if (target === '') throw new ConfigError('Where to?', `\n${USAGE}`);
  const to = databaseFrom(target);
  if (to.kind === config.database.kind)
    throw new ConfigError('Both are of one engine.', 'Use backup and restore, or pg_dump and pg_restore.');
  await withHeld(config.database, () =>
    withHeld(to, async (db) => {
      const moved = await move(sideOf(config.database), sideOf(to));
      process.stdout.write(`${db.where}: all of it is here, and alike\n${rowsInWords(moved)}`);
      await checkLedger(db);
    }),
  );
  const { database } = config;
  if (database.kind === 'sqlite')
    process.stdout.write(
      `Set DATABASE_URL to the new one, and SECRET_KEY to what ${database.file}.key holds: cards already sent keep working.\n`,
    );
  else process.stdout.write('Set DATABASE_URL to the new one, and leave SECRET_KEY as it is: cards already sent keep working.\n');
}

async function withHeld(database: DatabaseConfig, work: (db: Database) => Promise<void>): Promise<void> {
  const db = await openConfigured({ database }, { belongsTo: undefined });
  try {
    if (!(await db.hold('outbox'))) throw new ConfigError(`A bot works on ${db.where}.`, 'Stop it first.');
    await work(db);
  } finally {
    await db.close();
  }
}

const sideOf = (database: DatabaseConfig): Side =>
  database.kind === 'postgres' ? postgresSide(database.url) : sqliteSide(database.file);

const rowsInWords = (rows: Record<string, number>): string =>
  Object.entries(rows)
    .filter(([, count]) => count > 0)
    .map(([table, count]) => `  ${table}: ${count}\n`)
    .join('');

async function withDatabase(config: Config, work: (db: Database) => Promise<void>): Promise<void> {
  const db = await openConfigured(config, { belongsTo: undefined, beside: true });
  try {
    await work(db);
  } finally {
    await db.close();
  }
}

async function changeRole(
  db: Database,
  command: 'grant' | 'revoke',
  [employeeNo = '', role = 'administrator']: string[],
): Promise<void> {
  if (!isRole(role)) throw new ConfigError(`There is no role “${role}”.`, `There are: ${ROLES.join(', ')}.`);
  const person = await personByEmployeeNo(db.read, employeeNo);
  if (person?.status !== 'active') {
    throw new ConfigError(
      `Nobody here has the 工号 “${employeeNo}”.`,
      'The bot reads the directory when it starts; start it once first.',
    );
  }
  const change = { person: person.id, role };
  await db.transaction(async (tx) => {
    if (command === 'grant') await grantRole(tx, { ...change, by: null, now: systemClock.now() });
    else await revokeRole(tx, change);
  });
  process.stdout.write(`${person.name} (${person.employeeNo}): ${command === 'grant' ? 'now' : 'no longer'} ${role}\n`);
}

const isRole = (word: string): word is Role => ROLES.includes(word);

async function importFile(db: Database, config: Config, [kind = '', file = '', ...flags]: string[]): Promise<void> {
  if (!isKind(kind) || file === '') throw new ConfigError('Which file?', `\n${USAGE}`);
  const dryRun = !flags.includes('--apply');
  const now = systemClock.now();
  const today = zoneOf(config.company.zone).dayOf(now);
  const taken = await takeCsv({ db, now, today, source: 'csv', dryRun }, { kind, text: readText(file) });
  if (taken.refused) throw new ConfigError(taken.refused.say(config.company.language));
  for (const line of taken.outcomes) {
    const said = line.outcome === 'refused' ? line.complaint.say(config.company.language) : line.outcome;
    process.stdout.write(`${line.row}: ${said}\n`);
  }
  process.stdout.write(dryRun ? 'Nothing was written. With --apply it is.\n' : 'Done.\n');
}

/** One line each: when, what became of it, its kind, to whom, the platform's last code, its id. Never what it says. */
async function listDeadLetters(db: Database, config: Config): Promise<void> {
  const zone = zoneOf(config.company.zone);
  const letters = await listTroubled(db.read);
  for (const { at, state, kind, to, lastCode, id } of letters) {
    const when = `${zone.dayOf(at)} ${zone.timeOf(at)}`;
    process.stdout.write(`${[when, state, kind, to, lastCode ?? '-', id].join('  ')}\n`);
  }
  process.stdout.write(letters.length === 0 ? 'There are none.\n' : '');
}

async function checkLedger(db: Database): Promise<void> {
  const findings = await verifyLedger(db.read);
  for (const finding of findings) process.stdout.write(`${JSON.stringify(finding)}\n`);
  if (findings.length > 0) throw new ConfigError('The points ledger is not as it was written.', 'Compare with a backup.');
  process.stdout.write('The points ledger is as it was written.\n');
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new ConfigError(`${file} can't be read.`, 'Name a CSV file in UTF-8.');
  }
}

const isKind = (word: string): word is FileKind => word === 'tasks' || word === 'series';

main(process.argv.slice(2)).catch((error: unknown) => {
  const lines =
    error instanceof ConfigError
      ? [error.message, error.remedy]
      : error instanceof Refusal
        ? [error.say('en-US')]
        : [error instanceof Error ? error.stack : String(error)];
  process.stderr.write(`${lines.filter(Boolean).join('\n')}\n`);
  process.exitCode = 1;
});
