import type { Json, JsonObject } from '../json.ts';
import { parseJson } from '../json.ts';
import type { World } from '../world.ts';
import { encrypt, sign } from './encryption.ts';
import { newNonce } from './ids.ts';

export const EVENTS_PATH = '/feishu/events';

/** What became of one POST to the bot; `text` is the body as it came. */
export type Pushed = { outcome: 'answered'; status: number; text: string } | { outcome: 'timeout' | 'unreachable' };

export type Sealed = { body: string; headers: Record<string, string> };

/** As the platform sends it: compact JSON, encrypted, and signed over the very bytes of the body. */
export function seal(world: World, envelope: Json): Sealed {
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

/** Sends one envelope to the bot's request URL and writes down how it went. */
export async function push(
  world: World,
  envelope: JsonObject,
  kind: { id: string; type: string; chat?: string; person?: string; messageId?: string },
): Promise<Pushed> {
  const { id, type, ...about } = kind;
  const since = Date.now();
  const url = world.state.botUrl;
  const pushed: Pushed =
    url === null ? { outcome: 'unreachable' } : await post(url + EVENTS_PATH, seal(world, envelope), world.deadlineMs);
  const answered = pushed.outcome === 'answered';
  world.log.add({
    at: world.clock.now(),
    direction: 'to-bot',
    method: 'POST',
    path: EVENTS_PATH,
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
