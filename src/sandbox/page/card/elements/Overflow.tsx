import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useReader } from '../../context.ts';
import { Icon } from '../../shell/Icon.tsx';
import { useCard, useForm } from '../scope.ts';
import { contentOf, flag, part, parts, text, type Wire } from '../wire.ts';

export function Overflow({ of }: { readonly of: Wire }): ReactNode {
  const { locale, press, open, pressing } = useCard();
  const { words } = useReader();
  const form = useForm();
  const [shown, setShown] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!shown) return;
    const away = (event: Event): void => {
      if (event.target instanceof Node && frame.current?.contains(event.target) !== true) setShown(false);
    };
    document.addEventListener('pointerdown', away);
    return () => document.removeEventListener('pointerdown', away);
  }, [shown]);
  const choose = (option: Wire): void => {
    setShown(false);
    const link = part(option, 'multi_url');
    if (link !== undefined) open(text(link, 'pc_url') ?? text(link, 'url'));
    else press(of, form, { value: text(option, 'value') ?? '' });
  };
  return (
    <div className="overflow" ref={frame} onKeyDown={(event) => event.key === 'Escape' && setShown(false)}>
      <button
        type="button"
        className={`btn btn-default btn-icon ${pressing === of ? 'is-busy' : ''}`}
        aria-label={words.more}
        aria-haspopup="menu"
        aria-expanded={shown}
        disabled={flag(of, 'disabled') || pressing !== undefined}
        onClick={() => setShown(!shown)}
      >
        {pressing === of ? <span className="spinner" /> : <Icon name="more" />}
      </button>
      {shown && (
        <div className="popover menu" role="menu">
          {parts(of, 'options').map((option, at) => (
            <button key={at} type="button" role="menuitem" autoFocus={at === 0} onClick={() => choose(option)}>
              {contentOf(part(option, 'text'), locale)}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
