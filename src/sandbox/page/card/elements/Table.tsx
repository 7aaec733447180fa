import { useState, type ReactNode } from 'react';
import { useReader } from '../../context.ts';
import { Icon } from '../../shell/Icon.tsx';
import { clockOf, isoDayOf } from '../../live/time.ts';
import { Markdown } from '../markdown/Markdown.tsx';
import { Person } from '../Person.tsx';
import { TextTag } from '../TextTag.tsx';
import { useCard } from '../scope.ts';
import { isWire, number, part, parts, text, type Wire } from '../wire.ts';

export function Table({ of }: { readonly of: Wire }): ReactNode {
  const { words } = useReader();
  const [at, setAt] = useState(0);
  const columns = parts(of, 'columns');
  const rows = parts(of, 'rows');
  const size = Math.min(10, Math.max(1, number(of, 'page_size') ?? 5));
  const pages = Math.max(1, Math.ceil(rows.length / size));
  const shown = Math.min(at, pages - 1);
  return (
    <div className="table-frame">
      <div className="table-scroll">
        <table
          className={`table row-${text(of, 'row_height') ?? 'low'} ${of['freeze_first_column'] === true ? 'is-frozen' : ''}`}
        >
          <Head columns={columns} style={part(of, 'header_style')} />
          <tbody>
            {rows.slice(shown * size, (shown + 1) * size).map((row, index) => (
              <tr key={index}>
                {columns.map((column) => (
                  <td key={text(column, 'name')} style={{ textAlign: alignOf(column) }}>
                    <Cell column={column} value={row[text(column, 'name') ?? '']} />
                  </td>
                ))}
              </tr>
            ))}
            {rows.length === 0 && (
              <tr>
                <td colSpan={columns.length} className="table-empty">
                  {words.emptyTable}
                </td>
              </tr>
            )}
          </tbody>
        </table>
      </div>
      {pages > 1 && (
        <div className="pager">
          <button type="button" aria-label={words.previousPage} disabled={shown === 0} onClick={() => setAt(shown - 1)}>
            <Icon name="left" />
          </button>
          <span>{words.pageOf(shown + 1, pages)}</span>
          <button type="button" aria-label={words.nextPage} disabled={shown === pages - 1} onClick={() => setAt(shown + 1)}>
            <Icon name="right" />
          </button>
        </div>
      )}
    </div>
  );
}

function Head({ columns, style }: { readonly columns: readonly Wire[]; readonly style: Wire | undefined }): ReactNode {
  return (
    <thead className={text(style, 'background_style') === 'none' ? 'is-plain' : ''}>
      <tr>
        {columns.map((column) => (
          <th key={text(column, 'name')} style={{ textAlign: alignOf(column), width: widthOf(text(column, 'width')) }}>
            {text(column, 'display_name') ?? text(column, 'name')}
          </th>
        ))}
      </tr>
    </thead>
  );
}

const alignOf = (column: Wire): 'left' | 'center' | 'right' => {
  const align = text(column, 'horizontal_align');
  return align === 'center' || align === 'right' ? align : 'left';
};

const widthOf = (width: string | undefined): string | undefined =>
  width !== undefined && /^\d+(px|%)$/.test(width) ? width : undefined;

function Cell({ column, value }: { readonly column: Wire; readonly value: unknown }): ReactNode {
  const { locale } = useCard();
  const plain = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  switch (text(column, 'data_type')) {
    case 'number':
      return typeof value === 'number' ? numberText(value, part(column, 'format')) : plain;
    case 'date':
      return typeof value === 'number'
        ? `${isoDayOf(value)}${/HH/.test(text(column, 'date_format') ?? '') ? ` ${clockOf(value)}` : ''}`
        : plain;
    case 'persons':
      return (Array.isArray(value) ? value : [value]).map((id, at) => (
        <Person key={at} id={String(id)} avatar size="extra_small" />
      ));
    case 'options':
      return (Array.isArray(value) ? value : [])
        .filter(isWire)
        .map((option, at) => <TextTag key={at} colour={text(option, 'color') ?? 'grey'} label={text(option, 'text') ?? ''} />);
    case 'lark_md':
    case 'markdown':
      return <Markdown source={plain} softBreaks />;
    default:
      return isWire(value) ? (text(value, locale) ?? '') : plain;
  }
}

function numberText(value: number, format: Wire | undefined): string {
  const digits = number(format, 'precision');
  const shown = value.toLocaleString('en-US', {
    useGrouping: format?.['separator'] === true || format?.['seperator'] === true,
    ...(digits === undefined ? { maximumFractionDigits: 10 } : { minimumFractionDigits: digits, maximumFractionDigits: digits }),
  });
  return `${text(format, 'symbol') ?? ''}${shown}`;
}
