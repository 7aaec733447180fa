import { HOUR, MINUTE } from '../../core/clock.ts';
import type { Instant } from '../../core/clock.ts';
import { strike } from '../faults.ts';
import type { JsonObject } from '../json.ts';
import type { PendingEvent } from '../state.ts';
import type { World } from '../world.ts';
import type { EventType } from './coverage.ts';
import { newEventId } from './ids.ts';
import { push } from './push.ts';

/** Reference §1.2: at most four retries, counted from the failure before; whoever misses them all never hears of it. */
const RETRY_AFTER_MS = [15_000, 5 * MINUTE, HOUR, 6 * HOUR];

type About = { chat?: string; person?: string; messageId?: string };

/** An event held back for the next one goes out by itself when none comes. */
const OVERTAKEN_WITHIN_MS = 10 * MINUTE;

/** Tells the bot what happened: once now, and on failure again by the platform's timetable. */
export async function tellBot(world: World, type: EventType, event: JsonObject, about: About = {}): Promise<boolean> {
  const id = newEventId();
  const header = {
    event_id: id,
    event_type: type,
    create_time: String(world.clock.now()),
    token: world.credentials.verificationToken,
    app_id: world.credentials.appId,
    tenant_key: world.credentials.tenantKey,
  };
  const pending: PendingEvent = {
    id,
    type,
    about,
    envelope: { schema: '2.0', header, event },
    dueAt: world.clock.now(),
    attempts: 0,
    ...heldBack(world),
  };
  world.happen({ k: 'event', event: pending });
  if (pending.dueAt > world.clock.now()) return false;
  const { state } = world;
  const told = await attempt(world, pending);
  if (world.state === state) await repeatOnDemand(world, pending);
  for (const one of [...state.pending.values()])
    if (one.overtaken && one.attempts === 0 && world.state === state) await attempt(world, one);
  return told;
}

function heldBack(world: World): Pick<PendingEvent, 'dueAt' | 'overtaken'> | undefined {
  const now = world.clock.now();
  if (strike(world.faults, 'late')) return { dueAt: now + world.faults.lateMinutes * MINUTE };
  if (strike(world.faults, 'reorder')) return { dueAt: now + OVERTAKEN_WITHIN_MS, overtaken: true };
  return undefined;
}

/** The same event twice; a message also as another event, which only its message_id tells (reference §0 trap 9). */
async function repeatOnDemand(world: World, event: PendingEvent): Promise<void> {
  const { id, type, about } = event;
  const again = (): Promise<unknown> => push(world, event.envelope, { id, type, ...about });
  if (strike(world.faults, 'duplicateSame')) await again();
  if (!strike(world.faults, 'duplicateNew')) return;
  if (type !== 'im.message.receive_v1') return void (await again());
  const twin = newEventId();
  const header = { ...(event.envelope['header'] as JsonObject), event_id: twin };
  const pending = { ...event, id: twin, envelope: { ...event.envelope, header }, dueAt: world.clock.now(), attempts: 0 };
  world.happen({ k: 'event', event: pending });
  await attempt(world, pending);
}

const underWay = new WeakSet<PendingEvent>();

async function attempt(world: World, pending: PendingEvent): Promise<boolean> {
  if (underWay.has(pending)) return false;
  underWay.add(pending);
  const { state } = world;
  try {
    const pushed = await push(world, pending.envelope, { id: pending.id, type: pending.type, ...pending.about });
    // A reset while we waited: that event never was.
    if (world.state !== state) return false;
    if (pushed.outcome === 'answered' && pushed.status === 200) {
      world.happen({ k: 'event-done', id: pending.id });
      return true;
    }
    const wait = RETRY_AFTER_MS[pending.attempts];
    if (wait === undefined) world.happen({ k: 'event-done', id: pending.id });
    else world.happen({ k: 'event-later', id: pending.id, dueAt: world.clock.now() + wait, attempts: pending.attempts + 1 });
    return false;
  } finally {
    underWay.delete(pending);
  }
}

export function nextRetryAt(world: World): Instant | null {
  let next: Instant | null = null;
  for (const pending of world.state.pending.values()) {
    if (!underWay.has(pending) && (next === null || pending.dueAt < next)) next = pending.dueAt;
  }
  return next;
}

export async function retryDue(world: World): Promise<void> {
  const now = world.clock.now();
  const due = [...world.state.pending.values()].filter((pending) => pending.dueAt <= now && !underWay.has(pending));
  for (const pending of due) await attempt(world, pending);
}
