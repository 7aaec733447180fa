import type { WebSocket } from 'ws';
import type { Dice } from '../dice.ts';
import { isObject, isText, parseJson } from '../json.ts';
import type { Json } from '../json.ts';
import { CONTROL, DATA, decodeFrame, encodeFrame, headerOf, headersOf, piecesOf } from './frames.ts';
import type { Frame } from './frames.ts';
import { newFrameId, newTicket } from './ids.ts';
import type { Pushed } from './pushed.ts';

/** What the platform tells a client about keeping the connection; in seconds. */
export type ClientConfig = { ReconnectCount: number; ReconnectInterval: number; ReconnectNonce: number; PingInterval: number };

const CLIENT_CONFIG: ClientConfig = { ReconnectCount: -1, ReconnectInterval: 120, ReconnectNonce: 30, PingInterval: 120 };

/** Reference §2.5: of one app. */
const MOST_CONNECTIONS = 50;

export type LongConnectionOptions = {
  clientConfig?: Partial<ClientConfig>;
  /** An event larger than this comes in several frames. */
  fragmentBytes?: number;
  /** Decides which of several connections gets an event, and in which order its fragments come. */
  seed?: number;
};

/** The long connections that are open, and what goes over them. */
export type Connections = {
  readonly config: ClientConfig;
  /** Those that have pinged: the official client listens from then on, and loses what comes earlier. */
  count(): number;
  /** All that are open count against the limit. */
  isFull(): boolean;
  /** Good for one handshake. */
  newTicket(): string;
  redeem(ticket: string): boolean;
  take(socket: WebSocket): void;
  /** Over one of them, whichever. */
  push(envelope: Json, deadlineMs: number): Promise<Pushed>;
  /** Whether there is one, at the latest after so long. */
  oneWithin(ms: number): Promise<boolean>;
  /** As when the network fails: nobody says goodbye. */
  dropAll(): void;
};

const FRAGMENT_BYTES = 64 * 1024;
/** The number of the service in the address, which the client repeats in its frames. */
export const SERVICE_ID = 33_554_678;

type Waiting = { sent: Map<number, Frame>; socket: WebSocket; done(pushed: Pushed): void };

export function connections(dice: Dice, options: LongConnectionOptions): Connections {
  const config = { ...CLIENT_CONFIG, ...options.clientConfig };
  const fragmentBytes = options.fragmentBytes ?? FRAGMENT_BYTES;
  const sockets = new Set<WebSocket>();
  const listening = new Set<WebSocket>();
  const tickets = new Set<string>();
  const waiting = new Map<string, Waiting>();
  const watchers = new Set<() => void>();
  let numbered = 0;

  function hear(socket: WebSocket, bytes: Uint8Array): void {
    const frame = decodeFrame(bytes);
    // The platform's decoder would throw; what becomes of the connection then is not said anywhere.
    if (!frame) return socket.close(1002, 'not a frame of pbbp2');
    if (frame.method === CONTROL && headerOf(frame, 'type') === 'ping') return pong(socket, frame);
    if (frame.method === DATA) heed(socket, frame);
  }

  function pong(socket: WebSocket, { service }: Frame): void {
    const payload = Buffer.from(JSON.stringify(config));
    socket.send(encodeFrame({ SeqID: 0, LogID: 0, service, method: CONTROL, headers: headersOf({ type: 'pong' }), payload }));
    listening.add(socket);
    for (const watcher of watchers) watcher();
  }

  /** An answer belongs to an event when it bears the numbers of one of its frames; one that comes too late belongs to none. */
  function heed(socket: WebSocket, frame: Frame): void {
    const found = waiting.get(headerOf(frame, 'message_id') ?? '');
    const asked = found?.sent.get(frame.SeqID);
    if (!found || !asked || found.socket !== socket) return;
    if (asked.LogID !== frame.LogID || asked.service !== frame.service) return;
    found.done(answered(frame.payload));
  }

  function send(envelope: Json, socket: WebSocket): { id: string; sent: Map<number, Frame> } {
    const id = newFrameId();
    const pieces = piecesOf(Buffer.from(JSON.stringify(envelope)), fragmentBytes);
    const LogID = (numbered += 1);
    const frames = pieces.map((payload, seq): Frame => {
      const headers = { type: 'event', message_id: id, sum: String(pieces.length), seq: String(seq), trace_id: `trace-${LogID}` };
      return { SeqID: (numbered += 1), LogID, service: SERVICE_ID, method: DATA, headers: headersOf(headers), payload };
    });
    for (const frame of dice.shuffle(frames)) socket.send(encodeFrame(frame));
    return { id, sent: new Map(frames.map((frame) => [frame.SeqID, frame])) };
  }

  return {
    config,
    count: () => listening.size,
    isFull: () => sockets.size >= MOST_CONNECTIONS,
    newTicket() {
      const ticket = newTicket();
      tickets.add(ticket);
      return ticket;
    },
    redeem: (ticket) => tickets.delete(ticket),
    take(socket) {
      sockets.add(socket);
      socket.on('message', (bytes, isBinary) => {
        if (isBinary && Buffer.isBuffer(bytes)) hear(socket, bytes);
        else socket.close(1003, 'binary frames only');
      });
      socket.on('error', () => socket.terminate());
      socket.on('close', () => {
        sockets.delete(socket);
        listening.delete(socket);
        for (const one of waiting.values()) if (one.socket === socket) one.done({ outcome: 'unreachable' });
      });
    },
    async push(envelope, deadlineMs) {
      const open = [...listening].filter((socket) => socket.readyState === socket.OPEN);
      const socket = open[dice.roll(open.length)];
      if (!socket) return { outcome: 'unreachable' };
      const { id, sent } = send(envelope, socket);
      return new Promise<Pushed>((resolve) => {
        const timer = setTimeout(() => done({ outcome: 'timeout' }), deadlineMs);
        const done = (pushed: Pushed): void => {
          clearTimeout(timer);
          waiting.delete(id);
          resolve(pushed);
        };
        waiting.set(id, { sent, socket, done });
      });
    },
    oneWithin(ms) {
      if (listening.size > 0) return Promise.resolve(true);
      return new Promise((resolve) => {
        const tell = (there: boolean) => (): void => {
          clearTimeout(timer);
          watchers.delete(opened);
          resolve(there);
        };
        const opened = tell(true);
        const timer = setTimeout(tell(false), ms);
        watchers.add(opened);
      });
    },
    dropAll() {
      for (const socket of sockets) socket.terminate();
    },
  };
}

/** `{"code":200,"data":"<base64 of JSON>"}`; anything but 200 asks for the event again. */
function answered(payload: Uint8Array | undefined): Pushed {
  const told = parseJson(Buffer.from(payload ?? []).toString('utf8'));
  const code = isObject(told) ? told['code'] : undefined;
  if (!isObject(told) || typeof code !== 'number') return { outcome: 'answered', status: 0, text: 'an answer without a code' };
  const data = told['data'];
  return { outcome: 'answered', status: code, text: isText(data) ? Buffer.from(data, 'base64').toString('utf8') : '{}' };
}
