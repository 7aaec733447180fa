import { useCallback, useRef, useState, type ReactNode } from 'react';
import { useReader } from '../context.ts';
import { Icon, type IconName } from './Icon.tsx';

const STAY_MS = 3500;
const STAY_ERROR_MS = 7000;

export interface ShownToast {
  readonly id: number;
  readonly kind: string;
  readonly content: string;
}

export function useToasts(): {
  readonly shown: readonly ShownToast[];
  show(kind: string, content: string): void;
  close(id: number): void;
} {
  const [shown, setShown] = useState<readonly ShownToast[]>([]);
  const last = useRef(0);
  const close = useCallback((id: number) => setShown((all) => all.filter((each) => each.id !== id)), []);
  const show = useCallback(
    (kind: string, content: string) => {
      const id = (last.current += 1);
      // An answer takes the place of the one before: 「还差…」 beside 「已发布」 would contradict it.
      setShown([{ id, kind, content }]);
      setTimeout(() => close(id), kind === 'error' ? STAY_ERROR_MS : STAY_MS);
    },
    [close],
  );
  return { shown, show, close };
}

const ICONS: Record<string, IconName> = { success: 'check', error: 'alert', warning: 'alert', info: 'info' };

export function Toasts({ of, onClose }: { readonly of: readonly ShownToast[]; onClose(id: number): void }): ReactNode {
  const { words } = useReader();
  return (
    <div className="toasts" role="status" aria-live="assertive">
      {of.map((toast) => (
        <div key={toast.id} className={`toast toast-${toast.kind in ICONS ? toast.kind : 'info'}`}>
          <span className="toast-mark">
            <Icon name={ICONS[toast.kind] ?? 'info'} />
          </span>
          <span>{toast.content}</span>
          <button type="button" aria-label={words.close} onClick={() => onClose(toast.id)}>
            <Icon name="close" />
          </button>
        </div>
      ))}
    </div>
  );
}
