import type { JsonObject } from '../../json.ts';
import { RULES } from './rules.ts';
import { walk } from './walk.ts';

export type CardFault = { code: number; path: string; message: string; rule?: string };

/** The first rule a card breaks, as the platform would report it; nothing when it takes the card. */
export function cardFault(card: JsonObject, isPerson: (id: string) => boolean): CardFault | undefined {
  const it = { ...walk(card), card, isPerson };
  for (const rule of RULES) {
    const finding = rule.breaks(it);
    if (finding) return { code: rule.code, path: finding.path, message: finding.message, rule: rule.id };
  }
  return undefined;
}
