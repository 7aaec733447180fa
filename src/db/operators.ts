import { sql } from 'drizzle-orm';
import type { InferInsertModel, InferSelectModel } from 'drizzle-orm';
import type { AnyTable } from './columns/index.ts';

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

/** A value given at `execute({ name })`. */
export const placeholder = sql.placeholder;

export type Row<T extends AnyTable> = InferSelectModel<T>;
export type NewRow<T extends AnyTable> = InferInsertModel<T>;
