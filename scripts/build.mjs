// Plain JavaScript, because it runs before anything is built: `npm start` uses it.
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const STAMP = join(ROOT, 'dist', '.built');
const LOCK = join(ROOT, '.cache', 'build.lock');
const SOURCES = ['src', 'package-lock.json', 'tsconfig.json', 'vite.config.ts', 'vite.program.config.ts'];

/** Whether something the build is made from is newer than it. Folders count too: their time tells of a file that went. */
function isStale() {
  const built = statSync(STAMP, { throwIfNoEntry: false })?.mtimeMs;
  return built === undefined || SOURCES.some((source) => newest(join(ROOT, source)) > built);
}

function newest(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  return readdirSync(path).reduce((latest, name) => Math.max(latest, newest(join(path, name))), stat.mtimeMs);
}

/** Program and page at once; what the tools say is shown only when they fail. */
export async function build() {
  const began = new Date();
  rmSync(join(ROOT, 'dist'), { recursive: true, force: true });
  const results = await Promise.all([
    tool('vite/bin/vite.js', ['build', '--config', 'vite.program.config.ts', '--logLevel', 'warn']),
    tool('vite/bin/vite.js', ['build', '--logLevel', 'warn']),
  ]);
  const failures = results.filter(({ code }) => code !== 0);
  if (failures.length > 0) throw new Error(`The build failed.\n${failures.map(({ output }) => output).join('\n')}`);
  writeFileSync(STAMP, '');
  // The time it began: a file saved meanwhile may not be in it.
  utimesSync(STAMP, began, began);
}

/** Sandbox and bot started together in two terminals build once: the second waits for the first. */
export async function buildWhenStale(onBuild) {
  while (isStale()) {
    if (!lock()) {
      await pause(200);
      continue;
    }
    try {
      if (isStale()) await onBuild(build);
    } finally {
      rmSync(LOCK, { force: true });
    }
  }
}

function lock() {
  mkdirSync(join(ROOT, '.cache'), { recursive: true });
  try {
    writeFileSync(LOCK, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (!isRunning(Number(readFileSync(LOCK, 'utf8')))) rmSync(LOCK, { force: true });
    return false;
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function tool(path, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(ROOT, 'node_modules', path), ...args], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (part) => (output += part));
    child.stderr.on('data', (part) => (output += part));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await build().catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
