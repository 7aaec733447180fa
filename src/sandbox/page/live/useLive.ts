import { useCallback, useEffect, useRef, useState } from 'react';
import { listen, type StreamEvent } from './stream.ts';

/** A burst of events is one reading: a clock step may deliver hundreds. */
const COALESCE_MS = 40;

/**
 * What `load` returns, read again whenever the stream tells of something that concerns it. `key` names what is read: when it
 * changes the old answer is dropped at once, and an answer that comes late for an old key is ignored.
 */
export function useLive<T>(
  key: string,
  load: () => Promise<T>,
  concerns: (event: StreamEvent) => boolean,
): { readonly value: T | undefined; readonly reload: () => Promise<void> } {
  const [state, setState] = useState<{ key: string; value: T }>();
  const current = useRef({ key, load, concerns, turn: 0 });
  current.current.key = key;
  current.current.load = load;
  current.current.concerns = concerns;

  const reload = useCallback(async () => {
    const mine = current.current;
    const turn = (mine.turn += 1);
    const asked = mine.key;
    try {
      const value = await mine.load();
      if (turn === mine.turn && asked === mine.key) setState({ key: asked, value });
    } catch {
      // The connection strip tells that the sandbox is away; `reconnected` reads again.
    }
  }, []);

  useEffect(() => void reload(), [key, reload]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = listen((event) => {
      if (event.kind !== 'reconnected' && event.kind !== 'reset' && !current.current.concerns(event)) return;
      clearTimeout(timer);
      timer = setTimeout(() => void reload(), COALESCE_MS);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [reload]);

  return { value: state?.key === key ? state.value : undefined, reload };
}
