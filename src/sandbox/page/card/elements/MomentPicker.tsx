import type { ReactNode } from 'react';
import { useCard } from '../scope.ts';
import { contentOf, part, tagOf, type Wire } from '../wire.ts';
import { Labelled } from './Labelled.tsx';
import { textValue, useField } from './useField.ts';

const TYPES: Record<string, string> = { date_picker: 'date', picker_time: 'time', picker_datetime: 'datetime-local' };

/** Date, time, or both, in the browser's own picker; kept as the platform writes them (`yyyy-MM-dd HH:mm`). */
export function MomentPicker({ of }: { readonly of: Wire }): ReactNode {
  const field = useField(of);
  const { locale } = useCard();
  const value = textValue(field.value);
  const placeholder = contentOf(part(of, 'placeholder'), locale);
  return (
    <Labelled of={of} field={field}>
      <input
        id={field.id}
        data-field={field.name}
        className={`control ${value === '' ? 'is-empty' : ''}`}
        type={TYPES[tagOf(of)] ?? 'date'}
        value={value.replace(' ', 'T')}
        disabled={field.disabled}
        aria-invalid={field.missing}
        aria-label={contentOf(part(of, 'label'), locale) || placeholder}
        title={placeholder}
        onChange={(event) => field.answer(event.target.value.replace('T', ' '))}
      />
    </Labelled>
  );
}
