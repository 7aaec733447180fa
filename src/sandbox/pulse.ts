import type { Instant } from '../core/clock.ts';
import { isObject, parseJson } from './json.ts';
import { nextRetryAt, retryDue } from './feishu/queue.ts';
import { post } from './feishu/push.ts';
import type { World } from './world.ts';

export type Pulse = {
  /** Lets the bot do everything that is due now; answers when it is idle, or down. */
  settle(): Promise<void>;
  /** The same after something a person did: a standing clock goes on as far as send limits make the answer wait. */
  answer(): Promise<void>;
  /** Steps from due instant to due instant, the bot's and the platform's own. */
  advanceTo(target: Instant): Promise<number>;
  /** Once in a while at wall speed: retries, and the bot's own work. */
  beat(): Promise<void>;
};

/** Twice as long as any bot may think about one instant; a bot that takes longer counts as down for this step. */
const TICK_DEADLINE_MS = 120_000;
/** A bot that claims over and over that it has more to do at this very instant is moved on by a second. */
const PATIENCE = 20;
/** Five messages a second to one person, counted on a clock that stands: without this the sixth would never come. */
const ANSWER_WITHIN_MS = 2000;

export function pulse(world: World): Pulse {
  let nextDueAt: Instant | null = null;
  let running: Promise<void> | undefined;
  let waiting: Promise<void> | undefined;
  let stepping: Promise<unknown> = Promise.resolve();
  let busy = false;

  async function tick(): Promise<void> {
    const url = world.state.botUrl;
    nextDueAt = null;
    if (url === null) return;
    const sealed = {
      body: JSON.stringify({ now: world.clock.now(), running: world.clock.flowing() }),
      headers: { 'content-type': 'application/json' },
    };
    const pushed = await post(`${url}/sandbox/tick`, sealed, TICK_DEADLINE_MS);
    if (pushed.outcome !== 'answered' || pushed.status !== 200) return;
    const answer = parseJson(pushed.text);
    if (isObject(answer) && typeof answer['nextDueAt'] === 'number') nextDueAt = answer['nextDueAt'];
  }

  /** Whoever asks while a tick is under way gets the next one, since the running one may have begun before their news. */
  function settle(): Promise<void> {
    if (running === undefined) {
      running = tick().finally(() => (running = undefined));
      return running;
    }
    waiting ??= running.then(() => {
      waiting = undefined;
      return settle();
    });
    return waiting;
  }

  async function answer(): Promise<void> {
    await settle();
    const until = world.clock.now() + ANSWER_WITHIN_MS;
    while (!busy && !world.clock.running() && nextDueAt !== null && nextDueAt > world.clock.now() && nextDueAt <= until) {
      await stepTo(nextDueAt);
    }
  }

  function nextInstant(): Instant | null {
    const retry = nextRetryAt(world);
    if (retry === null || nextDueAt === null) return retry ?? nextDueAt;
    return Math.min(retry, nextDueAt);
  }

  async function stepTo(at: Instant): Promise<void> {
    world.clock.set(at);
    world.happen({ k: 'time', at });
    await retryDue(world);
    await settle();
  }

  async function walkTo(target: Instant): Promise<number> {
    let steps = 0;
    let stuck = 0;
    await settle();
    for (let next = nextInstant(); next !== null && next <= target; next = nextInstant()) {
      const now = world.clock.now();
      stuck = next <= now ? stuck + 1 : 0;
      const at = stuck > PATIENCE ? now + 1000 : Math.max(next, now);
      if (at > target) break;
      await stepTo(at);
      steps += 1;
    }
    if (world.clock.now() < target || steps === 0) {
      await stepTo(Math.max(target, world.clock.now()));
      steps += 1;
    }
    return steps;
  }

  function alone<T>(work: () => Promise<T>): Promise<T> {
    const mine = stepping.then(async () => {
      busy = true;
      world.clock.hold(true);
      try {
        return await work();
      } finally {
        world.clock.hold(false);
        busy = false;
      }
    });
    stepping = mine.catch(() => undefined);
    return mine;
  }

  return {
    settle,
    answer,
    advanceTo: (target) => alone(() => walkTo(target)),
    async beat() {
      if (busy || !world.clock.running()) return;
      world.happen({ k: 'time', at: world.clock.now() });
      await retryDue(world);
      await settle();
    },
  };
}
