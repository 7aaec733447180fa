import type { AddressInfo } from 'node:net';
import { startApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { systemClock } from '../../src/core/clock.ts';
import { createLog } from '../../src/core/log.ts';
import { answerParent } from './parent.ts';

/** Our bot, whole, but for its heartbeat until it is asked to begin: before that nothing is sent, the outbox only fills. */
const config = readConfig();
const { server, close, beat, tick } = await startApp({
  config,
  feishu: config.feishu,
  clock: systemClock,
  log: createLog({ level: config.logLevel }),
});
await server.listen({ port: 0, host: '127.0.0.1' });
const stop = async (): Promise<void> => {
  server.server.closeAllConnections();
  await close();
};
answerParent((server.server.address() as AddressInfo).port, stop, {
  begin() {
    beat();
    void tick();
  },
});
