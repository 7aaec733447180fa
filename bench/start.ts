import type { ChildProcess } from 'node:child_process';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { BUILT, librariesOf, MAIN } from './build.ts';
import { cleanEnvironment } from './child.ts';
import { freePort, program, stop, type Company } from './company.ts';
import { median } from './measure.ts';

const POLL_MS = 4;

export type Start = {
  rounds: number;
  libraries: string[];
  bot: { readyMs: number; rssMb: number };
  bare: { readyMs: number; rssMb: number };
  /** Medians of bot ÷ bare, round by round. */
  ratio: { ready: number; rss: number };
};

type Sample = { readyMs: number; rssMb: number };

/** From the spawn of the process to the first 200 of `/readyz`, and the memory it holds at that moment. */
export async function measureStart(company: Company, rounds: number, tell: (line: string) => void): Promise<Start> {
  const database = company.database('start');
  const libraries = librariesOf(MAIN);
  const bare = writeBare(libraries);
  const ours = (port: number): ChildProcess =>
    program(dirname(database), { ...company.credentials, PORT: String(port), DATABASE_URL: `file:${database}` });
  const theirs = (port: number): ChildProcess =>
    spawn(process.execPath, [bare], { cwd: BUILT, env: { ...cleanEnvironment(), PORT: String(port) }, stdio: 'inherit' });
  const samples: { bot: Sample; bare: Sample }[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const first = round % 2 === 0 ? await untilReady(ours) : undefined;
    const second = await untilReady(theirs);
    const sample = { bot: first ?? (await untilReady(ours)), bare: second };
    // The first round fills the file cache.
    if (round > 0) samples.push(sample);
    if (round > 0)
      tell(
        `start ${round}  bot ${sample.bot.readyMs.toFixed(0)} ms, ${sample.bot.rssMb.toFixed(0)} MB · ` +
          `bare ${sample.bare.readyMs.toFixed(0)} ms, ${sample.bare.rssMb.toFixed(0)} MB`,
      );
  }
  const of = (who: 'bot' | 'bare'): Sample => ({
    readyMs: median(samples.map((one) => one[who].readyMs)),
    rssMb: median(samples.map((one) => one[who].rssMb)),
  });
  return {
    rounds,
    libraries,
    bot: of('bot'),
    bare: of('bare'),
    ratio: {
      ready: median(samples.map(({ bot, bare: other }) => bot.readyMs / other.readyMs)),
      rss: median(samples.map(({ bot, bare: other }) => bot.rssMb / other.rssMb)),
    },
  };
}

/** The same libraries, a server that says it is ready, and nothing else. */
function writeBare(libraries: readonly string[]): string {
  const file = join(BUILT, 'bare.mjs');
  const lines = [
    ...libraries.filter((name) => name !== 'fastify').map((name) => `import '${name}';`),
    "import fastify from 'fastify';",
    'const server = fastify({ logger: false });',
    "server.get('/readyz', async () => ({ status: 'ready' }));",
    "process.once('SIGTERM', () => process.exit(0));",
    "await server.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });",
  ];
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
}

async function untilReady(start: (port: number) => ChildProcess): Promise<Sample> {
  const port = await freePort();
  const startedAt = performance.now();
  const child = start(port);
  while ((await statusOf(port)) !== 200) {
    if (child.exitCode !== null) throw new Error(`the program ended with code ${child.exitCode}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  const sample = { rssMb: residentMb(child.pid as number), readyMs: performance.now() - startedAt };
  await stop(child);
  return sample;
}

function statusOf(port: number): Promise<number> {
  return new Promise((resolve) => {
    get({ port, host: '127.0.0.1', path: '/readyz', agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    }).on('error', () => resolve(0));
  });
}

function residentMb(pid: number): number {
  const status = `/proc/${pid}/status`;
  if (existsSync(status)) return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(status, 'utf8'))?.[1]) / 1024;
  return Number(spawnSync('ps', ['-o', 'rss=', '-p', String(pid)]).stdout.toString()) / 1024;
}
