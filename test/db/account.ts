import { json, flag, instant, integer, table, text } from '../../src/db/columns/index.ts';

export const account = table('account', {
  id: text('id').primaryKey(),
  total: integer('total').notNull(),
  open: flag('open'),
  note: json<{ words: string[] }>('note'),
  at: instant('at'),
});

export const ACCOUNT_DDL =
  'CREATE TABLE account (id TEXT PRIMARY KEY NOT NULL, total INTEGER NOT NULL, open INTEGER, note TEXT, at INTEGER)';

export const ACCOUNT_POSTGRES =
  'CREATE TABLE account (id text COLLATE "C" PRIMARY KEY NOT NULL, total bigint NOT NULL, open boolean, note text, at bigint)';
