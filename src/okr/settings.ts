import type { Reader } from '../db/index.ts';

export async function staleAfterDays(_read: Reader): Promise<number> {
  return await Promise.resolve(14);
}

export async function teamKind(_read: Reader): Promise<'peers-and-reports' | 'reports'> {
  return await Promise.resolve('peers-and-reports');
}
