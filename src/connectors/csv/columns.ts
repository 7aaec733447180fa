/** The header may be in Chinese or English, in any order; columns nobody asked for are left alone. */
export const TASK_COLUMNS = {
  id: ['id', 'task id', 'source id', '编号', '任务编号', 'key id'],
  title: ['title', 'task', 'name', 'summary', '标题', '任务', '任务名称', '名称'],
  owner: ['owner', 'responsible', 'assignee', 'employee no', '负责人', '责任人', '工号', '负责人工号'],
  due: ['due', 'due date', 'deadline', '截止', '截止日期', '到期日', '完成日期'],
  key: ['key', 'key task', 'critical', '关键', '关键任务', '是否关键'],
  state: ['state', 'status', '状态'],
  goal: ['kr', 'key result', 'goal', '关键结果', '对齐'],
  link: ['link', 'url', '链接', '来源链接'],
} as const;

export const SERIES_COLUMNS = {
  series: ['series', 'key', 'series key', '指标', '指标编号', '编号'],
  name: ['name', 'series name', '名称', '指标名称'],
  owner: ['owner', 'responsible', 'employee no', '负责人', '责任人', '工号', '负责人工号'],
  unit: ['unit', '单位'],
  on: ['on', 'date', 'day', 'week', '日期', '周', '日'],
  value: ['value', 'count', 'number', '数值', '值', '数量'],
  link: ['link', 'url', '链接', '来源链接'],
} as const;

type Names = Record<string, readonly string[]>;

const plain = (cell: string): string =>
  cell
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .replace(/[*:]+$/, '');

/** Where each column stands; a name that two columns bear counts for the first. */
export function placesOf<C extends Names>(columns: C, header: readonly string[]): Partial<Record<keyof C, number>> {
  const places: Partial<Record<keyof C, number>> = {};
  for (const [i, cell] of header.entries()) {
    const said = plain(cell);
    const column = Object.keys(columns).find((one) => columns[one]?.includes(said)) as keyof C | undefined;
    if (column !== undefined && places[column] === undefined) places[column] = i;
  }
  return places;
}
