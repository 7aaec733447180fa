import { availableParallelism, cpus, platform, release, totalmem } from 'node:os';
import { build } from './build.ts';
import { foundCompany } from './company.ts';
import { holds, type Gate } from './measure.ts';
import { measureStart, type Start } from './start.ts';
import { CONTENDERS, measureThroughput, type Throughput } from './throughput.ts';

/** `npm run bench [-- --json] [-- --rounds 7]`. What is measured and what it doesn't say: docs/benchmarks.md. */
const json = process.argv.includes('--json');
const rounds = Number(process.argv[process.argv.indexOf('--rounds') + 1]) || 5;
if (rounds < 5) throw new Error('fewer than five rounds say nothing');
const tell = (line: string): void => {
  if (json) console.error(line);
  else console.log(line);
};

tell('Building …');
await build(CONTENDERS);
const company = await foundCompany();
try {
  const throughput = await measureThroughput(company, rounds, tell);
  const start = await measureStart(company, Math.max(rounds, 7), tell);
  report(throughput, start);
} finally {
  await company.close();
}

function report(throughput: Throughput, start: Start): void {
  const gates: Gate[] = [
    { what: 'events per second, bot ÷ written by hand', value: throughput.ratio['by-hand'].median, limit: 0.8, kind: 'at least' },
    { what: 'start to ready, bot ÷ bare imports', value: start.ratio.ready, limit: 1.25, kind: 'at most' },
    { what: 'resident memory, bot ÷ bare imports', value: start.ratio.rss, limit: 1.25, kind: 'at most' },
  ];
  if (json) {
    const judged = gates.map((gate) => ({ ...gate, holds: holds(gate) }));
    console.log(JSON.stringify({ environment: environment(), throughput, start, gates: judged }, null, 2));
  } else {
    print(throughput, start, gates);
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

function print({ perSecond, cpuMicrosecondsAnEvent, ratio }: Throughput, start: Start, gates: readonly Gate[]): void {
  console.log(`\n${'req/s'.padStart(17)} ${'CPU µs/event'.padStart(14)}   bot ÷ it (least … greatest of the rounds)`);
  for (const name of CONTENDERS) {
    const beside = name === 'bot' ? undefined : ratio[name];
    console.log(
      `${name.padEnd(8)} ${Math.round(perSecond[name]).toLocaleString('en').padStart(8)} ${cpuMicrosecondsAnEvent[name].toFixed(1).padStart(14)}   ` +
        (beside ? `${beside.median.toFixed(2)} (${beside.least.toFixed(2)} … ${beside.greatest.toFixed(2)})` : ''),
    );
  }
  console.log(
    `\nstart to ready: bot ${start.bot.readyMs.toFixed(0)} ms, bare imports ${start.bare.readyMs.toFixed(0)} ms` +
      `\nmemory then:    bot ${start.bot.rssMb.toFixed(0)} MB, bare imports ${start.bare.rssMb.toFixed(0)} MB\n`,
  );
  for (const gate of gates)
    console.log(`${holds(gate) ? '✓' : '✗'} ${gate.what}: ${gate.value.toFixed(2)} (${gate.kind} ${gate.limit.toFixed(2)})`);
}
