import { Column, getTableName, is, SQL, Subquery } from 'drizzle-orm';
import type { DriverValueDecoder } from 'drizzle-orm';
import type { SelectedFieldsOrdered } from 'drizzle-orm/sqlite-core';

type Decoder = DriverValueDecoder<unknown, unknown>;
type Row = Record<string, unknown>;
interface Cell {
  path: readonly string[];
  decoder: Decoder;
  /** The table, where the cell is a plain column of a table's own object: decides whether a joined table was absent. */
  table: string | undefined;
}

/** From the driver's array to the object asked for, with everything decided beforehand that is the same for each row. */
export function rowMapper(fields: SelectedFieldsOrdered, joined: Record<string, boolean> | undefined): (row: unknown[]) => Row {
  const cells = fields.map(({ path, field }): Cell => ({
    path,
    decoder: decoderOf(field),
    table: path.length === 2 && is(field, Column) ? getTableName(field.table) : undefined,
  }));
  return cells.every((cell) => cell.path.length === 1) ? flat(cells) : nested(cells, joined ?? {});
}

function decoderOf(field: SelectedFieldsOrdered[number]['field']): Decoder {
  if (is(field, Column)) return field;
  if (is(field, SQL)) return (field as unknown as { decoder: Decoder }).decoder;
  if (is(field, Subquery)) return (field._.sql as unknown as { decoder: Decoder }).decoder;
  return (field.sql as unknown as { decoder: Decoder }).decoder;
}

const decode = (decoder: Decoder, value: unknown): unknown => (value === null ? null : decoder.mapFromDriverValue(value));

function flat(cells: readonly Cell[]): (row: unknown[]) => Row {
  return (row) => {
    const result: Row = {};
    for (let i = 0; i < cells.length; i += 1) {
      const cell = cells[i] as Cell;
      result[cell.path[0] as string] = decode(cell.decoder, row[i]);
    }
    return result;
  };
}

function nested(cells: readonly Cell[], joined: Record<string, boolean>): (row: unknown[]) => Row {
  const absentable = tablesThatMayBeAbsent(cells, joined);
  return (row) => {
    const result: Row = {};
    cells.forEach((cell, i) => place(result, cell.path, decode(cell.decoder, row[i])));
    for (const name of absentable) if (Object.values(result[name] as Row).every((value) => value === null)) result[name] = null;
    return result;
  };
}

function place(result: Row, path: readonly string[], value: unknown): void {
  let node = result;
  for (const name of path.slice(0, -1)) node = (node[name] ??= {}) as Row;
  node[path.at(-1) as string] = value;
}

/** As drizzle does it: an object of one left-joined table's columns, all null, is null itself. */
function tablesThatMayBeAbsent(cells: readonly Cell[], joined: Record<string, boolean>): string[] {
  const tablesOf = new Map<string, Set<string | undefined>>();
  for (const { path, table } of cells) {
    if (path.length < 2) continue;
    const name = path[0] as string;
    tablesOf.set(name, (tablesOf.get(name) ?? new Set()).add(table));
  }
  return [...tablesOf].flatMap(([name, tables]) => {
    const [table] = tables;
    return tables.size === 1 && table !== undefined && joined[table] === false ? [name] : [];
  });
}
