import helmet from '@fastify/helmet';
import fastify from 'fastify';
import { systemClock } from '../core/clock.ts';
import type { Clock, Instant } from '../core/clock.ts';
import { DEMO_CREDENTIALS } from './company.ts';
import type { SandboxCompany, SandboxCredentials } from './company.ts';
import { serveControl } from './control/server.ts';
import { serveConnections } from './feishu/connectionEndpoint.ts';
import type { LongConnectionOptions } from './feishu/connections.ts';
import { limits } from './feishu/limits.ts';
import { serveFeishu } from './feishu/server.ts';
import { PAGE_HEADERS, servePage } from './pages.ts';
import { pulse } from './pulse.ts';
import { openWorld } from './world.ts';

export { DEMO_CREDENTIALS } from './company.ts';
export type { SandboxCompany, SandboxCredentials, SandboxDepartment, SandboxPerson } from './company.ts';

export type SandboxOptions = {
  port: number;
  company: SandboxCompany;
  startAt: Instant;
  /** Time moves by command only. */
  frozen?: boolean;
  /** A file; with it the state survives restarts. */
  journal?: string;
  pageDir?: string;
  credentials?: SandboxCredentials;
  /** How long the platform waits for the bot. */
  deadlineMs?: number;
  longConnection?: LongConnectionOptions;
  /** What its own clock runs by: the wall's unless a test moves time. */
  wall?: Clock;
};

export type Sandbox = {
  url: string;
  port: number;
  /** What the SDK takes as its `domain`. */
  feishuUrl: string;
  credentials: SandboxCredentials;
  clock: Clock;
  /** What is registered, as `METHOD path`, without `HEAD`. */
  routes: readonly string[];
  close(): Promise<void>;
};

const HEARTBEAT_MS = 1000;

export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const credentials = options.credentials ?? DEMO_CREDENTIALS;
  const world = openWorld({
    company: options.company,
    startAt: options.startAt,
    frozen: options.frozen ?? false,
    journal: options.journal,
    credentials,
    deadlineMs: options.deadlineMs ?? 3000,
    wall: options.wall ?? systemClock,
    longConnection: options.longConnection ?? {},
  });
  const calls = limits();
  const heart = pulse(world);
  const startOver = (): void => {
    world.reset();
    calls.clear();
  };
  const routes: string[] = [];
  let url = '';
  const server = fastify({ logger: false, forceCloseConnections: true, routerOptions: { maxParamLength: 500 } });
  server.addHook('onRoute', ({ method, path }) => {
    for (const each of [method].flat()) if (each !== 'HEAD') routes.push(`${each} ${path}`);
  });
  await server.register(helmet, PAGE_HEADERS);
  await server.register(
    async (feishu) => {
      serveFeishu(feishu, world, calls);
    },
    { prefix: '/feishu' },
  );
  await server.register(
    async (control) => {
      serveControl(control, world, heart, startOver, () => url);
    },
    { prefix: '/control' },
  );
  serveConnections(server.server, world);
  servePage(server, options.pageDir);
  await server.listen({ port: options.port, host: '127.0.0.1' });
  const address = server.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : options.port;
  url = `http://127.0.0.1:${port}`;
  let beating: Promise<void> = Promise.resolve();
  const heartbeat = setInterval(() => {
    beating = beating.then(heart.beat);
  }, HEARTBEAT_MS);
  heartbeat.unref();
  return {
    url,
    port,
    feishuUrl: `${url}/feishu`,
    credentials,
    clock: world.clock,
    routes,
    async close() {
      clearInterval(heartbeat);
      // The server would wait for sockets that it no longer counts as its own.
      world.connections.dropAll();
      await server.close();
      await beating;
      world.close();
    },
  };
}
