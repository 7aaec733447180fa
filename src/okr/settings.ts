import type { Reader } from '../db/index.ts';
import { defineSetting, settingOf, wholeNumber } from '../settings/index.ts';

const staleAfter = defineSetting({
  key: 'okr.stale-after-days',
  initial: 14,
  ...wholeNumber(1, 90, (language) => (language === 'zh-CN' ? '天' : 'days')),
  label: (language) =>
    language === 'zh-CN' ? '多少天没打卡算「久未更新」' : 'Days without an update until a key result counts as stale',
  scopes: ['company'],
});

export const settings = [staleAfter];

export const staleAfterDays = (read: Reader): Promise<number> => settingOf(read, staleAfter);
