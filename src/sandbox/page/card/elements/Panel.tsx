import { useState, type ReactNode } from 'react';
import { Icon } from '../../shell/Icon.tsx';
import { Elements } from '../Element.tsx';
import { RichText } from '../RichText.tsx';
import { groundOf, lineOf } from '../colours.ts';
import { useCard } from '../scope.ts';
import { boxOf, spacingOf } from '../sizes.ts';
import { flag, part, parts, text, type Wire } from '../wire.ts';

export function Panel({ of }: { readonly of: Wire }): ReactNode {
  const { card } = useCard();
  const [open, setOpen] = useState(flag(of, 'expanded'));
  const header = part(of, 'header');
  const border = part(of, 'border');
  const right = text(header, 'icon_position') === 'right';
  return (
    <details
      className={`panel ${border === undefined ? '' : 'has-border'} ${right ? 'icon-right' : ''}`}
      style={{
        borderColor: lineOf(text(border, 'color'), card),
        borderRadius: text(border, 'corner_radius'),
        background: groundOf(text(of, 'background_color'), card),
      }}
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary style={{ background: groundOf(text(header, 'background_color'), card), padding: boxOf(text(header, 'padding')) }}>
        <span className="panel-arrow">
          <Icon name="right" />
        </span>
        <RichText of={part(header, 'title')} />
      </summary>
      <div className="panel-body" style={{ padding: boxOf(text(of, 'padding')), gap: spacingOf(text(of, 'vertical_spacing')) }}>
        <Elements of={parts(of, 'elements')} />
      </div>
    </details>
  );
}
