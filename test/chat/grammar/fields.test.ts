import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { COMMON_FIELDS, mentionMark, readFields } from '../../../src/chat/index.ts';

const { owner, due, verify, align, from, to } = COMMON_FIELDS;
const OKR = { owner, due, verify, align };
const read = (text: string) => readFields(text, OKR);

describe('an objective in one line', () => {
  const expected = { head: '提升产品交付准时率', fields: { owner: '@张伟', due: '12月31日', verify: '以 Jira 版本发布为准' } };
  test.each([
    ['as documented', '提升产品交付准时率 负责人 @张伟 截止 12月31日 验证 以 Jira 版本发布为准'],
    ['without spaces', '提升产品交付准时率 负责人@张伟截止12月31日验证以 Jira 版本发布为准'],
    ['with colons and commas', '提升产品交付准时率，负责人：@张伟，截止日期：12月31日，验证方式：以 Jira 版本发布为准'],
    ['in English words', '提升产品交付准时率 owner @张伟 due 12月31日 verified by 以 Jira 版本发布为准'],
    ['in another order', '提升产品交付准时率 验证 以 Jira 版本发布为准 截止 12月31日 负责人 @张伟'],
    ['with full-width letters', '提升产品交付准时率　ＯＷＮＥＲ：@张伟　ＤＵＥ：12月31日　验证　以 Jira 版本发布为准'],
    ['with by before a date', '提升产品交付准时率 by 12月31日 负责人 @张伟 验证 以 Jira 版本发布为准'],
  ])('is read %s', (_, text) => {
    expect(read(text)).toEqual(expected);
  });

  test('ends a name at the next field, and takes a mention as it is', () => {
    expect(read(`提升准时率负责人${mentionMark(0)}截止月底验证客户签字`).fields).toEqual({
      owner: mentionMark(0),
      due: '月底',
      verify: '客户签字',
    });
    expect(read('提升准时率 负责人 张伟 截止 月底').fields).toEqual({ owner: '张伟', due: '月底' });
  });
});

describe('a field’s word that is text', () => {
  test.each([
    [
      'inside a title',
      '提升验证通过率 负责人 @张伟 截止 12-31',
      { head: '提升验证通过率', fields: { owner: '@张伟', due: '12-31' } },
    ],
    [
      'in title and as a field',
      '提升 验证 通过率 负责人 @张伟 验证 以 Jira 为准',
      { head: '提升 验证 通过率', fields: { owner: '@张伟', verify: '以 Jira 为准' } },
    ],
    [
      'in quotes',
      '「负责人培养」计划 负责人 @张伟 验证 「截止日期前完成」',
      { head: '「负责人培养」计划', fields: { owner: '@张伟', verify: '截止日期前完成' } },
    ],
    [
      'within a Latin word',
      'Grow ownership of overdue work owner @x',
      { head: 'Grow ownership of overdue work', fields: { owner: '@x' } },
    ],
    ['not before a date', 'Increase retention by 20% owner @x', { head: 'Increase retention by 20%', fields: { owner: '@x' } }],
    [
      'behind a field written with a colon',
      '验证：以截止状态为准 截止：月底',
      { head: '', fields: { verify: '以截止状态为准', due: '月底' } },
    ],
  ])('stays text %s', (_, text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  test('a quote never closed is no quote', () => {
    expect(read('说「好 负责人 @张伟').fields).toEqual({ owner: '@张伟' });
  });
});

test('numbers from and to are fields only before numbers', () => {
  const spec = { owner, from, to };
  expect(readFields('从业者到课率 从 ３０ 到 50 % 负责人 @张伟', spec)).toEqual({
    head: '从业者到课率',
    fields: { from: '３０', to: '50 %', owner: '@张伟' },
  });
  expect(readFields('满意度从0到100', spec)).toEqual({ head: '满意度', fields: { from: '0', to: '100' } });
  expect(readFields('Move from mail to chat', spec)).toEqual({ head: 'Move from mail to chat', fields: {} });
});

test('an empty field is no field', () => {
  expect(read('目标 负责人 截止： 验证')).toEqual({ head: '目标', fields: {} });
});

test('the order of fields makes no difference', () => {
  const parts = { owner: '负责人 @张伟', due: '截止 12月31日', verify: '验证 以Jira为准', align: '对齐 KR-12.3' };
  const english = { owner: 'owner @张伟', due: 'due: 12月31日', verify: 'verify 以Jira为准', align: 'align KR-12.3' };
  const expected = { owner: '@张伟', due: '12月31日', verify: '以Jira为准', align: 'KR-12.3' };
  const keys = ['owner', 'due', 'verify', 'align'] as const;
  fc.assert(
    fc.property(
      fc.shuffledSubarray([...keys], { minLength: 4, maxLength: 4 }),
      fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
      fc.constantFrom(' ', '，', ', ', '　'),
      (order, inEnglish, between) => {
        const line = ['提升准时率', ...order.map((key, i) => (inEnglish[i] ? english : parts)[key])].join(between);
        expect(read(line)).toEqual({ head: '提升准时率', fields: expected });
      },
    ),
  );
});
