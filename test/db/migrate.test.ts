import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Client from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ConfigError } from '../../src/core/errors.ts';
import { openDatabase, sql } from '../../src/db/index.ts';
import type { Database, Owner } from '../../src/db/index.ts';

const META = 'CREATE TABLE `meta` (`key` text PRIMARY KEY NOT NULL, `value` text NOT NULL);';
const FIRST = `${META}\n--> statement-breakpoint\nCREATE TABLE note (id text PRIMARY KEY NOT NULL, line text NOT NULL);`;
const SECOND = 'ALTER TABLE note ADD at integer;';

interface House {
  file: string;
  /** Writes the migrations the program comes with. */
  ship(migrations: Record<string, string>): void;
  start(owner?: Owner): Promise<Database>;
}

function house(): House {
  const folder = mkdtempSync(join(tmpdir(), 'okr-pulse-migrate-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'data', 'bot.db');
  const migrationsDir = join(folder, 'migrations');
  return {
    file,
    ship: (migrations) => {
      mkdirSync(join(migrationsDir, 'meta'), { recursive: true });
      const entries = Object.keys(migrations).map((tag, idx) => ({ idx, version: '6', when: 0, tag, breakpoints: true }));
      writeFileSync(join(migrationsDir, 'meta', '_journal.json'), JSON.stringify({ version: '7', dialect: 'sqlite', entries }));
      for (const [tag, text] of Object.entries(migrations)) writeFileSync(join(migrationsDir, `${tag}.sql`), text);
    },
    start: async (owner = { kind: 'sandbox' }) => {
      const database = await openDatabase({ file, belongsTo: owner, migrationsDir });
      onTestFinished(() => database.close());
      return database;
    },
  };
}

const notes = (database: Database): Promise<unknown[]> => database.read.rows(sql`SELECT * FROM note`);

async function writeNote(database: Database): Promise<void> {
  await database.transaction(async (tx) => void (await tx.rows(sql`INSERT INTO note (id, line) VALUES ('n', '好')`)));
}

describe('migrations', () => {
  it('are applied to a new database, once', async () => {
    const { ship, start, file } = house();
    ship({ '0000_first': FIRST });
    const database = await start();
    await writeNote(database);
    await database.close();
    expect(await notes(await start())).toEqual([{ id: 'n', line: '好' }]);
    expect(existsSync(`${file}.before-0000_first`)).toBe(false);
  });

  it('are applied to an existing database after a copy of it was made', async () => {
    const { ship, start, file } = house();
    ship({ '0000_first': FIRST });
    const old = await start();
    await writeNote(old);
    await old.close();
    ship({ '0000_first': FIRST, '0001_second': SECOND });
    expect(await notes(await start())).toEqual([{ id: 'n', line: '好', at: null }]);
    const copy = new Client(`${file}.before-0001_second`, { readonly: true });
    expect(copy.prepare('SELECT * FROM note').all()).toEqual([{ id: 'n', line: '好' }]);
    copy.close();
  });

  it('leave the database as it was when one of them fails', async () => {
    const { ship, start } = house();
    ship({ '0000_first': FIRST });
    const old = await start();
    await writeNote(old);
    await old.close();
    ship({ '0000_first': FIRST, '0001_second': SECOND, '0002_broken': 'ALTER TABLE nowhere ADD at integer;' });
    await expect(start()).rejects.toThrow('no such table: nowhere');
    ship({ '0000_first': FIRST });
    expect(await notes(await start())).toEqual([{ id: 'n', line: '好' }]);
  });

  it('keep the rows that refer to a table they rebuild', async () => {
    const { ship, start } = house();
    const child = 'CREATE TABLE child (note text NOT NULL REFERENCES note (id) ON DELETE CASCADE);';
    ship({ '0000_first': `${FIRST}\n--> statement-breakpoint\n${child}` });
    const old = await start();
    await writeNote(old);
    await old.transaction(async (tx) => void (await tx.rows(sql`INSERT INTO child VALUES ('n')`)));
    await old.close();
    const rebuild = [
      'PRAGMA foreign_keys=OFF;',
      'CREATE TABLE __new_note (id text PRIMARY KEY NOT NULL, line text);',
      'INSERT INTO __new_note SELECT id, line FROM note;',
      'DROP TABLE note;',
      'ALTER TABLE __new_note RENAME TO note;',
      'PRAGMA foreign_keys=ON;',
    ];
    ship({
      '0000_first': `${FIRST}\n--> statement-breakpoint\n${child}`,
      '0001_rebuild': rebuild.join('--> statement-breakpoint\n'),
    });
    const database = await start();
    expect(await database.read.rows(sql`SELECT * FROM child`)).toEqual([{ note: 'n' }]);
    await expect(database.transaction((tx) => tx.rows(sql`INSERT INTO child VALUES ('nobody')`))).rejects.toThrow('FOREIGN KEY');
  });

  it('refuse a database that a newer version wrote', async () => {
    const { ship, start } = house();
    ship({ '0000_first': FIRST, '0001_second': SECOND });
    await (await start()).close();
    ship({ '0000_first': FIRST });
    const refused = start();
    await expect(refused).rejects.toBeInstanceOf(ConfigError);
    await expect(refused).rejects.toThrow('written by a newer version of this program (it has the change 0001_second');
  });

  it('refuse a database whose applied change reads differently now, but not for its line ends', async () => {
    const { ship, start } = house();
    ship({ '0000_first': FIRST });
    await (await start()).close();
    ship({ '0000_first': FIRST.replaceAll('\n', '\r\n') });
    await (await start()).close();
    ship({ '0000_first': `${FIRST}\n${SECOND}` });
    await expect(start()).rejects.toThrow('its change 0000_first differs from the one here');
  });

  it('say so when they are missing', async () => {
    const { start } = house();
    await expect(start()).rejects.toThrow('the database migrations are missing');
  });
});

describe('whose database it is', () => {
  const tenant = (key: string): Owner => ({ kind: 'tenant', key });

  it.each<[string, Owner, Owner, string]>([
    ['the sandbox’s for a real company', { kind: 'sandbox' }, tenant('t1'), "holds the sandbox's invented people"],
    ['a real company’s for the sandbox', tenant('t1'), { kind: 'sandbox' }, "holds a real company's data"],
    ['another company’s', tenant('t1'), tenant('t2'), 'belongs to another company (t1) and is not opened for t2'],
  ])('is refused: %s', async (_, first, second, sentence) => {
    const { ship, start } = house();
    ship({ '0000_first': FIRST });
    await (await start(first)).close();
    const refused = start(second);
    await expect(refused).rejects.toBeInstanceOf(ConfigError);
    await expect(refused).rejects.toThrow(sentence);
    await (await start(first)).close();
  });
});

describe('one bot process per database', () => {
  it('refuses the second, and lets it in once the first is closed', async () => {
    const { ship, start, file } = house();
    ship({ '0000_first': FIRST });
    const first = await start();
    const refused = start();
    await expect(refused).rejects.toBeInstanceOf(ConfigError);
    await expect(refused).rejects.toThrow(`The database ${file} is in use by another running bot.`);
    await first.close();
    await (await start()).close();
  });

  it('lets go of the file when it refuses to open it for another reason', async () => {
    const { ship, start } = house();
    ship({ '0000_first': FIRST });
    await (await start()).close();
    await expect(start({ kind: 'tenant', key: 't' })).rejects.toThrow('invented people');
    await (await start()).close();
  });
});

describe('a place where no database can be', () => {
  it('is named, and left as it is: somebody else’s file', async () => {
    const { ship, start, file } = house();
    ship({ '0000_first': FIRST });
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, 'somebody’s notes, long enough to be read for the header of a database. '.repeat(20));
    const before = readFileSync(file);
    await expect(start()).rejects.toThrow(ConfigError);
    await expect(start()).rejects.toThrow(`The file ${file} is no SQLite database, or it is damaged.`);
    expect(readFileSync(file)).toEqual(before);
  });

  it('is named: a folder that can’t be made', async () => {
    const { ship, start, file } = house();
    ship({ '0000_first': FIRST });
    writeFileSync(join(file, '..'), '');
    await expect(start()).rejects.toThrow(`The database ${file} can't be opened for writing.`);
  });
});
