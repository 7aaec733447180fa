import { MINUTE } from '../../core/clock.ts';
import { shanghaiIso } from '../durations.ts';
import { noFaults, STRIKES } from '../faults.ts';
import { KNOWN_SCOPES } from '../feishu/coverage.ts';
import type { Conditions, Strike } from '../faults.ts';
import { isObject, isText } from '../json.ts';
import type { Json, JsonObject } from '../json.ts';
import type { World } from '../world.ts';
import { bodyOf, personNamed } from './asked.ts';
import { ControlRefusal } from './refusal.ts';

const ASKED = ['off', 'set', 'seed', 'rates'];

/** `{"off": true}`, `{"set": {…}}`, `{"seed": 7, "rates": {…}}`, or several of them in this order; all of it or nothing. */
export function setFaults(world: World, raw: unknown): JsonObject {
  const asked = bodyOf(raw);
  const unknown = Object.keys(asked).find((key) => key !== 'platform' && !ASKED.includes(key));
  if (unknown !== undefined) throw new ControlRefusal(`no ${unknown} here: say ${ASKED.join(', ')}`);
  const changes: (() => void)[] = [];
  if ('off' in asked) changes.push(turnOff(world, asked['off'] ?? null));
  if ('set' in asked) changes.push(...settings(world, asked['set'] ?? null));
  if ('seed' in asked || 'rates' in asked) changes.push(chances(world, asked));
  for (const change of changes) change();
  return readFaults(world);
}

export function readFaults(world: World): JsonObject {
  const { counts, rates, struck, seed, outageUntil, refusingUntil, ...rest } = world.faults;
  return {
    ...counts,
    slowMs: rest.slowMs,
    slowAnswerMs: rest.slowAnswerMs,
    lateMinutes: rest.lateMinutes,
    repeatedUuid: rest.repeatedUuid,
    outOfReach: [...rest.outOfReach],
    withoutScopes: [...rest.withoutScopes],
    outage: stretch(world, outageUntil),
    refusing: stretch(world, refusingUntil),
    seed,
    rates: { ...rates },
    struck: { ...struck },
  };
}

/** Whether it lasts, and until when where that is known. */
function stretch(world: World, until: number): Json {
  if (until <= world.clock.now()) return false;
  return until === Infinity ? true : shanghaiIso(until);
}

function turnOff(world: World, value: Json): () => void {
  if (value !== true) throw new ControlRefusal('off must be true');
  return () => void Object.assign(world.faults, { ...noFaults(), struck: world.faults.struck });
}

function settings(world: World, asked: Json): (() => void)[] {
  if (!isObject(asked)) throw new ControlRefusal('set must be an object like {"status429": 1}');
  return Object.entries(asked).map(([name, value]) => {
    if (isStrike(name)) return count(world, name, value);
    if (name === 'dropSockets' && value === true) return () => world.connections.dropAll();
    const condition = CONDITIONS[name];
    if (!condition)
      throw new ControlRefusal(
        `no fault ${name}: there are ${[...STRIKES, ...Object.keys(CONDITIONS), 'dropSockets'].join(', ')}`,
      );
    const change = condition(world, value);
    if (typeof change === 'string') throw new ControlRefusal(`${name} must be ${change}`);
    return () => void Object.assign(world.faults, change);
  });
}

function count(world: World, name: Strike, value: Json): () => void {
  // Said in this way since the first day: the tokens given so far are void at once.
  if (name === 'revokeToken' && value === true) return () => world.happen({ k: 'tokens-revoked' });
  if (!Number.isInteger(value) || Number(value) < 0)
    throw new ControlRefusal(`${name} must be a whole number, of next occasions`);
  return () => void (world.faults.counts[name] = Number(value));
}

const isStrike = (name: string): name is Strike => (STRIKES as readonly string[]).includes(name);

/** One row a condition: what it becomes, or in words what it must be. */
const CONDITIONS: Record<string, (world: World, value: Json) => Partial<Conditions> | string> = {
  slowMs: (_world, value) => amount(value, (slowMs) => ({ slowMs }), 'milliseconds'),
  slowAnswerMs: (_world, value) => amount(value, (slowAnswerMs) => ({ slowAnswerMs }), 'milliseconds'),
  lateMinutes: (_world, value) => amount(value, (lateMinutes) => ({ lateMinutes }), 'minutes'),
  repeatedUuid: (_world, value) =>
    value === 'original' || value === 'error' ? { repeatedUuid: value } : '"original" or "error"',
  outOfReach: (world, value) =>
    Array.isArray(value) && value.every(isText)
      ? { outOfReach: value.map((no) => personNamed(world, no).employeeNo) }
      : 'a list of 工号',
  withoutScopes: (_world, value) =>
    Array.isArray(value) && value.every((scope) => isText(scope) && KNOWN_SCOPES.includes(scope))
      ? { withoutScopes: value as string[] }
      : `a list of scopes: there are ${KNOWN_SCOPES.join(', ')}`,
  outage: (world, value) => until(world, value, (outageUntil) => ({ outageUntil })),
  refusing: (world, value) => until(world, value, (refusingUntil) => ({ refusingUntil })),
};

function amount(value: Json, of: (amount: number) => Partial<Conditions>, unit: string): Partial<Conditions> | string {
  return typeof value === 'number' && value >= 0 ? of(value) : `a number of ${unit}`;
}

function until(world: World, value: Json, of: (until: number) => Partial<Conditions>): Partial<Conditions> | string {
  if (typeof value === 'boolean') return of(value ? Infinity : 0);
  if (typeof value !== 'number' || value < 0) return 'a number of minutes, true until it is ended, or false';
  return of(world.clock.now() + value * MINUTE);
}

/** New rates take the place of all there were, and the draws begin anew from the seed. */
function chances(world: World, asked: JsonObject): () => void {
  const { seed = world.faults.seed, rates = {} } = asked;
  if (typeof seed !== 'number' || !Number.isInteger(seed)) throw new ControlRefusal('seed must be a whole number');
  if (!isObject(rates)) throw new ControlRefusal('rates must be an object like {"status429": 0.02}');
  for (const [name, rate] of Object.entries(rates)) {
    if (!isStrike(name)) throw new ControlRefusal(`no rate of ${name}: there are ${STRIKES.join(', ')}`);
    if (typeof rate !== 'number' || rate < 0 || rate > 1)
      throw new ControlRefusal(`the rate of ${name} must lie between 0 and 1`);
  }
  return () => void Object.assign(world.faults, { seed, rates: { ...rates }, chances: new Map() });
}
