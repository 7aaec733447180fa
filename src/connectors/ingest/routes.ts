import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Clock, Instant } from '../../core/clock.ts';
import type { Log } from '../../core/log.ts';
import type { Language, Sentence } from '../../core/text.ts';
import type { Outcome, PointRow, TaskRow } from '../../data/index.ts';
import { readBody, type Misshapen } from './body.ts';
import { signedAt } from './signature.ts';

type Delivery = { now: Instant; reportedAt: Instant; dryRun: boolean };

export type IngestOptions = {
  /** Absent: the route answers 404, as if there were none. */
  secret: string | undefined;
  clock: Clock;
  /** The senders' clock, where the company's is a sandbox's: a signature's age is real time. */
  wall?: Clock;
  log: Log;
  language: Language;
  takeTasks(delivery: Delivery, rows: readonly TaskRow[]): Promise<Outcome[]>;
  takePoints(delivery: Delivery, rows: readonly PointRow[]): Promise<Outcome[]>;
  takeCsv(
    delivery: Delivery,
    file: { kind: 'tasks' | 'series'; text: string },
  ): Promise<{ outcomes: Outcome[]; refused?: undefined } | { refused: { code: string; say: Sentence }; outcomes?: undefined }>;
  /** Counts an unsigned request by its address; true: the reply has been made a 429, since there were too many. */
  tooMany?(request: FastifyRequest, reply: FastifyReply): Promise<boolean>;
  /** True from the moment the process is told to stop: what comes then is asked for again. */
  stopping?(): boolean;
};

const BODY_LIMIT_BYTES = 1024 * 1024;

/** `POST /ingest`: JSON, or CSV with `?kind=tasks|series`; `?dry=1` looks and writes nothing. */
export function signedRoutes(app: FastifyInstance, options: IngestOptions): void {
  const { secret } = options;
  // A scope of its own: no other route loses its body parser, and the raw bytes stay as they came.
  void app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT_BYTES }, (_request, body, parsed) =>
      parsed(null, body),
    );
    scope.setErrorHandler((error: FastifyError, request, reply) => answerError(error, request, reply, options));
    scope.post('/ingest', { bodyLimit: BODY_LIMIT_BYTES }, async (request, reply) => {
      if (secret === undefined) {
        if (await options.tooMany?.(request, reply)) return await refuseMore(reply);
        return await refuse(reply, 404, 'ingest.closed', 'INGEST_SECRET is not set');
      }
      return await take(request, reply, secret, options);
    });
    done();
  });
}

const refuse = (reply: FastifyReply, status: number, code: string, message: string): FastifyReply =>
  reply.code(status).send({ error: { code, message } });
const refuseMore = (reply: FastifyReply): FastifyReply => refuse(reply, 429, 'ingest.too-many', 'too many refused; wait');

async function take(request: FastifyRequest, reply: FastifyReply, secret: string, options: IngestOptions): Promise<FastifyReply> {
  const { clock, log } = options;
  const raw = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const now = clock.now();
  const reportedAt = signedAt(secret, raw, request.headers, (options.wall ?? clock).now());
  if (reportedAt === undefined) {
    if (await options.tooMany?.(request, reply)) return await refuseMore(reply);
    log.warn({ route: '/ingest', status: 401 }, 'delivery refused');
    return await refuse(reply, 401, 'ingest.signature', 'the signature is wrong, or older than five minutes');
  }
  if (options.stopping?.() === true) return await refuse(reply, 503, 'ingest.stopping', 'send it again in a minute');
  const query = request.query as Record<string, unknown>;
  const delivery = { now, reportedAt, dryRun: query['dry'] === '1' || query['dry'] === 'true' };
  const text = decoded(raw);
  if (text === undefined) return await refuse(reply, 400, 'ingest.encoding', 'the body is not UTF-8');
  try {
    if (/^text\/csv\b/i.test(request.headers['content-type'] ?? ''))
      return await takeFile(reply, options, delivery, query['kind'], text);
    return await takeJson(reply, options, delivery, text);
  } catch (error) {
    log.error({ route: '/ingest', err: error }, 'delivery not recorded');
    return await refuse(reply, 503, 'ingest.not-recorded', 'not recorded, or in part only; send all of it again');
  }
}

/** A file in GBK would turn into signs nobody reads: it is refused instead. */
function decoded(raw: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(raw);
  } catch {
    return undefined;
  }
}

async function takeFile(
  reply: FastifyReply,
  options: IngestOptions,
  delivery: Delivery,
  kind: unknown,
  text: string,
): Promise<FastifyReply> {
  if (kind !== 'tasks' && kind !== 'series') return await refuse(reply, 400, 'ingest.kind', 'say ?kind=tasks or ?kind=series');
  const taken = await options.takeCsv(delivery, { kind, text });
  if (taken.refused) return await refuse(reply, 422, taken.refused.code, taken.refused.say(options.language));
  return reply.send(answer(options, delivery, taken.outcomes, []));
}

async function takeJson(reply: FastifyReply, options: IngestOptions, delivery: Delivery, text: string): Promise<FastifyReply> {
  const parsed = parse(text);
  if (parsed === undefined)
    return await refuse(reply, 400, 'ingest.json', 'the body is not JSON; for CSV say content-type: text/csv');
  const { body, wrong } = readBody(parsed.value);
  if (!body) return await refuse(reply, 422, 'ingest.shape', wrong);
  const tasks = await options.takeTasks(delivery, body.tasks);
  const points = await options.takePoints(delivery, body.points);
  return reply.send(answer(options, delivery, [...tasks, ...points], body.misshapen));
}

function parse(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

/** Every row the sender sent is in it: taken, or refused and why. */
function answer(
  { language, log }: IngestOptions,
  { dryRun }: Delivery,
  outcomes: readonly Outcome[],
  misshapen: readonly Misshapen[],
) {
  const taken = outcomes.flatMap(({ row, id, outcome }) => (outcome === 'refused' ? [] : [{ row, id, outcome }]));
  const refused = [
    ...misshapen.map(({ row, reason }) => ({ row, code: 'ingest.shape', reason })),
    ...outcomes.flatMap((one) =>
      one.outcome === 'refused'
        ? [{ row: one.row, id: one.id, code: one.complaint.code, reason: one.complaint.say(language) }]
        : [],
    ),
  ];
  log.info({ route: '/ingest', count: taken.length, dropped: refused.length }, 'delivery taken');
  return { dryRun, taken, refused };
}

/** What came was odd; a 5xx is never the sender's doing. */
async function answerError(
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
  { log, tooMany }: IngestOptions,
): Promise<FastifyReply> {
  const status =
    error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500 ? error.statusCode : undefined;
  if (status === undefined) log.error({ route: '/ingest', err: error }, 'delivery failed');
  const code = status === 413 ? 'ingest.too-large' : status === undefined ? 'ingest.not-recorded' : 'ingest.malformed';
  if (status !== undefined && (await tooMany?.(request, reply))) return await refuseMore(reply);
  return await refuse(
    reply,
    status ?? 503,
    code,
    status === 413 ? 'at most 1 MiB; send it in parts' : 'the request could not be read',
  );
}
