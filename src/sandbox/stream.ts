import type { ServerResponse } from 'node:http';

export type StreamEvent =
  | { event: 'message' | 'update'; data: { platform: 'feishu'; chat?: string; person?: string; id: string } }
  | { event: 'clock'; data: { now: number; running: boolean } }
  | { event: 'directory' | 'reset'; data: Record<string, never> }
  | { event: 'typing'; data: { person?: string; chat?: string; on: boolean } };

export type Stream = { say(event: StreamEvent): void; join(to: ServerResponse): void; close(): void };

/** Server-Sent Events to whoever looks at the page. */
export function eventStream(): Stream {
  const listeners = new Set<ServerResponse>();
  return {
    say({ event, data }) {
      if (listeners.size === 0) return;
      const text = `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
      for (const listener of listeners) listener.write(text);
    },
    join(to) {
      to.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-cache',
        connection: 'keep-alive',
      });
      to.write(': here\n\n');
      listeners.add(to);
      to.on('close', () => listeners.delete(to));
    },
    close() {
      for (const listener of listeners) listener.end();
      listeners.clear();
    },
  };
}
