import type { ReactNode } from 'react';
import { useReader } from '../../context.ts';
import { Icon } from '../../shell/Icon.tsx';
import { RichText } from '../RichText.tsx';
import { useCard } from '../scope.ts';
import { contentOf, part, parts, tagOf, text, type Wire } from '../wire.ts';

/** Pictures are uploaded to the platform and named by key, so there is nothing to show here but their description. */
export function Image({ of }: { readonly of: Wire }): ReactNode {
  const { locale } = useCard();
  const { words } = useReader();
  const alt = contentOf(part(of, 'alt'), locale);
  return (
    <figure className="img">
      {part(of, 'title') !== undefined && (
        <figcaption>
          <RichText of={part(of, 'title')} />
        </figcaption>
      )}
      <div className="img-frame" role="img" aria-label={alt || words.image} style={{ borderRadius: text(of, 'corner_radius') }}>
        <Icon name="image" />
        <span>{alt || text(of, 'img_key')}</span>
      </div>
    </figure>
  );
}

/** Sound and film are files on the platform as well. */
export function Media({ of }: { readonly of: Wire }): ReactNode {
  const { words } = useReader();
  const name = tagOf(of) === 'audio' ? words.audio : words.video;
  return (
    <div className="img-frame is-low" role="img" aria-label={name}>
      <Icon name={tagOf(of) === 'audio' ? 'wave' : 'play'} />
      <span>{name}</span>
    </div>
  );
}

export const ImageCombination = ({ of }: { readonly of: Wire }): ReactNode => (
  <div className={`img-grid img-grid-${text(of, 'combination_mode') ?? 'double'}`}>
    {parts(of, 'img_list').map((image, at) => (
      <Image key={at} of={image} />
    ))}
  </div>
);
