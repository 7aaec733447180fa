import { isObject, objectIn, parsed, textIn } from './json.ts';

/** Why there is no long connection. */
export type Loss = { reason: LossReason; code?: number | string };

export type LossReason =
  | 'not-yet'
  | 'unreachable'
  | 'busy'
  | 'wrong-credentials'
  | 'forbidden'
  | 'too-many-connections'
  | 'refused'
  | 'odd-answer'
  | 'handshake-failed'
  | 'broken-off';

/** For the administrator, who reads it at `/readyz`: what is the matter, and what can be done about it. */
const WORDS: Record<LossReason, string> = {
  'not-yet': 'the first attempt is under way',
  unreachable: 'Feishu could not be reached; it is tried again by itself',
  busy: 'Feishu is busy; it is tried again by itself',
  'wrong-credentials':
    'Feishu refuses the app id or its secret: compare FEISHU_APP_ID and FEISHU_APP_SECRET with Credentials in the developer console',
  forbidden:
    'Feishu does not let this app connect: it must be a self-built app of the company, with its bot switched on and a version published',
  'too-many-connections': 'the app has as many connections as Feishu allows (50): stop bots that run with the same FEISHU_APP_ID',
  refused: 'Feishu refuses the connection',
  'odd-answer':
    'what answers at FEISHU_BASE_URL does not speak the protocol of the long connection: check the address, and any proxy before it',
  'handshake-failed':
    'Feishu named an address, but the WebSocket to it could not be opened: a firewall or proxy may stand between',
  'broken-off': 'the connection broke off; it is opened again by itself',
};

export const inWords = ({ reason, code }: Loss): string =>
  code === undefined ? WORDS[reason] : `${WORDS[reason]} (code ${code})`;

/** Those that stay as they are until somebody does something about them. */
export const needsSomebody = ({ reason }: Loss): boolean =>
  reason === 'wrong-credentials' || reason === 'forbidden' || reason === 'too-many-connections' || reason === 'refused';

/** The codes of `/callback/ws/endpoint`, of the SDK's list; 1000040345 and …346 were seen in the logs of others' bots. */
const REASONS = new Map<number, LossReason>([
  [1, 'busy'],
  [403, 'forbidden'],
  [514, 'wrong-credentials'],
  [1000040343, 'busy'],
  [1000040345, 'busy'],
  [1000040346, 'wrong-credentials'],
  [1000040350, 'too-many-connections'],
]);

/** What the endpoint's answer says is the matter; nothing when it names an address. */
export function lossInAnswer(answer: unknown): Loss | undefined {
  const body = objectIn(answer);
  const code = body['code'];
  if (typeof code !== 'number') return { reason: 'odd-answer' };
  if (code !== 0) return { reason: REASONS.get(code) ?? 'refused', code };
  return textIn(objectIn(body['data'])['URL']) === undefined ? { reason: 'odd-answer', code } : undefined;
}

/** The request failed: by an answer with another status than 200, which may hold a code all the same, or for want of any. */
export function lossThrown(error: unknown): Loss {
  const response = objectIn(error)['response'];
  if (!isObject(response)) return { reason: 'unreachable', code: textIn(objectIn(error)['code']) ?? 'unknown' };
  const data = response['data'];
  const told = lossInAnswer(typeof data === 'string' ? parsed(data) : data);
  if (told?.code !== undefined && told.code !== 0) return told;
  const status = Number(response['status']);
  return { reason: status >= 500 || status === 429 ? 'busy' : 'odd-answer', code: status };
}
