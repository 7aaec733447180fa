import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { textAt } from '../json.ts';
import type { JsonObject } from '../json.ts';
import type { World } from '../world.ts';
import type { Answer } from './answers.ts';
import { SERVICE_ID } from './connections.ts';
import type { Call } from './endpoint.ts';
import { SOCKET_PATH } from './push.ts';

/** Where to connect. Even a refusal holds `data`: without it the SDK stumbles, and takes the refusal for a failed request. */
export function giveConnection({ world, body, host }: Call): Answer {
  const { appId, appSecret } = world.credentials;
  // A wrong id was seen answered so in the logs of others' bots (chenhg5/cc-connect, issue 312).
  if (textAt(body, 'AppID') !== appId) return refused(1000040346, 'app_id is invalid');
  if (textAt(body, 'AppSecret') !== appSecret) return refused(514, 'auth failed');
  if (world.connections.isFull()) return refused(1000040350, 'the number of connections exceeded the limit');
  const ticket = world.connections.newTicket();
  // The SDK loses the first key of the query, so the service is never named first.
  const query = `fpid=1&aid=1&device_id=1&access_key=sandbox&service_id=${SERVICE_ID}&ticket=${ticket}`;
  return done({ URL: `ws://${host}/feishu${SOCKET_PATH}?${query}`, ClientConfig: { ...world.connections.config } });
}

const done = (data: JsonObject): Answer => ({ beside: { msg: '', data } });
const refused = (code: number, msg: string): Answer => ({ beside: { code, msg, data: {} } });

/** The other half of the handshake: a ticket opens one connection. */
export function serveConnections(server: Server, world: World): void {
  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const asked = new URL(request.url ?? '/', 'http://sandbox');
    const there = asked.pathname === `/feishu${SOCKET_PATH}`;
    if (!there || !world.connections.redeem(asked.searchParams.get('ticket') ?? '')) return turnAway(socket, there ? 403 : 404);
    if (world.connections.isFull()) return turnAway(socket, 403);
    sockets.handleUpgrade(request, socket, head, (opened) => world.connections.take(opened));
  });
}

function turnAway(socket: Duplex, status: 403 | 404): void {
  socket.end(
    `HTTP/1.1 ${status} ${status === 403 ? 'Forbidden' : 'Not Found'}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
  );
}
