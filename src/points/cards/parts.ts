import type { Block, Button, Inline } from '../../chat/index.ts';
import type { Calendar } from '../../core/calendar.ts';
import type { Instant } from '../../core/clock.ts';
import type { Language } from '../../core/text.ts';
import { momentInWords } from '../../responses/index.ts';
import { words } from '../text/words.ts';

/** What every card knows beside its data. */
export type Frame = { now: Instant; calendar: Calendar; language: Language };

export const when = (at: Instant, { now, calendar, language }: Frame): string => momentInWords(at, now, calendar, language);

export const line = (text: Inline): Block => ({ block: 'text', text });
export const note = (text: string): Block => ({ block: 'note', text });
export const actions = (...buttons: Button[]): Block[] => (buttons.length > 0 ? [{ block: 'actions', buttons }] : []);

/** Words somebody wrote; what was erased says so. */
export const quoted = (text: string | null, language: Language): Block => line([{ quote: text ?? words(language).erased }]);

export const listed = (names: readonly string[], language: Language): string => names.join(words(language).comma);
