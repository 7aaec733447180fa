import type { Sentence } from '../../core/text.ts';
import { complaints, type PointRow, type TaskRow, type TaskState } from '../../data/index.ts';
import { placesOf, SERIES_COLUMNS, TASK_COLUMNS } from './columns.ts';
import { readCsv, type CsvRecord } from './read.ts';

/** A file without a usable header is refused as a whole; everything else is complained of row by row. */
export type ReadFile<R> = { rows: R[]; refused?: undefined } | { refused: { code: string; say: Sentence }; rows?: undefined };

const NEEDED = { tasks: ['id', 'title', 'owner', 'due'], series: ['series', 'on', 'value'] } as const;

export function readTaskRows(text: string): ReadFile<TaskRow> {
  const [header, ...records] = readCsv(text);
  const places = placesOf(TASK_COLUMNS, header?.cells ?? []);
  const missing = NEEDED.tasks.filter((column) => places[column] === undefined);
  if (missing.length > 0) return { refused: withoutColumns(missing.map((column) => TASK_COLUMNS[column])) };
  return { rows: records.map((record) => taskRow(record, (column) => cellOf(record, places[column]))) };
}

export function readSeriesRows(text: string): ReadFile<PointRow> {
  const [header, ...records] = readCsv(text);
  const places = placesOf(SERIES_COLUMNS, header?.cells ?? []);
  const missing = NEEDED.series.filter((column) => places[column] === undefined);
  if (missing.length > 0) return { refused: withoutColumns(missing.map((column) => SERIES_COLUMNS[column])) };
  return { rows: records.map((record) => pointRow(record, (column) => cellOf(record, places[column]))) };
}

/** The first of a column's names is English; the first Chinese one is said in Chinese. */
function withoutColumns(columns: (readonly string[])[]): { code: string; say: Sentence } {
  const chinese = columns.map((names) => names.find((name) => /\p{Script=Han}/u.test(name)) ?? names[0] ?? '');
  const english = columns.map((names) => names[0] ?? '');
  return {
    code: 'csv.columns-missing',
    say: (language) =>
      language === 'zh-CN'
        ? `第 1 行表头缺少:${chinese.join('、')}。表头用中文或英文都可以。`
        : `Line 1 lacks the columns: ${english.join(', ')}. The header may be in Chinese or English.`,
  };
}

const cellOf = ({ cells }: CsvRecord, place: number | undefined): string | undefined => {
  const cell = place === undefined ? '' : (cells[place] ?? '');
  return cell === '' ? undefined : cell;
};

function taskRow({ line }: CsvRecord, cell: (column: keyof typeof TASK_COLUMNS) => string | undefined): TaskRow {
  const key = yesOrNo(cell('key'));
  const state = stateIn(cell('state'));
  const unread =
    key === 'unread'
      ? complaints.yesNo('key', cell('key') ?? '')
      : state === 'unread'
        ? complaints.state(cell('state') ?? '')
        : undefined;
  return {
    row: String(line),
    id: cell('id'),
    title: cell('title'),
    owner: cell('owner'),
    due: cell('due'),
    goal: cell('goal'),
    link: cell('link'),
    key: key === 'unread' ? undefined : key,
    state: state === 'unread' ? undefined : state,
    unread,
  };
}

function pointRow({ line }: CsvRecord, cell: (column: keyof typeof SERIES_COLUMNS) => string | undefined): PointRow {
  const said = cell('value');
  const value = said === undefined ? undefined : numberIn(said);
  return {
    row: String(line),
    series: cell('series'),
    name: cell('name'),
    owner: cell('owner'),
    unit: cell('unit'),
    on: cell('on'),
    link: cell('link'),
    value,
    unread: said !== undefined && value === undefined ? complaints.notNumber(said) : undefined,
  };
}

const said = (cell: string): string => cell.normalize('NFKC').trim().toLowerCase();

function yesOrNo(cell: string | undefined): boolean | undefined | 'unread' {
  if (cell === undefined) return undefined;
  if (['是', '关键', 'y', 'yes', 'true', '1', '√', '✓', 'x', 'key'].includes(said(cell))) return true;
  return ['否', '不是', 'n', 'no', 'false', '0', '-'].includes(said(cell)) ? false : 'unread';
}

const STATES: Record<TaskState, string[]> = {
  open: ['open', 'todo', 'to do', 'doing', 'in progress', '进行中', '未完成', '未开始', '待办', '打开'],
  done: ['done', 'closed', 'complete', 'completed', 'finished', 'resolved', '已完成', '完成', '关闭', '已关闭'],
  dropped: ['dropped', 'cancelled', 'canceled', '已取消', '取消', '不做了'],
};

function stateIn(cell: string | undefined): TaskState | undefined | 'unread' {
  if (cell === undefined) return undefined;
  return (Object.keys(STATES) as TaskState[]).find((state) => STATES[state].includes(said(cell))) ?? 'unread';
}

/** `1,234.5` and full-width digits; `12 件` is no number. */
function numberIn(cell: string): number | undefined {
  const digits = said(cell);
  if (!/^[+-]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?$/.test(digits)) return undefined;
  return Number(digits.replaceAll(',', ''));
}
