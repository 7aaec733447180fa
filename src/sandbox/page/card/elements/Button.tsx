import type { ReactNode } from 'react';
import { WireIcon } from '../WireIcon.tsx';
import { useCard, useForm } from '../scope.ts';
import { widthOf } from '../sizes.ts';
import { contentOf, flag, part, text, type Wire } from '../wire.ts';

const TYPES = new Set([
  'default',
  'primary',
  'danger',
  'text',
  'primary_text',
  'danger_text',
  'primary_filled',
  'danger_filled',
  'laser',
]);
const SIZES = new Set(['tiny', 'small', 'medium', 'large']);

export function Button({ of }: { readonly of: Wire }): ReactNode {
  const { locale, pressing, press } = useCard();
  const form = useForm();
  const type = text(of, 'type') ?? 'default';
  const size = text(of, 'size') ?? 'medium';
  const mine = pressing === of;
  const off = flag(of, 'disabled');
  const tips = contentOf(part(of, off ? 'disabled_tips' : 'hover_tips'), locale);
  const width = widthOf(text(of, 'width'));
  return (
    <button
      type="button"
      className={`btn btn-${TYPES.has(type) ? type : 'default'} btn-${SIZES.has(size) ? size : 'medium'} ${mine ? 'is-busy' : ''}`}
      style={{ width }}
      disabled={off || pressing !== undefined}
      aria-busy={mine}
      title={tips === '' ? undefined : tips}
      onClick={(event) => {
        event.stopPropagation();
        press(of, form);
      }}
    >
      {mine ? <span className="spinner" /> : <WireIcon of={part(of, 'icon')} />}
      <span>{contentOf(part(of, 'text'), locale)}</span>
    </button>
  );
}
