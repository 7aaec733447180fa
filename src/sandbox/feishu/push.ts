import type { Json, JsonObject } from '../json.ts';
import { parseJson } from '../json.ts';
import type { World } from '../world.ts';
import { encrypt, sign } from './encryption.ts';
import { newNonce } from './ids.ts';
import type { Pushed } from './pushed.ts';

export const EVENTS_PATH = '/feishu/events';
export const SOCKET_PATH = '/ws/v2';

export type Sealed = { body: string; headers: Record<string, string> };

/** As the platform sends it: compact JSON, encrypted, and signed over the very bytes of the body. */
function seal(world: World, envelope: Json): Sealed {
  const { encryptKey } = world.credentials;
  const timestamp = String(Math.floor(world.clock.now() / 1000));
  const nonce = newNonce();
  const body = JSON.stringify({ encrypt: encrypt(JSON.stringify(envelope), encryptKey) });
  return {
    body,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'x-lark-request-timestamp': timestamp,
      'x-lark-request-nonce': nonce,
      'x-lark-signature': sign(timestamp, nonce, encryptKey, body),
    },
  };
}

export async function post(url: string, { body, headers }: Sealed, deadlineMs: number): Promise<Pushed> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      body,
      headers,
      redirect: 'manual',
      signal: AbortSignal.timeout(deadlineMs),
    });
    return { outcome: 'answered', status: response.status, text: await response.text() };
  } catch (error) {
    return { outcome: error instanceof Error && error.name === 'TimeoutError' ? 'timeout' : 'unreachable' };
  }
}

/** An open connection wins over an address; without one, a bot that asked for a connection is not there. */
const wantsConnection = ({ state, connections }: World): boolean =>
  connections.count() > 0 || state.botReceives === 'long-connection';

/** Whether the developer console has anything to send to. */
export const isSubscribed = (world: World): boolean => wantsConnection(world) || world.state.botUrl !== null;

/** Over the connection it goes as it is: neither sealed nor signed (reference §2.5). */
export async function carry(world: World, envelope: Json): Promise<Pushed> {
  const { botUrl } = world.state;
  if (wantsConnection(world)) return world.connections.push(envelope, world.deadlineMs);
  if (botUrl === null) return { outcome: 'unreachable' };
  return post(botUrl + EVENTS_PATH, seal(world, envelope), world.deadlineMs);
}

/** Sends one envelope to the bot and writes down how it went. */
export async function push(
  world: World,
  envelope: JsonObject,
  kind: { id: string; type: string; chat?: string; person?: string; messageId?: string },
): Promise<Pushed> {
  const { id, type, ...about } = kind;
  const since = Date.now();
  const overWire = wantsConnection(world);
  const pushed = await carry(world, envelope);
  const answered = pushed.outcome === 'answered';
  world.log.add({
    at: world.clock.now(),
    direction: 'to-bot',
    method: overWire ? 'WS' : 'POST',
    path: overWire ? SOCKET_PATH : EVENTS_PATH,
    status: answered ? pushed.status : 0,
    code: null,
    ms: Date.now() - since,
    eventId: id,
    eventType: type,
    ...about,
    request: envelope,
    response: answered ? (parseJson(pushed.text) ?? pushed.text) : pushed.outcome,
  });
  return pushed;
}

/** The handshake of the developer console: the answer must carry the challenge, within a second. */
export async function verifyUrl(world: World, url: string): Promise<boolean> {
  const challenge = newNonce();
  const envelope = { challenge, token: world.credentials.verificationToken, type: 'url_verification' };
  const pushed = await post(url + EVENTS_PATH, seal(world, envelope), 1000);
  if (pushed.outcome !== 'answered' || pushed.status !== 200) return false;
  const answer = parseJson(pushed.text);
  return typeof answer === 'object' && answer !== null && !Array.isArray(answer) && answer['challenge'] === challenge;
}
