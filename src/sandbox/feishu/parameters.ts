import { isObject, isText } from '../json.ts';
import type { Json, JsonObject } from '../json.ts';
import { refuse } from './answers.ts';

export type Query = Record<string, string | string[] | undefined>;

const invalid = (field: string, why: string): Error => refuse(99992402, `field validation failed: ${field} ${why}`);

function queryText(query: Query, name: string): string | undefined {
  const value = query[name];
  return Array.isArray(value) ? value[0] : value;
}

export function queryList(query: Query, name: string): string[] {
  const value = query[name];
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

export function queryOneOf<T extends string>(query: Query, name: string, allowed: readonly T[], otherwise?: T): T {
  const value = queryText(query, name) ?? otherwise;
  if (value === undefined) throw invalid(name, 'is required');
  if (!allowed.includes(value as T)) throw invalid(name, `must be one of ${allowed.join(', ')}`);
  return value as T;
}

export function bodyText(body: JsonObject, name: string): string {
  const value = body[name];
  if (value === undefined) throw invalid(name, 'is required');
  if (!isText(value) || value === '') throw invalid(name, 'must be a non-empty string');
  return value;
}

export function bodyOf(body: Json | undefined): JsonObject {
  if (!isObject(body)) throw invalid('body', 'must be a JSON object');
  return body;
}

export type Page<T> = { items: T[]; has_more: boolean; page_token?: string };

export type PageCodes = { size: number; token: number };

const IM_PAGES: PageCodes = { size: 230001, token: 230001 };
export const CONTACT_PAGES: PageCodes = { size: 40011, token: 40012 };

/** The token says where to go on, for nobody else to read. */
export function pageOf<T>(
  all: readonly T[],
  query: Query,
  limits: { most: number; usual: number },
  codes: PageCodes = IM_PAGES,
): Page<T> {
  const size = Number(queryText(query, 'page_size') ?? limits.usual);
  if (!Number.isInteger(size) || size < 1 || size > limits.most)
    throw refuse(codes.size, `page size is invalid, must be 1 to ${limits.most}`);
  const from = startOf(queryText(query, 'page_token'), codes);
  const items = all.slice(from, from + size);
  if (from + size >= all.length) return { items, has_more: false };
  return { items, has_more: true, page_token: Buffer.from(`page:${from + size}`).toString('base64url') };
}

function startOf(token: string | undefined, codes: PageCodes): number {
  if (token === undefined || token === '') return 0;
  const from = /^page:(\d+)$/.exec(Buffer.from(token, 'base64url').toString());
  if (!from) throw refuse(codes.token, 'page token is invalid');
  return Number(from[1]);
}
