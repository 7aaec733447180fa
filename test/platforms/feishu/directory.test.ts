import fastify, { type FastifyInstance } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import { manualClock } from '../../../src/core/clock.ts';
import { createLog } from '../../../src/core/log.ts';
import { feishu, type FeishuPlatform } from '../../../src/platforms/feishu/index.ts';

type Query = Record<string, string>;
type Failing = (path: string, query: Query) => { status: number; body: unknown } | undefined;

const DEPARTMENTS: Record<string, { open_department_id: string; name: string; parent_department_id: string }[]> = {
  '0': [{ open_department_id: 'od-a', name: '甲', parent_department_id: '0' }],
  'od-a': [{ open_department_id: 'od-b', name: '乙', parent_department_id: 'od-a' }],
};
const PEOPLE: Record<string, { open_id: string; name: string; [key: string]: unknown }[]> = {
  '0': [{ open_id: 'ou_1', name: '一' }],
  'od-a': [
    { open_id: 'ou_2', name: '二', leader_user_id: 'ou_1' },
    { open_id: 'ou_3', name: '三', status: { is_resigned: true } },
  ],
  'od-b': [{ open_id: 'ou_2', name: '二', leader_user_id: 'ou_1' }],
};

let server: FastifyInstance;
afterEach(() => server.close());

/** One item a page, so that every list has pages. */
async function company(failing: Failing, waits: number[] = []): Promise<FeishuPlatform> {
  server = fastify();
  const ok = (data: unknown): unknown => ({ code: 0, msg: 'success', data });
  const page = (all: unknown[], token: string | undefined): unknown => {
    const from = Number(token ?? 0);
    const more = from + 1 < all.length;
    return ok({ items: all.slice(from, from + 1), has_more: more, ...(more && { page_token: String(from + 1) }) });
  };
  server.addHook('preHandler', async (request, reply) => {
    const failure = failing(request.url.replace(/\?.*/, ''), request.query as Query);
    if (failure) return reply.code(failure.status).send(failure.body);
  });
  server.post('/open-apis/auth/v3/tenant_access_token/internal', async () => ({
    code: 0,
    tenant_access_token: 't-1',
    expire: 7200,
  }));
  server.get<{ Params: { id: string }; Querystring: Query }>(
    '/open-apis/contact/v3/departments/:id/children',
    async ({ params, query }) => page(DEPARTMENTS[params.id] ?? [], query['page_token']),
  );
  server.get<{ Params: { id: string } }>('/open-apis/contact/v3/departments/:id', async ({ params }) =>
    ok({
      department: Object.values(DEPARTMENTS)
        .flat()
        .find(({ open_department_id }) => open_department_id === params.id),
    }),
  );
  server.get<{ Querystring: Query }>('/open-apis/contact/v3/users/find_by_department', async ({ query }) =>
    page(PEOPLE[query['department_id'] ?? ''] ?? [], query['page_token']),
  );
  server.get<{ Params: { id: string } }>('/open-apis/contact/v3/users/:id', async ({ params }) =>
    ok({ user: { open_id: params.id, name: '单独' } }),
  );
  server.get('/open-apis/contact/v3/scopes', async () =>
    ok({ department_ids: ['od-a'], user_ids: ['ou_2', 'ou_9'], has_more: false }),
  );
  await server.listen({ port: 0, host: '127.0.0.1' });
  const address = server.server.address();
  return feishu({
    appId: 'cli_1',
    appSecret: 's',
    baseUrl: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    log: createLog({ level: 'silent' }),
    clock: manualClock(0),
    pause: async (ms) => void waits.push(ms),
  });
}

const times = (count: number, of: (path: string, query: Query) => boolean, status: number, body: unknown = {}): Failing => {
  let left = count;
  return (path, query) => (of(path, query) && left-- > 0 ? { status, body } : undefined);
};
const isSecondPage = (path: string, query: Query): boolean => path.endsWith('find_by_department') && query['page_token'] === '1';

describe('the directory', () => {
  it('is read below every department, each person once', async () => {
    const snapshot = await (await company(() => undefined)).readDirectory();
    expect(snapshot.complete).toBe(true);
    expect(snapshot.departments).toEqual([
      { externalId: 'od-a', name: '甲' },
      { externalId: 'od-b', name: '乙', parentExternalId: 'od-a' },
    ]);
    expect(snapshot.people.map(({ externalId }) => externalId).sort()).toEqual(['ou_1', 'ou_2', 'ou_3']);
    expect(snapshot.people.find(({ externalId }) => externalId === 'ou_3')).toMatchObject({ left: true });
    expect(snapshot.people.find(({ externalId }) => externalId === 'ou_2')).toMatchObject({ superiorExternalId: 'ou_1' });
  });

  it('is read again where a page fails for a moment, after the time the platform asks for', async () => {
    const waits: number[] = [];
    const limited = times(2, isSecondPage, 429, { code: 99991400, msg: 'limit' });
    expect((await (await company(limited, waits)).readDirectory()).complete).toBe(true);
    expect(waits).toHaveLength(2);
  });

  it.each([
    ['a page of people fails for good', times(3, isSecondPage, 500)],
    ['a page of departments fails for good', times(3, (path) => path.endsWith('od-a/children'), 502)],
    ['a page is refused', times(1, isSecondPage, 403, { code: 40004, msg: 'no dept authority error' })],
    ['a page comes with a code although HTTP says all is well', times(1, isSecondPage, 200, { code: 99992402, msg: '' })],
    ['a page says there is more and not where', times(1, isSecondPage, 200, { code: 0, data: { items: [], has_more: true } })],
    ['nothing at all can be read', times(99, (path) => path.includes('contact'), 500)],
  ])('is not complete when %s', async (_what, failing) => {
    const snapshot = await (await company(failing)).readDirectory();
    expect(snapshot.complete).toBe(false);
  });

  it('of an app that may not see the whole company begins where its scope does', async () => {
    const denied = times(99, (path) => path.endsWith('departments/0/children'), 403, {
      code: 40004,
      msg: 'no dept authority error',
    });
    const snapshot = await (await company(denied)).readDirectory();
    expect(snapshot.complete).toBe(true);
    expect(snapshot.departments.map(({ externalId }) => externalId)).toEqual(['od-a', 'od-b']);
    expect(snapshot.people.map(({ externalId }) => externalId).sort()).toEqual(['ou_2', 'ou_3', 'ou_9']);
  });
});
