import {
  customType,
  index,
  integer as sqliteInteger,
  primaryKey,
  real,
  sqliteTable as table,
  text as sqliteText,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core';
import type { AnySQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Day, Instant } from '../../core/clock.ts';
import type { Id } from '../../core/ids.ts';

export { index, primaryKey, real, table, uniqueIndex };

/** The type to write on a reference that would otherwise go round in a circle: `.references((): AnyColumn => people.id)`. */
export type AnyColumn = AnySQLiteColumn;
export type AnyTable = SQLiteTable;

export const text = <T extends string = string>(name: string) => sqliteText(name).$type<T>();

export const id = <K extends string>(name: string) => sqliteText(name).$type<Id<K>>();

export const day = (name: string) => sqliteText(name).$type<Day>();

export const flag = (name: string) => sqliteInteger(name, { mode: 'boolean' });

export const json = <T>(name: string) => sqliteText(name, { mode: 'json' }).$type<T>();

// SQLite stores 3.5 in an INTEGER column without a word, and numbers beyond 2^53 come back changed.
const wholeNumber = customType<{ data: number; driverData: number }>({
  dataType: () => 'integer',
  toDriver(value) {
    if (!Number.isSafeInteger(value)) throw new RangeError(`not a safe whole number: ${String(value)}`);
    return value;
  },
});

export const integer = <T extends number = number>(name: string) => wholeNumber(name).$type<T>();

export const instant = (name: string) => wholeNumber(name).$type<Instant>();
