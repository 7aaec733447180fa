import { useEffect, useRef, type ReactNode } from 'react';
import { useReader } from '../context.ts';
import { useCard } from './scope.ts';
import { contentOf, part, type Wire } from './wire.ts';

interface Props {
  readonly component: Wire;
  onConfirm(): void;
  onCancel(): void;
}

export function ConfirmDialog({ component, onConfirm, onCancel }: Props): ReactNode {
  const { words } = useReader();
  const { locale } = useCard();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const confirm = part(component, 'confirm');
  const title = contentOf(part(confirm, 'title'), locale);
  return (
    <dialog ref={dialog} className="dialog" aria-label={title} onClose={onCancel} onCancel={onCancel}>
      <h2>{title}</h2>
      <p>{contentOf(part(confirm, 'text'), locale)}</p>
      <div className="dialog-buttons">
        <button type="button" className="btn btn-default" onClick={onCancel}>
          {words.cancel}
        </button>
        <button type="button" className="btn btn-primary" autoFocus onClick={onConfirm}>
          {words.confirm}
        </button>
      </div>
    </dialog>
  );
}
