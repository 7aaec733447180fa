import type { CSSProperties, ReactNode } from 'react';
import { useReader } from '../context.ts';
import { inkOf } from './colours.ts';
import { Markdown } from './markdown/Markdown.tsx';
import { textSizeOf } from './sizes.ts';
import { useCard } from './scope.ts';
import { contentOf, number, tagOf, text, type Wire } from './wire.ts';

/** A text object: `plain_text` word for word, `lark_md` with its marks and its line breaks. */
export function RichText({ of }: { readonly of: Wire | undefined }): ReactNode {
  const { card, locale } = useCard();
  const { words } = useReader();
  if (of === undefined) return null;
  const content = contentOf(of, locale);
  switch (tagOf(of)) {
    case 'plain_text':
      return (
        <span className="plain-text" style={textStyle(of, card)}>
          {content}
        </span>
      );
    case 'lark_md':
    case 'markdown':
      return (
        <span className="lark-md" style={textStyle(of, card)}>
          <Markdown source={content} softBreaks={tagOf(of) === 'lark_md'} />
        </span>
      );
    default:
      return <span className="unsupported">{words.unsupported(tagOf(of))}</span>;
  }
}

function textStyle(of: Wire, card: Wire): CSSProperties {
  const lines = number(of, 'lines');
  return {
    fontSize: textSizeOf(text(of, 'text_size'), card),
    color: inkOf(text(of, 'text_color'), card),
    textAlign: text(of, 'text_align') as CSSProperties['textAlign'],
    ...(lines === undefined
      ? {}
      : { display: '-webkit-box', WebkitLineClamp: lines, WebkitBoxOrient: 'vertical', overflow: 'hidden' }),
  };
}
