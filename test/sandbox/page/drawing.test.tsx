import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { Card } from '../../../src/sandbox/page/card/Card.tsx';
import type { Wire } from '../../../src/sandbox/page/card/wire.ts';
import { ReaderContext } from '../../../src/sandbox/page/context.ts';
import { directoryOf } from '../../../src/sandbox/page/live/directory.ts';
import { page } from '../../../src/sandbox/page/text.ts';
import { GALLERY, SAMPLES } from '../card-samples.ts';

const GOLDEN = new URL('../../../cards/feishu/', import.meta.url);
const directory = directoryOf([
  { employeeNo: 'E1', name: '李静', department: '讲师运营', superior: null, status: 'active', openId: 'ou_1' },
]);
const ignore = (): void => undefined;

function draw(raw: Wire, language: 'zh-CN' | 'en-US' = 'zh-CN'): string {
  const reader = { language, words: page(language), dark: false, directory, bot: { openId: 'ou_bot', name: '绩效脉搏' } };
  return renderToStaticMarkup(
    <ReaderContext value={reader}>
      <Card raw={raw} message="om_1" as="E1" onAnswer={ignore} onRefusal={ignore} />
    </ReaderContext>,
  );
}

const card = (...elements: Wire[]): Wire => ({ schema: '2.0', body: { elements } });
const plain = (content: string): Wire => ({ tag: 'plain_text', content });

describe('a card drawn from its wire form', () => {
  test('shows header, tags, people and words', () => {
    const html = draw({
      schema: '2.0',
      header: {
        title: plain('双周 Check-in'),
        template: 'orange',
        text_tag_list: [{ tag: 'text_tag', text: plain('待填写'), color: 'red' }],
      },
      body: { elements: [{ tag: 'markdown', content: '由 <at id="ou_1"></at> 阅读,`/okr`' }] },
    });
    for (const shown of ['双周 Check-in', '待填写', 'tone-orange', '@李静', '<code>/okr</code>']) expect(html).toContain(shown);
  });

  test('says so when it meets a component it cannot draw', () => {
    expect(draw(card({ tag: 'hologram' }))).toContain('不支持的组件 &lt;hologram&gt;');
    expect(draw(card({ tag: 'div', text: { tag: 'riddle', content: 'x' } }))).toContain('不支持的组件 &lt;riddle&gt;');
  });

  test('lets no markup through that the platform does not have', () => {
    const html = draw(
      card({ tag: 'markdown', content: '<img src=x onerror=alert(1)> [x](javascript:alert(1)) <script>1</script>' }),
    );
    expect(html).not.toMatch(/<img|<script|href="javascript/i);
    expect(html).toContain('&lt;script&gt;');
  });

  test('takes no colour but the platform’s tokens', () => {
    const html = draw(
      card(
        { tag: 'markdown', content: '<font color="red;background:url(x)">a</font><font color="#ff0000">b</font>' },
        { tag: 'markdown', content: '<font color="green">c</font>' },
      ),
    );
    expect(html).not.toMatch(/url\(|#ff0000/);
    expect(html).toContain('var(--c-green)');
  });

  test('speaks the reader’s language where the card has it', () => {
    const raw = card({ tag: 'div', text: { tag: 'plain_text', content: '你好', i18n_content: { en_us: 'Hello' } } });
    expect(draw(raw)).toContain('你好');
    expect(draw(raw, 'en-US')).toContain('Hello');
  });

  test('swallows a single newline in markdown, as the client may, and keeps it in lark_md', () => {
    expect(draw(card({ tag: 'markdown', content: 'a\nb' }))).not.toContain('<br/>');
    expect(draw(card({ tag: 'div', text: { tag: 'lark_md', content: 'a\nb' } }))).toContain('<br/>');
  });

  test('shows the rows of the first page of a table, by their kind', () => {
    const rows = Array.from({ length: 7 }, (_, at) => ({
      who: ['ou_1'],
      share: at / 3,
      state: [{ text: `第${at}`, color: 'green' }],
    }));
    const columns = [
      { name: 'who', display_name: '谁', data_type: 'persons' },
      { name: 'share', display_name: '完成', data_type: 'number', format: { precision: 1, symbol: '¥' } },
      { name: 'state', display_name: '状态', data_type: 'options' },
    ];
    const html = draw(card({ tag: 'table', page_size: 3, columns, rows }));
    expect(html.match(/<tr>/g)).toHaveLength(4);
    for (const shown of ['李静', '¥0.3', '第2', '1 / 3']) expect(html).toContain(shown);
  });

  test('is not mistaken for a 2.0 card when it is an older one', () => {
    expect(draw({ elements: [{ tag: 'markdown', content: 'x' }] })).toContain('不是 JSON 2.0');
  });

  test('any nonsense in the place of a value draws something', () => {
    const odd = [null, 7, 'x', [], {}, [[{}]], true];
    for (const value of odd) {
      for (const tag of [
        'markdown',
        'div',
        'column_set',
        'form',
        'select_person',
        'table',
        'overflow',
        'checker',
        'button',
        'img',
        'person_list',
      ]) {
        const element = {
          tag,
          content: value,
          text: value,
          columns: value,
          elements: value,
          options: value,
          rows: value,
          persons: value,
          behaviors: value,
        };
        expect(draw(card(element as Wire))).toContain(`element-${tag}`);
      }
    }
  });
});

const golden = existsSync(GOLDEN)
  ? readdirSync(GOLDEN, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'))
  : [];

test.each<[string, Wire]>([
  ...SAMPLES.map(({ what, accepted }): [string, Wire] => [what, accepted]),
  ['the card that holds every component', GALLERY],
  ...golden.map((name): [string, Wire] => [name, JSON.parse(readFileSync(new URL(name, GOLDEN), 'utf8')) as Wire]),
])('what the platform takes is drawn whole: %s', (_what, wire) => {
  const html = draw(wire);
  expect(html).toContain('class="card-body');
  expect(html).not.toContain('class="unsupported"');
});
