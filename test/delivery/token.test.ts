import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Params } from '../../src/chat/index.ts';
import type { CardId } from '../../src/delivery/schema.ts';
import { mintToken, readToken, type PressToken } from '../../src/delivery/token.ts';

const anyKey = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.constantFrom('__proto__', 'constructor', 'toString', 'hasOwnProperty', '0', ''),
);
const anyParam = fc.oneof(fc.string({ unit: 'binary', maxLength: 20 }), fc.integer(), fc.boolean());
const anyParams: fc.Arbitrary<Params> = fc
  .array(fc.tuple(anyKey, anyParam), { maxLength: 6 })
  .map((entries) => Object.fromEntries(entries));
const anyToken: fc.Arbitrary<PressToken> = fc.record({
  card: fc.string({ minLength: 1, maxLength: 20 }).map((id) => id as CardId),
  revision: fc.nat(),
  slot: fc.nat(40),
  action: fc.string({ maxLength: 20 }),
  params: anyParams,
});

/** What the platform hands back: the same JSON, its keys in any order. */
const overTheWire = (value: Record<string, unknown>, turn = (keys: string[]) => keys): Record<string, unknown> => {
  const reorder = (node: unknown): unknown =>
    typeof node === 'object' && node !== null
      ? Object.fromEntries(turn(Object.keys(node)).map((key) => [key, reorder((node as Record<string, unknown>)[key])]))
      : node;
  return JSON.parse(JSON.stringify(reorder(value))) as Record<string, unknown>;
};
const entriesOf = (token: PressToken | undefined) => token && { ...token, params: Object.entries(token.params).sort() };

it('a token comes back as it was signed, whatever its parameters and the order of its keys', () => {
  fc.assert(
    fc.property(anyToken, (token) => {
      const value = mintToken('secret', token);
      for (const turn of [(keys: string[]) => keys, (keys: string[]) => [...keys].reverse()]) {
        expect(entriesOf(readToken('secret', overTheWire(value, turn)))).toEqual(entriesOf(token));
      }
      expect(readToken('another secret', overTheWire(value))).toBeUndefined();
    }),
  );
});

it('a changed, added or dropped part makes it unreadable', () => {
  fc.assert(
    fc.property(anyToken, anyKey, fc.string(), (token, key, entry) => {
      const value = overTheWire(mintToken('secret', token));
      const params = value['p'] as Params;
      const changed = Object.fromEntries([...Object.entries(params).filter(([one]) => one !== key), [key, entry]]);
      const same = Object.hasOwn(params, key) && params[key] === entry;
      expect(readToken('secret', { ...value, p: changed }) === undefined).toBe(!same);
      for (const other of [
        { ...value, c: `${token.card}0` },
        { ...value, r: token.revision + 1 },
        { ...value, i: token.slot + 1 },
        { ...value, a: `${token.action}!` },
        { ...value, s: 'A'.repeat(22) },
        { ...value, s: `${String(value['s'])}A` },
        { ...value, s: '' },
      ])
        expect(readToken('secret', other)).toBeUndefined();
    }),
  );
});

it('a number is not taken for the text that looks like it', () => {
  const value = mintToken('secret', { card: 'c' as CardId, revision: 1, slot: 0, action: 'a.b', params: { n: 1 } });
  expect(readToken('secret', { ...value, p: { n: '1' } })).toBeUndefined();
});

it('anything at all is read or is not, and never throws', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom('c', 'r', 'i', 'a', 'p', 's', '__proto__'), fc.anything()), (value) => {
      expect(readToken('secret', value)).toBeUndefined();
    }),
  );
});
