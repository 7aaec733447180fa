import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { globSync } from './glob.ts';

/** Generates into a copy of migrations/: when the schema and the migrations are in step, nothing new comes of it. */
const KEPT = 'migrations/sqlite';
// Inside the project, since drizzle-kit puts `./` before whatever folder it is given.
const COPY = '.cache/migrations-check';

const tables = globSync('src', /^schema\.ts$/).length;
rmSync(COPY, { recursive: true, force: true });
mkdirSync(COPY, { recursive: true });
if (existsSync(KEPT)) cpSync(KEPT, COPY, { recursive: true });
const before = readdirSync(COPY, { recursive: true }).length;

const generate = ['generate', '--dialect', 'sqlite', '--schema', './src/*/schema.ts', '--out', COPY, '--name', 'drift'];
const run = spawnSync(process.execPath, ['node_modules/drizzle-kit/bin.cjs', ...generate], { encoding: 'utf8', stdio: 'pipe' });
const after = readdirSync(COPY, { recursive: true }).length;

const said = `${run.stdout}${run.stderr}`;
const understood = run.status === 0 && /(No schema changes|SQL migration file)/.test(said);
if (!understood) console.error(`drizzle-kit could not compare:\n${said}`);
if (tables === 0) console.error('no src/*/schema.ts was found');
if (after !== before) console.error(`${KEPT} is not in step with src/*/schema.ts: npm run db:generate -- --name <what-changed>`);
console.log(`${tables} schema files, ${before} files of migrations for SQLite`);
rmSync(COPY, { recursive: true, force: true });
const postgres = spawnSync(process.execPath, ['node_modules/tsx/dist/cli.mjs', 'scripts/postgres-migration.ts', '--check'], {
  encoding: 'utf8',
  stdio: 'pipe',
});
process.stdout.write(postgres.stdout);
process.stderr.write(postgres.stderr);
process.exitCode = postgres.status === 0 && understood && tables > 0 && after === before ? 0 : 1;
