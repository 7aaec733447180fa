import type { CSSProperties, ReactNode } from 'react';
import { Elements } from '../Element.tsx';
import { groundOf } from '../colours.ts';
import { useCard, useForm } from '../scope.ts';
import { alignOf, boxOf, spacingOf } from '../sizes.ts';
import { behavioursOf } from '../walk.ts';
import { number, part, parts, text, type Wire } from '../wire.ts';

const FLEX = new Set(['none', 'stretch', 'flow', 'bisect', 'trisect']);

export function ColumnSet({ of }: { readonly of: Wire }): ReactNode {
  const { card, open } = useCard();
  const mode = text(of, 'flex_mode') ?? 'none';
  const link = part(part(of, 'action'), 'multi_url');
  const style: CSSProperties = {
    gap: spacingOf(text(of, 'horizontal_spacing')) ?? '8px',
    justifyContent: alignOf(text(of, 'horizontal_align')),
    background: groundOf(text(of, 'background_style'), card),
  };
  return (
    <div
      className={`columns flex-${FLEX.has(mode) ? mode : 'none'} ${style.background === undefined ? '' : 'is-filled'}`}
      style={style}
      {...(link === undefined
        ? {}
        : { role: 'link', tabIndex: 0, onClick: () => open(text(link, 'pc_url') ?? text(link, 'url')) })}
    >
      {parts(of, 'columns').map((column, at) => (
        <Column key={at} of={column} />
      ))}
    </div>
  );
}

function Column({ of }: { readonly of: Wire }): ReactNode {
  const { card, press } = useCard();
  const form = useForm();
  const width = text(of, 'width') ?? 'auto';
  const background = groundOf(text(of, 'background_style'), card);
  const style: CSSProperties = {
    flex: width === 'weighted' ? `${number(of, 'weight') ?? 1} 1 0` : width === 'auto' ? '0 1 auto' : `0 0 ${width}`,
    justifyContent: alignOf(text(of, 'vertical_align')),
    alignItems: alignOf(text(of, 'horizontal_align')),
    padding: boxOf(text(of, 'padding')),
    gap: spacingOf(text(of, 'vertical_spacing')),
    background,
  };
  const presses = behavioursOf(of, 'callback').length + behavioursOf(of, 'open_url').length > 0;
  return (
    <div
      className={`column ${text(of, 'direction') === 'horizontal' ? 'is-row' : ''} ${background === undefined ? '' : 'is-filled'}`}
      style={style}
      {...(presses ? { role: 'button', tabIndex: 0, onClick: () => press(of, form) } : {})}
    >
      <Elements of={parts(of, 'elements')} />
    </div>
  );
}
