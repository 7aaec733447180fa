export { openDatabase } from './open.ts';
export type { OpenOptions } from './open.ts';
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
  placeholder,
  sql,
  sum,
} from './operators.ts';
export type { NewRow, Row, SQL } from './operators.ts';
