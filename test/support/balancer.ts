import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Balancer = {
  url: string;
  /** Where requests go from now on. */
  over(urls: readonly string[]): void;
  /** How many events each has taken. */
  taken: ReadonlyMap<string, number>;
  close(): void;
};

type Answered = { status: number; body: string };

/**
 * What stands before several bots of one app: an event goes to one of them in turn, to the next when that one is gone. The sandbox's
 * time goes to all, and the earliest of what they have to do comes back.
 */
export async function startBalancer(): Promise<Balancer> {
  let live: readonly string[] = [];
  let turn = 0;
  const taken = new Map<string, number>();

  async function toOne(path: string, asked: IncomingMessage, body: Buffer): Promise<Answered> {
    for (let tries = 0; tries < live.length; tries += 1) {
      const url = live[(turn += 1) % live.length] as string;
      const answered = await pass(url + path, asked, body).catch(() => undefined);
      if (answered === undefined) continue;
      taken.set(url, (taken.get(url) ?? 0) + 1);
      return answered;
    }
    return { status: 502, body: '{}' };
  }

  async function toAll(path: string, asked: IncomingMessage, body: Buffer): Promise<Answered> {
    const answers = await Promise.allSettled(live.map((url) => pass(url + path, asked, body)));
    const due = answers.flatMap((one) => {
      if (one.status === 'rejected' || one.value.status !== 200) return [];
      const { nextDueAt } = JSON.parse(one.value.body) as { nextDueAt: number | null };
      return nextDueAt === null ? [] : [nextDueAt];
    });
    return { status: 200, body: JSON.stringify({ nextDueAt: due.length > 0 ? Math.min(...due) : null }) };
  }

  const server = createServer((asked: IncomingMessage, answer: ServerResponse) => {
    const parts: Buffer[] = [];
    asked.on('data', (part: Buffer) => parts.push(part));
    asked.on('end', () => {
      const path = asked.url ?? '/';
      const pick = path.startsWith('/sandbox/') ? toAll : toOne;
      void pick(path, asked, Buffer.concat(parts)).then(({ status, body }) => {
        answer.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
        answer.end(body);
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    over: (urls) => (live = urls),
    taken,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function pass(url: string, { method, headers }: IncomingMessage, body: Buffer): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const passed = request(url, { method, headers: { ...headers, host: new URL(url).host } }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(parts).toString() }));
      answer.on('error', reject);
    });
    passed.on('error', reject);
    passed.end(body);
  });
}
