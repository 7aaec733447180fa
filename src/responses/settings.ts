import type { Reader } from '../db/index.ts';

export const DEFAULT_REMIND_AFTER_WORKDAYS = 2;

export async function remindAfterWorkdays(_read: Reader): Promise<number> {
  return await Promise.resolve(DEFAULT_REMIND_AFTER_WORKDAYS);
}
