import type { FastifyInstance } from 'fastify';
import { sql, type Database } from './db/index.ts';

/** `/healthz`: the process answers. `/readyz`: it can also do its work. */
export function healthRoutes(server: FastifyInstance, state: { db: Database; isStopping: () => boolean }): void {
  server.get('/healthz', () => ({ status: 'ok' }));
  server.get('/readyz', async (_request, reply) => {
    if (state.isStopping()) return reply.code(503).send({ status: 'stopping' });
    await state.db.read.rows(sql`select 1`);
    return { status: 'ready' };
  });
}
