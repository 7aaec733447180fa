import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** Everything a machine can say about the code without running it. `npm run check -- lint` runs one step. */
type Step = { name: string; says: string; run: readonly string[] };

const script = (file: string): readonly string[] => ['node_modules/tsx/dist/cli.mjs', `scripts/${file}.ts`];

// The long ones first, so that the short ones fill the other lane.
const STEPS: readonly Step[] = [
  { name: 'lint', says: 'style and promises', run: ['node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0'] },
  {
    name: 'types',
    says: 'types',
    run: ['node_modules/typescript/bin/tsc', '--noEmit', '--incremental', '--tsBuildInfoFile', '.cache/tsc.tsbuildinfo'],
  },
  { name: 'format', says: 'format', run: ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'] },
  { name: 'exports', says: 'unused exports', run: script('check-exports') },
  { name: 'imports', says: 'who may import whom', run: script('check-imports') },
  { name: 'migrations', says: 'migrations in step with the schema', run: script('check-migrations') },
  { name: 'packages', says: 'package versions', run: script('check-packages') },
  { name: 'env', says: '.env.example in step', run: script('env-example') },
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !STEPS.some((step) => step.name === name));
if (unknown.length > 0)
  throw new Error(`no such step: ${unknown.join(', ')}; there are ${STEPS.map(({ name }) => name).join(', ')}`);

const queue = STEPS.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
const failed: string[] = [];
await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, lane));
console.log(failed.length === 0 ? 'check: all is well' : `check: failed: ${failed.join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;

async function lane(): Promise<void> {
  for (let step = queue.shift(); step; step = queue.shift()) {
    const start = performance.now();
    const { code, output } = await outcome(step);
    if (code !== 0) failed.push(step.name);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(`${code === 0 ? '✓' : '✗'} ${step.says} (${step.name}, ${seconds} s)${output === '' ? '' : `\n${output}`}`);
  }
}

function outcome({ run }: Step): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, run, { stdio: ['ignore', 'pipe', 'pipe'] });
    const parts: Buffer[] = [];
    child.stdout.on('data', (part: Buffer) => parts.push(part));
    child.stderr.on('data', (part: Buffer) => parts.push(part));
    child.on('error', reject);
    child.on('close', (code) =>
      resolve({ code: code ?? 1, output: Buffer.concat(parts).toString().trim().replaceAll(/^/gm, '  ') }),
    );
  });
}
