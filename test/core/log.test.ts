import { describe, expect, it } from 'vitest';
import { ConfigError, PlatformError, Refusal } from '../../src/core/errors.ts';
import { createLog, type Log, type LogFields } from '../../src/core/log.ts';

/** Taint words: a person's name, what she wrote, a token. None may be in what comes out. */
const TAINT = ['王小明', '我想换组', 'tainted-secret', 'Tainted Words', '13800138000'];

function lines(write: (log: Log) => void): Record<string, unknown>[] {
  const out: string[] = [];
  write(createLog({ level: 'trace', destination: { write: (line: string) => void out.push(line) } }));
  for (const word of TAINT) expect(out.join('')).not.toContain(word);
  return out.map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** A value holding every taint word at every depth one is likely to log by mistake. */
const tainted = {
  name: '王小明',
  text: '我想换组',
  token: 'tainted-secret',
  mobile: 13800138000,
  nested: { list: [{ name: '王小明', deep: { token: 'tainted-secret' } }, '我想换组'], again: ['Tainted Words'] },
};

describe('a log line', () => {
  it('carries its level, time, message and permitted fields', () => {
    const [line] = lines((log) => log.warn({ platform: 'feishu', code: 99991663, ms: 12, id: 'O-12' }, 'token refreshed'));
    expect(line).toMatchObject({ level: 40, platform: 'feishu', code: 99991663, ms: 12, id: 'O-12', msg: 'token refreshed' });
    expect(typeof line?.['time']).toBe('string');
  });

  it('drops every field that is not on the list', () => {
    const [line] = lines((log) => log.info({ ...tainted, count: 3 } as unknown as LogFields, 'check-ins asked'));
    expect(Object.keys(line ?? {}).sort()).toEqual(['count', 'level', 'msg', 'time']);
  });

  it('takes whatever a person could have written out of a permitted field', () => {
    const [line] = lines((log) =>
      log.info({ reason: '我想换组', kind: 'Tainted Words', id: tainted as never, key: ['王小明', 'evt_1'] }, 'received'),
    );
    expect(line).toMatchObject({ reason: '[removed]', kind: '[removed]', id: '[removed]', key: ['[removed]', 'evt_1'] });
  });

  it("doesn't say a message that was put together", () => {
    const [first, second] = lines((log) => {
      log.info(`granted to ${'王小明' as string}` as never);
      log.error({}, `no such person: ${'13800138000' as string}` as never);
    });
    expect([first?.['msg'], second?.['msg']]).toEqual(['[removed]', '[removed]']);
  });

  it("isn't a format: nothing after the message is put into it", () => {
    const [line] = lines((log) => (log.info as (...all: unknown[]) => void)({}, 'got a thing', '王小明', tainted));
    expect(line?.['msg']).toBe('got a thing');
  });

  it('inherits the fields of its parent, under the same rule', () => {
    const [line] = lines((log) => log.child({ ...tainted, job: 'checkin.round' } as unknown as LogFields).info('done'));
    expect(line).toMatchObject({ job: 'checkin.round', msg: 'done' });
  });

  it('is not written below the level', () => {
    const out: string[] = [];
    const log = createLog({ level: 'warn', destination: { write: (line: string) => void out.push(line) } });
    log.info('quiet');
    log.warn('loud');
    expect(out).toHaveLength(1);
  });

  it("can't be a text built at run time, by type", () => {
    const log = createLog({ level: 'silent' });
    const name: string = '王小明';
    // @ts-expect-error a template with a variable is no constant
    log.info(`hello ${name}`);
    // @ts-expect-error a variable is no constant
    log.info({}, name);
    // @ts-expect-error a field that is not on the list
    log.info({ name }, 'hello');
    log.info({ count: 1 }, 'hello');
  });
});

describe('an error in the log', () => {
  const described = (err: unknown): Record<string, unknown> =>
    lines((log) => log.error({ err }, 'failed'))[0]?.['err'] as Record<string, unknown>;

  it('keeps its name and place, not the message of an unknown author', () => {
    const err = described(new TypeError("Cannot use 'in' operator to search for 'a' in 王小明 tainted-secret"));
    expect(err['name']).toBe('TypeError');
    expect(err['message']).toBeUndefined();
    expect((err['stack'] as string[])[0]).toMatch(/^at .*log\.test\.ts:\d+:\d+/);
  });

  it('keeps no line of a message dressed as a stack frame', () => {
    const err = described(new Error('first\n    at 王小明 (tainted-secret:1:1)\n    at Tainted Words'));
    expect((err['stack'] as string[]).every((frame) => frame.startsWith('at '))).toBe(true);
  });

  it('of a parser or a database says nothing of the input', () => {
    let parse: unknown;
    try {
      JSON.parse('{"name": "王小明", tainted-secret');
    } catch (error) {
      parse = error;
    }
    expect(described(parse)['name']).toBe('SyntaxError');
    const engine = Object.assign(new Error('UNIQUE constraint failed: people.id'), {
      name: 'SqliteError',
      code: 'SQLITE_CONSTRAINT',
    });
    const query = Object.assign(new Error('Failed query: insert … params: 王小明', { cause: engine }), { params: ['王小明'] });
    expect(described(query)['cause']).toMatchObject({
      code: 'SQLITE_CONSTRAINT',
      message: 'UNIQUE constraint failed: people.id',
    });
    const search = Object.assign(new Error('fts5: syntax error near "王小明"'), { code: 'SQLITE_ERROR' });
    expect(described(search)['message']).toBeUndefined();
  });

  it('of an HTTP client loses request, headers and bodies, and keeps the two codes', () => {
    const err = described(
      Object.assign(new Error('Request failed: tainted-secret'), {
        name: 'AxiosError',
        code: 'ERR_BAD_REQUEST',
        config: { headers: { Authorization: 'Bearer tainted-secret' }, data: JSON.stringify(tainted) },
        request: { path: '/tainted-secret', _header: 'tainted-secret' },
        response: { status: 400, headers: { cookie: 'tainted-secret' }, data: { code: 230002, msg: '王小明', data: tainted } },
        toJSON: () => tainted,
      }),
    );
    expect(err).toMatchObject({ name: 'AxiosError', code: 'ERR_BAD_REQUEST', status: 400, platformCode: 230002 });
    expect(Object.keys(err).sort()).toEqual(['code', 'name', 'platformCode', 'stack', 'status']);
  });

  it('keeps the words of our own kinds', () => {
    const say = (): string => '王小明,还缺截止日期';
    expect(described(new Refusal('okr.no-due-date', say))['message']).toBe('okr.no-due-date');
    expect(described(new ConfigError('FEISHU_APP_SECRET is missing'))['message']).toBe('FEISHU_APP_SECRET is missing');
    const platform = described(new PlatformError('feishu', 'rate-limited', 230020, 'too many requests'));
    expect(platform).toMatchObject({ reaction: 'rate-limited', code: 230020, message: 'too many requests' });
    const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:3900'), { code: 'ECONNREFUSED' });
    expect(described(refused)['message']).toBe('connect ECONNREFUSED 127.0.0.1:3900');
  });

  it('follows causes and aggregates, however they are knotted', () => {
    const loop = new Error('tainted-secret', { cause: tainted });
    loop.cause = new AggregateError([loop, tainted, '王小明'], '我想换组');
    expect(described(loop)['cause']).toMatchObject({
      name: 'AggregateError',
      errors: [{ name: 'Error' }, { name: 'thrown object' }, { name: 'thrown string' }],
    });
  });

  it('may be anything at all', () => {
    const hostile = new Proxy(
      {},
      {
        get: () => {
          throw new Error('王小明');
        },
      },
    );
    expect(described('王小明')).toEqual({ name: 'thrown string' });
    expect(described(null)).toEqual({ name: 'thrown null' });
    expect(described(hostile)).toEqual({ name: 'thrown object' });
    expect(described({ name: 'tainted-secret', code: 'tainted-secret' })).toEqual({ name: 'thrown object' });
    expect(described(Object.assign(new Error(), { name: '王小明', code: '王小明' }))).toMatchObject({ name: 'unnamed error' });
  });
});
