import type { EventDispatcher, HttpInstance } from '@larksuiteoapi/node-sdk';
import { type ConnectionOptions, httpInstance, silentLogger } from './connection.ts';
import { isObject } from './json.ts';
import { type Loss, lossInAnswer, lossThrown } from './losses.ts';
import type { Dial } from './supervise.ts';

export type DialOptions = Omit<ConnectionOptions, 'timeoutMs'> & {
  /** Takes an envelope as it came and answers with what goes back; rejecting asks for it again. */
  take(envelope: unknown): Promise<object | undefined>;
  /** For asking where to connect, and for the handshake there. */
  timeoutMs?: number;
};

const TIMEOUT_MS = 10_000;
/** How long the platform may keep still after a ping, which the SDK sends by the platform's own interval. */
const PONG_WITHIN_SECONDS = 30;

/**
 * One connection of the SDK's `WSClient`, without its own retries: they know only transport errors, wait two minutes in silence, and
 * take even "busy" for the end.
 */
export function dialFeishu(options: DialOptions): Dial {
  const { appId, appSecret, baseUrl, log, timeoutMs = TIMEOUT_MS } = options;
  let http: HttpInstance | undefined;
  return (on) => {
    let client: { close(): void; getConnectionStatus(): { state: string } } | undefined;
    let given = false;
    let refusal: Loss | undefined;
    const open = async (): Promise<void> => {
      const sdk = await import('@larksuiteoapi/node-sdk');
      if (given) return;
      http ??= httpInstance(sdk.defaultHttpInstance, baseUrl, timeoutMs);
      const opened = new sdk.WSClient({
        appId,
        appSecret,
        domain: baseUrl.replace(/\/+$/, ''),
        autoReconnect: false,
        handshakeTimeoutMs: timeoutMs,
        wsConfig: { pingTimeout: PONG_WITHIN_SECONDS },
        logger: silentLogger(log),
        httpInstance: asking(http, timeoutMs, (loss) => (refusal = loss)),
        onReady: on.ready,
        onError: () => on.lost(refusal ?? { reason: 'handshake-failed' }),
      });
      client = opened;
      await opened.start({ eventDispatcher: rawEvents(options.take) });
    };
    open().catch((error: unknown) => {
      log.error({ platform: 'feishu', err: error }, 'the long connection could not be begun');
      on.lost({ reason: 'odd-answer' });
    });
    return {
      isOpen: () => client?.getConnectionStatus().state === 'connected',
      close() {
        given = true;
        client?.close();
      },
    };
  };
}

/** All that `WSClient` calls of a dispatcher. The SDK's own flattens the envelope, and keeps kinds it has no handler for to itself. */
function rawEvents(take: DialOptions['take']): EventDispatcher {
  return { invoke: (envelope: unknown) => take(envelope) } as unknown as EventDispatcher;
}

/** All that `WSClient` calls of an HTTP client. It tells a refusal to nobody, or as a sentence: so its answer is looked at here. */
function asking(http: HttpInstance, timeoutMs: number, refused: (loss: Loss | undefined) => void): HttpInstance {
  const request = async (asked: object): Promise<unknown> => {
    try {
      const answer: unknown = await http.request({ ...asked, timeout: timeoutMs });
      refused(lossInAnswer(answer));
      return withPings(answer);
    } catch (error) {
      refused(lossThrown(error));
      throw error;
    }
  };
  return { request } as unknown as HttpInstance;
}

const USUAL = { ReconnectCount: -1, ReconnectInterval: 120, ReconnectNonce: 30, PingInterval: 120 };

/** Without an interval the SDK would ping without a pause. */
function withPings(answer: unknown): unknown {
  if (!isObject(answer) || !isObject(answer['data'])) return answer;
  const told = isObject(answer['data']['ClientConfig']) ? answer['data']['ClientConfig'] : {};
  const sound = Object.entries(told).filter(([, value]) => typeof value === 'number' && Number.isFinite(value));
  return { ...answer, data: { ...answer['data'], ClientConfig: { ...USUAL, ...Object.fromEntries(sound) } } };
}
