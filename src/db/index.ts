export { ownerMark } from './owner.ts';
export { openPostgres } from './postgres/open.ts';
export type { PostgresOptions } from './postgres/open.ts';
export { openDatabase } from './sqlite/open.ts';
export type { OpenOptions } from './sqlite/open.ts';
export type { Database, Owner, Prepared, Reader, Tx } from './statements.ts';

export {
  and,
  asc,
  between,
  count,
  desc,
  eq,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  like,
  lt,
  lte,
  max,
  min,
  ne,
  not,
  notInArray,
  or,
  sql,
  sum,
} from 'drizzle-orm';
export type { SQL } from 'drizzle-orm';
export { placeholder } from './rows.ts';
export type { NewRow, Row } from './rows.ts';
