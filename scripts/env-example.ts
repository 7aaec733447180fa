import { readFileSync, writeFileSync } from 'node:fs';
import { envExample } from '../src/config-variables.ts';

const FILE = '.env.example';

if (process.argv.includes('--write')) {
  writeFileSync(FILE, envExample());
} else if (readFileSync(FILE, 'utf8') !== envExample()) {
  console.error(`${FILE} is not in step with src/config-variables.ts: npm run env:example`);
  process.exitCode = 1;
}
