import { hash } from 'node:crypto';
import type { Row } from '../../db/index.ts';
import type { ledger, reasons } from '../schema.ts';

export type Entry = Row<typeof ledger>;
export type Reason = Row<typeof reasons>;

/** What the first row has before it. */
const BEGINNING = '0'.repeat(64);

const sha256 = (parts: readonly unknown[]): string => hash('sha256', JSON.stringify(parts));

/** Salted, so that nobody can try out words once they are erased. */
export const wordsDigest = (salt: string, text: string, note: string | null): string => sha256([salt, text, note]);

export function digestOf(it: Omit<Entry, 'digest'>): string {
  return sha256([
    it.number,
    it.personId,
    it.giverId,
    it.dimension,
    it.amount,
    it.kind,
    it.multiplier,
    it.actId,
    it.markId,
    it.reverses,
    it.at,
    it.month,
    it.wordsDigest,
    it.salt,
    it.previous,
  ]);
}

export type Finding = { number: number; problem: 'missing' | 'changed' | 'out of order' | 'words changed' | 'words missing' };
export type Head = { number: number; digest: string };
export const EMPTY: Head = { number: 0, digest: BEGINNING };

/** Looks at rows in the order of their numbers, `after` being the last one looked at before. */
export function findingsIn(rows: readonly { entry: Entry; reason: Reason | null }[], after: Head = EMPTY): Finding[] {
  const findings: Finding[] = [];
  let last = after;
  for (const { entry, reason } of rows) {
    for (let number = last.number + 1; number < entry.number; number += 1) findings.push({ number, problem: 'missing' });
    if (digestOf(entry) !== entry.digest) findings.push({ number: entry.number, problem: 'changed' });
    else if (entry.previous !== last.digest) findings.push({ number: entry.number, problem: 'out of order' });
    const words = problemOfWords(entry, reason);
    if (words) findings.push({ number: entry.number, problem: words });
    last = entry;
  }
  return findings;
}

function problemOfWords(entry: Entry, reason: Reason | null): 'words changed' | 'words missing' | undefined {
  if (!reason) return 'words missing';
  if (reason.erasedAt !== null) return reason.text === null && reason.note === null ? undefined : 'words changed';
  if (reason.text === null || reason.salt === null) return 'words missing';
  return wordsDigest(reason.salt, reason.text, reason.note) === entry.wordsDigest ? undefined : 'words changed';
}
