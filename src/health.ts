import type { FastifyInstance } from 'fastify';
import { sql, type Database } from './db/index.ts';

export type HealthState = {
  db: Database;
  isStopping: () => boolean;
  /** Why a long connection that was asked for is not there, in words. */
  notConnected(): string | undefined;
};

/** `/healthz`: the process answers. `/readyz`: it can also do its work. */
export function healthRoutes(server: FastifyInstance, state: HealthState): void {
  server.get('/healthz', () => ({ status: 'ok' }));
  server.get('/readyz', async (_request, reply) => {
    if (state.isStopping()) return reply.code(503).send({ status: 'stopping' });
    await state.db.read.rows(sql`select 1`);
    const reason = state.notConnected();
    if (reason !== undefined) return reply.code(503).send({ status: 'no-connection', platform: 'feishu', reason });
    return { status: 'ready' };
  });
}
