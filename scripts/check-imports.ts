import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { globSync } from './glob.ts';

/** The import rules on our modules, and the proof that they look: every module is seen, and on a wrong tree every rule bites. */
const WRONG_TREE = 'scripts/fixtures/wrong-imports';

type Violation = { rule: { name: string }; from: string; to: string; cycle?: { name: string }[] };
type Result = { modules: { source: string }[]; summary: { violations: Violation[] } };

function cruise(folder: string): Result {
  const arguments_ = ['--config', `${process.cwd()}/.dependency-cruiser.cjs`, '--ts-config', `${process.cwd()}/tsconfig.json`];
  const binary = `${process.cwd()}/node_modules/dependency-cruiser/bin/dependency-cruise.mjs`;
  const run = spawnSync(process.execPath, [binary, ...arguments_, '--output-type', 'json', 'src'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  if (run.stdout === '') throw new Error(`dependency-cruiser said nothing: ${run.stderr}`);
  return JSON.parse(run.stdout) as Result;
}

const problems: string[] = [];

const ours = cruise('.');
for (const { rule, from, to, cycle } of ours.summary.violations) {
  problems.push(`${rule.name}: ${from} → ${cycle ? cycle.map(({ name }) => name).join(' → ') : to}`);
}
const seen = new Set(ours.modules.map(({ source }) => source));
const unseen = globSync('src', /\.tsx?$/).filter((file) => !seen.has(file));
if (unseen.length > 0) problems.push(`not looked at: ${unseen.join(', ')}`);

const { forbidden } = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as { forbidden: { name: string }[] };
const biting = new Set(cruise(WRONG_TREE).summary.violations.map(({ rule }) => rule.name));
const blunt = forbidden.map(({ name }) => name).filter((name) => !biting.has(name));
if (blunt.length > 0) problems.push(`rules that find nothing wrong in ${WRONG_TREE}: ${blunt.join(', ')}`);

for (const problem of problems) console.error(problem);
console.log(`${seen.size} modules looked at, ${forbidden.length} rules proven`);
process.exitCode = problems.length > 0 ? 1 : 0;
