import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readCsv } from '../../src/connectors/csv/index.ts';

const cellsOf = (text: string): string[][] => readCsv(text).map(({ cells }) => cells);

it('reads what spreadsheets write: a byte order mark, CRLF, quoted separators, line ends and quotes', () => {
  expect(readCsv('\uFEFFid,标题\r\nA-1,"上线, ""题库"""\r\n\r\nA-2,"两\r\n行"\r\nA-3,末行')).toEqual([
    { line: 1, cells: ['id', '标题'] },
    { line: 2, cells: ['A-1', '上线, "题库"'] },
    { line: 4, cells: ['A-2', '两\r\n行'] },
    { line: 6, cells: ['A-3', '末行'] },
  ]);
});

it('takes semicolons and tabs where the header uses them, and a quote within a cell as text', () => {
  expect(cellsOf('id;title\n1;a,b')).toEqual([
    ['id', 'title'],
    ['1', 'a,b'],
  ]);
  expect(cellsOf('id\ttitle\n1\t5" 屏')).toEqual([
    ['id', 'title'],
    ['1', '5" 屏'],
  ]);
  expect(cellsOf('')).toEqual([]);
});

it('whatever is written by the rules is read back as it was', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '题', '"', ',', '\n', '\r', ' ', ';') });
  fc.assert(
    fc.property(
      fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { maxLength: 6 }),
      fc.constantFrom('\n', '\r\n'),
      (rows, end) => {
        const written = ['x,y,z', ...rows.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(','))].join(end);
        const kept = rows.filter((row) => row.some((one) => one !== ''));
        expect(cellsOf(written)).toEqual([['x', 'y', 'z'], ...kept]);
      },
    ),
  );
});

it('no text makes it throw or lose a line number', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', 'x', '\t') }), (text) => {
      const lines = text.split(/\r\n|\r|\n/).length;
      for (const { line } of readCsv(text)) expect(line >= 1 && line <= lines).toBe(true);
    }),
  );
});
