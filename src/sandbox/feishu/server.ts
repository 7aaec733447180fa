import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { strike } from '../faults.ts';
import { parseJson } from '../json.ts';
import type { Json, JsonObject } from '../json.ts';
import type { World } from '../world.ts';
import { ApiRefusal, refusalBody, refuse } from './answers.ts';
import type { Answer } from './answers.ts';
import type { About, Endpoint } from './endpoint.ts';
import { newLogId } from './ids.ts';
import type { Limits } from './limits.ts';
import { awayAt, struckAfter, struckBefore } from './misfortune.ts';
import type { Misfortune } from './misfortune.ts';
import type { Query } from './parameters.ts';
import { FEISHU_ROUTES } from './routes.ts';
import { demandScope } from './scopes.ts';
import { requireTenantToken } from './tokens.ts';

const MESSAGES_BUDGET = 'im.v1.message sends';

export function serveFeishu(server: FastifyInstance, world: World, limits: Limits): void {
  // Bodies are read by ourselves: GET comes with `{}`, DELETE with a JSON content type and nothing (reference §2.3).
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  for (const endpoint of FEISHU_ROUTES) {
    server.route({
      method: endpoint.method,
      url: endpoint.path,
      handler: (request, reply) => answer(world, limits, endpoint, request, reply),
    });
  }
  server.setNotFoundHandler((request, reply) => {
    const body = { code: 404, msg: '404 page not found' };
    note(world, request, Date.now(), {}, { status: 404, log: body }, null);
    return reply.status(404).send(body);
  });
}

async function answer(
  world: World,
  limits: Limits,
  endpoint: Endpoint,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const since = Date.now();
  const about: About = {};
  const logId = newLogId();
  void reply.header('x-tt-logid', logId);
  const body = request.method === 'GET' ? undefined : bodyOf(request.body);
  if (endpoint.sends && world.faults.slowMs > 0) await new Promise((resolve) => setTimeout(resolve, world.faults.slowMs));
  const outcome = outcomeOf(world, limits, endpoint, request, body, about, logId);
  note(world, request, since, about, outcome, body ?? null);
  if (outcome.becomes === 'late') await unlessGone(request, world.faults.slowAnswerMs);
  if (outcome.becomes === 'lost') {
    reply.hijack();
    request.raw.socket.destroy();
    return reply;
  }
  return reply.status(outcome.status).headers(outcome.headers).send(outcome.payload);
}

/** Waits, but no longer than the caller does. */
function unlessGone(request: FastifyRequest, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const { socket } = request.raw;
    const go = (): void => {
      clearTimeout(timer);
      socket.off('close', go);
      resolve();
    };
    const timer = setTimeout(go, ms);
    socket.once('close', go);
  });
}

type Outcome = {
  status: number;
  headers: Record<string, string>;
  payload: JsonObject | Buffer;
  log: Json;
  fault?: Misfortune;
  becomes?: 'late' | 'lost';
};

function outcomeOf(
  world: World,
  limits: Limits,
  endpoint: Endpoint,
  request: FastifyRequest,
  body: Json | undefined,
  about: About,
  logId: string,
): Outcome {
  const away = awayAt(world.faults, world.clock.now());
  if (away === 'refusing') return { status: 0, headers: {}, payload: {}, log: null, fault: away, becomes: 'lost' };
  // Whatever stands before the platform answers for it, and knows nothing of its codes.
  if (away) return { status: 503, headers: {}, payload: { msg: 'Service Unavailable' }, log: null, fault: away };
  const refused = (refusal: ApiRefusal, fault?: Misfortune): Outcome => {
    const payload = refusalBody(refusal, logId);
    return { status: refusal.status, headers: refusal.headers, payload, log: payload, ...(fault ? { fault } : {}) };
  };
  try {
    if (body === undefined && typeof request.body === 'string' && request.body !== '' && request.method !== 'GET')
      throw refuse(9499, 'Bad Request: the body is not JSON');
    if (!endpoint.open && strike(world.faults, 'revokeToken')) world.happen({ k: 'tokens-revoked' });
    if (!endpoint.open) requireTenantToken(world, request.headers.authorization);
    demandScope(world, endpoint);
    const before = endpoint.sends && struckBefore(world.faults);
    if (before) return refused(before.refusal, before.fault);
    limits.admitCall(endpoint.sends ? MESSAGES_BUDGET : `${endpoint.method} ${endpoint.path}`, world.clock.now());
    const answered = endpoint.handle({
      world,
      limits,
      path: request.params as Record<string, string>,
      query: request.query as Query,
      body,
      about,
      host: request.host,
    });
    const after = endpoint.sends && struckAfter(world.faults);
    if (!after) return asOutcome(answered);
    return 'refusal' in after ? refused(after.refusal(), after.fault) : { ...asOutcome(answered), ...after };
  } catch (error) {
    if (!(error instanceof ApiRefusal)) throw error;
    return refused(error);
  }
}

function asOutcome(answer: Answer): Outcome {
  if ('file' in answer) {
    const headers = { 'content-type': answer.type, 'content-disposition': `attachment; filename="${answer.name}"` };
    return { status: 200, headers, payload: answer.file, log: { bytes: answer.file.length } };
  }
  const payload: JsonObject =
    'beside' in answer ? { code: 0, msg: 'ok', ...answer.beside } : { code: 0, msg: 'success', data: answer.data };
  return { status: 200, headers: {}, payload, log: payload };
}

function bodyOf(raw: unknown): Json | undefined {
  return typeof raw === 'string' && raw !== '' ? parseJson(raw) : undefined;
}

function note(
  world: World,
  request: FastifyRequest,
  since: number,
  about: About,
  { status, log: response, fault }: Pick<Outcome, 'status' | 'log' | 'fault'>,
  body: Json | null,
): void {
  const code = typeof response === 'object' && response !== null && 'code' in response ? Number(response['code']) : null;
  world.log.add({
    at: world.clock.now(),
    direction: 'from-bot',
    method: request.method,
    path: request.url.replace(/^\/feishu/, ''),
    status,
    code: code ?? (status === 200 ? 0 : null),
    ms: Date.now() - since,
    ...about,
    ...(fault ? { fault } : {}),
    request: body,
    response,
  });
}
