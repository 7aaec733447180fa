import { describe, expect, test } from 'vitest';
import { parseMarkdown } from '../../../src/sandbox/page/card/markdown/blocks.ts';
import { parseInline, safeUrl } from '../../../src/sandbox/page/card/markdown/inline.ts';

const text = (value: string) => ({ kind: 'text', value });

describe('inline marks', () => {
  test('bold, italic, struck out and code', () => {
    expect(parseInline('**粗** *斜* ~~删~~ `a<b`')).toEqual([
      { kind: 'strong', children: [text('粗')] },
      text(' '),
      { kind: 'em', children: [text('斜')] },
      text(' '),
      { kind: 'del', children: [text('删')] },
      text(' '),
      { kind: 'code', value: 'a<b' },
    ]);
  });

  test('stars that hug nothing are stars, and an underscore inside a word is a letter', () => {
    expect(parseInline('2 * 3 * 4')).toEqual([text('2 * 3 * 4')]);
    expect(parseInline('snake_case_name')).toEqual([text('snake_case_name')]);
    expect(parseInline('**没有收尾')).toEqual([text('**没有收尾')]);
  });

  test('bold may hold a coloured part, and a coloured part bold', () => {
    expect(parseInline("**a<font color='red'>b</font>**")).toEqual([
      { kind: 'strong', children: [text('a'), { kind: 'font', colour: 'red', children: [text('b')] }] },
    ]);
    expect(parseInline('<font color=grey>**b**</font>')).toEqual([
      { kind: 'font', colour: 'grey', children: [{ kind: 'strong', children: [text('b')] }] },
    ]);
  });

  test('the platform’s own tags', () => {
    expect(parseInline('<at id="ou_1"></at><at id=all></at>')).toEqual([
      { kind: 'at', id: 'ou_1', fallback: '' },
      { kind: 'at', id: 'all', fallback: '' },
    ]);
    expect(parseInline("<text_tag color='green'>正常</text_tag>")).toEqual([{ kind: 'tag', colour: 'green', label: '正常' }]);
    expect(parseInline('<number_tag>3</number_tag>')).toEqual([{ kind: 'tag', colour: 'grey', label: '3' }]);
    expect(parseInline("<local_datetime millisecond='1' format_type='date_num'></local_datetime>")).toEqual([
      { kind: 'time', at: 1, format: 'date_num', fallback: '' },
    ]);
    expect(parseInline('a<br>b<br/>c')).toEqual([text('a'), { kind: 'hard' }, text('b'), { kind: 'hard' }, text('c')]);
  });

  test('entities are characters, never marks', () => {
    expect(parseInline('&#42;&#42;no&#42;&#42; &lt;b&gt; &amp; &#x4e2d;&nbsp;&unknown;')).toEqual([
      text('**no** <b> & 中\u00a0&unknown;'),
    ]);
  });

  test('a backslash takes the meaning from a sign', () => {
    expect(parseInline('\\*a\\* \\q')).toEqual([text('*a* \\q')]);
  });

  test('a newline is soft; two blanks before it make it hard', () => {
    expect(parseInline('a\nb  \nc')).toEqual([text('a'), { kind: 'soft' }, text('b'), { kind: 'hard' }, text('c')]);
  });
});

describe('links', () => {
  test('lead where a link may lead', () => {
    expect(parseInline('[看](https://example.invalid/a?b=1)')).toEqual([
      { kind: 'link', href: 'https://example.invalid/a?b=1', children: [text('看')] },
    ]);
    expect(parseInline('见 https://example.invalid/x。')).toEqual([
      text('见 '),
      { kind: 'link', href: 'https://example.invalid/x', children: [text('https://example.invalid/x')] },
      text('。'),
    ]);
  });

  test.each([
    'javascript:alert(1)',
    ' JavaScript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    '//example.invalid',
    'file:///etc/passwd',
  ])('never to %s', (url) => {
    expect(safeUrl(url)).toBeUndefined();
  });

  test('a bad address leaves the words without a link', () => {
    expect(parseInline('[点我](javascript:alert(1))')).toEqual([{ kind: 'link', href: undefined, children: [text('点我')] }]);
    expect(parseInline('<link url="javascript:x">点</link>')).toEqual([
      { kind: 'link', href: undefined, children: [text('点')] },
    ]);
  });
});

describe('what is no markup of the platform', () => {
  test.each(['<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '<b>x</b>', '<font color="red">open', '1 < 2 > 0'])(
    '%s stays text',
    (source) => {
      expect(parseInline(source)).toEqual([text(source)]);
    },
  );

  test('ten thousand opening marks are read in no time and lose nothing', () => {
    const source = '*<font color=red>[**'.repeat(500);
    const words = (nodes: unknown): string => JSON.stringify(nodes);
    expect(words(parseInline(source))).toContain('[');
  });
});

describe('blocks', () => {
  test('headings, rules, quotations, code', () => {
    expect(parseMarkdown('## 标题\n\n---\n> 引用\n> 第二行\n\n```js\n**a**\n```')).toEqual([
      { kind: 'heading', level: 2, children: [text('标题')] },
      { kind: 'rule' },
      { kind: 'quote', children: [{ kind: 'paragraph', children: [text('引用'), { kind: 'soft' }, text('第二行')] }] },
      { kind: 'code', value: '**a**' },
    ]);
  });

  test('lists keep their numbers and their lists inside', () => {
    const p = (value: string) => ({ kind: 'paragraph', children: [text(value)] });
    expect(parseMarkdown('3. 三\n4. 四\n   - 内')).toEqual([
      { kind: 'list', start: 3, items: [[p('三')], [p('四'), { kind: 'list', start: undefined, items: [[p('内')]] }]] },
    ]);
  });

  test('a table needs its rule', () => {
    expect(parseMarkdown('| a | b |\n|---|:-:|\n| 1 | **2** |')).toEqual([
      { kind: 'table', head: [[text('a')], [text('b')]], rows: [[[text('1')], [{ kind: 'strong', children: [text('2')] }]]] },
    ]);
    expect(parseMarkdown('a | b')).toEqual([{ kind: 'paragraph', children: [text('a | b')] }]);
  });

  test('an empty line parts paragraphs', () => {
    expect(parseMarkdown('a\n\n\nb').map((block) => block.kind)).toEqual(['paragraph', 'paragraph']);
    expect(parseMarkdown('  \n')).toEqual([]);
  });
});
