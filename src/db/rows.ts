import { sql } from 'drizzle-orm';
import type { InferInsertModel, InferSelectModel } from 'drizzle-orm';
import type { AnyTable } from './columns/index.ts';

/** A value given at `execute({ name })`. */
export const placeholder = sql.placeholder;

export type Row<T extends AnyTable> = InferSelectModel<T>;
export type NewRow<T extends AnyTable> = InferInsertModel<T>;
