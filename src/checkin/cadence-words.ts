import { readDay } from '../chat/index.ts';
import type { Day } from '../core/clock.ts';
import { Refusal } from '../core/errors.ts';
import type { AskWeekday, Beat, Rhythm } from './cadence.ts';
import { cadenceText } from './text/cadence.ts';

const OFF = /^(关闭|关掉|停止|停用|暂停|off|stop|none)$/;
const RHYTHMS: [Rhythm, RegExp][] = [
  [
    'two-weeks',
    /每?(?:两|二|2|双)个?(?:周|星期|礼拜)(?!\s*[一二三四五六日天])|biweekly|bi-weekly|fortnightly|every (?:two|2|other) weeks?|two[- ]weeks/,
  ],
  ['month', /每个?月|月度|monthly|every month|month/],
  ['week', /每个?(?:周|星期|礼拜)|weekly|every week|week/],
];
const WEEKDAYS: [number, RegExp][] = [
  [1, /(?:周|星期|礼拜)一|\bmon(?:day)?s?\b/],
  [2, /(?:周|星期|礼拜)二|\btue(?:s|sday)?s?\b/],
  [3, /(?:周|星期|礼拜)三|\bwed(?:nesday)?s?\b/],
  [4, /(?:周|星期|礼拜)四|\bthu(?:rs|rsday)?s?\b/],
  [5, /(?:周|星期|礼拜)五|\bfri(?:day)?s?\b/],
  [6, /(?:周|星期|礼拜)六|\bsat(?:urday)?s?\b/],
  [7, /(?:周|星期|礼拜)[日天]|\bsun(?:day)?s?\b/],
];
const START = /(?:从|自|起始|\bfrom\b|\bstarting\b)\s*(.+?)\s*(?:起|开始)?$/;

export type Wish = { to: Beat | 'off'; startOn?: Day };

/** `每两周 周五`, `每周三`, `monthly friday`, `每两周 周五 从 9月18日`, `off`. What is not said stays as it is. */
export function readWish(typed: string, known: { today: Day; current: Beat }): Wish {
  const said = typed.normalize('NFKC').toLowerCase().trim();
  if (OFF.test(said)) return { to: 'off' };
  const start = START.exec(said);
  const startOn = start?.[1] ? readDay(start[1], { today: known.today }) : undefined;
  const beat = start ? said.slice(0, start.index) : said;
  const rhythm = RHYTHMS.find(([, form]) => form.test(beat))?.[0];
  const weekday = WEEKDAYS.find(([, form]) => form.test(beat))?.[0];
  if ((!rhythm && !weekday) || (start && !startOn)) {
    throw new Refusal('checkin.cadence-unreadable', (language) => cadenceText(language).unreadable(typed.slice(0, 40)));
  }
  if (weekday !== undefined && weekday > 5)
    throw new Refusal('checkin.cadence-weekend', (language) => cadenceText(language).weekend);
  const to = { rhythm: rhythm ?? known.current.rhythm, weekday: (weekday ?? known.current.weekday) as AskWeekday };
  return startOn ? { to, startOn } : { to };
}
