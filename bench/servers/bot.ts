import type { AddressInfo } from 'node:net';
import { startApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { systemClock } from '../../src/core/clock.ts';
import { createLog } from '../../src/core/log.ts';
import { answerParent } from './parent.ts';

/** Our bot, whole, but for the sending: there is no platform to send to, and the outbox is left as it is. */
const config = readConfig();
const { server, close } = await startApp({
  config,
  feishu: config.feishu,
  clock: systemClock,
  log: createLog({ level: config.logLevel }),
  selfDriven: false,
});
await server.listen({ port: 0, host: '127.0.0.1' });
answerParent((server.server.address() as AddressInfo).port, async () => {
  server.server.closeAllConnections();
  await close();
});
