import type { ReactNode } from 'react';
import { toneOf } from './colours.ts';
import { WireIcon } from './WireIcon.tsx';
import { TextTag } from './TextTag.tsx';
import { RichText } from './RichText.tsx';
import { boxOf } from './sizes.ts';
import { useCard } from './scope.ts';
import { contentOf, part, parts, text, type Wire } from './wire.ts';

export function Header({ card }: { readonly card: Wire }): ReactNode {
  const { locale } = useCard();
  const header = part(card, 'header');
  if (header === undefined) return null;
  const subtitle = contentOf(part(header, 'subtitle'), locale);
  const translated = parts(part(header, 'i18n_text_tag_list'), locale);
  const tags = translated.length > 0 ? translated : parts(header, 'text_tag_list');
  return (
    <header
      className={`card-header tone-${toneOf(text(header, 'template'))}`}
      style={{ padding: boxOf(text(header, 'padding')) }}
    >
      <WireIcon of={part(header, 'icon')} />
      <div className="card-heading">
        <div className="card-title-line">
          <h3 className="card-title">
            <RichText of={part(header, 'title')} />
          </h3>
          {tags.slice(0, 3).map((tag, at) => (
            <TextTag key={at} colour={text(tag, 'color') ?? 'blue'} label={contentOf(part(tag, 'text'), locale)} />
          ))}
        </div>
        {subtitle !== '' && <p className="card-subtitle">{subtitle}</p>}
      </div>
    </header>
  );
}
