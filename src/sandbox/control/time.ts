import { durationMs, instantOf, shanghaiIso } from '../durations.ts';
import { isText } from '../json.ts';
import type { JsonObject } from '../json.ts';
import type { Pulse } from '../pulse.ts';
import type { World } from '../world.ts';
import { bodyOf } from './asked.ts';
import { ControlRefusal } from './refusal.ts';

export function readClock(world: World): { now: number; iso: string; running: boolean } {
  const now = world.clock.now();
  return { now, iso: shanghaiIso(now), running: world.clock.running() };
}

export async function setClock(world: World, pulse: Pulse, raw: unknown): Promise<JsonObject> {
  const body = bodyOf(raw);
  let steps = 0;
  if (typeof body['running'] === 'boolean') {
    world.clock.run(body['running']);
    await pulse.settle();
  } else steps = await pulse.advanceTo(targetIn(world, body));
  const { now, iso, running } = readClock(world);
  world.stream.say({ event: 'clock', data: { now, running } });
  return { now, iso, running, steps };
}

function targetIn(world: World, body: JsonObject): number {
  const now = world.clock.now();
  const { advance, set } = body;
  if (isText(advance)) {
    const ms = durationMs(advance);
    if (ms === undefined) throw new ControlRefusal(`advance must be a duration like P14D or PT1H, not ${advance}`);
    return now + ms;
  }
  if (!isText(set)) throw new ControlRefusal('say advance, set or running');
  const target = instantOf(set);
  if (target === undefined) throw new ControlRefusal(`set must be an instant like 2026-09-30T09:00+08:00, not ${set}`);
  if (target < now) throw new ControlRefusal('the clock never goes back; reset starts over', 409);
  return target;
}
