/** A JSON object as it was sent: nothing about it is taken for granted. */
export type Wire = Readonly<Record<string, unknown>>;

export const isWire = (value: unknown): value is Wire => typeof value === 'object' && value !== null && !Array.isArray(value);

export function text(of: Wire | undefined, key: string): string | undefined {
  const value = of?.[key];
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;
}

export function number(of: Wire | undefined, key: string): number | undefined {
  const value = of?.[key];
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

export const flag = (of: Wire | undefined, key: string): boolean => of?.[key] === true;

export function part(of: Wire | undefined, key: string): Wire | undefined {
  const value = of?.[key];
  return isWire(value) ? value : undefined;
}

export function parts(of: Wire | undefined, key: string): readonly Wire[] {
  const value = of?.[key];
  return Array.isArray(value) ? value.filter(isWire) : [];
}

export function words(of: Wire | undefined, key: string): readonly string[] {
  const value = of?.[key];
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

export const tagOf = (of: Wire): string => text(of, 'tag') ?? '';

export type Locale = 'zh_cn' | 'en_us';

/** `content`, unless `i18n_content` has the reader's language. */
export function contentOf(of: Wire | undefined, locale: Locale): string {
  return text(part(of, 'i18n_content'), locale) ?? text(of, 'content') ?? '';
}
