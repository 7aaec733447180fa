import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeMarkdown, inlineMarkdown, safeUrl } from '../../../src/platforms/feishu/markdown.ts';
import { read } from './reader.ts';

const NASTY = [
  '<at id=all></at>',
  '<at id="all">所有人</at>',
  '**粗体**',
  '__x__ _y_ ~~z~~',
  '`code` ```js\nalert(1)\n```',
  '[点我](https://evil.example)',
  '![x](img_v2_x)',
  '# 标题\n## 二级',
  '- 一\n+ 二\n* 三\n1. 四\n2) 五',
  '> 引用',
  '---\n***\n===',
  '    缩进',
  '| a | b |\n|---|---|',
  '&#42;&amp;&nbsp;',
  '\\*not\\*',
  ':OK: :smile:',
  '$E=mc^2$ {x} @all',
  '<font color="red">红</font><br><hr>',
  '\u0000\u0007\u2028',
];

describe('what a person typed', () => {
  it.each(NASTY)('%j reads as the words it is', (typed) => {
    const shown = read(escapeMarkdown(typed));
    expect(shown.markup).toEqual([]);
    expect(shown.text.replace(/\u00A0/g, ' ')).toBe(typed.replace(/[\u0000\u0007]/g, '').replace(/\u2028/g, '\n'));
  });

  it('of any kind reads as plain words', () => {
    const sign = fc.constantFrom(...'*_~`[]()#!|\\:$@{}<>&"\'=-+^.0123456789 \n\tab中😀');
    const typed = fc.oneof(
      fc.string({ unit: sign, maxLength: 60 }),
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.constantFrom(...NASTY),
    );
    fc.assert(
      fc.property(typed, (text) => {
        const shown = read(escapeMarkdown(text));
        expect(shown.markup).toEqual([]);
        const words = (given: string): string =>
          given
            .replace(/\r\n?/g, '\n')
            .replace(/[\u2028\u2029]/g, '\n')
            .replace(/[\t\u00A0]/g, ' ')
            .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/g, '');
        expect(shown.text.replace(/[\t\u00A0]/g, ' ')).toBe(words(text));
      }),
      { numRuns: 1000 },
    );
  });

  it('acts as nothing wherever a span may hold it', () => {
    const spans = (text: string): string =>
      inlineMarkdown([text, { tone: 'good', text }, { link: text, url: 'https://a.example' }], {});
    for (const typed of NASTY) {
      const markup = read(
        spans(typed)
          .replace(/<\/?font[^>]*>/g, '')
          .replace(/\]\(https:\/\/a\.example\/\)/g, '')
          .replace(/\[(?=&|\S)/g, ''),
      ).markup;
      expect(markup).toEqual([]);
    }
  });

  it('half a character is shown as the sign for it', () => {
    expect(escapeMarkdown('a\uD83D')).toBe('a\uFFFD');
  });
});

describe('spans', () => {
  it.each([
    [[{ bold: '目标' }, '完成'], '**目标**完成'],
    [[{ bold: '“目标”' }, '完成'], '\u2009**“目标”**\u2009完成'],
    [[{ bold: 'a\nb' }], '**a**<br>**b**'],
    [[{ tone: 'bad', text: '逾期' }], "<font color='red'>逾期</font>"],
    [['a', { lineBreak: true }, 'b'], 'a<br>b'],
    [[{ link: '来源', url: 'https://a.example/x?q=1&r=(2)' }], '[来源](https://a.example/x?q=1&r=%282%29)'],
    [[{ link: '来源', url: 'javascript:alert(1)' }], '来源'],
    [[{ link: '来源', url: 'nonsense' }], '来源'],
    [['她说', { quote: '好' }, '就这样'], '她说“好”就这样'],
  ])('%j is drawn', (spans, markdown) => {
    expect(inlineMarkdown(spans as never)).toBe(markdown);
  });

  it('a quotation in a text stands on lines of its own', () => {
    expect(inlineMarkdown(['她说', { quote: '一\n二' }, '就这样'], { block: true })).toBe('她说\n\n> 一<br>二\n\n就这样');
  });

  it('no address ends its link early or leads to a script', () => {
    expect(safeUrl('https://a.example/)[x](javascript:alert(1)')).not.toMatch(/[()<>\s]/);
    expect(safeUrl('data:text/html,x')).toBeUndefined();
  });
});
