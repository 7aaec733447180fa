export { readCsv } from './read.ts';
export type { CsvRecord } from './read.ts';
export { readSeriesRows, readTaskRows } from './rows.ts';
export type { ReadFile } from './rows.ts';
