import type { ReactNode } from 'react';
import { useReader } from '../../context.ts';
import { useCard } from '../scope.ts';
import { widthOf } from '../sizes.ts';
import { contentOf, flag, part, text, type Wire } from '../wire.ts';
import type { Field } from './useField.ts';

interface Props {
  readonly of: Wire;
  readonly field: Field;
  readonly children: ReactNode;
  readonly counter?: string | undefined;
}

/** The frame round every field: label, star, width, and the red line when it was left empty. */
export function Labelled({ of, field, children, counter }: Props): ReactNode {
  const { locale } = useCard();
  const { words } = useReader();
  const label = contentOf(part(of, 'label'), locale);
  return (
    <div
      className={`field ${text(of, 'label_position') === 'left' ? 'is-left' : ''} ${field.missing ? 'is-missing' : ''}`}
      style={{ width: widthOf(text(of, 'width')) }}
    >
      {label !== '' && (
        <label className="field-label" htmlFor={field.id}>
          {label}
          {flag(of, 'required') && <span className="star"> *</span>}
        </label>
      )}
      <div className="field-control">
        {children}
        {(field.missing || counter !== undefined) && (
          <div className="field-foot">
            {field.missing ? (
              <span className="field-error" role="alert" id={`${field.id}-error`}>
                {words.required}
              </span>
            ) : (
              <span />
            )}
            {counter !== undefined && <span className="field-counter">{counter}</span>}
          </div>
        )}
      </div>
    </div>
  );
}
