import { isObject } from '../../json.ts';
import type { Json } from '../../json.ts';

/** Says what is wrong with a value, or nothing. */
export type Check = (value: Json) => string | undefined;

const words = (list: readonly string[]): string => list.join(' | ');

export const text: Check = (value) => (typeof value === 'string' ? undefined : 'must be a string');
export const filled: Check = (value) => (typeof value === 'string' && value.trim() !== '' ? undefined : 'must be a non-empty string');
export const flag: Check = (value) => (typeof value === 'boolean' ? undefined : 'must be true or false');
export const anything: Check = () => undefined;
export const object: Check = (value) => (isObject(value) ? undefined : 'must be an object');
export const number: Check = (value) => (typeof value === 'number' ? undefined : 'must be a number');

export function oneOf(...allowed: string[]): Check {
  return (value) => (typeof value === 'string' && allowed.includes(value) ? undefined : `must be ${words(allowed)}`);
}

export function whole(from: number, to: number): Check {
  return (value) => (typeof value === 'number' && Number.isInteger(value) && value >= from && value <= to ? undefined : `must be a whole number from ${from} to ${to}`);
}

export function either(...checks: Check[]): Check {
  return (value) => {
    const complaints = checks.map((check) => check(value));
    return complaints.includes(undefined) ? undefined : complaints.join(', or ');
  };
}

export function matching(pattern: RegExp, what: string): Check {
  return (value) => (typeof value === 'string' && pattern.test(value) ? undefined : `must be ${what}`);
}

export function listOfAll(check: Check): Check {
  return (value) => (Array.isArray(value) ? value.map(check).find((complaint) => complaint !== undefined) : 'must be a list');
}

/** `12px`, within bounds; `0` needs no unit. */
export function px(from: number, to: number): Check {
  return (value) => {
    const size = typeof value === 'string' ? /^(-?\d+)(?:px)?$/.exec(value) : null;
    const bare = value === '0' || (typeof value === 'string' && value.endsWith('px'));
    return size && bare && Number(size[1]) >= from && Number(size[1]) <= to ? undefined : `must be a size from ${from}px to ${to}px`;
  };
}

/** One, two or four sizes, as in CSS; a panel's header takes no pair. */
export function sides(from: number, to: number, counts: readonly number[] = [1, 2, 4]): Check {
  const one = px(from, to);
  return (value) => {
    const parts = typeof value === 'string' ? value.trim().split(/\s+/) : [];
    if (!counts.includes(parts.length)) return `must be ${counts.join(' or ')} sizes`;
    return parts.map(one).find((complaint) => complaint !== undefined);
  };
}

const COLOURS = 'blue wathet turquoise green lime yellow orange red carmine violet purple indigo grey neutral black white default'.split(' ');
const SHADE = new RegExp(`^(?:${COLOURS.join('|')}|bg|cus)-\\d+$`);
const RGBA = /^rgba\(\s*\d{1,3}\s*,\s*\d{1,3}\s*,\s*\d{1,3}\s*,\s*(?:0|1|0?\.\d+|1\.0+|100%|\d{1,2}%)\s*\)$/;

/** A name, a shade or rgba; hex is refused (reference §4.1). */
export const colour: Check = (value) =>
  typeof value === 'string' && (COLOURS.includes(value) || SHADE.test(value) || RGBA.test(value)) ? undefined : 'must be a colour by name or rgba(r,g,b,a)';

export const rgba = matching(RGBA, 'rgba(r,g,b,a)');

export const TEMPLATES = 'blue wathet turquoise green yellow orange red carmine violet purple indigo grey default'.split(' ');

const SIZES = 'heading-0 heading-1 heading-2 heading-3 heading-4 heading normal notation xxxx-large xxx-large xx-large x-large large medium small x-small'.split(' ');
export const textSize: Check = either(oneOf(...SIZES), matching(/^cus-\d+$/, 'a size of config.style'));

export const spacing: Check = either(oneOf('small', 'medium', 'large', 'extra_large'), px(0, 99));
export const elementId = matching(/^[A-Za-z][A-Za-z0-9_]{0,19}$/, 'a letter and then at most 19 letters, digits or _');
export const url = matching(/^(?:https?|lark|feishu|applink|mailto|tel):/i, 'a link');
export const imageKey = matching(/^img_[\w-]+$/, 'the key of an uploaded picture');
