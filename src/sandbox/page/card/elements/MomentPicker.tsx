import { useRef, useState, type ReactNode } from 'react';
import { Icon } from '../../shell/Icon.tsx';
import { MOMENT_EXAMPLES, readMoment, type MomentKind } from '../moments.ts';
import { useCard } from '../scope.ts';
import { contentOf, part, tagOf, type Wire } from '../wire.ts';
import { Labelled } from './Labelled.tsx';
import { textValue, useField } from './useField.ts';

const KINDS: Record<string, MomentKind> = { date_picker: 'date', picker_time: 'time', picker_datetime: 'datetime' };

/**
 * Typed as the platform writes it, or picked. The browser's own picker is used only for picking: its text would follow the
 * browser's language instead of the company's.
 */
export function MomentPicker({ of }: { readonly of: Wire }): ReactNode {
  const field = useField(of);
  const { locale } = useCard();
  const native = useRef<HTMLInputElement>(null);
  const [typing, setTyping] = useState<string>();
  const kind = KINDS[tagOf(of)] ?? 'date';
  const value = textValue(field.value);
  const label = contentOf(part(of, 'label'), locale);
  const placeholder = contentOf(part(of, 'placeholder'), locale);
  const unread = typing !== undefined && typing.trim() !== '' && readMoment(kind, typing) === undefined;
  const change = (typed: string): void => {
    setTyping(typed);
    const moment = readMoment(kind, typed);
    if (moment !== undefined || typed.trim() === '') field.set(moment ?? '');
  };
  const leave = (): void => {
    if (typing === undefined || unread) return;
    setTyping(undefined);
    field.answer(readMoment(kind, typing) ?? '');
  };
  return (
    <Labelled of={of} field={field}>
      <div className="moment">
        <input
          id={field.id}
          data-field={field.name}
          className="control"
          value={typing ?? value}
          placeholder={placeholder || MOMENT_EXAMPLES[kind]}
          disabled={field.disabled}
          aria-invalid={field.missing || unread}
          aria-labelledby={field.namedBy}
          aria-label={label || placeholder}
          title={MOMENT_EXAMPLES[kind]}
          autoComplete="off"
          onChange={(event) => change(event.target.value)}
          onBlur={leave}
          onKeyDown={(event) => event.key === 'Enter' && leave()}
        />
        <button
          type="button"
          className="moment-open"
          aria-label={`${label || placeholder} ▾`}
          disabled={field.disabled}
          onClick={() => native.current?.showPicker()}
        >
          <Icon name={kind === 'time' ? 'clock' : 'calendar'} />
        </button>
        <input
          ref={native}
          className="moment-native"
          type={kind === 'datetime' ? 'datetime-local' : kind}
          tabIndex={-1}
          aria-hidden="true"
          value={value.replace(' ', 'T')}
          onChange={(event) => {
            setTyping(undefined);
            field.answer(event.target.value.replace('T', ' '));
          }}
        />
      </div>
    </Labelled>
  );
}
