import type { ReactNode } from 'react';
import { useReader } from '../context.ts';
import { Icon } from '../shell/Icon.tsx';

const TRIES = ['/help', '/okr', '/points'];

interface Props {
  onTry(text: string): void;
  onClose(): void;
}

/** A newcomer's first minute: what this is, and three things to say. */
export function Hint({ onTry, onClose }: Props): ReactNode {
  const { words } = useReader();
  return (
    <div className="hint" role="note">
      <p>{words.hintWhat}</p>
      <p className="hint-tries">
        <span>{words.hintTry}</span>
        {TRIES.map((text) => (
          <button key={text} type="button" onClick={() => onTry(text)}>
            {text}
          </button>
        ))}
      </p>
      <button type="button" className="hint-close" aria-label={words.close} onClick={onClose}>
        <Icon name="close" />
      </button>
    </div>
  );
}
