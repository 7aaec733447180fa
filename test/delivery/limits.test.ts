import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sendLimits } from '../../src/delivery/limits.ts';

const FEISHU = { perMinute: 1000, perSecond: 50, perReceiverPerSecond: 5 };
type Limits = typeof FEISHU;

/** How a platform may count: what came within the last second or minute, or since the last full one. */
function door(limits: Limits) {
  const arrivals: { at: number; receiver: string }[] = [];
  const refused: string[] = [];
  const within = (at: number, ms: number, receiver?: string): [number, number] => {
    const mine = receiver === undefined ? arrivals : arrivals.filter((one) => one.receiver === receiver);
    const sliding = mine.filter((one) => one.at >= at - ms).length;
    const fixed = mine.filter((one) => Math.floor(one.at / ms) === Math.floor(at / ms)).length;
    return [sliding, fixed];
  };
  return {
    refused,
    arrive(at: number, receiver: string): void {
      const full = (counts: [number, number], limit: number) => Math.max(...counts) >= limit;
      if (full(within(at, 60_000), limits.perMinute)) refused.push(`minute at ${at}`);
      if (full(within(at, 1000), limits.perSecond)) refused.push(`second at ${at}`);
      if (full(within(at, 1000, receiver), limits.perReceiverPerSecond)) refused.push(`${receiver} at ${at}`);
      arrivals.push({ at, receiver });
    },
  };
}

type Call = { receiver: string; latency: number; arrives: number };

/** Sends in order, each as soon as allowed, as many at once as allowed. Answers when the last one was sent. */
function sendAll(limits: Limits, calls: Call[]): { refused: string[]; lastAt: number } {
  const gate = sendLimits(limits);
  const platform = door(limits);
  const waiting = [...calls];
  const events: { at: number; run: () => void }[] = [];
  let now = 0;
  let lastAt = 0;
  while (waiting.length > 0 || events.length > 0) {
    let nextAt = Infinity;
    for (let i = 0; i < waiting.length;) {
      const call = waiting[i] as Call;
      const free = gate.allowedAt(call.receiver, now);
      if (free > now) {
        nextAt = Math.min(nextAt, free);
        if (gate.allowedAt(undefined, now) > now) break;
        i += 1;
        continue;
      }
      waiting.splice(i, 1);
      lastAt = now;
      gate.start(call.receiver);
      const endsAt = now + call.latency;
      // The platform's clock is finer than ours, and so is the way there.
      const arrivesAt = now + call.arrives * (call.latency + 0.999);
      events.push({ at: arrivesAt, run: () => platform.arrive(arrivesAt, call.receiver) });
      events.push({ at: endsAt + 0.999, run: () => gate.end(call.receiver, endsAt) });
    }
    events.sort((a, b) => a.at - b.at);
    const next = Math.min(nextAt, events[0]?.at ?? Infinity);
    if (next === Infinity) throw new Error('nothing will ever be sent again');
    now = Math.max(now, Math.floor(next));
    while (events[0] && events[0].at < now + 1) events.shift()?.run();
  }
  return { refused: platform.refused, lastAt };
}

const anyCall = (receivers: number): fc.Arbitrary<Call> =>
  fc.record({
    receiver: fc.nat(receivers).map(String),
    latency: fc.oneof(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 3000 })),
    arrives: fc.double({ min: 0, max: 1, noNaN: true }),
  });

it('is never refused, whatever the calls take and however the platform counts', () => {
  const small: Limits = { perMinute: 40, perSecond: 8, perReceiverPerSecond: 3 };
  fc.assert(
    fc.property(fc.array(anyCall(6), { maxLength: 120 }), (calls) => {
      expect(sendAll(small, calls).refused).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

it('sends 3,000 within a few percent of the least time there is', () => {
  const calls = Array.from({ length: 3000 }, (_, i) => ({
    receiver: `${i}`,
    latency: 40 + ((i * 37) % 160),
    arrives: (i % 10) / 10,
  }));
  const { refused, lastAt } = sendAll(FEISHU, calls);
  expect(refused).toEqual([]);
  // Two full minutes, and nineteen seconds for the last thousand.
  expect(lastAt).toBeGreaterThanOrEqual(139_000);
  expect(lastAt).toBeLessThan(139_000 * 1.05);
});

it('one receiver gets five a second, the others meanwhile theirs', () => {
  const gate = sendLimits(FEISHU);
  for (let i = 0; i < 5; i += 1) {
    gate.start('one');
    gate.end('one', 100 + i);
  }
  expect(gate.allowedAt('one', 200)).toBe(1101);
  expect(gate.allowedAt('two', 200)).toBe(200);
  expect(gate.allowedAt('one', 1101)).toBe(1101);
});

it('while everything is under way only the end of a call frees a place', () => {
  const gate = sendLimits({ ...FEISHU, perSecond: 2 });
  gate.start('one');
  gate.start('two');
  expect(gate.allowedAt('three', 0)).toBe(Infinity);
  gate.end('one', 10);
  expect(gate.allowedAt('three', 10)).toBe(1011);
});

it('waits as long as the platform says, and a shorter word later doesn’t shorten it', () => {
  const gate = sendLimits(FEISHU);
  gate.pause(0, 30_000);
  gate.pause(0, 10_000);
  expect(gate.allowedAt('one', 0)).toBe(30_000);
});

it('without a word how long, waits longer each time it doesn’t help, up to a minute, and begins anew when it did', () => {
  const gate = sendLimits(FEISHU);
  let now = 0;
  const waits = Array.from({ length: 9 }, () => {
    // A whole wave is refused at once.
    for (let i = 0; i < 20; i += 1) gate.pause(now, undefined);
    const waited = gate.allowedAt('one', now) - now;
    now += waited;
    return waited / 1000;
  });
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
  gate.served();
  gate.pause(now, undefined);
  expect(gate.allowedAt('one', now) - now).toBe(1000);
});

it('one receiver who has to wait holds up nobody else', () => {
  const gate = sendLimits(FEISHU);
  gate.start('one');
  gate.end('one', 0);
  gate.pause(0, undefined, 'one');
  expect([gate.allowedAt('one', 0), gate.allowedAt('two', 0)]).toEqual([1000, 0]);
});
