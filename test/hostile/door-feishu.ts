import { createCipheriv, createHash } from 'node:crypto';
import fc from 'fast-check';
import { HOUR, MINUTE } from '../../src/core/clock.ts';
import { anybody, REFUSED, sent, type Case } from './cases.ts';
import { type Button, EVENTS, eventOf, MESSAGE_TYPES, messageEvent, pressEvent, redrawn } from './events.ts';
import type { House } from './house.ts';
import { mutated, noise, oddPiece, TAINT } from './odd.ts';
import { sealed, signedHeaders } from './sealing.ts';
import type { Wire } from './wire.ts';

const TARGET = '/feishu/events';
type Headers = Wire['headers'];

export function feishuCases(house: House, buttons: readonly Button[]): fc.Arbitrary<Case> {
  return fc.oneof(
    { weight: 4, arbitrary: unsigned(house) },
    { weight: 3, arbitrary: stale(house) },
    { weight: 3, arbitrary: misdelivered(house) },
    { weight: 3, arbitrary: garbled(house) },
    { weight: 6, arbitrary: oddEvents(house) },
    { weight: 5, arbitrary: oddMessages(house) },
    { weight: 4, arbitrary: tampered(house, buttons) },
    { weight: 3, arbitrary: oddForms(house, buttons) },
  );
}

const post = (headers: Headers, body: Buffer): Wire => ({ method: 'POST', target: TARGET, headers, body });

const genuine = (house: House): object =>
  messageEvent(house, { openId: house.openId('1009'), chat: 'oc_direct' }, 'text', { text: '/help' });

/** Everything is right but the signature. */
function unsigned(house: House): fc.Arbitrary<Case> {
  const spoiled = fc.constantFrom<(headers: Headers) => Headers>(
    () => [],
    () => [['content-type', 'application/json']],
    (headers) => headers.filter(([name]) => !name.endsWith('nonce')),
    (headers) => headers.filter(([name]) => !name.endsWith('timestamp')),
    (headers) => headers.map(([name, value]) => [name, name.endsWith('signature') ? `${value.slice(0, 63)}x` : value]),
    (headers) => headers.map(([name, value]) => [name, name.endsWith('signature') ? value.slice(0, 8) : value]),
    (headers) => headers.map(([name, value]) => [name, name.endsWith('signature') ? '' : value]),
    (headers) => headers.map(([name, value]) => [name, name.endsWith('nonce') ? `${value}1` : value]),
    // Said twice they are one header with a comma in it, as for every reader of HTTP.
    (headers) => [...headers, ...headers],
    (headers) => [...headers, ['x-lark-signature', 'ff']],
    (headers) => headers.map(([name, value]) => [name, name.endsWith('signature') ? value.toUpperCase() : value]),
    (headers) => headers.map(([name, value]) => [name, name.endsWith('signature') ? `\xff\xfe${value.slice(2)}` : value]),
  );
  const body = fc.oneof(
    fc.constant(undefined),
    mutated(genuine(house)).map((text) => Buffer.from(text)),
    noise,
    oddPiece.map((text) => Buffer.from(`{"encrypt":${text}}`)),
    fc.constant(Buffer.from(JSON.stringify({ type: 'url_verification', challenge: TAINT[2], token: TAINT[2] }))),
  );
  return fc.record({ body, spoil: spoiled }).map(({ body: given, spoil }) => {
    const raw = given ?? sealed(house.keys, genuine(house));
    return sent('unsigned', post(spoil(signedHeaders(house.keys, raw, house.now)), raw), { allowed: 'nothing', status: REFUSED });
  });
}

/** Signed long ago, or not yet, or at no time at all. */
function stale(house: House): fc.Arbitrary<Case> {
  const age = fc.oneof(
    fc.integer({ min: 8 * HOUR + 1000, max: 400 * 24 * HOUR }),
    fc.integer({ min: 5 * MINUTE + 1000, max: 400 * 24 * HOUR }).map((ms) => -ms),
  );
  const at = fc.oneof(
    age.map((ms) => String(Math.floor((house.now - ms) / 1000))),
    fc.constantFrom(
      '',
      'now',
      '-1',
      '0',
      '1e9',
      '99999999999999999999',
      ' 1588742800',
      '0x6a9c',
      '１７８８',
      'NaN',
      '1788742800.5',
    ),
  );
  return at.map((timestamp) => {
    const raw = sealed(house.keys, genuine(house));
    const signature = createHash('sha256').update(`${timestamp.trim()}n1${house.keys.encryptKey}`).update(raw).digest('hex');
    const headers: Headers = [
      ['x-lark-request-timestamp', timestamp],
      ['x-lark-request-nonce', 'n1'],
      ['x-lark-signature', signature],
    ];
    const kept = /[^\x20-\x7e]/.test(timestamp) ? headers.slice(1) : headers;
    return sent('stale', post(kept, raw), { allowed: 'nothing', status: REFUSED });
  });
}

/** Signed and sound, but cut off, too large, or wrapped otherwise than agreed. */
function misdelivered(house: House): fc.Arbitrary<Case> {
  const how = fc.constantFrom('cut', 'oversized', 'chunked', 'twice its length', 'gzip', 'method', 'type', 'expect');
  const method = fc.constantFrom('GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND', 'TRACE');
  return fc
    .record({ how, method, part: fc.double({ min: 0, max: 0.99, noNaN: true }) })
    .map(({ how: chosen, method: other, part }) => {
      const raw = sealed(house.keys, genuine(house));
      const headers = signedHeaders(house.keys, raw, house.now);
      const refused = { allowed: 'nothing', status: REFUSED } as const;
      switch (chosen) {
        case 'cut':
          return sent(
            'cut off',
            { ...post(headers, raw), cutAt: Math.floor(raw.length * part) },
            { allowed: 'nothing', mayHangUp: true },
          );
        case 'oversized': {
          const huge = Buffer.concat([raw, Buffer.alloc(1024 * 1024, 0x20)]);
          return sent('oversized', post(signedHeaders(house.keys, huge, house.now), huge), { ...refused, mayHangUp: true });
        }
        case 'chunked':
          return sent('bad chunks', post([...headers, ['transfer-encoding', 'chunked']], raw), { ...refused, mayHangUp: true });
        case 'twice its length':
          return sent('two lengths', post([...headers, ['content-length', '5'], ['content-length', '6']], raw), {
            ...refused,
            mayHangUp: true,
          });
        case 'gzip':
          return sent('said to be gzip', post([...headers, ['content-encoding', 'gzip']], raw), { allowed: 'a reply' });
        case 'method':
          return sent('another method', { ...post(headers, raw), method: other }, refused);
        case 'type':
          return sent('another type', post([...headers, ['content-type', 'multipart/form-data; boundary=']], raw), {
            allowed: 'a reply',
          });
        default:
          return sent('expects', post([...headers, ['expect', 'miracles']], raw), { allowed: 'a reply' });
      }
    });
}

/** Signed over the bytes, and garbage all the same. */
function garbled(house: House): fc.Arbitrary<Case> {
  const nobodysToken = {
    ...eventOf(house, 'im.message.receive_v1', {}),
    header: { event_id: 'e', event_type: 't', token: TAINT[2] },
  };
  const body = fc.oneof(
    noise,
    noise.map((bytes) => Buffer.from(JSON.stringify({ encrypt: bytes.toString('base64') }))),
    noise.map((bytes) => sealed(house.keys, bytes)),
    noise.map((bytes) => sealedRaw(house, bytes)),
    oddPiece.map((text) => Buffer.from(`{"encrypt":${text}}`)),
    oddPiece.map((text) => sealed(house.keys, text)),
    fc.constant(nobodysToken).map((event) => sealed(house.keys, event)),
    oddPiece.map((text) =>
      sealed(
        house.keys,
        `{"token":${JSON.stringify(house.keys.verificationToken)},"type":"url_verification","challenge":${text}}`,
      ),
    ),
  );
  return body.map((raw) =>
    // A handshake is answered with its challenge, whatever that is.
    sent('garbled', post(signedHeaders(house.keys, raw, house.now), raw), { allowed: 'nothing', status: [...REFUSED, 200] }),
  );
}

/** Blocks that decrypt, without padding that holds. */
function sealedRaw(house: House, bytes: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-cbc', createHash('sha256').update(house.keys.encryptKey).digest(), Buffer.alloc(16));
  cipher.setAutoPadding(false);
  const whole = Buffer.concat([bytes, Buffer.alloc((16 - (bytes.length % 16)) % 16, 0xee)]);
  return Buffer.from(
    JSON.stringify({ encrypt: Buffer.concat([Buffer.alloc(16), cipher.update(whole), cipher.final()]).toString('base64') }),
  );
}

/** The head stays readable, so that the rest is looked at. */
const head = (path: readonly (string | number)[]): boolean => path.length === 0 || path[0] === 'schema' || path[0] === 'header';

function signedText(house: House, what: string, text: string, rest: Omit<Case, 'what' | 'shown' | 'knock'>): Case {
  const raw = sealed(house.keys, text);
  return sent(what, post(signedHeaders(house.keys, raw, house.now), raw), rest, text);
}

function oddEvents(house: House): fc.Arbitrary<Case> {
  return fc
    .record({ type: fc.constantFrom(...EVENTS), whole: fc.boolean(), again: fc.nat({ max: 2 }) })
    .chain(({ type: [type, event], whole, again }) =>
      mutated(eventOf(house, type, event), whole ? () => false : head).map((text) =>
        signedText(house, `an odd ${type}`, text, { allowed: 'a reply', again }),
      ),
    );
}

const WORDS = [
  '/okr ',
  '/kr ',
  '/okr update ',
  '/points ',
  '/points +',
  '/task ',
  '/checkin ',
  '/help ',
  '/目标',
  '/积分 +',
  '／ｏｋｒ ',
  '/',
  '/__proto__ ',
  '/constructor ',
];

function oddMessages(house: House): fc.Arbitrary<Case> {
  const who = fc.constantFrom(...house.people.slice(0, 6).map(({ openId }) => openId), 'ou_nobody', '__proto__');
  const said = fc.record({
    word: fc.constantFrom(...WORDS),
    rest: fc.oneof(fc.string({ unit: 'grapheme', maxLength: 60 }), oddPiece, fc.constantFrom(...TAINT)),
  });
  const plain = said.map(({ word, rest }): readonly [string, unknown] => ['text', { text: word + rest }]);
  const content = fc.oneof(fc.constantFrom(...MESSAGE_TYPES), plain);
  return fc
    .record({ who, content, group: fc.boolean(), again: fc.nat({ max: 1 }) })
    .chain(({ who: openId, content: [type, inner], group, again }) => {
      const event = messageEvent(house, { openId, chat: group ? 'oc_group' : 'oc_direct', group }, type, inner);
      const text = type === 'text' ? fc.constant(JSON.stringify(event)) : mutated(event, head);
      return text.map((json) => signedText(house, `an odd ${type}`, json, { allowed: 'a reply', again }));
    });
}

/** A press with something about its token or its sender that isn't so. */
function tampered(house: House, buttons: readonly Button[]): fc.Arbitrary<Case> {
  const button = fc.constantFrom(...buttons);
  const spoiled = button.chain((one) => {
    const others = house.people.filter(({ openId }) => openId !== one.openId).map(({ openId }) => openId);
    const { s } = one.value as { s: string };
    const value = fc.oneof(
      fc
        .nat({ max: s.length - 1 })
        .map((at) => ({ ...one.value, s: s.slice(0, at) + (s[at] === 'A' ? 'B' : 'A') + s.slice(at + 1) })),
      fc
        .constantFrom('', s.slice(1), `${s}A`, s.toLowerCase() === s ? 'x' : s.toLowerCase())
        .map((other) => ({ ...one.value, s: other })),
      fc.integer({ min: 1, max: 1e9 }).map((r) => ({ ...one.value, r: Number(one.value['r']) + r })),
      fc.integer({ min: 1, max: 1e9 }).map((i) => ({ ...one.value, i: Number(one.value['i']) + i })),
      fc.constantFrom('okr.publish', 'points.approve', 'constructor', '__proto__').map((a) => ({ ...one.value, a: `${a}.x` })),
      fc
        .constantFrom<object>({ admin: true }, { by: 5 }, JSON.parse('{"__proto__":{"a":1}}') as object)
        .map((p) => ({ ...one.value, p: { ...(one.value['p'] as object), ...p, x: 1 } })),
    );
    return fc.oneof(
      value.map((other) => JSON.stringify(pressEvent(house, one, { value: other }))),
      fc.constantFrom(...others, 'ou_nobody').map((openId) => JSON.stringify(pressEvent(house, one, { openId }))),
      fc.constant(JSON.stringify(pressEvent(house, one, { messageId: 'om_forwarded' }))),
      oddPiece.map((piece) => JSON.stringify(pressEvent(house, one, { value: 'HOLE' })).replace('"HOLE"', () => piece)),
    );
  });
  return spoiled.map((text) => signedText(house, 'a tampered press', text, { allowed: 'a reply', status: [200] }));
}

/** Somebody's own press, with anything at all in the fields of the form. */
function oddForms(house: House, buttons: readonly Button[]): fc.Arbitrary<Case> {
  const names = ['text_note', 'text9_note', 'number_amount', 'date_due', 'people_owner', 'choice___proto__', 'text_constructor'];
  const some = buttons.filter(({ fields }) => fields.length > 0);
  return fc.record({ at: fc.nat({ max: some.length - 1 }), odd: fc.boolean() }).chain(({ at, odd }) => {
    const button = some[at] as Button;
    const name = odd ? fc.constantFrom(...button.fields, ...names, '__proto__', 'toString') : fc.constantFrom(...button.fields);
    return fc.array(fc.tuple(name, oddPiece), { minLength: 1, maxLength: 6 }).map((fields) => {
      const form = `{${fields.map(([key, piece]) => `${JSON.stringify(key)}:${piece}`).join(',')}}`;
      return {
        what: 'an odd form',
        shown: form,
        allowed: 'an act',
        status: [200],
        again: 1,
        async knock() {
          // The token is that of the card as it is by then.
          const raw = sealed(
            house.keys,
            JSON.stringify(pressEvent(house, button, { form: 'HOLE' })).replace('"HOLE"', () => form),
          );
          const heard = await house.send(post([...signedHeaders(house.keys, raw, house.now), anybody()], raw));
          if (heard?.status === 200) redrawn(button, heard.body);
          return heard;
        },
      } satisfies Case;
    });
  });
}
