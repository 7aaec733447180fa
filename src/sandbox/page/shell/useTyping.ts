import { useEffect, useState } from 'react';
import { text } from '../card/wire.ts';
import { BOT } from '../live/api.ts';
import { listen } from '../live/stream.ts';

/** Where the bot is being waited for. */
export function useTyping(): (person: string, chat: string) => boolean {
  const [at, setAt] = useState<ReadonlySet<string>>(new Set());
  useEffect(
    () =>
      listen(({ kind, data }) => {
        if (kind === 'reset' || kind === 'reconnected') setAt(new Set());
        if (kind !== 'typing') return;
        const where = text(data, 'chat') ?? text(data, 'person');
        if (where === undefined) return;
        setAt((before) => {
          const after = new Set(before);
          if (data['on'] === true) after.add(where);
          else after.delete(where);
          return after;
        });
      }),
    [],
  );
  return (person, chat) => at.has(chat === BOT ? person : chat);
}
