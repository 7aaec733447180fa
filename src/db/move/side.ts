/** A table as both engines know it: referenced tables come before those that refer to them. */
export interface Table {
  name: string;
  columns: readonly string[];
}

/** As SQLite keeps them: flags are 0 and 1. */
export type Value = string | number | null;

/** One database, in one moment (reading) or in one transaction (writing). */
export interface Side {
  where: string;
  read<T>(work: (read: Reading) => Promise<T>): Promise<T>;
  write<T>(work: (write: Writing) => Promise<T>): Promise<T>;
}

export interface Reading {
  tables(): Promise<Table[]>;
  /** In parts, in no particular order. */
  rows(table: Table): AsyncIterable<Value[][]>;
}

export interface Writing extends Reading {
  insert(table: Table, rows: readonly Value[][]): Promise<void>;
}

/** Rows read or written at once; with every table's columns well below the 65,535 values a statement may have. */
export const PART = 500;
