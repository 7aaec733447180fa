import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../../core/clock.ts';
import { ConfigError } from '../../core/errors.ts';
import { challengeAnswer, NOTHING_TO_SAY } from './answer.ts';
import { decode } from './decode.ts';
import { taking, type TakingOptions } from './taking.ts';
import { createVerifier, type Credentials, type Rejection } from './verify.ts';

export type FeishuRoutesOptions = Credentials &
  TakingOptions & {
    clock: Clock;
    /** Our own open_id, as far as known: its mentions are taken out of what people write. */
    botOpenId?(): string | undefined;
    count?(rejection: Rejection): void;
    /** Counts a refusal by address; true: the reply has been made a 429, since there were too many. */
    tooMany?(request: FastifyRequest, reply: FastifyReply): Promise<boolean>;
    /** True from the moment the process is told to stop: what comes then is asked for again. */
    stopping?(): boolean;
  };

const BODY_LIMIT_BYTES = 1024 * 1024;
const JSON_TYPE = 'application/json; charset=utf-8';

/** `POST /feishu/events`: events and card presses by webhook. */
export function feishuRoutes(app: FastifyInstance, options: FeishuRoutesOptions): void {
  if (!options.encryptKey && !options.verificationToken) {
    throw new ConfigError(
      'Feishu events can not be told from forged ones without a key',
      'set FEISHU_ENCRYPT_KEY, or at least FEISHU_VERIFICATION_TOKEN, as shown in the developer console',
    );
  }
  // A scope of its own: no other route loses its body parser, and the raw bytes stay as they came.
  void app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT_BYTES }, (_request, body, parsed) =>
      parsed(null, body),
    );
    // What it calls itself decides nothing, and taking that apart for every event costs more than finding the route.
    scope.addHook('onRequest', (request, _reply, next) => {
      Object.assign(request.headers, { 'content-type': undefined });
      next();
    });
    scope.setErrorHandler((error: FastifyError, request, reply) => answerError(error, request, reply, options));
    scope.post('/feishu/events', { bodyLimit: BODY_LIMIT_BYTES }, eventHandler(options));
    done();
  });
}

function eventHandler(options: FeishuRoutesOptions): (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply> {
  const { clock, log } = options;
  const verify = createVerifier(options);
  const take = taking(options);
  const reject = async (
    request: FastifyRequest,
    reply: FastifyReply,
    rejection: Rejection,
    status: number,
  ): Promise<FastifyReply> => {
    options.count?.(rejection);
    if (await options.tooMany?.(request, reply)) return reply.type(JSON_TYPE).send(NOTHING_TO_SAY);
    log.warn({ platform: 'feishu', reason: rejection, status }, 'event refused');
    return reply.code(status).type(JSON_TYPE).send(NOTHING_TO_SAY);
  };
  return async (request, reply) => {
    if (!Buffer.isBuffer(request.body)) return await reject(request, reply, 'malformed', 400);
    const verdict = verify(request.body, request.headers, clock.now());
    if ('rejected' in verdict) return await reject(request, reply, verdict.rejected, verdict.status);
    reply.type(JSON_TYPE);
    if (verdict.accepted === 'challenge') return reply.send(challengeAnswer(verdict.challenge));
    const inbound = decode(verdict.envelope, options.botOpenId?.());
    if (!inbound) return await reject(request, reply, 'malformed', 400);
    if (options.stopping?.() === true) return reply.code(503).send(NOTHING_TO_SAY);
    if (inbound.kind === 'submission') {
      const answered = (): Promise<unknown> => new Promise((resolve) => reply.raw.once('close', resolve));
      return reply.send(await take.press(inbound, answered));
    }
    return take.event(inbound).then(
      () => reply.send(NOTHING_TO_SAY),
      () => reply.code(503).send(NOTHING_TO_SAY),
    );
  };
}

/** What came was odd, or we are stopping; a 5xx is never the sender's doing. */
async function answerError(
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
  options: FeishuRoutesOptions,
): Promise<FastifyReply> {
  const status =
    error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500 ? error.statusCode : undefined;
  if (status === undefined) options.log.error({ platform: 'feishu', err: error }, 'event handling failed');
  else options.count?.(status === 413 ? 'too-large' : 'malformed');
  if (status !== undefined && (await options.tooMany?.(request, reply))) return reply.type(JSON_TYPE).send(NOTHING_TO_SAY);
  return reply
    .code(status ?? 503)
    .type(JSON_TYPE)
    .send(NOTHING_TO_SAY);
}
