/** `advice`: it works without. `left-out`: could not be looked at, or was not asked for. */
export type Verdict = 'fine' | 'advice' | 'wrong' | 'left-out';

export type Line = { verdict: Verdict; what: string; remedy?: string };

const SIGNS: Record<Verdict, string> = { fine: '✓', advice: '!', wrong: '✗', 'left-out': '–' };

export const fine = (what: string): Line => ({ verdict: 'fine', what });
export const advice = (what: string, remedy?: string): Line => line('advice', what, remedy);
export const wrong = (what: string, remedy?: string): Line => line('wrong', what, remedy);
export const leftOut = (what: string, remedy?: string): Line => line('left-out', what, remedy);

const line = (verdict: Verdict, what: string, remedy: string | undefined): Line => ({ verdict, what, ...(remedy && { remedy }) });

export function written({ verdict, what, remedy }: Line): string {
  const below = remedy === undefined ? '' : `\n  → ${remedy.replaceAll('\n', '\n    ')}`;
  return `${SIGNS[verdict]} ${what}${below}\n`;
}
