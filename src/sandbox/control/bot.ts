import { CARRIERS, NARROWER_THAN_THE_PLATFORM } from '../feishu/coverage.ts';
import type { Carrier } from '../feishu/coverage.ts';
import { carry, EVENTS_PATH, isSubscribed, post, verifyUrl } from '../feishu/push.ts';
import type { Pushed } from '../feishu/pushed.ts';
import { botOpenIdOf } from '../feishu/ids.ts';
import { isObject, isText, parseJson } from '../json.ts';
import type { Json, JsonObject } from '../json.ts';
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
    bot: {
      url: bot,
      receives: world.state.botReceives,
      connections: world.connections.count(),
      reachable: await isReachable(world),
    },
  };
}

async function isReachable(world: World): Promise<boolean> {
  const { botUrl, botReceives } = world.state;
  if (world.connections.count() > 0) return true;
  return botReceives === 'webhook' && botUrl !== null && (await verifyUrl(world, botUrl));
}

function carrierIn(asked: unknown): Carrier {
  const found = CARRIERS.find((one) => one === (asked ?? 'webhook'));
  if (!found) throw new ControlRefusal(`receive must be ${CARRIERS.join(' or ')}, not ${String(asked)}`);
  return found;
}

/** Saving it in the developer console needs a live connection; a bot that has just started may still be opening its own. */
const CONNECTED_WITHIN_MS = 10_000;

/** What saving the subscription in the developer console is: the challenge must come back, or a connection must be open. */
export async function register(world: World, raw: unknown): Promise<JsonObject> {
  const url = wordIn(bodyOf(raw), 'url').replace(/\/+$/, '');
  if (!/^https?:\/\//.test(url)) throw new ControlRefusal(`url must begin with http://, not ${url}`);
  const receives = carrierIn(bodyOf(raw)['receive']);
  if (receives === 'webhook' && !(await verifyUrl(world, url)))
    throw new ControlRefusal(`${url}${EVENTS_PATH} did not answer the challenge within a second`, 502);
  if (receives === 'long-connection' && !(await world.connections.oneWithin(CONNECTED_WITHIN_MS)))
    throw new ControlRefusal(`no long connection was opened within ${CONNECTED_WITHIN_MS / 1000} seconds`, 502);
  world.happen({ k: 'bot', url, receives });
  waiting.get(world)?.();
  return { now: world.clock.now(), running: world.clock.flowing() };
}

/** A raw event put before the bot: sealed as the platform seals, or to the letter as given with its headers. */
export async function deliver(world: World, pulse: Pulse, raw: unknown): Promise<JsonObject> {
  const { body, headers } = bodyOf(raw);
  if (!isSubscribed(world)) throw new ControlRefusal('no bot has registered', 409);
  if (body === undefined) throw new ControlRefusal('body is missing');
  const pushed = isObject(headers) ? await postAsGiven(world, body, headers) : await carry(world, read(body));
  await pulse.settle();
  if (pushed.outcome !== 'answered') return { status: 0, body: pushed.outcome };
  return { status: pushed.status, body: parseJson(pushed.text) ?? pushed.text };
}

/** Headers are a matter of HTTP: what has some goes to the address, whatever the bot prefers to hear by. */
function postAsGiven(world: World, body: Json, headers: JsonObject): Promise<Pushed> {
  const given = {
    body: isText(body) ? body : JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...textsIn(headers) },
  };
  const { botUrl } = world.state;
  if (botUrl === null) throw new ControlRefusal('no bot has registered an address', 409);
  return post(botUrl + EVENTS_PATH, given, world.deadlineMs);
}

const read = (body: Json): Json => (isText(body) ? (parseJson(body) ?? body) : body);

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
