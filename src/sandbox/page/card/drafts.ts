import { useCallback, useState } from 'react';
import type { FieldValue, Values } from './fields.ts';

/** What was typed and not sent, per person and message: it outlives redraws and looking at another chat, as in the client. */
const drafts = new Map<string, { readonly version: string; readonly values: Values }>();
const NOTHING: Values = {};

/** `version` is the card as sent: a card that was replaced starts from its own prefilled values again. */
export function useDraft(
  key: string,
  version: string,
): { values: Values; type(name: string, value: FieldValue): void; clear(names?: readonly string[]): void } {
  const [, redraw] = useState(0);
  const kept = drafts.get(key);
  const values = kept?.version === version ? kept.values : NOTHING;
  const keep = useCallback(
    (next: Values) => {
      drafts.set(key, { version, values: next });
      redraw((n) => n + 1);
    },
    [key, version],
  );
  const now = (): Values => {
    const at = drafts.get(key);
    return at?.version === version ? at.values : NOTHING;
  };
  return {
    values,
    type: (name, value) => keep({ ...now(), [name]: value }),
    clear: (names) =>
      keep(names === undefined ? {} : Object.fromEntries(Object.entries(now()).filter(([name]) => !names.includes(name)))),
  };
}
