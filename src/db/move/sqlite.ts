import Client from 'better-sqlite3';
import { PART, type Reading, type Side, type Table, type Value, type Writing } from './side.ts';

export function sqliteSide(file: string): Side {
  return {
    where: file,
    async read(work) {
      const client = new Client(file, { readonly: true });
      try {
        client.exec('BEGIN');
        return await work(readingOf(client));
      } finally {
        client.close();
      }
    },
    async write(work) {
      const client = new Client(file);
      try {
        client.pragma('foreign_keys = ON');
        client.exec('BEGIN IMMEDIATE');
        const done = await work({ ...readingOf(client), ...writingOf(client) });
        client.exec('COMMIT');
        return done;
      } finally {
        // Without a COMMIT nothing of it stays.
        client.close();
      }
    },
  };
}

function readingOf(client: Client.Database): Reading {
  return {
    tables: () => Promise.resolve(inOrder(client)),
    async *rows({ name, columns }) {
      const all = client.prepare<[], Value[]>(`SELECT ${columns.map(quoted).join(', ')} FROM ${quoted(name)}`).raw(true);
      let part: Value[][] = [];
      for (const row of all.iterate()) {
        part.push(row);
        if (part.length < PART) continue;
        yield part;
        part = [];
      }
      if (part.length > 0) yield part;
    },
  };
}

function writingOf(client: Client.Database): Pick<Writing, 'insert'> {
  return {
    insert({ name, columns }, rows) {
      const one = client.prepare(
        `INSERT INTO ${quoted(name)} (${columns.map(quoted).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
      );
      for (const row of rows) one.run(...row);
      return Promise.resolve();
    },
  };
}

function inOrder(client: Client.Database): Table[] {
  const names = client
    .prepare<[], string>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'migrations_applied' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    )
    .pluck()
    .all();
  const ask = (pragma: string, column: string, name: string): string[] =>
    client.prepare<[string], string>(`SELECT "${column}" FROM pragma_${pragma}(?)`).pluck().all(name);
  const ordered: string[] = [];
  const place = (name: string): void => {
    if (ordered.includes(name)) return;
    for (const referred of ask('foreign_key_list', 'table', name)) if (referred !== name) place(referred);
    ordered.push(name);
  };
  for (const name of names) place(name);
  return ordered.map((name) => ({ name, columns: ask('table_info', 'name', name) }));
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
