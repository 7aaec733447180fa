export { sql } from 'drizzle-orm';
// PostgreSQL is a second module with these same names.
export { day, flag, id, index, instant, integer, json, primaryKey, real, table, text, uniqueIndex } from './sqlite.ts';
export type { AnyColumn, AnyTable } from './sqlite.ts';
