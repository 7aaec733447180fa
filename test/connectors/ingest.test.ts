import { first } from '../data/support.ts';
import Fastify, { type FastifyInstance } from 'fastify';
import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { ingestRoutes, ingestSignature, SIGNATURE_HEADER, TIMESTAMP_HEADER } from '../../src/connectors/index.ts';
import { manualClock } from '../../src/core/clock.ts';
import { createLog } from '../../src/core/log.ts';
import { seriesByKey, weekSums } from '../../src/data/index.ts';
import { taskBySource } from '../../src/data/queries.ts';
import type { Database } from '../../src/db/index.ts';
import { testDatabase } from '../support/database.ts';
import { MONDAY, seedPeople } from '../support/people.ts';
import type { Day } from '../../src/core/clock.ts';

const SECRET = 'a secret of sixteen signs';

type Delivery = { type?: string; query?: string; at?: number; signature?: string; secret?: string };
type House = {
  app: FastifyInstance;
  db: Database;
  clock: ReturnType<typeof manualClock>;
  send(body: string | Buffer, how?: Delivery): ReturnType<typeof post>;
};

const post = async (
  app: FastifyInstance,
  body: string | Buffer,
  { type = 'application/json', query = '', at = MONDAY, ...how }: Delivery,
) => {
  const timestamp = String(Math.floor(at / 1000));
  const signature = how.signature ?? ingestSignature(how.secret ?? SECRET, timestamp, Buffer.from(body));
  const response = await app.inject({
    method: 'POST',
    url: `/ingest${query}`,
    payload: body,
    headers: { 'content-type': type, [TIMESTAMP_HEADER]: timestamp, [SIGNATURE_HEADER]: signature },
  });
  return { status: response.statusCode, body: response.json() };
};

async function house(secret: string | undefined = SECRET): Promise<House> {
  const db = await testDatabase();
  await seedPeople(db);
  const clock = manualClock(MONDAY);
  const app = Fastify({ logger: false });
  ingestRoutes(app, { secret, clock, db, log: createLog({ level: 'silent' }), zone: 'Asia/Shanghai', language: 'zh-CN' });
  onTestFinished(() => app.close());
  return { app, db, clock, send: (body, how = {}) => post(app, body, how) };
}

const DELIVERY = JSON.stringify({
  tasks: [
    { id: 'J-1', title: '题库上线', owner: '1003', due: '2026-09-30', key: true },
    { id: 'J-2', title: '排课', owner: '张伟', due: '2026-09-30' },
    { id: 'J-3', owner: '1003', due: '2026-09-30' },
  ],
  series: [
    {
      key: 'complaints',
      name: '客户投诉',
      owner: '1006',
      points: [
        { on: '2026-09-01', value: 12 },
        { on: '2026-09-02', value: 'x' },
      ],
    },
  ],
});

it('takes what can be taken and names the rest row by row', async () => {
  const { db, send } = await house();
  const { status, body } = await send(DELIVERY);
  expect(status).toBe(200);
  expect(body.taken).toEqual([
    { row: 'tasks[0]', id: 'J-1', outcome: 'added' },
    { row: 'series[0].points[0]', id: 'complaints', outcome: 'added' },
  ]);
  expect(body.refused.map(({ row, code }: { row: string; code: string }) => [row, code])).toEqual([
    ['tasks[2]', 'ingest.shape'],
    ['series[0].points[1]', 'ingest.shape'],
    ['tasks[1]', 'data.owner-ambiguous'],
  ]);
  expect(await taskBySource(db.read, 'ingest', 'J-1')).toMatchObject({ title: '题库上线', key: true });
});

it('sent again it changes nothing, and an old delivery played again undoes nothing', async () => {
  const { db, clock, send } = await house();
  await send(DELIVERY);
  expect((await send(DELIVERY)).body.taken.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
    'unchanged',
    'unchanged',
  ]);
  clock.advance(60_000);
  await send(JSON.stringify({ tasks: [{ id: 'J-1', title: '题库上线', owner: '1003', due: '2026-10-09', key: true }] }), {
    at: MONDAY + 60_000,
  });
  await send(DELIVERY, { at: MONDAY });
  expect((await taskBySource(db.read, 'ingest', 'J-1'))?.dueOn).toBe('2026-10-09');
});

it('takes CSV, and a dry run writes nothing', async () => {
  const { db, send } = await house();
  const csv = 'key,owner,date,value\ncomplaints,1006,2026-09-01,12';
  const dry = await send(csv, { type: 'text/csv; charset=utf-8', query: '?kind=series&dry=1' });
  expect(dry.body).toMatchObject({ dryRun: true, taken: [{ row: '2', outcome: 'added' }] });
  expect(await seriesByKey(db.read, 'complaints')).toBeUndefined();
  expect((await send(csv, { type: 'text/csv', query: '?kind=series' })).status).toBe(200);
  const series = first([await seriesByKey(db.read, 'complaints')]);
  expect((await weekSums(db.read, series.id, '2026-08-31' as Day, 1))[0]?.thousandths).toBe(12_000);
});

it.each([
  ['another secret', { secret: 'another secret altogether' }],
  ['no hex', { signature: 'öö' }],
  ['empty', { signature: '' }],
  ['six minutes old', { at: MONDAY - 6 * 60_000 }],
  ['six minutes ahead', { at: MONDAY + 6 * 60_000 }],
])('refuses a signature that is %s, and writes nothing', async (_name, how) => {
  const { db, send } = await house();
  expect((await send(DELIVERY, how)).status).toBe(401);
  expect(await taskBySource(db.read, 'ingest', 'J-1')).toBeUndefined();
});

it('is closed without a secret', async () => {
  const db = await testDatabase();
  const app = Fastify({ logger: false });
  onTestFinished(() => app.close());
  ingestRoutes(app, {
    secret: undefined,
    clock: manualClock(MONDAY),
    db,
    log: createLog({ level: 'silent' }),
    zone: 'Asia/Shanghai',
    language: 'zh-CN',
  });
  expect((await post(app, DELIVERY, {})).status).toBe(404);
});

it.each([
  ['no JSON', '{', {}, 400],
  ['not the frame', '[]', {}, 422],
  ['an unknown part', '{"people":[]}', {}, 422],
  ['nothing', '', {}, 400],
  ['no kind', 'a,b', { type: 'text/csv' }, 400],
  ['no columns', 'a,b\n1,2', { type: 'text/csv', query: '?kind=tasks' }, 422],
  ['GBK', Buffer.from([0xb1, 0xe0, 0xba, 0xc5]), { type: 'text/csv', query: '?kind=tasks' }, 400],
  ['too large', 'x'.repeat(1024 * 1024 + 1), {}, 413],
])('%s is the sender’s mistake', async (_name, body, how, status) => {
  const { send } = await house();
  expect((await send(body, how)).status).toBe(status);
});

it('no signed body ends in a 5xx', async () => {
  const { send } = await house();
  const entry = fc.record(
    {
      id: fc.anything(),
      key: fc.anything(),
      title: fc.anything(),
      owner: fc.constantFrom('1003', '张伟', '', null),
      due: fc.anything(),
      points: fc.anything(),
    },
    { requiredKeys: [] },
  );
  await fc.assert(
    fc.asyncProperty(fc.record({ tasks: fc.array(entry), series: fc.array(entry) }, { requiredKeys: [] }), async (body) => {
      expect((await send(JSON.stringify(body))).status).toBeLessThan(500);
    }),
    { numRuns: 40 },
  );
});

it('what can not be recorded is asked for again', async () => {
  const { db, send } = await house();
  await db.close();
  expect((await send(DELIVERY)).status).toBe(503);
});
