import { NARROWER_THAN_THE_PLATFORM } from '../feishu/coverage.ts';
import { EVENTS_PATH, post, seal, verifyUrl } from '../feishu/push.ts';
import { botOpenIdOf } from '../feishu/ids.ts';
import { isObject, isText, parseJson } from '../json.ts';
import type { JsonObject } from '../json.ts';
import type { Pulse } from '../pulse.ts';
import type { World } from '../world.ts';
import { bodyOf, wordIn } from './asked.ts';
import { ControlRefusal } from './refusal.ts';

export async function describe(world: World, url: string): Promise<JsonObject> {
  const bot = world.state.botUrl;
  return {
    platforms: ['feishu'],
    feishu: {
      baseUrl: `${url}/feishu`,
      ...world.credentials,
      botOpenId: botOpenIdOf(world.credentials.appId),
      botName: world.state.botName,
    },
    company: world.state.companyName,
    narrowerThanThePlatform: [...NARROWER_THAN_THE_PLATFORM],
    bot: { url: bot, reachable: bot !== null && (await verifyUrl(world, bot)) },
  };
}

/** What saving the request URL in the developer console is: the challenge must come back. */
export async function register(world: World, raw: unknown): Promise<JsonObject> {
  const url = wordIn(bodyOf(raw), 'url').replace(/\/+$/, '');
  if (!/^https?:\/\//.test(url)) throw new ControlRefusal(`url must begin with http://, not ${url}`);
  if (!(await verifyUrl(world, url)))
    throw new ControlRefusal(`${url}${EVENTS_PATH} did not answer the challenge within a second`, 502);
  world.happen({ k: 'bot', url });
  waiting.get(world)?.();
  return { now: world.clock.now(), running: world.clock.flowing() };
}

/** A raw event put before the bot: sealed as the platform seals, or to the letter as given with its headers. */
export async function deliver(world: World, pulse: Pulse, raw: unknown): Promise<JsonObject> {
  const { body, headers } = bodyOf(raw);
  const url = world.state.botUrl;
  if (url === null) throw new ControlRefusal('no bot has registered', 409);
  if (body === undefined) throw new ControlRefusal('body is missing');
  const asGiven = { body: isText(body) ? body : JSON.stringify(body), headers: isObject(headers) ? textsIn(headers) : {} };
  const sealed = isObject(headers)
    ? { ...asGiven, headers: { 'content-type': 'application/json', ...asGiven.headers } }
    : seal(world, isText(body) ? (parseJson(body) ?? body) : body);
  const pushed = await post(url + EVENTS_PATH, sealed, world.deadlineMs);
  await pulse.settle();
  if (pushed.outcome !== 'answered') return { status: 0, body: pushed.outcome };
  return { status: pushed.status, body: parseJson(pushed.text) ?? pushed.text };
}

function textsIn(headers: JsonObject): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
}

/** Longer than any bot takes to begin anew; one that doesn't know how is left as it is. */
const START_OVER_MS = 30_000;

/** A bot beside the sandbox begins anew as well, and says so by registering again. */
export async function startBotOver(world: World): Promise<void> {
  const url = world.state.botUrl;
  if (url === null) return;
  const back = registered(world);
  const asked = await post(`${url}/sandbox/reset`, { body: '{}', headers: { 'content-type': 'application/json' } }, 3000);
  if (asked.outcome !== 'answered' || asked.status !== 202) return;
  await back;
}

const waiting = new WeakMap<World, () => void>();

function registered(world: World): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, START_OVER_MS);
    waiting.set(world, () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
