import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as kit from 'drizzle-kit/api';
import { postgresTables } from './postgres-tables.ts';

/**
 * `npm run db:generate -- --name what-changed` writes both sets; this one PostgreSQL's, from the same schema. With `--check`: says
 * whether there would be anything to write. Not by drizzle-kit's own command, which reads one engine's tables from a file.
 */
const OUT = 'migrations/postgres';
const META = join(OUT, 'meta');
const JOURNAL = join(META, '_journal.json');

type Journal = {
  version: string;
  dialect: string;
  entries: { idx: number; version: string; when: number; tag: string; breakpoints: boolean }[];
};
type Snapshot = { id: string; tables: Record<string, unknown> };
// Its own declarations don't compile.
const { generateDrizzleJson, generateMigration } = kit as unknown as {
  generateDrizzleJson(tables: Record<string, unknown>, after?: string): Snapshot;
  generateMigration(before: Snapshot, now: Snapshot): Promise<string[]>;
};

const journal: Journal = existsSync(JOURNAL)
  ? (JSON.parse(readFileSync(JOURNAL, 'utf8')) as Journal)
  : { version: '7', dialect: 'postgresql', entries: [] };
const last = journal.entries.at(-1);
const before: Snapshot = last ? (JSON.parse(readFileSync(snapshotFile(last.idx), 'utf8')) as Snapshot) : generateDrizzleJson({});
const now: Snapshot = generateDrizzleJson(await postgresTables(), before.id);
const statements = await generateMigration(before, now);

if (process.argv.includes('--check')) {
  if (statements.length > 0)
    console.error(`${OUT} is not in step with src/*/schema.ts: npm run db:generate -- --name <what-changed>`);
  console.log(`${Object.keys(now.tables).length} tables, ${journal.entries.length} migrations for PostgreSQL`);
  process.exitCode = statements.length === 0 && Object.keys(now.tables).length > 0 ? 0 : 1;
} else if (statements.length === 0) {
  console.log('No schema changes for PostgreSQL');
} else {
  const named = process.argv.indexOf('--name');
  const name = named < 0 ? undefined : process.argv[named + 1];
  if (!name) throw new Error('which name? npm run db:generate -- --name what-changed');
  const idx = journal.entries.length;
  const tag = `${String(idx).padStart(4, '0')}_${name}`;
  mkdirSync(META, { recursive: true });
  writeFileSync(join(OUT, `${tag}.sql`), `${statements.join('\n--> statement-breakpoint\n')}\n`);
  writeFileSync(snapshotFile(idx), `${JSON.stringify(now, null, 2)}\n`);
  journal.entries.push({ idx, version: '7', when: Date.now(), tag, breakpoints: true });
  writeFileSync(JOURNAL, `${JSON.stringify(journal, null, 2)}\n`);
  console.log(`${tag}.sql: ${statements.length} statements`);
}

function snapshotFile(idx: number): string {
  return join(META, `${String(idx).padStart(4, '0')}_snapshot.json`);
}
