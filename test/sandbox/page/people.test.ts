import { describe, expect, test } from 'vitest';
import { suggest } from '../../../src/sandbox/page/chat/suggest.ts';
import type { Person } from '../../../src/sandbox/page/live/api.ts';
import { directoryOf, find, newcomer } from '../../../src/sandbox/page/live/directory.ts';
import { dayTitle, nextMorning, shortOf } from '../../../src/sandbox/page/live/time.ts';

const person = (employeeNo: string, name: string, superior: string | null, department = '讲师运营'): Person => ({
  employeeNo,
  name,
  department,
  superior,
  status: 'active',
});
const people = [
  person('E1', '王芳', null, '总经办'),
  person('E2', '李静', 'E1'),
  person('E3', '张伟', 'E2'),
  person('E4', '张伟', 'E2', '市场推广'),
  person('E5', '张小伟', 'E2'),
];
const directory = directoryOf(people);
const numbers = (found: readonly Person[]) => found.map((each) => each.employeeNo);

describe('finding people', () => {
  test('a newcomer sits as the first who has a superior and leads nobody', () => {
    expect(newcomer(directory)?.employeeNo).toBe('E3');
  });

  test('by part of the name, beginnings first; by 工号; by department', () => {
    expect(numbers(find(people, '伟', 9))).toEqual(['E3', 'E4', 'E5']);
    expect(numbers(find(people, '张伟', 9))).toEqual(['E3', 'E4']);
    expect(numbers(find(people, 'e5', 9))).toEqual(['E5']);
    expect(numbers(find(people, '市场', 9))).toEqual(['E4']);
    expect(find(people, '没有这人', 9)).toEqual([]);
  });
});

describe('what the composer offers', () => {
  const around = { directory, language: 'zh-CN', members: ['E5'] } as const;
  const inserts = (before: string, extra = {}) => suggest(before, { ...around, ...extra }).list.map((each) => each.insert);

  test('commands after a slash that opens the text, in both languages', () => {
    expect(inserts('/o')).toEqual(['/okr ', '/okr new ']);
    expect(inserts('/积')).toEqual(['/积分 ']);
    expect(inserts('看 /o')).toEqual([]);
    expect(inserts('@绩效脉搏 /to')).toEqual(['/todo ']);
  });

  test('nothing once the command stands there, so that Enter sends it', () => {
    expect(inserts('/okr')).toEqual([]);
    expect(inserts('/okr ')).toEqual([]);
    expect(inserts('/okr n')).toEqual(['/okr new ']);
  });

  test('people after an at sign, members of the group first; of one name with 工号', () => {
    expect(inserts('/points +5 @张')).toEqual(['@张小伟 ', '@张伟(E3) ', '@张伟(E4) ']);
    expect(suggest('/points +5 @张', around).from).toBe('/points +5 '.length);
    expect(inserts('a@b')).toEqual([]);
  });

  test('the bot in groups only', () => {
    expect(inserts('@', { botName: '绩效脉搏' })[0]).toBe('@绩效脉搏 ');
    expect(inserts('@bo', { botName: '绩效脉搏' })).toEqual(['@绩效脉搏 ']);
    expect(inserts('@bo')).toEqual([]);
  });
});

describe('company time', () => {
  const at = (iso: string): number => Date.parse(`${iso}+08:00`);
  const words = { today: '今天', yesterday: '昨天' };

  test('days are the company’s days', () => {
    const now = at('2026-09-08T00:30');
    expect(dayTitle(at('2026-09-07T23:59'), now, 'zh-CN', words)).toBe('昨天');
    expect(dayTitle(at('2026-09-08T00:00'), now, 'zh-CN', words)).toBe('今天');
    expect(dayTitle(at('2026-09-04T09:00'), now, 'zh-CN', words)).toBe('9月4日 周五');
    expect(shortOf(at('2026-09-08T00:05'), now, 'zh-CN')).toBe('00:05');
  });

  test('the next morning is the first workday’s, however late it is today', () => {
    const weekdays = (day: string): boolean => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
    expect(nextMorning(at('2026-09-07T08:00'), weekdays)).toBe('2026-09-08T09:00:00+08:00');
    expect(nextMorning(at('2026-09-04T23:30'), weekdays)).toBe('2026-09-07T09:00:00+08:00');
  });
});
