import type { Reader } from '../db/index.ts';
import { defineSetting, oneOf, settingOf, wholeNumber } from '../settings/index.ts';

const staleAfter = defineSetting({
  key: 'okr.stale-after-days',
  initial: 14,
  ...wholeNumber(1, 90, (language) => (language === 'zh-CN' ? '天' : 'days')),
  label: (language) =>
    language === 'zh-CN' ? '多少天没打卡算「久未更新」' : 'Days without an update until a key result counts as stale',
  scopes: ['company'],
});

export type TeamKind = 'peers-and-reports' | 'reports';

/** 自身及直属团队: who is one's direct team. */
const team = defineSetting<TeamKind>({
  key: 'visibility.team',
  initial: 'peers-and-reports',
  ...oneOf({
    'peers-and-reports': { 'zh-CN': ['同级和直接下属'], 'en-US': ['peers and reports'] },
    reports: { 'zh-CN': ['只有直接下属'], 'en-US': ['reports'] },
  }),
  label: (language) => (language === 'zh-CN' ? '团队目标看得到谁' : 'Whose objectives count as the team’s'),
  scopes: ['company'],
});

export const settings = [staleAfter, team];

export const staleAfterDays = (read: Reader): Promise<number> => settingOf(read, staleAfter);
export const teamKind = (read: Reader): Promise<TeamKind> => settingOf(read, team);
