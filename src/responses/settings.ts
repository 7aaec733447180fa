import type { Reader } from '../db/index.ts';
import { defineSetting, settingOf, wholeNumber } from '../settings/index.ts';

const MOST_WORKDAYS = 10;

export const remindAfter = defineSetting({
  key: 'responses.remind-after',
  initial: 2,
  label: (language) => (language === 'zh-CN' ? '反馈多久没有回复就提醒上级' : 'Remind a superior of unanswered feedback after'),
  scopes: ['company'],
  ...wholeNumber(1, MOST_WORKDAYS, (language) => (language === 'zh-CN' ? '个工作日' : 'workdays')),
});

export const remindAfterWorkdays = (read: Reader): Promise<number> => settingOf(read, remindAfter);
