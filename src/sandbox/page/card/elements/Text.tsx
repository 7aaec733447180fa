import type { CSSProperties, ReactNode } from 'react';
import { Markdown } from '../markdown/Markdown.tsx';
import { RichText } from '../RichText.tsx';
import { WireIcon } from '../WireIcon.tsx';
import { useCard } from '../scope.ts';
import { textSizeOf } from '../sizes.ts';
import { contentOf, flag, part, parts, text, type Wire } from '../wire.ts';

export function MarkdownText({ of }: { readonly of: Wire }): ReactNode {
  const { card, locale } = useCard();
  const style: CSSProperties = {
    fontSize: textSizeOf(text(of, 'text_size'), card),
    textAlign: text(of, 'text_align') as CSSProperties['textAlign'],
  };
  return (
    <div className={`markdown ${text(of, 'text_size') === 'notation' ? 'is-notation' : ''}`} style={style}>
      <WireIcon of={part(of, 'icon')} />
      <div className="markdown-body">
        <Markdown source={contentOf(of, locale)} />
      </div>
    </div>
  );
}

export function Div({ of }: { readonly of: Wire }): ReactNode {
  const fields = parts(of, 'fields');
  return (
    <div className="div">
      <WireIcon of={part(of, 'icon')} />
      <div className="div-body">
        <RichText of={part(of, 'text')} />
        {fields.length > 0 && (
          <div className="div-fields">
            {fields.map((field, at) => (
              <div key={at} className={flag(field, 'is_short') ? 'is-short' : ''}>
                <RichText of={part(field, 'text')} />
              </div>
            ))}
          </div>
        )}
      </div>
    </div>
  );
}
