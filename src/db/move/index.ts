import { createHash } from 'node:crypto';
import { ConfigError } from '../../core/errors.ts';
import type { Reading, Side, Table, Value } from './side.ts';

export { postgresSide } from './postgres.ts';
export type { Side } from './side.ts';
export { sqliteSide } from './sqlite.ts';

/** Rows by table, as they are in both databases now. */
export type Moved = Record<string, number>;

/**
 * Copies every row into a database that has the tables and nothing in them, in one transaction, and compares what arrived with what was
 * there: the number of rows and a digest of each table. Throws and leaves the target empty where they differ.
 */
export async function move(from: Side, to: Side): Promise<Moved> {
  return await from.read((source) =>
    to.write(async (target) => {
      const tables = sameTables(from, to, await source.tables(), await target.tables());
      for (const table of tables) {
        const { count } = await digestOf(target, table);
        if (count > 0) throw new ConfigError(`${to.where} is not empty: ${table.name} has rows.`, 'Name an empty database.');
      }
      const moved: Moved = {};
      for (const table of tables) {
        for await (const part of source.rows(table)) await target.insert(table, part);
        const [there, here] = [await digestOf(source, table), await digestOf(target, table)];
        if (there.count !== here.count || there.digest !== here.digest)
          throw new Error(`${table.name} arrived differently: ${there.count} rows there, ${here.count} here`);
        moved[table.name] = here.count;
      }
      return moved;
    }),
  );
}

/** In an order in which rows find what they refer to: SQLite's, whichever side it is. */
function sameTables(from: Side, to: Side, source: Table[], target: Table[]): Table[] {
  const shape = (tables: Table[]): string =>
    tables
      .map(({ name, columns }) => `${name}(${columns.toSorted().join()})`)
      .toSorted()
      .join(';');
  if (shape(source) !== shape(target)) {
    throw new ConfigError(
      `${from.where} and ${to.where} have different tables: they are of different versions.`,
      'Start this version of the bot on the source once; it brings it up to date.',
    );
  }
  const ordered = to.where.includes('://') ? source : target;
  const columnsOf = new Map(source.map(({ name, columns }) => [name, columns]));
  return ordered.map(({ name }) => ({ name, columns: columnsOf.get(name) ?? [] }));
}

const WRAP = 1n << 256n;

/** Of all rows whatever their order: the sum of their digests. */
async function digestOf(side: Reading, table: Table): Promise<{ count: number; digest: bigint }> {
  let count = 0;
  let digest = 0n;
  for await (const part of side.rows(table)) {
    for (const row of part) {
      count += 1;
      digest = (digest + digestOfRow(row)) % WRAP;
    }
  }
  return { count, digest };
}

const digestOfRow = (row: readonly Value[]): bigint =>
  BigInt(`0x${createHash('sha256').update(JSON.stringify(row)).digest('hex')}`);
