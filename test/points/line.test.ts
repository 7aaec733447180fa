import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mentionMark, splitCommand } from '../../src/chat/index.ts';
import { DIMENSION_WORDS, namesIn, readSaid, splitLine } from '../../src/points/rules/line.ts';

const readLine = (typed: string) => {
  const { dimensions, unknownTags, parts } = splitLine(typed);
  return { dimensions, unknownTags, ...readSaid(parts) };
};

const WIDE = (text: string): string => text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));

const amount = fc.integer({ min: 1, max: 999 });
const reason = fc
  .array(fc.constantFrom('帮我', '排查', '线上', '故障', '上线', '值守', '题库', '评审', '和同事', '一起'), {
    minLength: 1,
    maxLength: 6,
  })
  .map((pieces) => pieces.join(''));
const tag = fc.constantFrom(
  ...(['business', 'collaboration', 'innovation'] as const).flatMap((dimension) =>
    DIMENSION_WORDS[dimension].filter((word) => /\p{Script=Han}/u.test(word)).map((word) => ({ dimension, word })),
  ),
);
const space = fc.constantFrom('', ' ', '  ', '\u3000');
const width = fc.boolean();

describe('a line of points', () => {
  it('is read the same in any width, spacing and order', () => {
    fc.assert(
      fc.property(
        fc.record({
          amount: fc.option(amount),
          reason,
          tag: fc.option(tag),
          gaps: fc.array(space, { minLength: 6, maxLength: 6 }),
          wide: width,
          tagAt: fc.constantFrom('front', 'end', 'middle'),
        }),
        ({ amount: points, reason: why, tag: dimension, gaps, wide, tagAt }) => {
          const [a = '', b = '', d = '', e = '', f = ''] = gaps;
          const signs = (text: string): string => (wide ? WIDE(text) : text);
          const number = points === null ? '' : signs(`+${points}`);
          const hash = dimension === null ? '' : signs('#') + dimension.word;
          // A tag right before other text ends where its word ends, unless the text makes it another word: so a space there.
          const [front, middle, end] = [
            tagAt === 'front' ? `${hash} ` : '',
            tagAt === 'middle' ? `${hash} ` : '',
            tagAt === 'end' ? hash : '',
          ];
          const line = `${signs('/')}points${a}${front}${number}${b}${mentionMark(0)}${d}${middle}${why}${e}${end}${f}`;
          const command = splitCommand(line);
          const said = readLine(command?.rest ?? '');
          expect(command?.word).toBe('points');
          expect(said.amount).toBe(points ?? undefined);
          expect(said.people).toEqual([{ mark: 0 }]);
          expect(said.reason).toBe(why);
          expect(said.dimensions).toEqual(dimension === null ? [] : [dimension.dimension]);
          expect(said.badAmount).toBeUndefined();
        },
      ),
      { numRuns: 500 },
    );
  });

  it('takes the number behind a person too, each person once in order', () => {
    fc.assert(
      fc.property(amount, reason, fc.integer({ min: 1, max: 5 }), width, (points, why, people, wide) => {
        const marks = Array.from({ length: people }, (_, i) => mentionMark(i)).join('');
        const said = readLine(`${marks}${wide ? '＋' : '+'}${points}分 ${why}`);
        expect(said).toMatchObject({ amount: points, reason: why });
        expect(said.people).toEqual(Array.from({ length: people }, (_, i) => ({ mark: i })));
      }),
    );
  });

  it('never takes a number out of a reason', () => {
    for (const why of ['10月大促值守', '3 天排查', '把错误率降到 5%', '+1 的评审文化'.slice(3), '负责 2.0 上线']) {
      expect(readLine(`${mentionMark(0)} ${why}`)).toMatchObject({ amount: undefined, badAmount: undefined, reason: why });
      expect(readLine(`${why} ${mentionMark(0)}`)).toMatchObject({ amount: undefined, badAmount: undefined, reason: why });
    }
  });

  it.each([
    ['10 @张伟 帮忙', 10, '帮忙'],
    ['10分 @张伟 帮忙', 10, '帮忙'],
    ['+10分享会主讲 @张伟', 10, '分享会主讲'],
    ['+10分帮我排查 @张伟', 10, '帮我排查'],
    ['+10 points @张伟 helped me', 10, 'helped me'],
    ['谢谢 @张伟 +5 帮忙', 5, '谢谢 帮忙'],
    ['@张伟 给 a@b.com 发了邮件', undefined, '给 a@b.com 发了邮件'],
  ])('%s', (line, points, why) => {
    expect(readLine(line)).toMatchObject({ amount: points, reason: why, people: [{ name: '张伟' }] });
  });

  it.each(['+2.5', '-5', '+0', '+10%', '+10abc'])('names %s as no number of points', (typed) => {
    expect(readLine(`${typed} @张伟 帮忙`).badAmount).toBeDefined();
  });

  it('never throws, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        const said = readLine(typed);
        expect(said.amount === undefined || (Number.isSafeInteger(said.amount) && said.amount > 0)).toBe(true);
      }),
    );
  });
});

it('cuts a name from the words behind it at every place but inside a Latin word, the longest first', () => {
  expect(namesIn('张伟帮我').map(({ name }) => name)).toEqual(['张伟帮', '张伟']);
  expect(namesIn('Alice帮我').map(({ name }) => name)).toEqual(['Alice帮', 'Alice']);
});
