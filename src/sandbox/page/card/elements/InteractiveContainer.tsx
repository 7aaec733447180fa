import type { KeyboardEvent, MouseEvent, ReactNode } from 'react';
import { Elements } from '../Element.tsx';
import { groundOf, lineOf } from '../colours.ts';
import { useCard, useForm } from '../scope.ts';
import { boxOf, spacingOf, widthOf } from '../sizes.ts';
import { componentsOf } from '../walk.ts';
import { contentOf, flag, part, parts, tagOf, text, type Wire } from '../wire.ts';

const INNER = 'a,button,input,select,textarea,label,summary,.popover';

/** A press on a component inside is that component's, not ours. */
export function InteractiveContainer({ of }: { readonly of: Wire }): ReactNode {
  const { card, locale, press, pressing } = useCard();
  const form = useForm();
  const border = part(of, 'border');
  const off = flag(of, 'disabled') || pressing !== undefined;
  const onClick = (event: MouseEvent): void => {
    const inner = event.target instanceof Element ? event.target.closest(INNER) : null;
    if (!off && (inner === null || !event.currentTarget.contains(inner))) press(of, form);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (off || event.target !== event.currentTarget || (event.key !== 'Enter' && event.key !== ' ')) return;
    event.preventDefault();
    press(of, form);
  };
  return (
    <div
      className={`interactive ${flag(of, 'has_border') || border !== undefined ? 'has-border' : ''} ${pressing === of ? 'is-busy' : ''}`}
      role={holdsControls(of) ? 'group' : 'button'}
      tabIndex={off ? -1 : 0}
      aria-disabled={off}
      title={contentOf(part(of, 'hover_tips'), locale) || undefined}
      style={{
        width: widthOf(text(of, 'width')),
        background: groundOf(text(of, 'background_style'), card),
        borderColor: lineOf(text(of, 'border_color') ?? text(border, 'color'), card),
        borderRadius: text(of, 'corner_radius') ?? text(border, 'corner_radius'),
        padding: boxOf(text(of, 'padding')),
        gap: spacingOf(text(of, 'vertical_spacing')),
      }}
      onClick={onClick}
      onKeyDown={onKeyDown}
    >
      <Elements of={parts(of, 'elements')} />
    </div>
  );
}

/** A button may not hold another one: to those who listen, such a container is a group with something to press in it. */
const holdsControls = (of: Wire): boolean =>
  [...componentsOf(of)].some((each) => /button|select|input|picker|checker|overflow|interactive/.test(tagOf(each)));
