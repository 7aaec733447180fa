import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as lark from '@larksuiteoapi/node-sdk';
import { answerParent } from './parent.ts';

/** The official SDK as its own documentation sets it up, with a handler that does nothing. */
const dispatcher = new lark.EventDispatcher({
  encryptKey: process.env['BENCH_ENCRYPT_KEY'] ?? '',
  verificationToken: process.env['BENCH_TOKEN'] ?? '',
  loggerLevel: lark.LoggerLevel.error,
}).register({ 'im.message.receive_v1': () => ({}) });
const adapt = lark.adaptDefault('/feishu/events', dispatcher, { autoChallenge: true });
const server = createServer((request, response) => void adapt(request, response));
server.keepAliveTimeout = 72_000;
server.listen(0, '127.0.0.1', () =>
  answerParent((server.address() as AddressInfo).port, async () => {
    server.closeAllConnections();
    server.close();
  }),
);
