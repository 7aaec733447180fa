import type { ReactNode } from 'react';
import { useReader } from '../../context.ts';
import { useCard } from '../scope.ts';
import { contentOf, flag, part, parts, text, type Wire } from '../wire.ts';
import { Labelled } from './Labelled.tsx';
import { Picker, type Choice } from './Picker.tsx';
import { listValue, textValue, useField } from './useField.ts';

function useChoices(of: Wire): Choice[] {
  const { locale } = useCard();
  return parts(of, 'options').map((option) => {
    const value = text(option, 'value') ?? '';
    return { value, label: contentOf(part(option, 'text'), locale) || value };
  });
}

export function SelectStatic({ of }: { readonly of: Wire }): ReactNode {
  const field = useField(of);
  const { locale } = useCard();
  const { words } = useReader();
  const choices = useChoices(of);
  const value = textValue(field.value);
  const placeholder = contentOf(part(of, 'placeholder'), locale) || words.pick;
  return (
    <Labelled of={of} field={field}>
      <select
        id={field.id}
        data-field={field.name}
        className={`control select ${value === '' ? 'is-empty' : ''}`}
        value={value}
        disabled={field.disabled}
        aria-invalid={field.missing}
        aria-labelledby={field.namedBy}
        aria-label={contentOf(part(of, 'label'), locale) || placeholder}
        onChange={(event) => field.answer(event.target.value)}
      >
        <option value="">{placeholder}</option>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

export function MultiSelect({ of }: { readonly of: Wire }): ReactNode {
  const field = useField(of);
  const { locale } = useCard();
  const { words } = useReader();
  const choices = useChoices(of);
  return (
    <Labelled of={of} field={field}>
      <Picker
        field={field}
        many
        chosen={listValue(field.value)}
        labelOf={(value) => choices.find((choice) => choice.value === value)?.label ?? value}
        search={(sought) => choices.filter((choice) => choice.label.toLowerCase().includes(sought.toLowerCase()))}
        placeholder={contentOf(part(of, 'placeholder'), locale) || words.pick}
        label={contentOf(part(of, 'label'), locale)}
        onChange={(next) => field.answer(next)}
      />
    </Labelled>
  );
}

/** Pictures live on the platform; here each choice is its placeholder and value. */
export function SelectImage({ of }: { readonly of: Wire }): ReactNode {
  const field = useField(of);
  const { words } = useReader();
  const many = flag(of, 'multi_select');
  const chosen = typeof field.value === 'string' ? [field.value] : listValue(field.value);
  return (
    <Labelled of={of} field={field}>
      <div className="select-img" role="group">
        {parts(of, 'options').map((option, at) => {
          const value = text(option, 'value') ?? String(at);
          const on = chosen.includes(value);
          const next = many ? (on ? chosen.filter((each) => each !== value) : [...chosen, value]) : value;
          return (
            <button
              key={value}
              type="button"
              className="img-choice"
              aria-pressed={on}
              disabled={field.disabled}
              onClick={() => field.answer(next)}
            >
              {words.image} {value}
            </button>
          );
        })}
      </div>
    </Labelled>
  );
}
