import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  closest,
  closestFew,
  COMMON_FIELDS,
  findShortId,
  mentionMark,
  readAmount,
  readDay,
  readFields,
  readNumber,
  readPeople,
  readPerson,
  readQuantity,
  readShortId,
  readTags,
  splitCommand,
  takeAmount,
  takeShortId,
} from '../../../src/chat/index.ts';
import type { Day } from '../../../src/core/clock.ts';

const mark = mentionMark(0);

test.each([
  ['/okr new 提升准时率', { word: 'okr', rest: 'new 提升准时率' }],
  ['／ＯＫＲ　ｎｅｗ', { word: 'okr', rest: 'ｎｅｗ' }],
  ['  /points+10 @张伟 ', { word: 'points', rest: '+10 @张伟' }],
  [`/points${mark}帮我`, { word: 'points', rest: `${mark}帮我` }],
  ['/目标新建', { word: '目标新建', rest: '' }],
  ['/目标：新建', { word: '目标', rest: '新建' }],
  ['、okr', { word: 'okr', rest: '' }],
  ['/', { word: '', rest: '' }],
  ['okr', undefined],
  ['/usr/bin/env', undefined],
  ['看一下 /okr', undefined],
  ['', undefined],
])('a command in %j', (text, expected) => {
  expect(splitCommand(text)).toEqual(expected);
});

describe('numbers', () => {
  test.each([
    ['12', 12],
    ['１２', 12],
    ['1,000', 1000],
    ['1，000，000', 1_000_000],
    ['50%', 50],
    ['3.5万', 35_000],
    ['1.1万', 11_000],
    ['2亿', 200_000_000],
    ['-3', -3],
    ['−3', -3],
    ['5k', 5000],
    ['1,00', undefined],
    ['12-31', undefined],
    ['五', undefined],
    ['', undefined],
    ['1e9', undefined],
  ])('%j', (text, expected) => {
    expect(readNumber(text)).toBe(expected);
  });

  test('with their unit', () => {
    expect(readQuantity('100 元')).toEqual({ value: 100, unit: '元' });
    expect(readQuantity('５０％')).toEqual({ value: 50, unit: '%' });
    expect(readQuantity('5kg')).toEqual({ value: 5, unit: 'kg' });
    expect(readQuantity('12-31')).toBeUndefined();
  });

  test('that change or set', () => {
    expect(readAmount('+5')).toEqual({ kind: 'change', value: 5 });
    expect(readAmount('－３')).toEqual({ kind: 'change', value: -3 });
    expect(readAmount('50')).toEqual({ kind: 'set', value: 50 });
    expect(readAmount('=-3')).toEqual({ kind: 'set', value: -3 });
    expect(takeAmount('+10@张伟')).toEqual({ amount: { kind: 'change', value: 10 }, rest: '@张伟' });
    expect(takeAmount(`+10${mark}`)).toEqual({ amount: { kind: 'change', value: 10 }, rest: mark });
    expect(takeAmount('60% 上线了 3 门课')).toEqual({ amount: { kind: 'set', value: 60 }, rest: '上线了 3 门课' });
    for (const none of ['12-31', '3.5.1', '50abc', '1,00', 'x', '']) expect(takeAmount(none)).toBeUndefined();
  });
});

test.each([
  ['O-12', 'O', { number: 12 }],
  ['o12', 'O', { number: 12 }],
  ['Ｏ－１２', 'O', { number: 12 }],
  ['O—012', 'O', { number: 12 }],
  ['KR-12.3', 'KR', { number: 12, part: 3 }],
  ['kr 12.3', 'KR', { number: 12, part: 3 }],
  ['KR-12', 'KR', { number: 12 }],
  ['O-12.3', 'O', undefined],
  ['KR-12.3', 'O', undefined],
  ['O-12x', 'O', undefined],
  ['12', 'O', undefined],
  ['', 'KR', undefined],
])('the id %j as %s', (text, prefix, expected) => {
  expect(readShortId(text, prefix)).toEqual(expected);
});

test('an id is taken from the beginning, or found as a word of its own', () => {
  expect(takeShortId('O-12 新课上线', 'O')).toEqual({ id: { number: 12 }, rest: '新课上线' });
  expect(findShortId('题库上线 关键 KR-12.3 尽快', 'KR')).toEqual({ id: { number: 12, part: 3 }, rest: '题库上线 关键 尽快' });
  expect(findShortId('题库上线kr12.3', 'KR')).toEqual({ id: { number: 12, part: 3 }, rest: '题库上线' });
  expect(findShortId('GO12 上线', 'O')).toBeUndefined();
});

test.each([
  [`${mark} 帮我排查`, { people: [{ mark: 0 }], rest: '帮我排查' }],
  [`+10${mark}帮我${mentionMark(1)}`, { people: [{ mark: 0 }, { mark: 1 }], rest: '+10 帮我' }],
  ['＠张伟　帮我', { people: [{ name: '张伟' }], rest: '帮我' }],
  ['@1003帮我排查', { people: [{ employeeNo: '1003' }], rest: '帮我排查' }],
  ['@张伟(1003) 谢谢', { people: [{ employeeNo: '1003' }], rest: '谢谢' }],
  ['@E-1003 @李静', { people: [{ employeeNo: 'E-1003' }, { name: '李静' }], rest: '' }],
  ['@「Zhang Wei」 thanks', { people: [{ name: 'Zhang Wei' }], rest: 'thanks' }],
  ['mail a@b.com @ 5pm', { people: [{ employeeNo: '5pm' }], rest: 'mail a@b.com' }],
  ['没有人', { people: [], rest: '没有人' }],
])('people in %j', (text, expected) => {
  expect(readPeople(text)).toEqual(expected);
});

test('one person as a field’s value', () => {
  expect(readPerson('张伟')).toEqual({ name: '张伟' });
  expect(readPerson(' @张伟，')).toEqual({ name: '张伟' });
  expect(readPerson('1003')).toEqual({ employeeNo: '1003' });
  expect(readPerson('Zhang Wei')).toEqual({ name: 'Zhang Wei' });
  expect(readPerson(mark)).toEqual({ mark: 0 });
  for (const none of ['', '张伟、李静', '@张伟 @李静', '@张伟 和团队', '，']) expect(readPerson(none)).toBeUndefined();
});

test('tags are known words behind a sign, glued to text or not', () => {
  const words = { collaboration: ['协作', 'collab'], innovation: ['创新'] };
  expect(readTags('帮我 #协作 排查', words)).toEqual({ tags: ['collaboration'], unknown: [], rest: '帮我 排查' });
  expect(readTags('＃创新新点子 #COLLAB', words)).toEqual({ tags: ['innovation', 'collaboration'], unknown: [], rest: '新点子' });
  expect(readTags('#协作# #别的 好', words)).toEqual({ tags: ['collaboration'], unknown: ['别的'], rest: '好' });
  expect(readTags('#collaborate', words)).toEqual({ tags: [], unknown: ['collaborate'], rest: '' });
});

test('a slip of the finger finds the word that was meant; anything else finds none', () => {
  const words = ['okr', 'points', 'checkin', 'settings', '目标'];
  expect(['okt', 'kor', 'ponits', 'chekin', 'setings', '目票', 'POINTS'].map((word) => closest(word, words))).toEqual([
    'okr',
    'okr',
    'points',
    'checkin',
    'settings',
    '目标',
    'points',
  ]);
  for (const far of ['weather', 'x', '', '天气']) expect(closest(far, words)).toBeUndefined();
  expect(closestFew('张玮', ['张伟', '张维', '李静'])).toEqual(['张伟', '张维']);
});

const pieces = fc.constantFrom(
  ...[
    '负责人',
    '截止',
    '验证',
    '从',
    '到',
    'by',
    'due ',
    '@',
    '＠',
    '「',
    '」',
    '"',
    '#',
    '／',
    '/',
    '+',
    '-',
    '5',
    '％',
    '万',
    '月',
    'KR-1.2',
    '\uE000',
    '\uE001',
    ' ',
    '　',
    '：',
    '张伟',
    '💯',
    '\uD800',
    'İ',
    '(',
  ],
);
const anything = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(pieces).map((list) => list.join('')),
);

test('nothing anybody types makes reading fail, and what is read comes from the text', () => {
  fc.assert(
    fc.property(anything, (text) => {
      splitCommand(text);
      const { head, fields } = readFields(text, COMMON_FIELDS);
      for (const value of [head, ...Object.values(fields)]) expect(text).toContain(value);
      readDay(text, { today: '2026-11-22' as Day });
      readNumber(text);
      readQuantity(text);
      readAmount(text);
      readShortId(text, 'KR');
      findShortId(text, 'O');
      readPeople(text);
      readPerson(text);
      readTags(text, { a: ['张伟'] });
      closest(text, ['okr', text]);
    }),
    { numRuns: 1500 },
  );
});

test('a very long text of nothing but signs is read as well', () => {
  for (const sign of ['「', '@', '#', '负责人', '"', '@「', '1,000', '/']) {
    const text = sign.repeat(20_000);
    readFields(text, COMMON_FIELDS);
    readPeople(text);
    readTags(text, { a: ['张伟'] });
    expect(readPerson(text)).toBeUndefined();
  }
});
