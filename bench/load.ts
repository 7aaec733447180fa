import { connect, type Socket } from 'node:net';
import { performance } from 'node:perf_hooks';

/** Requests are bytes made beforehand and answers are barely looked at, so that the loader is never what is measured. */
export type Load = {
  /** Sends them all, one at a time on each connection. Answers how long it took and how many answers were not 2xx. */
  send(requests: readonly Buffer[]): Promise<{ ms: number; refused: number }>;
  /**
   * Sends so many a second, whatever becomes of them. Each is timed from when it was to be sent, not from when a line was free for it:
   * a server that stands still for a second is seen by all who wanted something in that second.
   */
  sendAtRate(requests: readonly Buffer[], perSecond: number): Promise<{ latencyMs: number[]; refused: number }>;
  close(): void;
};

type Line = { ask(request: Buffer): Promise<number>; end(): void };

export async function loadOn(port: number, connections: number): Promise<Load> {
  const lines = await Promise.all(Array.from({ length: connections }, () => open(port)));
  return {
    async send(requests) {
      let next = 0;
      let refused = 0;
      const startedAt = performance.now();
      await Promise.all(
        lines.map(async (line) => {
          while (next < requests.length) {
            const request = requests[next] as Buffer;
            next += 1;
            const status = await line.ask(request);
            if (status < 200 || status > 299) refused += 1;
          }
        }),
      );
      return { ms: performance.now() - startedAt, refused };
    },
    async sendAtRate(requests, perSecond) {
      const free = [...lines];
      const waiting: ((line: Line) => void)[] = [];
      const lineFree = (): Promise<Line> => {
        const line = free.pop();
        return line ? Promise.resolve(line) : new Promise((take) => waiting.push(take));
      };
      const latencyMs: number[] = [];
      let refused = 0;
      const startedAt = performance.now();
      const send = async (request: Buffer, at: number): Promise<void> => {
        const line = await lineFree();
        const status = await line.ask(request);
        latencyMs.push(performance.now() - startedAt - at);
        if (status < 200 || status > 299) refused += 1;
        const next = waiting.shift();
        if (next) next(line);
        else free.push(line);
      };
      const sent = requests.map(async (request, n) => {
        const at = (n * 1000) / perSecond;
        await new Promise((due) => setTimeout(due, at));
        await send(request, at);
      });
      await Promise.all(sent);
      return { latencyMs, refused };
    },
    close() {
      for (const line of lines) line.end();
    },
  };
}

function open(port: number): Promise<Line> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true });
    let answered: ((status: number) => void) | undefined;
    let failed: (error: Error) => void = reject;
    let received = '';
    socket.on('data', (part) => {
      received += part.toString('latin1');
      if (!isWhole(received)) return;
      const status = Number(received.slice(9, 12));
      received = '';
      answered?.(status);
    });
    socket.on('error', (error) => failed(error));
    socket.on('close', () => failed(new Error('the server hung up')));
    socket.once('connect', () =>
      resolve({
        ask: (request) =>
          new Promise((done, fail) => {
            answered = done;
            failed = fail;
            socket.write(request);
          }),
        end: () => {
          failed = () => undefined;
          socket.destroy();
        },
      }),
    );
  });
}

function isWhole(answer: string): boolean {
  const headEnd = answer.indexOf('\r\n\r\n');
  if (headEnd < 0) return false;
  const length = /content-length: (\d+)/i.exec(answer)?.[1];
  return length === undefined ? answer.endsWith('0\r\n\r\n') : answer.length >= headEnd + 4 + Number(length);
}
