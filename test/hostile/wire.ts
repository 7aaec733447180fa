import { connect } from 'node:net';

/** A request to the byte: what no client library would send is sent as it stands. */
export type Wire = {
  method: string;
  target: string;
  /** In this order, repeated names and all. */
  headers: readonly (readonly [string, string])[];
  body: Buffer;
  /** Only so many bytes of the body are sent, though all were announced; then the line goes dead. */
  cutAt?: number;
};

export type Heard = { status: number; headers: Record<string, string>; body: string };

/** What the server said; nothing when it hung up without a word. */
export function send(port: number, wire: Wire): Promise<Heard | undefined> {
  return new Promise((resolve) => {
    const line = connect({ port, host: '127.0.0.1' });
    const heard: Buffer[] = [];
    line.on('data', (chunk) => heard.push(chunk));
    // Hung up in the middle of a body that is refused unread: what was heard until then is the answer.
    line.on('error', () => undefined);
    line.once('close', () => resolve(read(Buffer.concat(heard).toString('utf8'))));
    line.write(headOf(wire));
    const body = wire.body.subarray(0, wire.cutAt ?? wire.body.length);
    if (wire.cutAt === undefined) line.write(body);
    else line.end(body);
  });
}

function headOf({ method, target, headers, body }: Wire): Buffer {
  const announced = headers.some(([name]) => /^(content-length|transfer-encoding)$/i.test(name));
  const all = [
    ['host', '127.0.0.1'],
    ...headers,
    ...(announced ? [] : [['content-length', String(body.length)]]),
    ['connection', 'close'],
  ];
  const lines = [`${method} ${target} HTTP/1.1`, ...all.map(([name, value]) => `${name}: ${value}`)];
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
}

function read(answer: string): Heard | undefined {
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1]);
  if (!status) return undefined;
  const end = answer.indexOf('\r\n\r\n');
  const headers = Object.fromEntries(
    answer
      .slice(0, end)
      .split('\r\n')
      .slice(1)
      .map((one) => [one.slice(0, one.indexOf(':')).toLowerCase(), one.slice(one.indexOf(':') + 1).trim()]),
  );
  return { status, headers, body: answer.slice(end + 4) };
}
