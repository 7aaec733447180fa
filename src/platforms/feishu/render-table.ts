import type { Block } from '../../chat/index.ts';
import type { Drawing } from './drawing.ts';
import { type Element, markdown, note } from './elements.ts';
import { bold, cleaned, coloured, escapeMarkdown } from './markdown.ts';

type Table = Extract<Block, { block: 'table' }>;

/** The platform's own limits: tables in a card, columns in a table, rows shown at a time. */
const MAX_TABLES = 5;
const MAX_COLUMNS = 50;
const MAX_PAGE = 10;

export function drawTable(drawing: Drawing, table: Table): Element[] {
  if (table.columns.length === 0) return [];
  const rows = table.rows.slice(0, drawing.allowance.rows);
  const left = table.rows.length - rows.length;
  drawing.tables += 1;
  const drawn = drawing.tables > MAX_TABLES ? asLines(table, rows) : asTable(table, rows);
  return left === 0 ? [drawn] : [drawn, note(coloured('neutral', escapeMarkdown(drawing.words.more(left))))];
}

function asTable(table: Table, rows: Table['rows']): Element {
  const columns = table.columns.slice(0, MAX_COLUMNS);
  return {
    tag: 'table',
    page_size: Math.min(Math.max(Math.trunc(table.pageSize ?? 5), 1), MAX_PAGE),
    columns: columns.map(({ key, label, align }) => ({
      name: key,
      display_name: label,
      data_type: 'text',
      horizontal_align: align ?? 'left',
      width: 'auto',
    })),
    // A key no column knows is refused by the platform.
    rows: rows.map((cells) => Object.fromEntries(columns.map(({ key }) => [key, cleaned(ownText(cells, key))]))),
  };
}

const ownText = (cells: Record<string, string>, key: string): string => (Object.hasOwn(cells, key) ? (cells[key] ?? '') : '');

function asLines(table: Table, rows: Table['rows']): Element {
  const head = table.columns.map(({ label }) => bold(label)).join(' · ');
  const body = rows.map((cells) => table.columns.map(({ key }) => escapeMarkdown(ownText(cells, key))).join(' · '));
  return markdown([head, ...body].join('<br>'));
}
