import { isIP } from 'node:net';
import rateLimit, { normalizeIP } from '@fastify/rate-limit';
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { MINUTE } from './core/clock.ts';
import type { Log } from './core/log.ts';

const BODY_LIMIT_BYTES = 1024 * 1024;
/** A request that takes longer to arrive than this is let go; whole events come in one packet or two. */
const REQUEST_TIMEOUT_MS = 30_000;
/** What comes is checked by hand or by zod: no route has a JSON schema, and the compilers of such take long to load. */
const WITHOUT_SCHEMAS = { compilersFactory: { buildValidator: noSchema, buildSerializer: noSchema } };
/** A proxy in front of us, on this machine or in this network, says for whom it asks; nobody further away is believed. */
const TRUSTED_PROXIES = 'loopback, linklocal, uniquelocal';
/** For routes that anybody may ask: a dozen orchestrators that look once a second stay far below. */
export const OPEN_ROUTE = { rateLimit: { max: 1200, timeWindow: MINUTE } };
/** Refused requests of one address. What is signed is never counted and never refused because of what else came from there. */
const REFUSALS = { max: 60, timeWindow: MINUTE };

/** How near one is to the limit is nobody's business. */
const QUIETLY = { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false };

/** Counts a request that is being refused; true when there were too many: the reply is made a 429 and nothing is logged. */
export type TooMany = (request: FastifyRequest, reply: FastifyReply) => Promise<boolean>;

/** The server before it has routes: what none of them answers and what breaks, in constant words. */
export async function openServer(log: Log): Promise<{ server: FastifyInstance; tooMany: TooMany }> {
  const server = Fastify({
    logger: false,
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    trustProxy: TRUSTED_PROXIES,
    schemaController: WITHOUT_SCHEMAS,
    // An address that is none: no hook has run.
    frameworkErrors: (_error, request, reply) => void refuse(request, unsniffed(reply), 400, 'malformed'),
  });
  await server.register(rateLimit, {
    global: false,
    keyGenerator: addressOf,
    addHeaders: QUIETLY,
    addHeadersOnExceeding: QUIETLY,
  });
  const count = server.createRateLimit(REFUSALS);
  const tooMany: TooMany = async (request, reply) => {
    const counted = await count(request);
    if (counted.isAllowed || !counted.isExceeded) return false;
    reply.code(429).header('retry-after', counted.ttlInSeconds).header('connection', 'close');
    return true;
  };
  const refuse = async (request: FastifyRequest, reply: FastifyReply, status: number, code: string): Promise<FastifyReply> =>
    (await tooMany(request, reply)) ? reply.send(said('too-many')) : reply.code(status).send(said(code));
  server.addHook('onRequest', (_request, reply, next) => {
    unsniffed(reply);
    next();
  });
  server.setNotFoundHandler((request, reply) => refuse(request, reply, 404, 'not-found'));
  server.setErrorHandler(async (error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500;
    // An open route's own limit has said how long to wait.
    if (status === 429) return reply.code(429).send(said('too-many'));
    if (status >= 400 && status < 500) return await refuse(request, reply, status, 'malformed');
    log.error({ err: error, method: request.method, route: request.routeOptions.url ?? '-' }, 'a request broke');
    return reply.code(500).send(said('broken'));
  });
  return { server, tooMany };
}

const unsniffed = (reply: FastifyReply): FastifyReply => reply.header('x-content-type-options', 'nosniff');
const said = (code: string): { error: { code: string } } => ({ error: { code } });

/** What a proxy forwards may be no address at all, and a socket that is gone has none. */
function addressOf(request: FastifyRequest): string {
  const address = request.ip as string | undefined;
  return address !== undefined && isIP(address) !== 0 ? normalizeIP(address) : 'unknown';
}

function noSchema(): never {
  throw new Error('a route has a JSON schema, but their compilers are left out');
}
