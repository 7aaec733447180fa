import { serverPool, type Wire } from '../postgres/pool.ts';
import { withoutCredentials } from '../postgres/open.ts';
import { PART, type Reading, type Side, type Table, type Value, type Writing } from './side.ts';
import { quoted } from './sqlite.ts';

export function postgresSide(url: string): Side {
  async function within<T>(begin: string, work: (wire: Wire) => Promise<T>): Promise<T> {
    const pool = await serverPool(url, { most: 1 });
    try {
      const wire = await pool.lend();
      let broken = true;
      try {
        await command(wire, begin);
        const done = await work(wire);
        await command(wire, 'COMMIT');
        broken = false;
        return done;
      } finally {
        // A connection thrown away undoes what it had begun.
        wire.release(broken);
      }
    } finally {
      await pool.end();
    }
  }
  return {
    where: withoutCredentials(url),
    read: (work) => within('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', (wire) => work(readingOf(wire))),
    write: (work) => within('BEGIN', (wire) => work({ ...readingOf(wire), ...writingOf(wire) })),
  };
}

const command = (wire: Wire, text: string): Promise<unknown> => wire.query({ text, params: [], shape: 'objects' });

function readingOf(wire: Wire): Reading {
  return {
    tables: () => tablesIn(wire),
    async *rows({ name, columns }) {
      await command(wire, `DECLARE part CURSOR FOR SELECT ${columns.map(quoted).join(', ')} FROM ${quoted(name)}`);
      for (;;) {
        const { rows } = await wire.query({ text: `FETCH ${PART} FROM part`, params: [], shape: 'arrays' });
        if (rows.length === 0) break;
        yield (rows as unknown[][]).map((row) => row.map(asKept));
      }
      await command(wire, 'CLOSE part');
    },
  };
}

function writingOf(wire: Wire): Pick<Writing, 'insert'> {
  return {
    async insert({ name, columns }, rows) {
      const values = rows.map((_, r) => `(${columns.map((__, c) => `$${r * columns.length + c + 1}`).join(', ')})`);
      const text = `INSERT INTO ${quoted(name)} (${columns.map(quoted).join(', ')}) VALUES ${values.join(', ')}`;
      await wire.query({ text, params: rows.flat(), shape: 'arrays' });
    },
  };
}

async function tablesIn(wire: Wire): Promise<Table[]> {
  const { rows } = await wire.query({
    text: `SELECT c.relname AS name, array_to_json(array_agg(a.attname ORDER BY a.attnum))::text AS columns
           FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
           WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace AND c.relname <> 'migrations_applied'
           GROUP BY c.relname`,
    params: [],
    shape: 'objects',
  });
  return (rows as { name: string; columns: string }[]).map(({ name, columns }) => ({
    name,
    columns: JSON.parse(columns) as string[],
  }));
}

const asKept = (value: unknown): Value => (typeof value === 'boolean' ? Number(value) : (value as Value));
