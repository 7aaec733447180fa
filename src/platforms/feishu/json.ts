/** Reading what came from outside: nothing is taken for what it should be. */
export type Json = Record<string, unknown>;

const NOTHING: Json = Object.freeze({});

export const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
export const objectIn = (value: unknown): Json => (isObject(value) ? value : NOTHING);
export const listIn = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
/** A non-empty string, or nothing. */
export const textIn = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
