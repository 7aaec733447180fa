import { Fragment, useMemo, type ReactNode } from 'react';
import { useReader } from '../../context.ts';
import { Person } from '../Person.tsx';
import { TextTag } from '../TextTag.tsx';
import { inkOf } from '../colours.ts';
import { useCard } from '../scope.ts';
import { fullOf, isoDayOf, clockOf } from '../../live/time.ts';
import { parseMarkdown, type Block } from './blocks.ts';
import type { Inline } from './inline.ts';

interface Props {
  readonly source: string;
  /** The `markdown` component may swallow a single newline, so here it does; `lark_md` keeps it. */
  readonly softBreaks?: boolean;
}

export function Markdown({ source, softBreaks = false }: Props): ReactNode {
  const blocks = useMemo(() => parseMarkdown(source), [source]);
  return <Blocks of={blocks} softBreaks={softBreaks} />;
}

const Blocks = ({ of, softBreaks }: { readonly of: readonly Block[]; readonly softBreaks: boolean }): ReactNode =>
  of.map((block, at) => <BlockNode key={at} of={block} softBreaks={softBreaks} />);

function BlockNode({ of, softBreaks }: { readonly of: Block; readonly softBreaks: boolean }): ReactNode {
  switch (of.kind) {
    case 'paragraph':
      return <span className="md-p">{inline(of.children, softBreaks)}</span>;
    case 'heading':
      return <span className={`md-h md-h${of.level}`}>{inline(of.children, softBreaks)}</span>;
    case 'code':
      return <code className="md-code">{of.value}</code>;
    case 'quote':
      return (
        <span className="md-quote">
          <Blocks of={of.children} softBreaks={softBreaks} />
        </span>
      );
    case 'list':
      return <ListNode of={of} softBreaks={softBreaks} />;
    case 'table':
      return <TableNode of={of} softBreaks={softBreaks} />;
    case 'rule':
      return <span className="hr" role="separator" />;
  }
}

function ListNode({
  of,
  softBreaks,
}: {
  readonly of: Extract<Block, { kind: 'list' }>;
  readonly softBreaks: boolean;
}): ReactNode {
  const items = of.items.map((item, at) => (
    <li key={at}>
      <Blocks of={item} softBreaks={softBreaks} />
    </li>
  ));
  return of.start === undefined ? (
    <ul className="md-list">{items}</ul>
  ) : (
    <ol className="md-list" start={of.start}>
      {items}
    </ol>
  );
}

function TableNode({
  of,
  softBreaks,
}: {
  readonly of: Extract<Block, { kind: 'table' }>;
  readonly softBreaks: boolean;
}): ReactNode {
  return (
    <div className="table-scroll">
      <table className="table">
        <thead>
          <tr>
            {of.head.map((cell, at) => (
              <th key={at}>{inline(cell, softBreaks)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {of.rows.map((row, at) => (
            <tr key={at}>
              {row.map((cell, column) => (
                <td key={column}>{inline(cell, softBreaks)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const inline = (of: readonly Inline[], softBreaks: boolean): ReactNode =>
  of.map((node, at) => (
    <Fragment key={at}>
      <InlineNode of={node} softBreaks={softBreaks} />
    </Fragment>
  ));

function InlineNode({ of, softBreaks }: { readonly of: Inline; readonly softBreaks: boolean }): ReactNode {
  const { words, language } = useReader();
  const { card } = useCard();
  switch (of.kind) {
    case 'text':
      return of.value;
    case 'strong':
      return <strong>{inline(of.children, softBreaks)}</strong>;
    case 'em':
      return <em>{inline(of.children, softBreaks)}</em>;
    case 'del':
      return <del>{inline(of.children, softBreaks)}</del>;
    case 'code':
      return <code>{of.value}</code>;
    case 'link':
      if (of.href === undefined) return inline(of.children, softBreaks);
      return (
        <a href={of.href} target="_blank" rel="noopener noreferrer">
          {inline(of.children, softBreaks)}
        </a>
      );
    case 'image':
      return <span className="img-inline">{of.alt === '' ? words.image : of.alt}</span>;
    case 'font':
      return <span style={{ color: inkOf(of.colour, card) }}>{inline(of.children, softBreaks)}</span>;
    case 'at':
      return <Person id={of.id} mention fallback={of.fallback} />;
    case 'tag':
      return <TextTag colour={of.colour} label={of.label} />;
    case 'time':
      return Number.isFinite(of.at) ? <time>{timeText(of.at, of.format, language)}</time> : of.fallback;
    case 'soft':
      return softBreaks ? <br /> : ' ';
    case 'hard':
      return <br />;
    case 'rule':
      return <span className="hr" role="separator" />;
  }
}

function timeText(at: number, format: string, language: 'zh-CN' | 'en-US'): string {
  if (format.startsWith('date')) return isoDayOf(at);
  if (format.startsWith('time')) return clockOf(at);
  return fullOf(at, language);
}
