import type { ReactNode } from 'react';
import { RichText } from '../RichText.tsx';
import { useCard } from '../scope.ts';
import { flag, part, parts, text, type Wire } from '../wire.ts';
import { Button } from './Button.tsx';
import { useField } from './useField.ts';

export function Checker({ of }: { readonly of: Wire }): ReactNode {
  const field = useField(of);
  const { locale } = useCard();
  const on = field.value === true;
  const struck = flag(part(of, 'checked_style'), 'show_strikethrough');
  const buttons = parts(part(of, 'button_area'), 'buttons');
  return (
    <div className={`checker ${on ? 'is-on' : ''} ${struck ? 'is-struck' : ''}`} lang={locale === 'zh_cn' ? 'zh' : 'en'}>
      <label>
        <input
          type="checkbox"
          data-field={field.name}
          checked={on}
          disabled={field.disabled}
          aria-invalid={field.missing}
          title={text(part(of, 'hover_tips'), 'content')}
          onChange={() => field.answer(!on)}
        />
        <RichText of={part(of, 'text')} />
      </label>
      {buttons.map((button, at) => (
        <Button key={at} of={button} />
      ))}
    </div>
  );
}
