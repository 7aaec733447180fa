import { describe, expect, it } from 'vitest';
import { gapsIn, merged, namesBlocker, nextGap, shortened, workloadIn } from '../../src/checkin/rules.ts';
import { readWish } from '../../src/checkin/cadence-words.ts';
import { workloadNames } from '../../src/checkin/text/questions.ts';
import type { Day } from '../../src/core/clock.ts';
import { Refusal } from '../../src/core/errors.ts';

describe('the four answers', () => {
  it('are all compulsory; of the workload it is the step', () => {
    expect(gapsIn({})).toEqual(['highlight', 'blockers', 'workload', 'plan']);
    const said = { text: '好', level: null };
    expect(gapsIn({ highlight: said, blockers: said, workload: said, plan: said })).toEqual(['workload']);
    expect(gapsIn({ highlight: said, blockers: said, workload: { text: null, level: 2 }, plan: said })).toEqual([]);
  });

  it('lose nothing by a field left empty', () => {
    expect(merged({ text: '以前写的', level: 2 }, { text: null, level: 3 })).toEqual({ text: '以前写的', level: 3 });
  });

  it('are asked on from the next gap, round the end to the first', () => {
    const said = { text: '好', level: null };
    expect(nextGap({ blockers: said }, 'blockers')).toBe('workload');
    expect(nextGap({ plan: said }, 'plan')).toBe('highlight');
  });

  it.each(['没有', '无', '暂无。', '暂时没有阻碍', 'none', 'N/A'])('take "%s" for no blocker', (words) => {
    expect(namesBlocker(words)).toBe(false);
  });

  it.each(['没有测试环境', '无法拿到数据', 'no test environment', '等运维'])('take "%s" for a blocker', (words) => {
    expect(namesBlocker(words)).toBe(true);
  });

  it.each([
    ['3 两个项目', { level: 3, text: '两个项目' }],
    ['２', { level: 2, text: null }],
    ['可持续', { level: 2, text: null }],
    ['不可持续,需要人手', { level: 4, text: '需要人手' }],
    ['heavy: two launches', { level: 3, text: 'two launches' }],
    ['4 个项目', { level: null, text: '4 个项目' }],
    ['40 小时', { level: null, text: '40 小时' }],
    ['还行', { level: null, text: '还行' }],
  ])('read "%s" for the workload', (said, expected) => {
    expect(workloadIn(said, workloadNames())).toEqual(expected);
  });

  it('are shortened by whole characters', () => {
    expect(shortened('👍👍👍', 2)).toBe('👍…');
  });
});

describe('a rhythm in words', () => {
  const known = { today: '2026-09-07' as Day, current: { rhythm: 'two-weeks', weekday: 5 } } as const;

  it.each([
    ['每两周 周五', { rhythm: 'two-weeks', weekday: 5 }],
    ['两周周三', { rhythm: 'two-weeks', weekday: 3 }],
    ['双周 星期一', { rhythm: 'two-weeks', weekday: 1 }],
    ['每周三', { rhythm: 'week', weekday: 3 }],
    ['每周', { rhythm: 'week', weekday: 5 }],
    ['每月 周四', { rhythm: 'month', weekday: 4 }],
    ['周二', { rhythm: 'two-weeks', weekday: 2 }],
    ['Weekly Friday', { rhythm: 'week', weekday: 5 }],
    ['biweekly mon', { rhythm: 'two-weeks', weekday: 1 }],
    ['every two weeks tuesday', { rhythm: 'two-weeks', weekday: 2 }],
    ['ｍｏｎｔｈｌｙ', { rhythm: 'month', weekday: 5 }],
  ])('reads %s', (typed, to) => {
    expect(readWish(typed, known)).toEqual({ to });
  });

  it('reads off, and the day from which', () => {
    expect(readWish('关闭', known)).toEqual({ to: 'off' });
    expect(readWish('每两周 周五 从 9月18日', known)).toEqual({ to: { rhythm: 'two-weeks', weekday: 5 }, startOn: '2026-09-18' });
  });

  it.each(['', '随便', '每周六', '每两周 从 某天'])('refuses "%s"', (typed) => {
    expect(() => readWish(typed, known)).toThrow(Refusal);
  });
});
