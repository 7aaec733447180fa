import fc from 'fast-check';
import { REFUSED, sent, type Case } from './cases.ts';
import { INGEST_SECRET, type House } from './house.ts';
import { mutated, noise, oddPiece, TAINT } from './odd.ts';
import { ingestHeaders } from './sealing.ts';
import type { Wire } from './wire.ts';

const MINUTE = 60_000;
const DELIVERY = {
  tasks: [
    { id: 'J-1', title: TAINT[0], owner: '1009', due: '2026-09-30', key: true, state: 'open', goal: 'x', link: 'https://x.y' },
  ],
  series: [{ key: 'hostile', name: TAINT[0], owner: '1010', unit: '次', points: [{ on: '2026-09-01', value: 12 }] }],
};
const CSV = `id,title,owner,due\nJ-2,${TAINT[0]},1009,2026-09-30\n`;

type Headers = Wire['headers'];
const withType = (headers: Headers, type: string): Headers => [
  ...headers.filter(([name]) => name !== 'content-type'),
  ['content-type', type],
];

/** `POST /ingest`, whose sender signs by the wall's clock. */
export function ingestCases(_house: House): fc.Arbitrary<Case> {
  const target = fc.constantFrom(
    '/ingest',
    '/ingest?kind=tasks',
    '/ingest?kind=series',
    '/ingest?kind=__proto__',
    '/ingest?dry=1',
    '/ingest?kind=tasks&kind=series',
    '/ingest?%E0=1',
  );
  const body = fc
    .oneof(mutated(DELIVERY), oddPiece, fc.constant(JSON.stringify(DELIVERY)), fc.constant(CSV))
    .map((text) => Buffer.from(text));
  const type = fc.constantFrom('application/json', 'text/csv', 'text/csv; charset=gbk', 'text/plain', 'multipart/form-data', '');
  const signed = fc
    .record({ target, body: fc.oneof({ weight: 4, arbitrary: body }, { weight: 1, arbitrary: noise }), type })
    .map((one) => {
      const headers = withType(ingestHeaders(INGEST_SECRET, one.body, Date.now()), one.type);
      const dry = one.target.includes('dry=1');
      return sent(
        'an odd delivery',
        { method: 'POST', target: one.target, headers, body: one.body },
        { allowed: dry ? 'nothing' : 'an act' },
      );
    });
  const spoil = fc.constantFrom<(raw: Buffer) => Headers>(
    () => [],
    (raw) => ingestHeaders('another secret altogether', raw, Date.now()),
    (raw) => ingestHeaders(INGEST_SECRET, Buffer.concat([raw, Buffer.from(' ')]), Date.now()),
    (raw) => ingestHeaders(INGEST_SECRET, raw, Date.now() - 6 * MINUTE),
    (raw) => ingestHeaders(INGEST_SECRET, raw, Date.now() + 7 * MINUTE),
    (raw) =>
      ingestHeaders(INGEST_SECRET, raw, Date.now()).map(([name, value]) => [
        name,
        name.endsWith('signature') ? `sha256=sha256=${value}` : value,
      ]),
    (raw) => [...ingestHeaders(INGEST_SECRET, raw, Date.now()), ['x-okr-pulse-signature', 'ff']],
    () => [
      ['x-okr-pulse-timestamp', '9'.repeat(400)],
      ['x-okr-pulse-signature', TAINT[2]],
    ],
  );
  const unsigned = fc
    .record({ target, body, spoil })
    .map(({ target: at, body: raw, spoil: headers }) =>
      sent(
        'an unsigned delivery',
        { method: 'POST', target: at, headers: headers(raw), body: raw },
        { allowed: 'nothing', status: REFUSED },
      ),
    );
  return fc.oneof(signed, unsigned);
}

const odd = fc.oneof(
  fc.constantFrom(
    '/',
    '//',
    '/.env',
    '/..%2f..%2fetc/passwd',
    '/%00',
    '/%',
    '/%E0%A4%A',
    '/feishu',
    '/feishu/events/',
    '/FEISHU/EVENTS',
    '*',
    'http://evil/ingest',
  ),
  fc.constantFrom(
    `/${encodeURIComponent(TAINT[0])}`,
    `/${TAINT[2]}?token=${TAINT[2]}`,
    '/?__proto__[a]=1',
    `/${'a'.repeat(9000)}`,
    '/admin',
    '/sandbox',
  ),
  fc.webPath().map((path) => `/x${path}`),
);
const method = fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH', 'TRACE', 'CONNECT', 'BREW');

/** Routes that are none, and methods and bodies that nobody asked for. */
export function unknownCases(_house: House): fc.Arbitrary<Case> {
  const type = fc.constantFrom('application/json', 'text/plain', 'application/x-www-form-urlencoded', 'x', '');
  return fc
    .record({
      target: odd,
      method,
      body: fc.oneof(
        noise,
        oddPiece.map((text) => Buffer.from(text)),
      ),
      type,
    })
    .map((one) => {
      const headers: Headers = [
        ['content-type', one.type],
        ['cookie', TAINT[2]],
        ['authorization', `Bearer ${TAINT[2]}`],
      ];
      return sent('no route', { ...one, headers }, { allowed: 'nothing', status: REFUSED, mayHangUp: true });
    });
}

/** Health routes, asked for in any way: they answer, or refuse a body. */
export function healthCases(_house: House): fc.Arbitrary<Case> {
  const target = fc.constantFrom(
    '/healthz',
    '/metrics',
    '/readyz',
    '/healthz?x=%E0',
    `/readyz?${TAINT[2]}`,
    '/healthz#x',
    '/readyz/../ingest',
    '/readyz;a=b',
  );
  return fc.record({ target, method, body: noise }).map(({ target: at, method: by, body }) => {
    const wire = {
      method: by,
      target: at,
      headers: [['user-agent', TAINT[1]] as const],
      body: by === 'GET' ? Buffer.alloc(0) : body,
    };
    return sent('health', wire, { allowed: 'nothing', mayHangUp: true });
  });
}

/** What only the sandbox beside the bot may say, said otherwise. */
export function linkCases(house: House): fc.Arbitrary<Case> {
  const body = fc.oneof(
    oddPiece,
    oddPiece.map((piece) => `{"now":${piece}}`),
    fc.constant(JSON.stringify({ now: house.now + MINUTE })),
  );
  const foreign = fc.constantFrom<Headers>([['origin', 'https://evil.example']], [['origin', 'null']], []);
  return fc
    .record({ body, foreign, target: fc.constantFrom('/sandbox/tick', '/sandbox/reset', '/sandbox/tick/', '/sandbox/clock') })
    .map((one) => {
      // Every case comes through a proxy, and no sandbox does.
      const headers: Headers = [['content-type', 'application/json'], ...one.foreign];
      return sent(
        'not the sandbox',
        { method: 'POST', target: one.target, headers, body: Buffer.from(one.body) },
        { allowed: 'nothing', status: REFUSED },
      );
    });
}
