import { ConfigError } from '../../core/errors.ts';
import { decode } from './decode.ts';
import { dialFeishu } from './dial.ts';
import { objectIn, parsed } from './json.ts';
import { supervise, type Timers, wallTimers } from './supervise.ts';
import { taking, type TakingOptions } from './taking.ts';

export type LongConnectionOptions = TakingOptions & {
  appId: string;
  appSecret: string;
  baseUrl: string;
  /** Our own open_id, as far as known: its mentions are taken out of what people write. */
  botOpenId?(): string | undefined;
  timers?: Timers;
  random?(): number;
  timeoutMs?: number;
};

/** Events and card presses over a WebSocket that we open: no public address is needed. */
export type LongConnection = {
  /** Returns at once; the connection comes, and comes back, by itself. */
  open(): void;
  /** Why there is none, in words for the administrator; nothing while there is one. */
  trouble(): string | undefined;
  /** Lets what is under way be answered, asks for everything else again, and ends it. */
  close(): Promise<void>;
};

/** Nobody tells when an answer has arrived; a change of the card must not overtake it on its way over HTTP. */
const ARRIVES_WITHIN_MS = 500;

const APP_ID = /^cli_[0-9a-fA-F]{16}$/;

export function longConnection(options: LongConnectionOptions): LongConnection {
  const { appId, appSecret, baseUrl, log, timeoutMs, timers = wallTimers } = options;
  if (!APP_ID.test(appId)) {
    throw new ConfigError(
      'FEISHU_APP_ID is not one the long connection can be opened with.',
      'Copy it from Credentials in the developer console: cli_ and 16 digits or letters from a to f. Or set FEISHU_RECEIVE=webhook.',
    );
  }
  const take = taking(options);
  const arrived = (): Promise<void> => new Promise((resolve) => timers.after(ARRIVES_WITHIN_MS, resolve));
  let stopping = false;

  async function receive(envelope: unknown): Promise<object | undefined> {
    if (stopping) throw new Error('stopping: the platform is to come again');
    const inbound = decode(envelope, options.botOpenId?.());
    if (!inbound) {
      log.warn({ platform: 'feishu', reason: 'malformed' }, 'event refused');
      throw new Error('not an event');
    }
    if (inbound.kind === 'submission') return objectIn(parsed(await take.press(inbound, arrived)));
    await take.event(inbound);
    return undefined;
  }

  const link = supervise({
    dial: dialFeishu({ appId, appSecret, baseUrl, log, take: receive, ...(timeoutMs !== undefined && { timeoutMs }) }),
    timers,
    random: options.random ?? Math.random,
    log,
  });
  return {
    open: link.open,
    trouble: link.trouble,
    async close() {
      stopping = true;
      await take.settled();
      await sent();
      link.close();
    },
  };
}

/** The SDK writes the answer in the same turn of the event loop in which it got it. */
const sent = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
