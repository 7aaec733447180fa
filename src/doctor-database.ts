import { accessSync, constants, existsSync, statfsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Config } from './config.ts';
import { ConfigError } from './core/errors.ts';
import type { Language } from './core/text.ts';
import { openPostgres, ownerMark, sql, type Owner } from './db/index.ts';
import { inspectFile, isHeld } from './db/sqlite/inspect.ts';
import { advice, fine, wrong, type Line } from './doctor-line.ts';
import { text } from './doctor-text.ts';

const MEGABYTE = 1024 * 1024;
const TOO_LITTLE = 200 * MEGABYTE;
const LITTLE = 1024 * MEGABYTE;

/** Reads only, beside a running bot too. */
export async function checkDatabase(
  { database, company }: Pick<Config, 'database' | 'company'>,
  owner: Owner | undefined,
  migrationsDir: string,
): Promise<Line[]> {
  const { language } = company;
  if (database.kind === 'postgres') return [await stateOfServer(database.url, owner, language)];
  const file = resolve(database.file);
  const say = text(language).database;
  const folder = nearestFolder(file);
  if (!mayWrite(folder)) return [wrong(say.unwritable(folder), say.unwritableRemedy)];
  const space = spaceIn(folder, language);
  if (!existsSync(file)) return [fine(say.absent(file)), space];
  return [
    stateOf(file, owner, migrationsDir, language),
    space,
    isHeld(file) ? fine(say.held) : advice(say.notHeld, say.notHeldRemedy),
  ];
}

async function stateOfServer(url: string, owner: Owner | undefined, language: Language): Promise<Line> {
  const say = text(language).database;
  try {
    const db = await openPostgres({ url, belongsTo: undefined });
    try {
      const [found] = await db.read.rows<{ table: string | null }>(sql`select to_regclass('meta')::text as table`);
      if (found?.table == null) return fine(say.absent(db.where));
      const [meta] = await db.read.rows<{ value: string }>(sql`select value from meta where key = 'belongs_to'`);
      const wanted = owner && ownerMark(owner);
      if (wanted !== undefined && meta !== undefined && meta.value !== wanted)
        return wrong(say.otherOwner(db.where, meta.value), say.otherOwnerRemedy);
      return fine(say.fine(db.where));
    } finally {
      await db.close();
    }
  } catch (error) {
    if (error instanceof ConfigError) return wrong(error.message, error.remedy ?? '');
    return wrong(say.unreadable(String((error as { code?: unknown }).code ?? (error as Error).message)), say.unwritableRemedy);
  }
}

function stateOf(file: string, owner: Owner | undefined, migrationsDir: string, language: Language): Line {
  const say = text(language).database;
  try {
    const { damage, migrations, belongsTo } = inspectFile(file, migrationsDir);
    const wanted = owner && ownerMark(owner);
    const [first] = damage;
    if (first !== undefined) return wrong(say.damaged(file, first), say.damagedRemedy);
    if (migrations === 'ahead' || migrations === 'different') return wrong(say.foreign(file), say.foreignRemedy);
    if (wanted !== undefined && belongsTo !== undefined && belongsTo !== wanted)
      return wrong(say.otherOwner(file, belongsTo), say.otherOwnerRemedy);
    return migrations === 'behind' ? advice(say.behind(file), say.behindRemedy) : fine(say.fine(file));
  } catch (error) {
    if (error instanceof ConfigError) return wrong(say.unreadable(error.message), say.damagedRemedy);
    const code = (error as { code?: unknown }).code;
    return wrong(say.unreadable(String(code ?? (error as Error).message)), say.unwritableRemedy);
  }
}

function spaceIn(folder: string, language: Language): Line {
  const say = text(language).database;
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  const what = say.space(free >= 10 * LITTLE ? `${Math.floor(free / LITTLE)} GB` : `${Math.floor(free / MEGABYTE)} MB`);
  if (free < TOO_LITTLE) return wrong(what, say.spaceRemedy);
  return free < LITTLE ? advice(what, say.spaceRemedy) : fine(what);
}

/** The folder of the file, or the one it would be made in. */
function nearestFolder(file: string): string {
  let folder = dirname(file);
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}

function mayWrite(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
