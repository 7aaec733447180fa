import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useReader } from '../../context.ts';
import { Avatar } from '../../shell/Avatar.tsx';
import { Icon } from '../../shell/Icon.tsx';
import type { Field } from './useField.ts';

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly detail?: string;
}

interface Props {
  readonly field: Field;
  readonly many: boolean;
  readonly people?: boolean;
  readonly chosen: readonly string[];
  readonly placeholder: string;
  readonly label: string;
  labelOf(value: string): string;
  search(sought: string): readonly Choice[];
  onChange(chosen: readonly string[]): void;
}

/** A list one can search: the chosen ones as chips, the rest behind one key press. */
export function Picker({ field, many, people = false, chosen, placeholder, label, labelOf, search, onChange }: Props): ReactNode {
  const { words } = useReader();
  const [open, setOpen] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!open) return;
    const away = (event: PointerEvent): void => {
      if (event.target instanceof Node && frame.current?.contains(event.target) !== true) setOpen(false);
    };
    document.addEventListener('pointerdown', away);
    return () => document.removeEventListener('pointerdown', away);
  }, [open]);
  const close = (): void => {
    setOpen(false);
    opener.current?.focus();
  };
  const choose = (value: string): void => {
    if (!many) {
      onChange(chosen[0] === value ? [] : [value]);
      close();
    } else {
      onChange(chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value]);
    }
  };
  return (
    <div className="picker" ref={frame}>
      <div className="control picker-box" aria-invalid={field.missing}>
        {chosen.map((value) => (
          <span key={value} className="chip">
            {people && <Avatar name={labelOf(value)} seed={value} size={20} />}
            {labelOf(value)}
            <button
              type="button"
              aria-label={words.remove(labelOf(value))}
              disabled={field.disabled}
              onClick={() => onChange(chosen.filter((each) => each !== value))}
            >
              <Icon name="close" />
            </button>
          </span>
        ))}
        <button
          ref={opener}
          type="button"
          id={field.id}
          data-field={field.name}
          className="picker-open"
          disabled={field.disabled}
          aria-haspopup="listbox"
          aria-expanded={open}
          aria-labelledby={field.namedBy === undefined ? undefined : `${field.namedBy} ${field.id}`}
          aria-label={[label || placeholder, ...chosen.map(labelOf)].join(', ')}
          onClick={() => setOpen(!open)}
        >
          <span>{chosen.length === 0 ? placeholder : ''}</span>
          <Icon name="down" />
        </button>
      </div>
      {open && (
        <Options label={label || placeholder} people={people} chosen={chosen} search={search} onChoose={choose} onClose={close} />
      )}
    </div>
  );
}

interface OptionsProps {
  readonly label: string;
  readonly people: boolean;
  readonly chosen: readonly string[];
  search(sought: string): readonly Choice[];
  onChoose(value: string): void;
  onClose(): void;
}

function Options({ label, people, chosen, search, onChoose, onClose }: OptionsProps): ReactNode {
  const { words } = useReader();
  const [sought, setSought] = useState('');
  const [at, setAt] = useState(0);
  const choices = search(sought);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const choice = choices[at];
    if (event.key === 'Escape') onClose();
    else if (event.key === 'ArrowDown') setAt(Math.min(at + 1, choices.length - 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0));
    else if (event.key === 'Enter' && choice !== undefined) onChoose(choice.value);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="popover" ref={intoView} onKeyDown={onKeyDown}>
      <div className="popover-search">
        <Icon name="search" />
        <input
          autoFocus
          role="combobox"
          aria-expanded="true"
          aria-label={`${words.filter} ${label}`}
          placeholder={words.filter}
          value={sought}
          onChange={(event) => {
            setSought(event.target.value);
            setAt(0);
          }}
        />
      </div>
      <ul className="options" role="listbox" aria-label={label}>
        {choices.length === 0 && (
          <li className="options-none" role="presentation">
            {words.nothing}
          </li>
        )}
        {choices.map((choice, index) => (
          <li
            key={choice.value}
            role="option"
            aria-selected={chosen.includes(choice.value)}
            className={index === at ? 'is-at' : ''}
            ref={(node) => {
              if (index === at) node?.scrollIntoView({ block: 'nearest' });
            }}
            onPointerMove={() => setAt(index)}
            onClick={() => onChoose(choice.value)}
          >
            {people && <Avatar name={choice.label} seed={choice.value} size={28} />}
            <span className="option-label">
              {choice.label}
              {choice.detail !== undefined && <small>{choice.detail}</small>}
            </span>
            {chosen.includes(choice.value) && <Icon name="check" />}
          </li>
        ))}
      </ul>
    </div>
  );
}

const intoView = (popover: HTMLDivElement | null): void => popover?.scrollIntoView({ block: 'nearest' });
