import { table, text } from './columns/index.ts';

/** What a database knows of itself. */
export const meta = table('meta', {
  key: text('key').primaryKey(),
  value: text('value').notNull(),
});
