import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import Client from 'better-sqlite3';
import { newId } from '../../src/core/ids.ts';
import { FIRST_CHUNK, nextChunk } from '../../src/delivery/pace.ts';
import { answerParent } from './parent.ts';

/**
 * The same rows in the same tables under the same indexes, each chunk a durable transaction as long as ours: prepared statements, no
 * layers, and who is asked and who reads it known beforehand.
 */
const client = new Client(process.env['BENCH_DATABASE'] ?? '');
client.pragma('journal_mode = WAL');
client.pragma('synchronous = FULL');
client.pragma('foreign_keys = ON');
client.pragma(`wal_autocheckpoint = ${process.env['BENCH_CHECKPOINT'] ?? '500'}`);
const dueAt = Date.parse(process.env['BENCH_DUE_AT'] ?? '');
const people = client
  .prepare<[], { id: string; reader: string | null }>('SELECT id, superior_id AS reader FROM people_persons ORDER BY id')
  .all();
const round = client.prepare(
  `INSERT INTO checkin_rounds (id, scope_kind, scope_ref, no, rhythm, nominal_on, due_on, template, opened_at, deadline_at)
   VALUES (?, 'company', '', 1, 'two-weeks', '2026-09-11', '2026-09-11', 'default@1', ?, ?)`,
);
const item = client.prepare(
  `INSERT INTO work_items (id, job, key, slot_at, state, not_before, attempts) VALUES (?, 'checkin.open-round', ?, ?, 'open', ?, 0)`,
);
const progress = client.prepare('UPDATE work_items SET cursor = ?, state = ?, done_at = ? WHERE id = ?');
const ask = client.prepare(
  `INSERT INTO checkin_checkins (id, round_id, person_id, reader_id, state, asked_at) VALUES (?, ?, ?, ?, 'open', ?) ON CONFLICT DO NOTHING`,
);
const post = client.prepare(
  `INSERT INTO outbox (id, purpose, kind, ref, receiver, urgency, dedupe_key, not_before, state, created_at)
   VALUES (?, 'send', 'checkin.asked', ?, ?, 'normal', ?, ?, 'waiting', ?) ON CONFLICT DO NOTHING`,
);

const roundId = newId<'checkin-round'>(dueAt);
const itemId = newId<'work-item'>(dueAt);

const chunk = client.transaction((from: number, rows: number, now: number) => {
  const part = people.slice(from, from + rows);
  for (const { id: person, reader } of part) {
    const id = newId<'checkin'>(now);
    ask.run(id, roundId, person, reader, now);
    post.run(newId<'outbox'>(now), id, `p:${person}`, `checkin.asked:${id}`, now, now);
  }
  const isLast = part.length < rows;
  progress.run(isLast ? null : `${roundId}|${part.at(-1)?.id}`, isLast ? 'done' : 'open', isLast ? now : null, itemId);
});

async function open(): Promise<void> {
  client.transaction(() => {
    round.run(roundId, dueAt, dueAt);
    item.run(itemId, String(dueAt), dueAt, dueAt);
  })();
  let rows = FIRST_CHUNK;
  for (let from = 0; from <= people.length;) {
    const begunAt = performance.now();
    chunk.immediate(from, rows, dueAt + Math.round(begunAt));
    from += rows;
    rows = nextChunk(rows, performance.now() - begunAt);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const delay = monitorEventLoopDelay({ resolution: 1 });
answerParent(
  0,
  async () => {
    client.close();
  },
  {
    begin() {
      delay.enable();
      void open();
    },
    held: () => ({ maxMs: delay.max / 1e6, p99Ms: delay.percentile(99) / 1e6 }),
  },
);
