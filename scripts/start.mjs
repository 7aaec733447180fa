// Builds when stale, then is the built program: the same process and terminal, so that signals reach it without a detour.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Node ${process.versions.node} is too old: 20.19 or newer is needed, 24 recommended.`);
  process.exit(1);
}
if (!existsSync(new URL('../node_modules', import.meta.url))) {
  console.error('The packages are missing: run npm ci first.');
  process.exit(1);
}

const { buildWhenStale } = await import('./build.mjs');
try {
  await buildWhenStale(async (build) => {
    const began = performance.now();
    process.stdout.write('Building … ');
    await build();
    process.stdout.write(`${((performance.now() - began) / 1000).toFixed(1)} s\n`);
  });
} catch (error) {
  console.error(`\n${error.message}`);
  process.exit(1);
}

const main = new URL('../dist/main.js', import.meta.url);
process.argv[1] = fileURLToPath(main);
await import(main.href);
