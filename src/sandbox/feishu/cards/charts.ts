import { isObject } from '../../json.ts';
import type { Json } from '../../json.ts';

const CODE = /(?:^|[^\w])function\s*\*?\s*\w*\s*\(|=>\s*[{(\w]|<script|javascript:/i;
const POISON = new Set(['__proto__', 'constructor', 'prototype']);

/** `chart_spec` is a VChart specification made of plain data: the platform runs no code from it. */
export function faultInChart(spec: Json): string | undefined {
  if (!isObject(spec)) return 'chart spec is invalid; ErrorValue: (root): Invalid type. Expected: object';
  if (typeof spec['type'] !== 'string' || spec['type'] === '') return 'chart spec is invalid; ErrorValue: (root): type is required';
  if (!isObject(spec['data']) && !Array.isArray(spec['data']) && !Array.isArray(spec['series'])) return 'chart spec is invalid; ErrorValue: data: Invalid type. Expected: array or object';
  if (spec['axes'] !== undefined && !Array.isArray(spec['axes'])) return 'chart spec is invalid; ErrorValue: axes: Invalid type. Expected: array';
  return holdsCode(spec) ? 'chart spec is invalid; ErrorValue: scripts are not supported' : undefined;
}

function holdsCode(value: Json): boolean {
  if (typeof value === 'string') return CODE.test(value);
  if (Array.isArray(value)) return value.some(holdsCode);
  if (isObject(value)) return Object.entries(value).some(([key, each]) => POISON.has(key) || holdsCode(each));
  return false;
}
