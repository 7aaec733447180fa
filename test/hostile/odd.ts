import fc from 'fast-check';

/** Planted wherever people write, and where a name or a secret would stand. None may come out in a log line. */
export const TAINT = ['王小明的手机', 'Tainted Words', 'taint-7f3a-secret', '13800138000'] as const;

const nested = (depth: number, open: string, close: string): string => open.repeat(depth) + '1' + close.repeat(depth);

/** Pieces of JSON text, each of them what a reader might not be ready for. */
const PIECES = [
  ...['null', 'true', '0', '-1', '1e999', '-1e400', '1e-400', '-0', '123456789012345678901234567890', '0.1e1'],
  ...['""', '" "', '"\\ud800"', '"\\udfff\\ud800"', '"\\u0000"', '"\\u202e‮"', '"👨‍👩‍👧‍👦"', '"ﷺ"', '"\\ue000\\ue001"'],
  ...['"__proto__"', '"constructor"', '"toString"', '"hasOwnProperty"', '"valueOf"', '"undefined"', '"NaN"'],
  ...['{"__proto__":{"polluted":"yes"}}', '{"constructor":{"prototype":{"polluted":"yes"}}}', '{"toString":1,"valueOf":2}'],
  ...['{"then":1}', '{"length":1e9}', '{"0":"a","length":1}', '[]', '{}', '[null]', '[[]]', '[{}]', '{"":""}'],
  ...[nested(10, '[', ']'), nested(10, '{"a":', '}'), nested(5000, '[', ']'), nested(2000, '{"a":', '}')],
  ...['"2026-13-45"', '"9999-99-99 +0800"', '"-271821-04-20"', '"Infinity"', '"0x10"', '"１２３"'],
  ...[
    '"\'; DROP TABLE inbox; --"',
    '"<script>alert(1)</script>"',
    '"../../etc/passwd"',
    '"${7*7}"',
    '"@_user_1 @_user_12 @_all"',
  ],
  ...['"</at><at id=all></at>"', '"[a](https://x.y)[b](lark://z)"', '"\\r\\nset-cookie: a=b"', '"/"', '"／okr"'],
  JSON.stringify('长'.repeat(20_000)),
  JSON.stringify('a'.repeat(70_000)),
  JSON.stringify('@_user_1 '.repeat(4000)),
  JSON.stringify('['.repeat(30_000)),
  ...TAINT.map((word) => JSON.stringify(word)),
];

export const oddPiece = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...PIECES) },
  { weight: 1, arbitrary: fc.json({ maxDepth: 4 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }).map((text) => JSON.stringify(text)) },
);

type Path = readonly (string | number)[];
type Change = { path: Path; how: 'replace' | 'drop' | 'join'; key: string; piece: string };

export function pathsIn(value: unknown, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, inner]) => pathsIn(inner, [...at, key]))];
}

/** The JSON text of something well-formed with one to three places in it changed: replaced, left out, or with odd company. */
export function mutated(value: unknown, keep: (path: Path) => boolean = () => false): fc.Arbitrary<string> {
  const change: fc.Arbitrary<Change> = fc.record({
    path: fc.constantFrom(...pathsIn(value).filter((path) => !keep(path))),
    how: fc.constantFrom('replace', 'replace', 'replace', 'drop', 'join'),
    key: fc.constantFrom('__proto__', 'constructor', 'toString', 'event', 'header', 'a'),
    piece: oddPiece,
  });
  return fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) => written(value, changes, []));
}

/** Put together as text, so that `__proto__`, doubled keys and `1e999` arrive as such. */
function written(value: unknown, changes: readonly Change[], at: Path): string {
  const change = changes.find(({ path }) => path.length === at.length && path.every((step, i) => step === at[i]));
  if (change?.how === 'replace') return change.piece;
  if (Array.isArray(value)) return `[${value.map((one, i) => written(one, changes, [...at, String(i)])).join(',')}]`;
  if (typeof value !== 'object' || value === null) return change?.how === 'drop' ? 'null' : JSON.stringify(value);
  const entries = Object.entries(value)
    .filter(([key]) => !changes.some(({ how, path }) => how === 'drop' && path.length === at.length + 1 && path.at(-1) === key))
    .map(([key, inner]) => `${JSON.stringify(key)}:${written(inner, changes, [...at, key])}`);
  if (change?.how === 'join') entries.push(`${JSON.stringify(change.key)}:${change.piece}`);
  return `{${entries.join(',')}}`;
}

export const noise = fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes));
