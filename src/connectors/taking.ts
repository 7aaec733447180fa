import type { Day, Instant } from '../core/clock.ts';
import type { Sentence } from '../core/text.ts';
import type { Database } from '../db/index.ts';
import { takeSeries, takeTasks, type Intake, type Outcome, type PointRow, type Source, type TaskRow } from '../data/index.ts';
import { readSeriesRows, readTaskRows } from './csv/index.ts';

export type FileKind = 'tasks' | 'series';
export type Taking = { db: Database; now: Instant; today: Day; source: Source; reportedAt?: Instant; dryRun?: boolean };

/** About 20 ms a transaction; what others write gets its turn in between. A part taken is taken: all of it may be sent again. */
const CHUNK = 50;

export const takeTaskRows = (taking: Taking, rows: readonly TaskRow[]): Promise<Outcome[]> => inChunks(taking, rows, takeTasks);
export const takePointRows = (taking: Taking, rows: readonly PointRow[]): Promise<Outcome[]> =>
  inChunks(taking, rows, takeSeries);

async function inChunks<R>(
  { db, ...taking }: Taking,
  rows: readonly R[],
  take: (intake: Intake, rows: readonly R[]) => Promise<Outcome[]>,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  let seen: ReadonlyMap<string, string> = new Map();
  for (let from = 0; from < rows.length; from += CHUNK) {
    const chunk = rows.slice(from, from + CHUNK);
    const { taken, seenNow } = await db.transaction(async (tx) => {
      const seenNow = new Map(seen);
      return { taken: await take({ ...taking, tx, seen: seenNow }, chunk), seenNow };
    });
    outcomes.push(...taken);
    seen = seenNow;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return outcomes;
}

/** A whole file. Dry: what would come of each row, and nothing written. */
export async function takeCsv(
  taking: Taking,
  file: { kind: FileKind; text: string },
): Promise<{ outcomes: Outcome[]; refused?: undefined } | { refused: { code: string; say: Sentence }; outcomes?: undefined }> {
  if (file.kind === 'tasks') {
    const read = readTaskRows(file.text);
    return read.refused ? { refused: read.refused } : { outcomes: await takeTaskRows(taking, read.rows) };
  }
  const read = readSeriesRows(file.text);
  return read.refused ? { refused: read.refused } : { outcomes: await takePointRows(taking, read.rows) };
}
