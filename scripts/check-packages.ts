import { readFileSync } from 'node:fs';

/** Versions that must not come in by an upgrade made in passing, each with what it breaks while Node 20 is the floor. */
const CEILINGS: Record<string, { below: number; because: string }> = {
  'better-sqlite3': { below: 13, because: '13 ends the process on Node 20, without a message' },
  typescript: { below: 7, because: '7 has no JavaScript API: the linter does not load and the import rules look at nothing' },
  vitest: { below: 5, because: '5 needs Node 22.12' },
  'dependency-cruiser': { below: 18, because: '18 needs Node 22' },
};
const REGISTRY = 'https://registry.npmjs.org/';

type Lock = { packages: Record<string, { version?: string; resolved?: string; engines?: { node?: string } }> };

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lock;
const installed = JSON.parse(readFileSync('node_modules/.package-lock.json', 'utf8')) as Lock;
const problems: string[] = [];

for (const [name, { below, because }] of Object.entries(CEILINGS)) {
  for (const [place, lock] of Object.entries({ 'package-lock.json': packages, node_modules: installed.packages })) {
    const version = lock[`node_modules/${name}`]?.version;
    if (version === undefined) problems.push(`${name} is not in ${place}`);
    else if (Number(version.split('.')[0]) >= below) problems.push(`${name} ${version} in ${place}: ${because}`);
  }
}

const floor = packages['']?.engines?.node;
if (floor !== '>=20.19') problems.push(`the floor of Node is ${floor}; the ceilings here were set for >=20.19`);

for (const [path, { resolved }] of Object.entries(packages)) {
  if (resolved !== undefined && !resolved.startsWith(REGISTRY))
    problems.push(`${path} comes from somewhere else than ${REGISTRY}`);
}

for (const problem of problems) console.error(problem);
console.log(`${Object.keys(packages).length} packages in the lock`);
process.exitCode = problems.length > 0 ? 1 : 0;
