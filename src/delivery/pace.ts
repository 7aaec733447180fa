/** The commit with its wait for the disk comes on top, within the twenty milliseconds a chunk may hold everybody up. */
const CHUNK_MS = 10;
const LEAST = 10;
const MOST = 2_000;

/** For a chunk of which nothing is known yet: a few milliseconds whatever the rows are. */
export const FIRST_CHUNK = 50;

/** Rows of the next chunk, after one that left more to do. Shrinks at once, since it held others up; grows step by step. */
export function nextChunk(rows: number, tookMs: number): number {
  const fits = rows * Math.min(1.5, CHUNK_MS / Math.max(tookMs, 0.1));
  return Math.max(LEAST, Math.min(MOST, Math.round(fits)));
}
