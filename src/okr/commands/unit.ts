const SCALES = '百千万亿';

/**
 * The unit a person repeats behind the number is no note; and where the unit itself is 万 or 万元, `60万` means sixty of
 * them and not 600,000.
 */
export function withoutUnit(typed: string, unit: string): string {
  if (unit === '') return typed;
  const number = /^\s*[=＝]?\s*[+\-＋－−]?\s*[\d０-９][\d０-９,，.．]*/u.exec(typed)?.[0];
  if (!number) return typed;
  const after = typed.slice(number.length).trimStart();
  if (after.startsWith(unit)) return `${number} ${after.slice(unit.length)}`;
  const scale = unit[0] ?? '';
  return SCALES.includes(scale) && after.startsWith(scale) ? `${number} ${after.slice(1)}` : typed;
}
