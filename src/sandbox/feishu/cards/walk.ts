import { isObject } from '../../json.ts';
import type { Json, JsonObject } from '../../json.ts';
import { CARD, SHAPES } from './shapes.ts';
import type { Shape, Slot } from './shapes.ts';

/** Something with a `tag`, and where it stands. */
export type Node = {
  tag: string;
  object: JsonObject;
  path: string;
  /** How many containers are around it. */
  depth: number;
  form: Node | undefined;
};

export type Complaint = { rule: RuleOfShape; path: string; message: string };

/** What can be told from the shape of a thing alone. */
export type RuleOfShape = 'unknown-tag' | 'misplaced-tag' | 'unknown-attribute' | 'missing-attribute' | 'attribute-value' | 'picture-key';

export type Walk = { nodes: Node[]; complaints: Complaint[] };

type At = { path: string; depth: number; form: Node | undefined };

const CONTAINING = new Set(['column_set', 'form', 'interactive_container', 'collapsible_panel']);

/** One pass over the whole card: every tagged object, and every complaint about a shape. */
export function walk(card: JsonObject): Walk {
  const found: Walk = { nodes: [], complaints: [] };
  visitObject(found, card, CARD, { path: 'ROOT', depth: 0, form: undefined });
  return found;
}

function visitObject(found: Walk, object: JsonObject, shape: Shape, at: At): void {
  for (const name of shape.required) {
    if (!(name in object)) complain(found, 'missing-attribute', at.path, `${name} is required`);
  }
  for (const [name, value] of Object.entries(object)) {
    if (name === 'tag') continue;
    const slot = shape.attributes[name];
    if (!slot) complain(found, 'unknown-attribute', at.path, `cards of schema V2 no longer support this capability; ErrorValue: unsupported attribute ${name}`);
    else visit(found, value, slot, { ...at, path: `${at.path} -> ${name}` });
  }
}

function visit(found: Walk, value: Json, slot: Slot, at: At): void {
  switch (slot.is) {
    case 'value': {
      const wrong = slot.check(value);
      if (wrong !== undefined) complain(found, at.path.endsWith('img_key') ? 'picture-key' : 'attribute-value', at.path, wrong);
      return;
    }
    case 'object':
      return isObject(value) ? visitObject(found, value, slot.shape, at) : complain(found, 'attribute-value', at.path, 'must be an object');
    case 'named':
      if (!isObject(value)) return complain(found, 'attribute-value', at.path, 'must be an object');
      for (const [name, each] of Object.entries(value)) visit(found, each, slot.of, { ...at, path: `${at.path} -> ${name}` });
      return;
    case 'list':
      return visitList(found, value, slot, at);
    case 'tagged':
      return visitTagged(found, value, slot.tags, at, '');
  }
}

function visitList(found: Walk, value: Json, slot: Extract<Slot, { is: 'list' }>, at: At): void {
  if (!Array.isArray(value)) return complain(found, 'attribute-value', at.path, 'must be a list');
  if (value.length < (slot.least ?? 0)) complain(found, 'attribute-value', at.path, `must hold at least ${slot.least}`);
  if (value.length > (slot.most ?? Infinity)) complain(found, 'attribute-value', at.path, `must hold at most ${slot.most}`);
  value.forEach((each, i) => {
    if (slot.of.is === 'tagged') visitTagged(found, each, slot.of.tags, at, `[${i}]`);
    else visit(found, each, slot.of, { ...at, path: `${at.path} -> [${i}]` });
  });
}

function visitTagged(found: Walk, value: Json, allowed: readonly string[], at: At, index: string): void {
  const steps = (tag: string): string => `${at.path}${index === '' ? '' : ` -> ${index}`}(tag: ${tag})`;
  // A column may be written without its tag: its place says what it is.
  const tag = isObject(value) ? (value['tag'] ?? (allowed[0] === 'column' ? 'column' : '')) : '';
  if (!isObject(value) || typeof tag !== 'string' || tag === '') return complain(found, 'missing-attribute', steps(''), 'tag is required');
  const shape = SHAPES[tag];
  const path = steps(tag);
  if (!shape || !Object.hasOwn(SHAPES, tag)) return complain(found, 'unknown-tag', path, `cards of schema V2 no longer support this capability; ErrorValue: unsupported tag ${tag}`);
  if (!allowed.includes(tag)) return complain(found, 'misplaced-tag', path, `tag ${tag} can not stand here`);
  const node: Node = { tag, object: value, path, depth: at.depth, form: at.form };
  found.nodes.push(node);
  const inside = { path, depth: at.depth + (CONTAINING.has(tag) ? 1 : 0), form: tag === 'form' ? node : at.form };
  visitObject(found, value, shape, inside);
}

function complain(found: Walk, rule: RuleOfShape, path: string, message: string): void {
  found.complaints.push({ rule, path, message });
}
