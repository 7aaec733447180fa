import type { KeyboardEvent, ReactNode } from 'react';
import { useReader } from '../../context.ts';
import { useCard } from '../scope.ts';
import { contentOf, number, part, text, type Wire } from '../wire.ts';
import { Labelled } from './Labelled.tsx';
import { textValue, useField } from './useField.ts';

export function Input({ of }: { readonly of: Wire }): ReactNode {
  const field = useField(of);
  const { locale } = useCard();
  const { words } = useReader();
  const value = textValue(field.value);
  const kind = text(of, 'input_type') ?? 'text';
  const limit = number(of, 'max_length') ?? 1000;
  const placeholder = contentOf(part(of, 'placeholder'), locale) || words.typeHere;
  const shared = {
    id: field.id,
    'data-field': field.name,
    className: 'control',
    value,
    placeholder,
    maxLength: limit,
    disabled: field.disabled,
    'aria-invalid': field.missing,
    'aria-labelledby': field.namedBy,
    'aria-label': contentOf(part(of, 'label'), locale) || placeholder,
    autoComplete: 'off',
    onChange: (event: { target: { value: string } }) => field.set(event.target.value),
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || field.inForm) return;
    event.preventDefault();
    field.answer(value);
  };
  const counts = number(of, 'max_length') !== undefined && (kind === 'multiline_text' || value.length > limit * 0.8);
  return (
    <Labelled of={of} field={field} counter={counts ? `${value.length}/${limit}` : undefined}>
      {kind === 'multiline_text' ? (
        <textarea
          {...shared}
          rows={number(of, 'rows') ?? 3}
          style={{
            minHeight: `${(number(of, 'rows') ?? 3) * 22 + 12}px`,
            maxHeight: `${(number(of, 'max_rows') ?? 10) * 22 + 16}px`,
          }}
        />
      ) : (
        <input {...shared} type={kind === 'password' ? 'password' : 'text'} onKeyDown={onKeyDown} />
      )}
    </Labelled>
  );
}
