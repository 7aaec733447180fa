import { describe, expect, test } from 'vitest';
import { cardFault } from '../../src/sandbox/feishu/cards/index.ts';
import { RULES } from '../../src/sandbox/feishu/cards/rules.ts';
import { SHAPES } from '../../src/sandbox/feishu/cards/shapes.ts';
import { openIdOf } from '../../src/sandbox/feishu/ids.ts';
import type { JsonObject } from '../../src/sandbox/json.ts';
import { GALLERY, SAMPLES } from './card-samples.ts';

const judged = (card: object) => cardFault(structuredClone(card) as JsonObject, (id) => id === openIdOf('E004'));

describe('what the platform takes and refuses of Card JSON 2.0', () => {
  test.each(SAMPLES.map((sample) => [`${sample.rule}: ${sample.what}`, sample] as const))(
    '%s',
    (_, { rule, code, accepted, refused, path }) => {
      expect(judged(accepted)).toBeUndefined();
      expect(judged(refused)).toMatchObject({ rule, code, ...(path === undefined ? {} : { path }) });
    },
  );

  test('there are at least 60 samples, and every rule has one', () => {
    expect(SAMPLES.length).toBeGreaterThanOrEqual(60);
    expect(new Set(SAMPLES.map((sample) => sample.rule))).toEqual(new Set(RULES.map((rule) => rule.id)));
  });

  test('every documented component is taken with its documented fields', () => {
    expect(judged(GALLERY)).toBeUndefined();
    const text = JSON.stringify(GALLERY);
    expect(Object.keys(SHAPES).filter((tag) => !text.includes(`"tag":"${tag}"`))).toEqual([]);
  });

  test('a nameless field in a form is taken, as the platform takes it', () => {
    const form = {
      tag: 'form',
      name: 'f',
      elements: [{ tag: 'input' }, { tag: 'button', form_action_type: 'submit', text: { tag: 'plain_text', content: '好' } }],
    };
    expect(judged({ schema: '2.0', body: { elements: [form] } })).toBeUndefined();
  });
});
