import { randomBytes } from 'node:crypto';
import { asc, desc, eq, gt, sql, type Reader, type Tx } from '../db/index.ts';
import { digestOf, EMPTY, findingsIn, wordsDigest, type Entry, type Finding, type Head } from './rules/chain.ts';
import { ledger, reasons } from './schema.ts';

export type NewEntry = Pick<Entry, 'personId' | 'giverId' | 'dimension' | 'amount' | 'kind' | 'at' | 'month'> &
  Partial<Pick<Entry, 'multiplier' | 'actId' | 'markId' | 'reverses'>> & { text: string; note?: string | null };

/**
 * The last row. Read it before looking at any balance the new rows depend on: two writers that started from the same head can't
 * both add the next number, so neither overdraws what the other one spent.
 */
export async function headOf(read: Reader): Promise<Head> {
  const [last] = await read
    .select({ number: ledger.number, digest: ledger.digest })
    .from(ledger)
    .orderBy(desc(ledger.number))
    .limit(1);
  return last ?? EMPTY;
}

/** The only place that writes the ledger; nothing ever changes a row or takes one away. */
export async function append(tx: Tx, head: Head, wanted: readonly NewEntry[]): Promise<Entry[]> {
  const added: Entry[] = [];
  let last = head;
  for (const { text, note = null, ...facts } of wanted) {
    const [salt, wordsSalt] = [newSalt(), newSalt()];
    const row = {
      number: last.number + 1,
      multiplier: 1,
      actId: null,
      markId: null,
      reverses: null,
      ...facts,
      wordsDigest: wordsDigest(wordsSalt, text, note),
      salt,
      previous: last.digest,
    };
    const entry: Entry = { ...row, digest: digestOf(row) };
    await tx.insert(ledger).values(entry);
    await tx.insert(reasons).values({ number: entry.number, text, note, salt: wordsSalt, erasedAt: null });
    added.push(entry);
    last = entry;
  }
  return added;
}

const newSalt = (): string => randomBytes(16).toString('hex');

const BATCH = 1000;

/** Finds every row that was changed, is missing or was put elsewhere. An erased reason is in order. */
export async function verifyLedger(read: Reader): Promise<Finding[]> {
  const findings: Finding[] = [];
  let head = EMPTY;
  for (;;) {
    const rows = await read
      .select({ entry: ledger, reason: reasons })
      .from(ledger)
      .leftJoin(reasons, eq(reasons.number, ledger.number))
      .where(gt(ledger.number, head.number))
      .orderBy(asc(ledger.number))
      .limit(BATCH);
    findings.push(...findingsIn(rows, head));
    const last = rows.at(-1)?.entry;
    if (!last || rows.length < BATCH) return [...findings, ...(await missingAtTheEnd(read, last ?? head))];
    head = last;
  }
}

/** Nothing follows the last row, so its loss shows in the words that are left without an entry. */
async function missingAtTheEnd(read: Reader, last: Head): Promise<Finding[]> {
  const left = await read
    .select({ number: reasons.number })
    .from(reasons)
    .where(sql`${reasons.number} > ${last.number}`)
    .orderBy(asc(reasons.number));
  return left.map(({ number }) => ({ number, problem: 'missing' }));
}
