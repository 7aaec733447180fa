import { closeSync, existsSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

export type Journal<R> = { write(record: R): void; clear(): void; close(): void };

export const noJournal: Journal<unknown> = { write: () => {}, clear: () => {}, close: () => {} };

/**
 * One record a line, written before the answer to whoever caused it: what the process said happened is still there
 * after kill -9. A last line cut short is a record nobody was told of; it is dropped, and cut from the file so that
 * the next record doesn't grow onto it.
 */
export function openJournal<R>(path: string, replay: (record: R) => void): Journal<R> {
  mkdirSync(dirname(path), { recursive: true });
  let whole = 0;
  if (existsSync(path)) {
    const bytes = readFileSync(path);
    whole = bytes.lastIndexOf(0x0a) + 1;
    for (const line of bytes.subarray(0, whole).toString('utf8').split('\n')) {
      if (line !== '') replay(JSON.parse(line) as R);
    }
  }
  const file = openSync(path, existsSync(path) ? 'r+' : 'w+');
  ftruncateSync(file, whole);
  let end = whole;
  return {
    write(record) {
      const line = Buffer.from(`${JSON.stringify(record)}\n`);
      writeSync(file, line, 0, line.length, end);
      end += line.length;
    },
    clear() {
      ftruncateSync(file, 0);
      end = 0;
    },
    close: () => closeSync(file),
  };
}
