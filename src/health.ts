import type { FastifyInstance } from 'fastify';
import type { Log } from './core/log.ts';
import { sql, type Database } from './db/index.ts';
import { OPEN_ROUTE } from './edge.ts';

export type HealthState = {
  db: Database;
  log: Log;
  isStopping: () => boolean;
  /** Why a long connection that was asked for is not there, in words. */
  notConnected(): string | undefined;
};

/** `/healthz`: the process answers. `/readyz`: it can also do its work. */
export function healthRoutes(server: FastifyInstance, state: HealthState): void {
  server.get('/healthz', { config: OPEN_ROUTE }, () => ({ status: 'ok' }));
  server.get('/readyz', { config: OPEN_ROUTE }, async (_request, reply) => {
    if (state.isStopping()) return reply.code(503).send({ status: 'stopping' });
    try {
      await state.db.read.rows(sql`select 1`);
    } catch (error) {
      state.log.error({ route: '/readyz', err: error }, 'the database does not answer');
      return reply.code(503).send({ status: 'not ready' });
    }
    const reason = state.notConnected();
    if (reason !== undefined) return reply.code(503).send({ status: 'no-connection', platform: 'feishu', reason });
    return { status: 'ready' };
  });
}
