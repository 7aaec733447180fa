import { useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useReader } from '../context.ts';
import type { Said } from '../live/api.ts';
import { Avatar } from '../shell/Avatar.tsx';
import { Icon } from '../shell/Icon.tsx';
import { suggest, type Suggestion } from './suggest.ts';
import { VoiceComposer } from './VoiceComposer.tsx';

interface Props {
  readonly to: string;
  readonly inGroup: boolean;
  readonly members: readonly string[];
  /** What ↑ brings back. */
  readonly lastSaid: string | undefined;
  readonly draft: string;
  onDraft(text: string): void;
  onSay(said: Said): void;
}

export function Composer({ to, inGroup, members, lastSaid, draft, onDraft, onSay }: Props): ReactNode {
  const { words, language, directory, bot } = useReader();
  const [speaking, setSpeaking] = useState(false);
  const [cursor, setCursor] = useState(draft.length);
  const [at, setAt] = useState(0);
  const [dismissed, setDismissed] = useState('');
  const area = useRef<HTMLTextAreaElement>(null);
  const caret = useRef<number>(undefined);
  // Before the next key press can arrive, or that letter would land behind the caret.
  useLayoutEffect(() => {
    if (caret.current !== undefined) area.current?.setSelectionRange(caret.current, caret.current);
    caret.current = undefined;
  });
  const before = draft.slice(0, cursor);
  const { from, list } = suggest(before, { directory, language, members, ...(inGroup ? { botName: bot.name } : {}) });
  const open = list.length > 0 && dismissed !== before;
  const chosen = list[Math.min(at, list.length - 1)];

  const write = (text: string, end: number): void => {
    onDraft(text);
    setCursor(end);
    setAt(0);
    caret.current = end;
  };
  const take = (suggestion: Suggestion): void => {
    const start = draft.slice(0, from) + suggestion.insert;
    write(start + draft.slice(cursor).trimStart(), start.length);
    area.current?.focus();
  };
  const say = (): void => {
    if (draft.trim() === '') return;
    onSay({ text: draft.trim() });
    write('', 0);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const exact = chosen !== undefined && draft.slice(from) === chosen.insert.trimEnd();
    if (open && event.key === 'ArrowDown') setAt((at + 1) % list.length);
    else if (open && event.key === 'ArrowUp') setAt((at + list.length - 1) % list.length);
    else if (open && event.key === 'Escape') setDismissed(before);
    else if (open && chosen !== undefined && !exact && (event.key === 'Tab' || (event.key === 'Enter' && !event.shiftKey)))
      take(chosen);
    else if (event.key === 'Enter' && !event.shiftKey) say();
    else if (event.key === 'ArrowUp' && draft === '' && lastSaid !== undefined) write(lastSaid, lastSaid.length);
    else return;
    event.preventDefault();
  };
  if (speaking) {
    return (
      <VoiceComposer
        onCancel={() => setSpeaking(false)}
        onSay={(said) => {
          setSpeaking(false);
          onSay(said);
        }}
      />
    );
  }
  return (
    <div className="composer">
      {open && (
        <ul className="suggestions" role="listbox" id="suggestions" aria-label={words.suggestions}>
          {list.map((suggestion, index) => (
            <li
              key={suggestion.insert}
              id={`suggestion-${index}`}
              role="option"
              aria-selected={suggestion === chosen}
              className={suggestion === chosen ? 'is-at' : ''}
              onPointerDown={(event) => {
                event.preventDefault();
                take(suggestion);
              }}
            >
              {suggestion.employeeNo !== undefined && <Avatar name={suggestion.label} seed={suggestion.employeeNo} size={24} />}
              <b>{suggestion.label}</b>
              <small>{suggestion.detail}</small>
            </li>
          ))}
        </ul>
      )}
      <div className="composer-box">
        <textarea
          ref={area}
          rows={1}
          value={draft}
          placeholder={words.compose(to)}
          aria-label={words.compose(to)}
          aria-autocomplete="list"
          aria-controls={open ? 'suggestions' : undefined}
          aria-activedescendant={open ? `suggestion-${list.indexOf(chosen ?? { insert: '', label: '', detail: '' })}` : undefined}
          title={words.composeHint}
          onChange={(event) => {
            onDraft(event.target.value);
            setCursor(event.target.selectionStart);
            setAt(0);
          }}
          onSelect={(event) => setCursor(event.currentTarget.selectionStart)}
          onKeyDown={onKeyDown}
        />
        <button type="button" className="bar-icon" aria-label={words.voice} title={words.voice} onClick={() => setSpeaking(true)}>
          <Icon name="mic" />
        </button>
        <button
          type="button"
          className="send"
          aria-label={words.send}
          title={words.send}
          disabled={draft.trim() === ''}
          onClick={say}
        >
          <Icon name="send" />
        </button>
      </div>
    </div>
  );
}
