import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { MUTANTS, type Edit, type Mutant } from './mutants/list.ts';

/**
 * Breaks one promise after the other, in a copy of the tree, and says which test noticed. Survivors of the tests expected to
 * notice are tried against all of them. `npm run mutants -- press log` runs those whose promise has these words.
 */
const COPY = resolve('.cache/mutants');
const COPIED = ['src', 'test', 'scripts', 'bench', 'migrations', 'cards', 'docs', 'package.json', 'tsconfig.json'];
const ALSO = [
  'vitest.config.ts',
  'vitest.soak.config.ts',
  'vite.config.ts',
  'vite.program.config.ts',
  'drizzle.config.ts',
  '.env.example',
];

/** A slow machine must not look like a caught mutant. */
const PATIENT = ['--testTimeout', '120000', '--hookTimeout', '120000'];

type Fate = { mutant: string; caught: boolean; by: string; where: string; seconds: number };
type Report = { testResults: { name: string; assertionResults: { status: string; fullName: string }[] }[] };

const words = process.argv.slice(2);
const chosen = MUTANTS.filter(({ breaks }) => words.every((word) => breaks.includes(word)));
if (chosen.length === 0) throw new Error(`no mutant with the words ${words.join(' ')}`);

copyTree();
try {
  const expected = [...new Set(chosen.flatMap(({ tests }) => tests))];
  const before = run(expected);
  if (before.failed || !before.green) throw new Error(`the tests fail without any mutant: ${before.failed ?? 'nothing ran'}`);
  const fates = chosen.map(judge);
  console.table(fates.map(({ caught, ...rest }) => ({ ...rest, caught: caught ? 'yes' : 'NO' })));
  const survivors = fates.filter(({ caught }) => !caught);
  console.log(`${fates.length - survivors.length} of ${fates.length} mutants caught`);
  process.exitCode = survivors.length === 0 ? 0 : 1;
} finally {
  rmSync(COPY, { recursive: true, force: true });
}

function copyTree(): void {
  rmSync(COPY, { recursive: true, force: true });
  mkdirSync(COPY, { recursive: true });
  for (const name of [...COPIED, ...ALSO]) if (existsSync(name)) cpSync(name, join(COPY, name), { recursive: true });
  symlinkSync(resolve('node_modules'), join(COPY, 'node_modules'));
}

function judge(mutant: Mutant): Fate {
  const began = performance.now();
  const originals = mutant.edits.map(apply);
  try {
    const first = run(mutant.tests);
    const found = first.failed ? { ...first, where: 'where expected' } : { ...run([]), where: 'elsewhere' };
    const seconds = Math.round((performance.now() - began) / 1000);
    const caught = found.failed !== undefined;
    console.log(`${caught ? '✓' : '✗'} ${mutant.breaks} (${seconds} s): ${found.failed ?? 'nobody noticed'}`);
    return { mutant: mutant.breaks, caught, by: found.failed ?? '-', where: caught ? found.where : '-', seconds };
  } finally {
    for (const { file, text } of originals) writeFileSync(join(COPY, file), text);
  }
}

function apply({ file, find, replace }: Edit): { file: string; text: string } {
  const text = readFileSync(join(COPY, file), 'utf8');
  const parts = text.split(find);
  if (parts.length !== 2) throw new Error(`${file} has ${parts.length - 1} times, not once: ${find}`);
  writeFileSync(join(COPY, file), parts.join(replace));
  return { file, text };
}

/** The first test that failed. A file that doesn't even load is a mistake in the mutant, and nobody's catch. */
function run(tests: readonly string[]): { failed: string | undefined; green: boolean } {
  const out = join(COPY, 'report.json');
  rmSync(out, { force: true });
  const vitest = [
    join('node_modules', 'vitest', 'vitest.mjs'),
    'run',
    ...tests,
    ...PATIENT,
    '--bail',
    '1',
    '--reporter',
    'json',
    '--outputFile',
    out,
  ];
  const { status, stderr } = spawnSync(process.execPath, vitest, {
    cwd: COPY,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  if (!existsSync(out)) throw new Error(`the tests did not run: ${stderr.slice(-2000)}`);
  const { testResults } = JSON.parse(readFileSync(out, 'utf8')) as Report;
  for (const { name, assertionResults } of testResults)
    for (const { status: state, fullName } of assertionResults)
      if (state === 'failed') return { failed: `${name.slice(COPY.length + 1)}: ${fullName.trim()}`, green: false };
  return { failed: undefined, green: status === 0 };
}
