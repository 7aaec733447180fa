import { chmodSync, closeSync, copyFileSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Client from 'better-sqlite3';
import type { Instant } from '../../core/clock.ts';
import { ConfigError } from '../../core/errors.ts';
import { countRows, damageIn, inspectFile } from './inspect.ts';
import { holdAlone } from './lock.ts';

export type BackupMade = { file: string; bytes: number; rows: Record<string, number>; key: string | undefined };

/** As long as a checkpoint of the running bot may hold the file. */
const BUSY_MS = 10_000;

/**
 * One moment of the database in one file, while the bot goes on writing: VACUUM INTO reads in a single transaction, where the
 * backup API begins anew whenever another process has written. The key that signs cards goes along; without it no button of a
 * card already sent would work after a restore. The copy bears its name only when it is whole and on the disk.
 */
export function backUp(from: string, target: string): BackupMade {
  const to = resolve(target);
  if (!existsSync(from)) throw new ConfigError(`There is no database ${from} yet.`, 'It is made when the bot is started.');
  if (existsSync(to)) throw new ConfigError(`${to} is there already.`, 'Name a new file: a backup never replaces another.');
  if (!existsSync(dirname(to))) throw new ConfigError(`There is no folder ${dirname(to)}.`, 'Make it first.');
  const part = `${to}.part`;
  rmSync(part, { force: true });
  try {
    copyTo(part, from);
    const damage = check(part);
    if (damage.length > 0) throw damaged(from, damage);
    toDisk(part);
    renameSync(part, to);
    toDisk(dirname(to));
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
  return { file: to, bytes: statSync(to).size, rows: countRows(to), key: copyKey(from, to) };
}

function copyTo(part: string, from: string): void {
  const client = new Client(from, { readonly: true, timeout: BUSY_MS });
  try {
    client.prepare('VACUUM INTO ?').run(part);
  } finally {
    client.close();
  }
  chmodSync(part, 0o600);
}

function check(file: string): string[] {
  const client = new Client(file, { readonly: true });
  try {
    return damageIn(client);
  } finally {
    client.close();
  }
}

export type RestoreOptions = {
  from: string;
  /** The database to be replaced, or to be. */
  file: string;
  migrationsDir: string;
  /** As it is written in a database; `undefined` takes anybody's. */
  belongsTo: string | undefined;
  now: Instant;
};

export type Restored = { replaced: string | undefined; rows: Record<string, number>; migrationsToCome: boolean };

/** Puts a backup in the database's place, with no bot running. What was there stays beside it, under a name with the time. */
export function restore({ from, file: target, migrationsDir, belongsTo, now }: RestoreOptions): Restored {
  const [source, file] = [resolve(from), resolve(target)];
  const state = inspectFile(source, migrationsDir);
  if (state.damage.length > 0) throw damaged(source, state.damage);
  if (state.belongsTo === undefined) throw new ConfigError(`${source} is no database of this program.`, 'Name a backup.');
  if (belongsTo !== undefined && state.belongsTo !== belongsTo) {
    throw new ConfigError(
      `${source} belongs to ${state.belongsTo}, and this installation is ${belongsTo}.`,
      'Name a backup of this installation, or set the credentials it was made with.',
    );
  }
  if (state.migrations === 'ahead' || state.migrations === 'different') {
    throw new ConfigError(
      `${source} was written by another version of this program.`,
      'Restore it with the version that wrote it.',
    );
  }
  const release = holdAlone(file);
  try {
    return { replaced: replace(source, file, now), rows: countRows(file), migrationsToCome: state.migrations === 'behind' };
  } finally {
    release();
  }
}

function replace(source: string, file: string, now: Instant): string | undefined {
  const part = `${file}.restoring`;
  copyFileSync(source, part);
  chmodSync(part, 0o600);
  toDisk(part);
  const replaced = existsSync(file) ? `${file}.before-restore-${stamp(now)}` : undefined;
  // The write-ahead log belongs to the file it was written for: beside the new one it would be read into it.
  for (const suffix of ['-wal', '']) {
    if (replaced !== undefined && existsSync(file + suffix)) renameSync(file + suffix, replaced + suffix);
    else rmSync(file + suffix, { force: true });
  }
  rmSync(`${file}-shm`, { force: true });
  if (replaced !== undefined && existsSync(`${source}.key`) && existsSync(`${file}.key`)) copyKey(file, replaced);
  renameSync(part, file);
  copyKey(source, file);
  toDisk(dirname(file));
  return replaced;
}

function copyKey(from: string, to: string): string | undefined {
  if (!existsSync(`${from}.key`)) return undefined;
  copyFileSync(`${from}.key`, `${to}.key`);
  chmodSync(`${to}.key`, 0o600);
  toDisk(`${to}.key`);
  return `${to}.key`;
}

/** Without it a power cut may leave a name without its content. */
function toDisk(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

const damaged = (file: string, damage: readonly string[]): ConfigError =>
  new ConfigError(`${file} is damaged: ${damage.slice(0, 3).join('; ')}.`, 'Use an older backup.');

const stamp = (now: Instant): string => new Date(now).toISOString().replace(/[-:]|\.\d+/g, '');
