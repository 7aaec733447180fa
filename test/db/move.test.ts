import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { move, postgresSide, sqliteSide } from '../../src/db/move/index.ts';
import { asc, openDatabase, openPostgres, sql, type Database } from '../../src/db/index.ts';
import { outbox } from '../../src/delivery/schema.ts';
import { checkinCompany } from '../checkin/story.ts';
import { serverDatabase } from '../support/database.ts';
import { fastFolder } from '../support/fast-folder.ts';

const MIGRATIONS = fileURLToPath(new URL('../../migrations/sqlite', import.meta.url));

async function emptyFile(): Promise<{ file: string; db: Database }> {
  const folder = mkdtempSync(join(fastFolder(), 'okr-pulse-move-'));
  const file = join(folder, 'moved.db');
  const db = await openDatabase({ file, belongsTo: undefined, migrationsDir: MIGRATIONS, durability: 'none' });
  onTestFinished(async () => {
    await db.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return { file, db };
}

async function emptyServer(): Promise<{ url: string; db: Database }> {
  const { url, remove } = await serverDatabase();
  const db = await openPostgres({ url, belongsTo: undefined });
  onTestFinished(async () => {
    await db.close();
    await remove();
  });
  return { url, db };
}

const sent = async (db: Database) => await db.read.select().from(outbox).orderBy(asc(outbox.id));

describe.skipIf(inject('engine') !== 'server')('moving a database', () => {
  it('brings everything to a file and back to a server, flags, numbers, texts and what refers to what', async () => {
    const { db: lived, url } = await livedIn();
    const { file, db: inFile } = await emptyFile();
    const moved = await move(postgresSide(url), sqliteSide(file));
    expect(moved['people_persons']).toBe(9);
    expect(moved['checkin_checkins']).toBeGreaterThan(0);
    expect(await sent(inFile)).toEqual(await sent(lived));
    const back = await emptyServer();
    expect(await move(sqliteSide(file), postgresSide(back.url))).toEqual(moved);
    expect(await sent(back.db)).toEqual(await sent(lived));
  });

  it('refuses a target with anything in it, and leaves it as it is', async () => {
    const { db: lived, url } = await livedIn();
    const { file, db } = await emptyFile();
    await db.transaction(async (tx) => void (await tx.rows(sql`insert into meta (key, value) values ('belongs_to', 'sandbox')`)));
    await expect(move(postgresSide(url), sqliteSide(file))).rejects.toThrow('is not empty: meta has rows');
    expect(await sent(db)).toEqual([]);
    expect((await sent(lived)).length).toBeGreaterThan(0);
  });

  it('undoes all of it when a row can’t be taken', async () => {
    const { url } = await livedIn();
    const { file, db } = await emptyFile();
    await db.transaction(async (tx) => {
      await tx.rows(sql`create trigger no_more before insert on settings_changes begin select raise(abort, 'full'); end`);
    });
    await db.read.rows(sql`select 1`);
    const source = await openPostgres({ url, belongsTo: undefined });
    await source.transaction(async (tx) => {
      await tx.rows(
        sql`insert into settings_changes (id, key, scope, subject_id, changed_at) values ('a', 'b', 'company', '', 1)`,
      );
    });
    await source.close();
    await expect(move(postgresSide(url), sqliteSide(file))).rejects.toThrow('full');
    expect(await sent(db)).toEqual([]);
  });
});

/** A company that has been asked for a check-in. */
async function livedIn(): Promise<{ db: Database; url: string }> {
  const c = await checkinCompany({ cadence: '每周 周三' });
  await c.goTo('2026-09-16T12:00:00+08:00');
  const { rows } = await placeOf(c.db);
  return { db: c.db, url: inject('clusterUrl').replace('/postgres?', `/${rows}?`) };
}

async function placeOf(db: Database): Promise<{ rows: string }> {
  const [row] = await db.read.rows<{ name: string }>(sql`select current_database() as name`);
  return { rows: row?.name ?? '' };
}
