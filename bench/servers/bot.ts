import type { AddressInfo } from 'node:net';
import { startApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { systemClock } from '../../src/core/clock.ts';
import { createLog } from '../../src/core/log.ts';
import { answerParent } from './parent.ts';

/** Our bot, whole, but for its heartbeat: nothing is sent, the outbox only fills. */
const config = readConfig();
const { server, close } = await startApp({
  config,
  feishu: config.feishu,
  clock: systemClock,
  log: createLog({ level: config.logLevel }),
});
await server.listen({ port: 0, host: '127.0.0.1' });
answerParent((server.server.address() as AddressInfo).port, async () => {
  server.server.closeAllConnections();
  await close();
});
