import { isWire, type Wire } from '../card/wire.ts';

export type StreamKind = 'message' | 'update' | 'clock' | 'directory' | 'typing' | 'reset' | 'reconnected';
export interface StreamEvent {
  readonly kind: StreamKind;
  readonly data: Wire;
}

const NAMED: readonly StreamKind[] = ['message', 'update', 'clock', 'directory', 'typing', 'reset'];
const RETRY_MS = [500, 1000, 2000, 4000];

type Listener = (event: StreamEvent) => void;
const listeners = new Set<Listener>();

export function listen(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const tell = (event: StreamEvent): void => listeners.forEach((listener) => listener(event));

/** One connection for the page. What was missed while it was down is read again on `reconnected`. */
export function connect(url: string, onConnection: (connected: boolean) => void): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let wasOpen = false;
  const open = (): void => {
    source = new EventSource(url);
    source.onopen = () => {
      failures = 0;
      onConnection(true);
      if (wasOpen) tell({ kind: 'reconnected', data: {} });
      wasOpen = true;
    };
    source.onerror = () => {
      source?.close();
      onConnection(false);
      timer = setTimeout(open, RETRY_MS[Math.min(failures, RETRY_MS.length - 1)]);
      failures += 1;
    };
    for (const kind of NAMED) source.addEventListener(kind, (event) => tell({ kind, data: dataOf(event) }));
  };
  open();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}

function dataOf(event: MessageEvent<unknown>): Wire {
  try {
    const data: unknown = JSON.parse(String(event.data));
    return isWire(data) ? data : {};
  } catch {
    return {};
  }
}
