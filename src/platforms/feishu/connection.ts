import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Client, defaultHttpInstance, HttpInstance } from '@larksuiteoapi/node-sdk';
import type { PlatformError } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import { type CallKind, errorInAnswer, errorThrown, tokenError } from './errors.ts';

export type Connection = {
  /**
   * One call through the SDK, checked: with a token, its answer's code looked at, once more after an invalid token. `expected` codes
   * are the caller's to tell of.
   */
  call<T>(kind: CallKind, step: string, run: (client: Client) => Promise<T>, expected?: ReadonlySet<number | string>): Promise<T>;
};

export type ConnectionOptions = { appId: string; appSecret: string; baseUrl: string; log: Log; timeoutMs?: number };

const TIMEOUT_MS = 10_000;
const NONE: ReadonlySet<number | string> = new Set();

/** The official SDK, imported at the first call: it takes longer and weighs more than all the rest together. */
export function connect(options: ConnectionOptions): Connection {
  let opened: Promise<Session> | undefined;
  const open = (): Promise<Session> => (opened ??= openSession(options));
  return {
    async call(kind, step, run, expected = NONE) {
      const session = await open();
      const failed = (error: unknown): PlatformError => {
        const known = error as PlatformError;
        return expected.has(known.code) ? known : logged(options.log, step, known);
      };
      const token = await session.token();
      try {
        return await checked(kind, session, run);
      } catch (error) {
        if ((error as PlatformError).reaction !== 'token-invalid') throw failed(error);
      }
      await session.forget(token);
      await session.token();
      try {
        return await checked(kind, session, run);
      } catch (error) {
        throw failed(error);
      }
    },
  };
}

async function checked<T>(kind: CallKind, session: Session, run: (client: Client) => Promise<T>): Promise<T> {
  let answer: T;
  try {
    answer = await run(session.client);
  } catch (error) {
    throw errorThrown(error, kind);
  }
  const error = errorInAnswer(answer, kind);
  if (error) throw error;
  return answer;
}

function logged(log: Log, step: string, error: PlatformError): PlatformError {
  const { code, reaction, retryAfterMs } = error;
  log.warn({ platform: 'feishu', step, code, reaction, ...(retryAfterMs !== undefined && { retryAfterMs }) }, 'call failed');
  return error;
}

type Session = {
  client: Client;
  /** The valid token; however many ask at once, it is fetched once. */
  token(): Promise<string>;
  /** Drops this token, unless another one has taken its place already. */
  forget(token: string): Promise<void>;
};

async function openSession({ appId, appSecret, baseUrl, log, timeoutMs = TIMEOUT_MS }: ConnectionOptions): Promise<Session> {
  const sdk = await import('@larksuiteoapi/node-sdk');
  // The SDK's own cache is shared by the whole process and knows an app by its id alone, whatever the address or secret.
  const cache = new sdk.DefaultCache();
  const client = new sdk.Client({
    appId,
    appSecret,
    domain: baseUrl.replace(/\/+$/, ''),
    cache,
    httpInstance: httpInstance(sdk.defaultHttpInstance, baseUrl, timeoutMs),
    logger: silentLogger(log),
  });
  let fetching: Promise<string> | undefined;
  const fetchToken = async (): Promise<string> => {
    try {
      return (await client.tokenManager.getTenantAccessToken({})) as string;
    } catch (error) {
      throw logged(log, 'token', tokenError(error));
    } finally {
      fetching = undefined;
    }
  };
  const cached = (): Promise<unknown> => cache.get(sdk.CTenantAccessToken, { namespace: appId });
  return {
    client,
    async token() {
      const known = await cached();
      return typeof known === 'string' && known !== '' ? known : (fetching ??= fetchToken());
    },
    async forget(token) {
      if ((await cached()) === token) await cache.set(sdk.CTenantAccessToken, '', undefined, { namespace: appId });
    },
  };
}

type Answered = { data: unknown; headers: unknown; config: { $return_headers?: boolean } };

const unwrapped = ({ data, headers, config }: Answered): unknown => (config.$return_headers === true ? { data, headers } : data);

/** An instance of our own, with the interceptor the SDK expects of it, a time limit, and connections kept open. */
export function httpInstance(theirs: typeof defaultHttpInstance, baseUrl: string, timeoutMs: number): HttpInstance {
  const instance = theirs.create({
    timeout: timeoutMs,
    httpAgent: new HttpAgent({ keepAlive: true, maxSockets: 50 }),
    httpsAgent: new HttpsAgent({ keepAlive: true, maxSockets: 50 }),
    // A proxy of the environment is for the world outside, not for a server on this machine.
    ...(isLoopback(baseUrl) && { proxy: false }),
  });
  instance.interceptors.response.use(unwrapped as never);
  return instance as HttpInstance;
}

function isLoopback(baseUrl: string): boolean {
  const { hostname } = new URL(baseUrl);
  return hostname === 'localhost' || hostname === '[::1]' || /^127\./.test(hostname);
}

/** The SDK logs failed requests with their bodies: what it says is dropped, we log codes ourselves. */
export function silentLogger(log: Log): Record<'error' | 'warn' | 'info' | 'debug' | 'trace', () => void> {
  const silent = (): void => undefined;
  return {
    error: () => log.debug({ platform: 'feishu' }, 'the sdk reports an error'),
    warn: silent,
    info: silent,
    debug: silent,
    trace: silent,
  };
}
