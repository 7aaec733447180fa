import { useCallback, useState } from 'react';
import type { Language } from '../../../core/text.ts';

/** What the person at the screen chose, kept in the browser. Who they are and what they look at stands in the address, per tab. */
export interface Preferences {
  readonly language: Language;
  readonly dark: boolean;
  readonly phone: boolean;
  readonly recent: readonly string[];
  readonly hintSeen: boolean;
}

const KEY = 'okr-pulse.sandbox';

function stored(): Partial<Preferences> {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Preferences>;
  } catch {
    return {};
  }
}

const DEFAULTS: Preferences = { language: 'zh-CN', dark: false, phone: false, recent: [], hintSeen: false };

export function usePreferences(): [Preferences, (change: Partial<Preferences>) => void] {
  const [preferences, setPreferences] = useState<Preferences>(() => ({
    ...DEFAULTS,
    language: navigator.language.startsWith('zh') ? 'zh-CN' : 'en-US',
    dark: matchMedia('(prefers-color-scheme: dark)').matches,
    ...stored(),
  }));
  const change = useCallback((by: Partial<Preferences>) => {
    setPreferences((before) => {
      const after = { ...before, ...by };
      localStorage.setItem(KEY, JSON.stringify(after));
      return after;
    });
  }, []);
  return [preferences, change];
}

export interface Place {
  readonly as?: string;
  readonly chat?: string;
}

export function placeFromAddress(): Place {
  const hash = new URLSearchParams(location.hash.slice(1));
  const as = hash.get('as');
  const chat = hash.get('chat');
  return { ...(as === null ? {} : { as }), ...(chat === null ? {} : { chat }) };
}

export function keepInAddress(place: Place): void {
  const hash = new URLSearchParams({
    ...(place.as === undefined ? {} : { as: place.as }),
    ...(place.chat === undefined ? {} : { chat: place.chat }),
  });
  history.replaceState(null, '', `#${hash.toString()}`);
}
