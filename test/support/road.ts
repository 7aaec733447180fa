import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { manualClock } from '../../src/core/clock.ts';

/** A way through the network that takes time of the test's own clock, there and back. */
export type Journey = {
  thereMs: number;
  backMs: number;
  /** Done as it arrives: a misfortune to be ordered. */ onArrival?(): Promise<unknown>;
};

export type Road = {
  url: string;
  /** Requests and answers that wait on the road for their time. */
  parked(): number;
  /** Nothing is being handed over at this moment. */
  isStill(): boolean;
  /** When the next one arrives; nothing when nobody is on the road. */
  nextAt(): number | undefined;
  /** Lets the next one arrive, its hour come. */
  arrive(): void;
  /** What the platform answered to each send, in order. */
  answers: { at: number; status: number; code: number }[];
  close(): Promise<void>;
};

/** Anything but a send passes at once and moves the clock on a little: it keeps a platform's limits of one call after the other. */
const OTHER_CALL_MS = 61;

type Handed = { status: number; headers: IncomingMessage['headers']; body: Buffer };

/** Between the bot and a platform, over real HTTP both ways: only how long a send takes is on the test's clock. */
export async function openRoad(input: { to: string; clock: ReturnType<typeof manualClock>; journey(): Journey }): Promise<Road> {
  const { clock } = input;
  const agent = new Agent({ keepAlive: true });
  const waiting: { at: number; order: number; go: () => void }[] = [];
  const answers: Road['answers'] = [];
  let order = 0;
  let moving = 0;

  function travel(ms: number): Promise<void> {
    return new Promise((go) => {
      waiting.push({ at: clock.now() + ms, order: (order += 1), go });
      waiting.sort((a, b) => a.at - b.at || a.order - b.order);
    });
  }

  async function carry(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await bytesOf(incoming);
    const isSend = incoming.method === 'POST' && /\/im\/v1\/messages(\?|\/|$)/.test(incoming.url ?? '');
    if (!isSend) {
      clock.advance(OTHER_CALL_MS);
      return give(outgoing, await hand(incoming, body));
    }
    const journey = input.journey();
    await travel(journey.thereMs);
    moving += 1;
    await journey.onArrival?.();
    const handed = await hand(incoming, body);
    const { code } = JSON.parse(handed.body.toString()) as { code: number };
    answers.push({ at: clock.now(), status: handed.status, code });
    const back = travel(journey.backMs);
    moving -= 1;
    await back;
    give(outgoing, handed);
  }

  function hand({ method, url, headers }: IncomingMessage, body: Buffer): Promise<Handed> {
    return new Promise((resolve, reject) => {
      const forward = request(`${input.to}${url}`, { method: method ?? 'GET', headers, agent }, (response) => {
        bytesOf(response).then(
          (answer) => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: answer }),
          reject,
        );
      });
      forward.on('error', reject);
      forward.end(body);
    });
  }

  const server = createServer((incoming, outgoing) => {
    carry(incoming, outgoing).catch((error: unknown) => outgoing.destroy(error instanceof Error ? error : undefined));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    parked: () => waiting.length,
    isStill: () => moving === 0,
    nextAt: () => waiting[0]?.at,
    arrive() {
      const first = waiting.shift();
      if (!first) return;
      clock.set(Math.max(clock.now(), first.at));
      first.go();
    },
    answers,
    async close() {
      agent.destroy();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

function give(outgoing: ServerResponse, { status, headers, body }: Handed): void {
  outgoing.writeHead(status, headers);
  outgoing.end(body);
}

async function bytesOf(message: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
