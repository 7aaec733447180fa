/**
 * A form comes back as names and strings, so a field's wire name carries its type. A text longer than one input holds
 * is spread over several (`text2_note` is the second piece of `note`).
 */
export type WireField =
  { type: 'text'; part: number; name: string } | { type: 'number' | 'date' | 'choice' | 'people'; name: string };

export const textName = (name: string, part: number): string => (part === 0 ? `text_${name}` : `text${part + 1}_${name}`);
export const typedName = (type: 'number' | 'date' | 'choice' | 'people', name: string): string => `${type}_${name}`;

const WIRE_NAME = /^(?:text([2-9])?|(number|date|choice|people))_([a-z0-9_]+)$/;

export function fieldIn(wireName: string): WireField | undefined {
  const found = WIRE_NAME.exec(wireName);
  if (!found) return undefined;
  const [, part, type, name = ''] = found;
  if (type === undefined) return { type: 'text', part: part === undefined ? 0 : Number(part) - 1, name };
  return { type: type as 'number' | 'date' | 'choice' | 'people', name };
}
