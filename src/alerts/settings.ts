import type { Reader } from '../db/index.ts';
import { defineSetting, flagValue, oneOf, settingOf, wholeNumber } from '../settings/index.ts';
import type { OverdueRule, RiseRule } from './rules.ts';

const zh = (language: string): boolean => language === 'zh-CN';

const overdueDays = defineSetting({
  key: 'alerts.task-overdue-days',
  initial: 3,
  ...wholeNumber(0, 60, (language) => (zh(language) ? '天' : 'days')),
  label: (language) => (zh(language) ? '关键任务逾期超过多少天提醒' : 'Days a key task may be overdue before it alerts'),
  scopes: ['company'],
});

const overdueCount = defineSetting({
  key: 'alerts.task-overdue-count',
  initial: 'calendar',
  ...oneOf({
    calendar: { 'zh-CN': ['自然日'], 'en-US': ['calendar days'] },
    workdays: { 'zh-CN': ['工作日'], 'en-US': ['workdays', 'working days'] },
  }),
  label: (language) => (zh(language) ? '逾期天数怎么数' : 'How days overdue are counted'),
  scopes: ['company'],
});

const risePercent = defineSetting({
  key: 'alerts.series-percent',
  initial: 20,
  ...wholeNumber(1, 1000, () => '%'),
  label: (language) => (zh(language) ? '指标周环比上升多少提醒' : 'Week-over-week rise of a series that alerts'),
  scopes: ['company'],
});

const riseMinBefore = defineSetting({
  key: 'alerts.series-min-before',
  initial: 5,
  ...wholeNumber(1, 1_000_000),
  label: (language) => (zh(language) ? '前一周至少多少才比较百分比' : 'Least sum of the week before for a share to be compared'),
  scopes: ['company'],
});

const riseNewFrom = defineSetting({
  key: 'alerts.series-new-from',
  initial: 10,
  ...wholeNumber(1, 1_000_000),
  label: (language) =>
    zh(language) ? '前一周太少时,达到多少算“新出现”' : 'Sum that counts as new when there was too little the week before',
  scopes: ['company'],
});

const perWorkday = defineSetting({
  key: 'alerts.series-per-workday',
  initial: false,
  ...flagValue(),
  label: (language) => (zh(language) ? '有假期的周按每个工作日比较' : 'Compare weeks shortened by holidays per working day'),
  scopes: ['company'],
});

export const settings = [overdueDays, overdueCount, risePercent, riseMinBefore, riseNewFrom, perWorkday];

export async function overdueRule(read: Reader): Promise<OverdueRule> {
  return { moreThanDays: await settingOf(read, overdueDays), count: await settingOf<OverdueRule['count']>(read, overdueCount) };
}

/** Sums are kept in thousandths, and so are the minima here. */
export async function riseRule(read: Reader): Promise<RiseRule & { perWorkday: boolean }> {
  return {
    percent: await settingOf(read, risePercent),
    minBefore: 1000 * (await settingOf(read, riseMinBefore)),
    newFrom: 1000 * (await settingOf(read, riseNewFrom)),
    perWorkday: await settingOf(read, perWorkday),
  };
}
