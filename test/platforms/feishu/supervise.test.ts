import { describe, expect, it } from 'vitest';
import { createLog } from '../../../src/core/log.ts';
import type { Loss, LossReason } from '../../../src/platforms/feishu/losses.ts';
import { inWords, lossInAnswer, lossThrown } from '../../../src/platforms/feishu/losses.ts';
import { type Dial, supervise, waitMs } from '../../../src/platforms/feishu/supervise.ts';
import { handTimers } from './hand-timers.ts';

const BUSY: Loss = { reason: 'busy', code: 1 };

/** Lines that open, fail and drop when told to. */
function lines(random = () => 1) {
  const timers = handTimers();
  const dialled: { on: Parameters<Dial>[0]; open: boolean; closed: number }[] = [];
  const written: string[] = [];
  const log = createLog({ level: 'info', destination: { write: (line) => void written.push(line) } });
  const dial: Dial = (on) => {
    const one = { on, open: false, closed: 0 };
    dialled.push(one);
    return { isOpen: () => one.open, close: () => void (one.closed += 1) };
  };
  const link = supervise({ dial, timers, random, log });
  const last = () => dialled[dialled.length - 1] as (typeof dialled)[0];
  return {
    timers,
    dialled,
    written,
    link,
    last,
    connect() {
      last().open = true;
      last().on.ready();
    },
    fail: (loss: Loss) => last().on.lost(loss),
  };
}

describe('a connection under supervision', () => {
  it('is tried once at a time, and says why it is not there', () => {
    const { link, dialled, connect } = lines();
    expect(dialled).toHaveLength(0);
    link.open();
    link.open();
    expect(dialled).toHaveLength(1);
    expect(link.trouble()).toContain('first attempt');
    connect();
    expect(link.trouble()).toBeUndefined();
  });

  it('that is refused is tried again after 1 s, then twice as long each time up to 5 minutes', () => {
    const { link, timers, dialled, fail } = lines();
    link.open();
    for (const seconds of [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]) {
      const before = dialled.length;
      fail(BUSY);
      timers.pass(seconds * 1000 - 1);
      expect(dialled).toHaveLength(before);
      timers.pass(1);
      expect(dialled).toHaveLength(before + 1);
    }
  });

  it('waits between half of that and the whole, by chance', () => {
    expect([waitMs(0, () => 0), waitMs(0, () => 0.5), waitMs(0, () => 1)]).toEqual([500, 750, 1000]);
    expect([waitMs(40, () => 0), waitMs(4000, () => 1)]).toEqual([150_000, 300_000]);
  });

  it.each<LossReason>(['busy', 'wrong-credentials', 'forbidden', 'too-many-connections', 'refused', 'odd-answer', 'unreachable'])(
    'comes back by itself after %s, the SDK’s end of the road or not',
    (reason) => {
      const { link, timers, dialled, fail, connect } = lines();
      link.open();
      fail({ reason, code: 7 });
      expect(link.trouble()).toBe(inWords({ reason, code: 7 }));
      timers.pass(1000);
      expect(dialled).toHaveLength(2);
      connect();
      expect(link.trouble()).toBeUndefined();
    },
  );

  it('that drops is noticed within a second, given up and opened anew', () => {
    const { link, timers, dialled, last, connect } = lines();
    link.open();
    connect();
    timers.pass(5000);
    expect(dialled).toHaveLength(1);
    const dropped = last();
    dropped.open = false;
    expect(link.trouble()).toBe(inWords({ reason: 'broken-off' }));
    timers.pass(1000);
    expect([link.trouble(), dropped.closed]).toEqual([inWords({ reason: 'broken-off' }), 1]);
    timers.pass(1000);
    expect(dialled).toHaveLength(2);
  });

  it('that is cut soon after it opened is not hurried after; one that held for a minute is', () => {
    const { link, timers, dialled, last, connect, fail } = lines();
    const drop = (): void => {
      last().open = false;
      timers.pass(1000);
    };
    link.open();
    for (let i = 0; i < 3; i += 1) {
      fail(BUSY);
      timers.pass(300_000);
    }
    connect();
    drop();
    timers.pass(7999);
    expect(dialled).toHaveLength(4);
    timers.pass(1);
    expect(dialled).toHaveLength(5);
    connect();
    timers.pass(60_000);
    drop();
    timers.pass(1000);
    expect(dialled).toHaveLength(6);
  });

  it('heeds nothing an attempt says that is over', () => {
    const { link, timers, dialled, connect, fail } = lines();
    link.open();
    const first = dialled[0] as (typeof dialled)[0];
    fail(BUSY);
    timers.pass(1000);
    connect();
    first.on.lost(BUSY);
    first.on.ready();
    timers.pass(10_000);
    expect([dialled.length, link.trouble()]).toEqual([2, undefined]);
  });

  it('once closed stays closed, and leaves no timer behind', () => {
    for (const state of ['attempting', 'waiting', 'open']) {
      const { link, timers, dialled, last, connect, fail } = lines();
      link.open();
      if (state === 'waiting') fail(BUSY);
      if (state === 'open') connect();
      link.close();
      last().on.lost(BUSY);
      link.open();
      timers.pass(1_000_000);
      expect([state, dialled.length, last().closed, timers.waiting()]).toEqual([state, 1, 1, 0]);
    }
  });

  it('keeps two timers while it is open, however long', () => {
    const { link, timers, connect } = lines();
    link.open();
    connect();
    timers.pass(500_000);
    expect(timers.waiting()).toBeLessThanOrEqual(2);
  });

  it('tells an administrator what is wrong with the credentials, without saying them', () => {
    const { link, fail, written } = lines();
    link.open();
    fail({ reason: 'wrong-credentials', code: 514 });
    fail({ reason: 'wrong-credentials', code: 514 });
    expect(written).toHaveLength(1);
    expect(JSON.parse(written[0] ?? '')).toMatchObject({
      level: 50,
      platform: 'feishu',
      reason: 'wrong-credentials',
      code: 514,
      attempt: 1,
      retryAfterMs: 1000,
      msg: expect.stringContaining('refuses the app id or its secret') as string,
    });
    expect(link.trouble()).toContain('FEISHU_APP_SECRET');
  });
});

describe('what the endpoint says', () => {
  it.each<[unknown, Loss | undefined]>([
    [{ code: 0, msg: '', data: { URL: 'ws://a' } }, undefined],
    [
      { code: 1, msg: 'x' },
      { reason: 'busy', code: 1 },
    ],
    [{ code: 514 }, { reason: 'wrong-credentials', code: 514 }],
    [
      { code: 403, data: {} },
      { reason: 'forbidden', code: 403 },
    ],
    [
      { code: 1000040350, data: {} },
      { reason: 'too-many-connections', code: 1000040350 },
    ],
    [{ code: 1000040343 }, { reason: 'busy', code: 1000040343 }],
    [
      { code: 99, data: {} },
      { reason: 'refused', code: 99 },
    ],
    [
      { code: 0, data: {} },
      { reason: 'odd-answer', code: 0 },
    ],
    ['<html>', { reason: 'odd-answer' }],
    [null, { reason: 'odd-answer' }],
  ])('%j is understood', (answer, loss) => {
    expect(lossInAnswer(answer)).toEqual(loss);
  });

  it.each<[unknown, Loss]>([
    [{ code: 'ECONNREFUSED' }, { reason: 'unreachable', code: 'ECONNREFUSED' }],
    [{ response: { status: 400, data: { code: 1000040346 } } }, { reason: 'wrong-credentials', code: 1000040346 }],
    [{ response: { status: 400, data: '{"code":514}' } }, { reason: 'wrong-credentials', code: 514 }],
    [{ response: { status: 404, data: '<html>' } }, { reason: 'odd-answer', code: 404 }],
    [{ response: { status: 502, data: '' } }, { reason: 'busy', code: 502 }],
    [{ response: { status: 429 } }, { reason: 'busy', code: 429 }],
    [new Error('x'), { reason: 'unreachable', code: 'unknown' }],
  ])('with a failed request %j too', (error, loss) => {
    expect(lossThrown(error)).toEqual(loss);
  });
});
