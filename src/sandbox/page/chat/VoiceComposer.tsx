import { useState, type ReactNode } from 'react';
import { useReader } from '../context.ts';
import type { Said } from '../live/api.ts';
import { Icon } from '../shell/Icon.tsx';

const LETTERS_PER_SECOND = 4;
const LONGEST_S = 60;

interface Props {
  onSay(said: Said): void;
  onCancel(): void;
}

/** There is no microphone in the sandbox: one types what is said, and how long it takes. */
export function VoiceComposer({ onSay, onCancel }: Props): ReactNode {
  const { words } = useReader();
  const [said, setSaid] = useState('');
  const [chosen, setChosen] = useState<number>();
  const seconds = chosen ?? Math.min(LONGEST_S, Math.max(1, Math.ceil(said.length / LETTERS_PER_SECOND)));
  const say = (): void => {
    if (said.trim() !== '') onSay({ voice: { text: said.trim(), seconds } });
  };
  return (
    <form
      className="composer voice"
      onSubmit={(event) => {
        event.preventDefault();
        say();
      }}
      onKeyDown={(event) => event.key === 'Escape' && onCancel()}
    >
      <div className="composer-box">
        <span className="voice-mark">
          <Icon name="mic" />
        </span>
        <input
          autoFocus
          value={said}
          placeholder={words.voiceText}
          aria-label={words.voiceText}
          onChange={(event) => setSaid(event.target.value)}
        />
        <label className="voice-length">
          <input
            type="range"
            min={1}
            max={LONGEST_S}
            value={seconds}
            aria-label={words.voiceSeconds}
            onChange={(event) => setChosen(Number(event.target.value))}
          />
          <span>{words.seconds(seconds)}</span>
        </label>
        <button type="button" className="bar-icon" aria-label={words.cancel} title={words.cancel} onClick={onCancel}>
          <Icon name="close" />
        </button>
        <button type="submit" className="send" aria-label={words.voiceSend} title={words.voiceSend} disabled={said.trim() === ''}>
          <Icon name="send" />
        </button>
      </div>
    </form>
  );
}
