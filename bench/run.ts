import { availableParallelism, cpus, platform, release, totalmem } from 'node:os';
import { build } from './build.ts';
import { foundCompany, type Company } from './company.ts';
import { measureFanOut } from './fan-out.ts';
import { holds } from './measure.ts';
import { measureOpening } from './opening.ts';
import { gatesOf, linesOf, type Results } from './report.ts';
import { measureStart } from './start.ts';
import { CONTENDERS, measureThroughput } from './throughput.ts';

/** `npm run bench [-- --json] [-- --rounds 7] [-- --only fan-out]`. What is measured and what it doesn't say: docs/benchmarks.md. */
const PARTS = ['throughput', 'start', 'fan-out', 'opening'] as const;
const json = process.argv.includes('--json');
const rounds = Number(valueOf('--rounds')) || 5;
if (rounds < 5) throw new Error('fewer than five rounds say nothing');
const only = valueOf('--only');
const parts = PARTS.filter((part) => only === undefined || part === only);
if (parts.length === 0) throw new Error(`--only names one of ${PARTS.join(', ')}`);
const tell = (line: string): void => {
  if (json) console.error(line);
  else console.log(line);
};

tell('Building …');
await build([...CONTENDERS, 'sandbox', 'opening', 'opening-by-hand']);
report(await measure());

function valueOf(option: string): string | undefined {
  const at = process.argv.indexOf(option);
  return at < 0 ? undefined : process.argv[at + 1];
}

async function measure(): Promise<Results> {
  const results: Results = {};
  if (parts.some((part) => part === 'throughput' || part === 'start')) {
    const company = await foundCompany();
    await measureCompany(company, results).finally(() => company.close());
  }
  // The minute of each round is the platform's own: three are enough to see one that was disturbed.
  if (parts.includes('fan-out')) results.fanOut = await measureFanOut(3, tell);
  if (parts.includes('opening')) results.opening = await measureOpening(rounds, tell);
  return results;
}

async function measureCompany(company: Company, results: Results): Promise<void> {
  if (parts.includes('throughput')) results.throughput = await measureThroughput(company, rounds, tell);
  if (parts.includes('start')) results.start = await measureStart(company, Math.max(rounds, 7), tell);
}

function report(results: Results): void {
  const gates = gatesOf(results);
  if (json) {
    const judged = gates.map((gate) => ({ ...gate, holds: holds(gate) }));
    console.log(JSON.stringify({ environment: environment(), ...results, gates: judged }, null, 2));
  } else {
    for (const line of linesOf(results)) console.log(line);
    for (const gate of gates)
      console.log(`${holds(gate) ? '✓' : '✗'} ${gate.what}: ${gate.value.toFixed(2)} (${gate.kind} ${gate.limit.toFixed(2)})`);
  }
  if (!gates.every(holds)) process.exitCode = 1;
}

function environment(): Record<string, string | number> {
  return {
    node: process.version,
    system: `${platform()} ${release()}`,
    cores: availableParallelism(),
    cpu: cpus()[0]?.model ?? '',
    memoryMb: Math.round(totalmem() / 1024 / 1024),
    at: new Date().toISOString(),
  };
}
