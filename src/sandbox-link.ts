import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { FeishuConfig } from './config.ts';
import type { Clock, Instant } from './core/clock.ts';
import { ConfigError } from './core/errors.ts';

/** A bot beside a sandbox, in one process or two: it asks for credentials, says where it is, and takes the sandbox's time. */
export type SandboxLink = {
  clock: Clock;
  feishu: FeishuConfig;
  /** Tells the sandbox the bot's address and how it hears, as the developer console would be told. */
  register(botUrl: string): Promise<void>;
  /**
   * `POST /sandbox/tick`: the sandbox tells the time and waits until the bot is idle. `POST /sandbox/reset`: it starts over, and the
   * bot with it.
   */
  routes(server: FastifyInstance, bot: { run(): Promise<Instant>; startOver(): void }): void;
};

type Told = { now: Instant; running?: boolean };

export async function linkToSandbox(url: string, receive: FeishuConfig['receive']): Promise<SandboxLink> {
  const config = (await ask(`${url}/control/config`)) as { feishu: Record<string, string> };
  const time = followedClock((await ask(`${url}/control/clock`)) as Told);
  return {
    clock: time.clock,
    feishu: {
      appId: config.feishu.appId ?? '',
      appSecret: config.feishu.appSecret ?? '',
      encryptKey: config.feishu.encryptKey,
      verificationToken: config.feishu.verificationToken,
      baseUrl: config.feishu.baseUrl ?? `${url}/feishu`,
      receive,
    },
    async register(botUrl) {
      time.follow((await ask(`${url}/control/bot`, { url: botUrl, receive })) as Told);
    },
    routes(server, { run, startOver }) {
      server.post('/sandbox/tick', { onRequest: fromHere }, async (request, reply) => {
        const told = toldIn(request.body);
        if (!told) return await reply.code(400).send({ error: { code: 'sandbox.clock' } });
        const nextDueAt = await time.standingAt(told, run);
        return { now: time.clock.now(), nextDueAt: Number.isFinite(nextDueAt) ? nextDueAt : null };
      });
      server.post('/sandbox/reset', { onRequest: fromHere }, (_request, reply) => {
        // Answered first: the server that answers is about to close.
        reply.raw.once('close', startOver);
        return reply.code(202).send({});
      });
    },
  };
}

/** A sandbox is on this machine; who else asks is told that there is no such route, and so is a page of another site. */
function fromHere(request: FastifyRequest, reply: FastifyReply, next: () => void): void {
  const from = request.socket.remoteAddress ?? '';
  const here = /^(::ffff:)?127\.|^::1$/.test(from) && request.headers['x-forwarded-for'] === undefined;
  if (here && request.headers.origin === undefined) next();
  else reply.callNotFound();
}

/** Clocks go on by steps of a few days; a time that is none would stand in the bot's for good. */
const FURTHEST = Date.UTC(2200, 0, 1);

function toldIn(body: unknown): Told | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const { now, running } = body as Record<string, unknown>;
  if (typeof now !== 'number' || !(now >= 0 && now < FURTHEST)) return undefined;
  return { now, ...(typeof running === 'boolean' && { running }) };
}

type FollowedClock = {
  clock: Clock;
  follow(told: Told): void;
  /** Time stands still while it is worked, so that the sandbox's limits and ours are counted on one clock. */
  standingAt<T>(told: Told, work: () => Promise<T>): Promise<T>;
};

/** Runs at the wall's speed from what it was last told, or stands still there; never back. */
function followedClock(first: Told): FollowedClock {
  let at = first.now;
  let heardAt = Date.now();
  let running = first.running ?? true;
  let standing = 0;
  const now = (): Instant => (running && standing === 0 ? at + (Date.now() - heardAt) : at);
  const follow = (told: Told): void => {
    at = Math.max(now(), told.now);
    heardAt = Date.now();
    running = told.running ?? running;
  };
  return {
    clock: { now },
    follow,
    async standingAt(told, work) {
      follow(told);
      standing += 1;
      try {
        return await work();
      } finally {
        standing -= 1;
        heardAt = Date.now();
      }
    },
  };
}

async function ask(url: string, body?: unknown): Promise<unknown> {
  const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  try {
    const response = await fetch(url, body === undefined ? {} : post);
    if (!response.ok) throw new Error(`status ${response.status}`);
    return await response.json();
  } catch (error) {
    throw new ConfigError(
      `The sandbox at ${new URL(url).origin} doesn't answer (${error instanceof Error ? error.message : 'no reason given'}).`,
      'Start it first: SANDBOX=only npm start',
    );
  }
}
