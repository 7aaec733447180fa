import { describe, expect, it } from 'vitest';
import type { PlatformReaction } from '../../../src/core/errors.ts';
import { errorInAnswer, errorThrown, tokenError } from '../../../src/platforms/feishu/errors.ts';
import { REACTIONS } from '../../../src/platforms/feishu/reactions.ts';

/** The table of the reference (section 6, and the delayed update of section 3) by what it asks for, not by how we hold it. */
const EXPECTED: Record<PlatformReaction, number[]> = {
  'token-invalid': [99991663, 99991665, 99991661, 99991671],
  'rate-limited': [99991400, 11232, 11233, 11247, 190004, 190005, 190010, 1254290],
  'receiver-busy': [230020],
  transient: [2200, 230049, 1254291, 1254607, 190003],
  administrator: [99991672, 99991401, 99991403, 10003, 10014, 10015, 20002, 230006, 232025, 41050, 40004],
  'chat-left': [230002, 232011, 234004, 232009],
  'person-unreachable': [230013, 230029, 230053, 230035],
  'message-gone': [230011, 230110, 230031, 200000],
  refused: [
    ...[99991668, 99991677, 99991679, 99992351, 99992361, 99992354, 99992402, 230034, 230001],
    ...[230018, 230027, 230038, 230054, 230075, 230022, 230028, 230025, 230099, 11246],
    ...[230012, 230023, 230024, 230052, 230098],
    ...[300030, 300040, 11311, 10002, 100000, 100030, 200310, 200320, 300020, 300090],
  ],
  'unknown-outcome': [],
  'sent-already': [],
};
const ROWS = Object.entries(EXPECTED).flatMap(([reaction, codes]) => codes.map((code) => [code, reaction] as const));

const http = (status: number, data: unknown, headers: Record<string, string> = {}): unknown =>
  Object.assign(new Error(`Request failed with status code ${status}`), {
    code: 'ERR_BAD_REQUEST',
    response: { status, data, headers },
    config: { data: 'what somebody wrote' },
  });

describe('a code of the platform', () => {
  it.each(ROWS)('%i asks for: %s, in an answer of HTTP 200 and of HTTP 400 alike', (code, reaction) => {
    expect(errorInAnswer({ code, msg: 'm' }, 'send')).toMatchObject({ reaction, code });
    expect(errorThrown(http(400, { code, msg: 'm' }), 'send')).toMatchObject({ reaction, code });
  });

  it('has a row, and every row is checked here', () => {
    expect([...REACTIONS.keys()].sort()).toEqual(ROWS.map(([code]) => code).sort());
  });

  it('we don’t know is refused, and never repeated', () => {
    expect(errorInAnswer({ code: 987654, msg: 'm' }, 'send')?.reaction).toBe('refused');
  });

  it('0 is no error', () => {
    expect(errorInAnswer({ code: 0, msg: 'success', data: {} }, 'send')).toBeUndefined();
  });
});

describe('a call that failed without a code', () => {
  it.each([
    ['an answer that is no JSON', errorInAnswer('<html>', 'send'), 'unknown-outcome'],
    ['an answer that is no JSON, reading', errorInAnswer('<html>', 'repeatable'), 'transient'],
    ['HTTP 500, sending', errorThrown(http(500, ''), 'send'), 'unknown-outcome'],
    ['HTTP 502, reading', errorThrown(http(502, '<html>'), 'repeatable'), 'transient'],
    ['HTTP 500 with a code unknown, sending', errorThrown(http(500, { code: 5, msg: '' }), 'send'), 'unknown-outcome'],
    [
      'HTTP 500 with a code that says to come again, sending',
      errorThrown(http(500, { code: 2200, msg: '' }), 'send'),
      'unknown-outcome',
    ],
    [
      'HTTP 500 with a code that says to come again, reading',
      errorThrown(http(500, { code: 2200, msg: '' }), 'repeatable'),
      'transient',
    ],
    ['HTTP 500 with a code that says no', errorThrown(http(500, { code: 230002, msg: '' }), 'send'), 'chat-left'],
    ['HTTP 404', errorThrown(http(404, '404 page not found'), 'send'), 'refused'],
    ['HTTP 429 without a code', errorThrown(http(429, ''), 'send'), 'rate-limited'],
    ['a time limit passed', errorThrown({ code: 'ECONNABORTED' }, 'send'), 'unknown-outcome'],
    ['a time limit passed, reading', errorThrown({ code: 'ECONNABORTED' }, 'repeatable'), 'transient'],
    ['a connection broken', errorThrown({ code: 'ECONNRESET' }, 'send'), 'unknown-outcome'],
    ['a connection refused', errorThrown({ code: 'ECONNREFUSED' }, 'send'), 'transient'],
    ['a name unknown', errorThrown({ code: 'ENOTFOUND' }, 'send'), 'transient'],
    ['a connection that was never made', errorThrown({ code: 'ETIMEDOUT', cause: { syscall: 'connect' } }, 'send'), 'transient'],
    ['anything else', errorThrown(new TypeError('x'), 'send'), 'unknown-outcome'],
  ])('%s', (_what, error, reaction) => {
    expect(error?.reaction).toBe(reaction);
  });

  it('says how long to wait where the platform does', () => {
    const limited = http(429, { code: 99991400, msg: 'limit' }, { 'x-ogw-ratelimit-reset': '12' });
    expect(errorThrown(limited, 'send')).toMatchObject({ reaction: 'rate-limited', retryAfterMs: 12_000 });
    expect(errorThrown(http(429, { code: 99991400 }), 'send').retryAfterMs).toBeUndefined();
  });

  it('a word of no time to wait is none', () => {
    expect(errorThrown(http(429, { code: 99991400 }, { 'x-ogw-ratelimit-reset': '0' }), 'send').retryAfterMs).toBeUndefined();
  });

  it('a no to the uuid of a send is told by its words, whatever its code', () => {
    const reactionTo = (code: number, msg: string, kind: 'send' | 'repeatable' = 'send') =>
      errorThrown(http(400, { code, msg }), kind).reaction;
    expect(reactionTo(230001, 'Your request contains an invalid request parameter, ext=uuid is repeated')).toBe('sent-already');
    expect(reactionTo(987654, 'duplicated UUID')).toBe('sent-already');
    expect(reactionTo(99992402, 'field validation failed: uuid must be a string of at most 50 characters')).toBe('refused');
    expect(reactionTo(230001, 'duplicated content')).toBe('refused');
    expect(reactionTo(230001, 'duplicated uuid', 'repeatable')).toBe('refused');
    expect(reactionTo(230049, 'the uuid is used')).toBe('transient');
  });

  it('while fetching a token is not a send', () => {
    expect(tokenError({ code: 'ECONNABORTED' }).reaction).toBe('transient');
    expect(tokenError(new Error('failed to get tenant_access_token, code: 10014, msg: app secret invalid'))).toMatchObject({
      reaction: 'administrator',
      code: 10014,
    });
  });
});

describe('what an error says', () => {
  it('is the sub-code and the path of a refused card, without the words around', () => {
    const msg =
      'Failed to create card content, ext=ErrCode: 200861; ErrPath: ROOT -> body -> elements -> [0](tag: note); ErrMsg: 绩效自评';
    expect(errorInAnswer({ code: 230099, msg }, 'send')?.message).toBe(
      'feishu 230099: ErrCode 200861 at ROOT -> body -> elements -> [0](tag: note)',
    );
  });

  it('never holds what was sent', () => {
    const error = errorThrown(http(400, { code: 230001, msg: 'bad' }), 'send');
    expect(JSON.stringify([error, error.message, error.cause])).not.toContain('somebody');
  });
});
