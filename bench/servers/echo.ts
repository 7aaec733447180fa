import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';
import { answerParent } from './parent.ts';

/** A bare Fastify that parses what it is sent and says it back. */
const server = Fastify({ logger: false });
server.post('/feishu/events', (request) => request.body);
await server.listen({ port: 0, host: '127.0.0.1' });
answerParent((server.server.address() as AddressInfo).port, async () => {
  server.server.closeAllConnections();
  await server.close();
});
