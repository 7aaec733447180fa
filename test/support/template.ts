import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import Client from 'better-sqlite3';

const SOURCE = fileURLToPath(new URL('../../src/', import.meta.url));
const KEPT = join(tmpdir(), 'okr-pulse-templates');

let template: Promise<string> | undefined;

/** A file with every table of the source as it stands, made once for each wording of the schema files. */
export function templateFile(): Promise<string> {
  return (template ??= make());
}

async function make(): Promise<string> {
  const file = join(KEPT, `${fingerprint()}.db`);
  if (existsSync(file)) return file;
  mkdirSync(KEPT, { recursive: true });
  const part = `${file}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  const client = new Client(part);
  for (const statement of await schemaStatements()) client.exec(statement);
  client.close();
  renameSync(part, file);
  rmSync(`${part}-journal`, { force: true });
  return file;
}

export function schemaFiles(): string[] {
  return readdirSync(SOURCE, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(SOURCE, entry.name, 'schema.ts'))
    .filter((file) => existsSync(file))
    .sort();
}

/** The statements that make the tables, worked out by the tool that writes the migrations. */
export async function schemaStatements(): Promise<string[]> {
  const { generateSQLiteDrizzleJson, generateSQLiteMigration } = await import('drizzle-kit/api');
  const tables: Record<string, unknown> = {};
  for (const [i, file] of schemaFiles().entries()) {
    const module = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as Record<string, unknown>;
    for (const [name, value] of Object.entries(module)) tables[`${i}.${name}`] = value;
  }
  return generateSQLiteMigration(await generateSQLiteDrizzleJson({}), await generateSQLiteDrizzleJson(tables));
}

function fingerprint(): string {
  const hash = createHash('sha256');
  for (const file of [...schemaFiles(), join(SOURCE, 'db/columns/sqlite.ts')]) hash.update(readFileSync(file)).update('\0');
  return hash.digest('hex').slice(0, 24);
}
